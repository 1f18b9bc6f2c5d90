package io.churnlake.lake;

import io.churnlake.table.Table;

/**
 * What a write left behind.
 *
 * @param table the table written
 * @param version its Delta version after the write
 * @param rows rows written by it
 */
public record Written(Table table, long version, long rows) {}
