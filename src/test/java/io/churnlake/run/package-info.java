@NullMarked
package io.churnlake.run;

import org.jspecify.annotations.NullMarked;
