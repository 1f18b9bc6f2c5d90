@NullMarked
package io.churnlake.training;

import org.jspecify.annotations.NullMarked;
