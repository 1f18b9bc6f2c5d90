/** Tests of what is found out about exports before they are loaded. */
@NullMarked
package io.churnlake.inspect;

import org.jspecify.annotations.NullMarked;
