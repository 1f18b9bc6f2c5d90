package io.churnlake.cli;

import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A query over the published tables. */
@Command(
    name = "sql",
    description = {
      "Runs one query over the published tables; the result alone is on standard output.",
      "Nothing but the lake's tables can be read, and nothing can be written.",
      "A table gold.x with as_of slices also has gold.x_current, its newest slice."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description = "table (default; rounds doubles), csv (RFC 4180) or json (one object a line).")
  private ResultFormat format = ResultFormat.table;

  @Parameters(
      index = "0",
      paramLabel = "QUERY",
      description = "The query in quotes: \"SELECT * FROM gold.clv_current LIMIT 5\".")
  private String query = "";

  SqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Lake lake = lakeOptions.open(lakeOptions.configuration());
    Dataset<Row> result = PublishedViews.of(lake).query(query);
    try {
      Results.print(result, format, terminal);
    } catch (Exception e) {
      throw ofTheQuery(e);
    }
    return 0;
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
