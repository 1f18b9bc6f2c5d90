@NullMarked
package io.churnlake.lake;

import org.jspecify.annotations.NullMarked;
