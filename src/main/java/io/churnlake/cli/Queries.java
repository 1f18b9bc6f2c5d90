package io.churnlake.cli;

import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import java.util.OptionalInt;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs single statements over the published tables and prints their results. */
final class Queries {
  private final Lake lake;
  private final ResultFormat format;
  private final Terminal terminal;

  Queries(Lake lake, ResultFormat format, Terminal terminal) {
    this.lake = lake;
    this.format = format;
    this.terminal = terminal;
  }

  /**
   * Prints the result of a statement, as published when it begins.
   *
   * @param width of the screen, see {@link Screen}
   * @return how many rows were printed
   */
  long print(String statement, OptionalInt width) throws Exception {
    Dataset<Row> result = PublishedViews.of(lake).query(statement);
    try {
      return Results.print(result, format, width, terminal);
    } catch (Exception e) {
      throw ofTheQuery(e);
    }
  }

  /**
   * What SQL says of a failure while the rows are made: SQLSTATE classes 22 (a value does not fit),
   * 42 (the query does not) and P0 (the query itself raised it) are mistakes of the query. Others
   * stay what they are.
   */
  private static Exception ofTheQuery(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable told) {
        String state = told.getSqlState();
        if (state != null && state.matches("(22|42|P0).*")) {
          return Errors.query(
              "The query fails on the data.",
              String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse(state));
        }
      }
    }
    return failure;
  }
}
