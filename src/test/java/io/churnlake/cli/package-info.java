@NullMarked
package io.churnlake.cli;

import org.jspecify.annotations.NullMarked;
