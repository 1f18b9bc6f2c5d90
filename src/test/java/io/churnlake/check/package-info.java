/** Orders looked over before they are loaded. */
@NullMarked
package io.churnlake.check;

import org.jspecify.annotations.NullMarked;
