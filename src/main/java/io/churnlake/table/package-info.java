/**
 * One class a table: its name, columns, types, units, key and layout; the registry of all tables.
 * Uses Spark's types only.
 */
@NullMarked
package io.churnlake.table;

import org.jspecify.annotations.NullMarked;
