/** Copies published tables into a PostgreSQL database, for programs that do not read Delta. */
@NullMarked
package io.churnlake.database;

import org.jspecify.annotations.NullMarked;
