@NullMarked
package io.churnlake.upkeep;

import org.jspecify.annotations.NullMarked;
