@NullMarked
package io.churnlake.schedule;

import org.jspecify.annotations.NullMarked;
