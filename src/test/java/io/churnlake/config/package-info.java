@NullMarked
package io.churnlake.config;

import org.jspecify.annotations.NullMarked;
