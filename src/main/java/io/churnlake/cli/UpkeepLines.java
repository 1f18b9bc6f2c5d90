package io.churnlake.cli;

import io.churnlake.config.UpkeepSettings;
import io.churnlake.upkeep.TableWork;
import io.churnlake.upkeep.UpkeepWork;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What upkeep would do, for a person. */
final class UpkeepLines {
  private final PrintStream out;

  UpkeepLines(PrintStream out) {
    this.out = out;
  }

  void print(String lake, UpkeepWork work, UpkeepSettings settings) {
    List<List<String>> rows = new ArrayList<>();
    for (TableWork table : work.tables()) {
      if (!table.isNothing()) {
        rows.add(
            List.of(
                table.table(),
                count(table.slices()),
                count(table.smallFiles()),
                count(table.unneeded().files()),
                UpkeepWork.megabytes(table.unneeded().bytes()),
                count(table.unneeded().logFiles()),
                UpkeepWork.megabytes(table.unneeded().logBytes())));
      }
    }
    if (rows.isEmpty()) {
      out.println("there is nothing to do in " + lake);
    } else {
      new TextTable(
              List.of(
                  "table",
                  "slices to drop",
                  "files to join",
                  "files to remove",
                  "their size",
                  "log files",
                  "their size"),
              List.of(
                  TextTable.Kind.TEXT,
                  TextTable.Kind.NUMBER,
                  TextTable.Kind.NUMBER,
                  TextTable.Kind.NUMBER,
                  TextTable.Kind.NUMBER,
                  TextTable.Kind.NUMBER,
                  TextTable.Kind.NUMBER),
              rows)
          .print(out, Screen.width());
      out.println();
      out.println("--apply would do this in " + lake + ": " + work.inWords());
    }
    if (!work.dates().isEmpty()) {
      out.println(
          "dates to drop: "
              + String.join(", ", work.dates().stream().map(Object::toString).toList()));
    }
    if (!settings.thins()) {
      out.println("old slices stay, since churnlake.upkeep.thin-after-days is 0");
    }
    out.println(
        "versions that were written in the last " + settings.timeTravelDays() + " days stay");
    for (TableWork table : work.tables()) {
      if (!table.leftAlone().isEmpty()) {
        out.println("left alone: " + table.table() + ", " + table.leftAlone());
      }
    }
  }

  private static String count(long number) {
    return number == 0 ? "-" : String.format(Locale.ROOT, "%,d", number);
  }
}
