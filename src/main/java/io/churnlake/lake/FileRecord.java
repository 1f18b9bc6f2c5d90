package io.churnlake.lake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file.
 *
 * @param line where it ends, from 1; in Parquet its row
 * @param lines over how many lines of the file it goes; 0 if another record of its line was counted
 *     before, and in Parquet
 * @param raw its text, at most 1,048,576 characters
 * @param fields the columns asked for; empty text where the record has none
 * @param problem what is wrong with its shape, or null
 * @param further the columns to carry that have a value
 */
public record FileRecord(
    long line,
    int lines,
    String raw,
    List<String> fields,
    @Nullable String problem,
    Map<String, String> further) {}
