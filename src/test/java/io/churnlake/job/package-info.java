@NullMarked
package io.churnlake.job;

import org.jspecify.annotations.NullMarked;
