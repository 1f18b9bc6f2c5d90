package io.churnlake.cli;

import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.table.Column;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The data dictionary. */
@Command(
    name = "tables",
    description =
        "The data dictionary: every table's columns, types, units, key, rows, last write.",
    mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  TablesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Lake lake = lakeOptions.open(lakeOptions.configuration());
    PublishedViews views = PublishedViews.of(lake);
    for (Table table : Tables.all()) {
      describe(lake, views, table);
    }
    return 0;
  }

  private void describe(Lake lake, PublishedViews views, Table table) {
    terminal.out().println(table.fullName() + (table.restricted() ? "  (restricted)" : ""));
    terminal.out().println("    " + table.comment());
    if (views.isVisible(table)) {
      Instant written = lake.lastWriteAt(table).truncatedTo(ChronoUnit.SECONDS);
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "    %,d rows, last written %s by %s, in %s",
                  views.rows(table),
                  written,
                  table.writer(),
                  lake.path(table)));
    } else {
      terminal.out().println("    not published yet; written by " + table.writer());
    }
    terminal.out().println("    key: " + String.join(", ", table.key()));
    for (Column column : table.columns()) {
      String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "      %-26s %-16s %s%s",
                  column.name(),
                  column.type().simpleString(),
                  column.comment(),
                  unit));
    }
    terminal.out().println();
  }
}
