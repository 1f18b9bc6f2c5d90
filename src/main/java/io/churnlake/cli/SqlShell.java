package io.churnlake.cli;

import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.SparkContext;

/** A prompt for queries. An error ends a statement and not the prompt. */
final class SqlShell {
  private static final Set<String> LEAVING = Set.of("exit", "quit", "\\q");
  private static final String GROUP = "sql";

  private final Lake lake;
  private final Queries queries;
  private final Path history;
  private final Terminal terminal;
  private volatile boolean cancelled;

  SqlShell(Lake lake, Queries queries, Path history, Terminal terminal) {
    this.lake = lake;
    this.queries = queries;
    this.history = history;
    this.terminal = terminal;
  }

  /** Whether the line asks to end the shell. */
  static boolean isLeaving(String line) {
    return LEAVING.contains(line.replace(";", "").strip().toLowerCase(Locale.ROOT));
  }

  void run(Prompt prompt) {
    PublishedViews views = PublishedViews.of(lake);
    terminal
        .err()
        .println(
            "The published tables of "
                + lake.root()
                + ". A semicolon ends a query; Ctrl-C cancels"
                + " one; exit leaves.\nSHOW TABLES; lists the tables, DESCRIBE gold.clv; the columns"
                + " of one. Tab completes names.");
    SparkContext spark = lake.spark().sparkContext();
    prompt.onInterrupt(
        () -> {
          cancelled = true;
          spark.cancelJobGroup(GROUP);
        });
    prompt.read(
        history,
        new SqlCompleter(views),
        text -> {
          if (isLeaving(text)) {
            return false;
          }
          for (String statement : Statements.of(text).all()) {
            if (!run(statement, prompt)) {
              break;
            }
          }
          return true;
        });
  }

  /** Whether the statement came to its end. */
  private boolean run(String statement, Prompt prompt) {
    Instant started = terminal.clock().instant();
    cancelled = false;
    SparkContext spark = lake.spark().sparkContext();
    spark.setJobGroup(GROUP, statement, false);
    try {
      long rows = queries.print(statement, prompt.width());
      terminal.out().flush();
      terminal
          .err()
          .println(
              String.format(
                  Locale.ROOT,
                  "%,d %s, %.1f s",
                  rows,
                  rows == 1 ? "row" : "rows",
                  Duration.between(started, terminal.clock().instant()).toMillis() / 1000.0));
      return true;
    } catch (Exception e) {
      if (cancelled) {
        terminal.err().println("cancelled");
      } else {
        Cli.end(terminal, e);
      }
      return false;
    } finally {
      spark.clearJobGroup();
    }
  }
}
