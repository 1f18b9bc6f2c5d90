@NullMarked
package io.churnlake.parse;

import org.jspecify.annotations.NullMarked;
