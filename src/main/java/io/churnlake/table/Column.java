package io.churnlake.table;

import org.apache.spark.sql.types.DataType;

/**
 * A column of a table.
 *
 * @param name its name in the Delta table
 * @param type its Spark type
 * @param unit what a value counts (customers, days, share, currency), or empty
 * @param comment what it means, one sentence
 */
public record Column(String name, DataType type, String unit, String comment) {}
