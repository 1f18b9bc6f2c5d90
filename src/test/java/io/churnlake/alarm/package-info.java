@NullMarked
package io.churnlake.alarm;

import org.jspecify.annotations.NullMarked;
