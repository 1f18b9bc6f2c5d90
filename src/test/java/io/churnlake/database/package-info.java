@NullMarked
package io.churnlake.database;

import org.jspecify.annotations.NullMarked;
