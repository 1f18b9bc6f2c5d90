package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Row;

/** However a log is cut into files and nights, silver is the same. */
class SplitFilesTest {
  /** Small as the lake is. */
  private static final String MERGES = "churnlake.conform.whole-below-lines = 0";

  private static final List<Table> SILVER =
      List.of(SilverOrderLines.TABLE, Returns.TABLE, CustomerDays.TABLE, Customers.TABLE);

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void filesInAnyOrderGiveTheSilverOfOneSortedFile(@ForAll long seed) throws IOException {
    Path folder = Files.createTempDirectory("split-files");
    try {
      RandomLog log = new RandomLog(seed, 40);
      List<String> sorted = log.lines(150).stream().sorted().toList();
      Night whole = new Night(folder.resolve("whole"), "append");
      whole.deliver(List.of(sorted));

      List<String> notes = new ArrayList<>();
      Night nights = new Night(folder.resolve("nights"), "append");
      for (List<String> file : log.split(3)) {
        notes.add(nights.deliver(List.of(file)));
      }
      Map<String, List<String>> silver = nights.silver();
      whole
          .silver()
          .forEach(
              (table, rows) ->
                  assertThat(silver.get(table)).as(table).containsExactlyElementsOf(rows));
      assertThat(notes).as("some nights touch few").anyMatch(note -> note.contains("touched"));
    } finally {
      org.apache.commons.io.FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** A lake that is fed night after night. */
  private static final class Night {
    private final Path folder;
    private final JobContext context;
    private int files;

    Night(Path folder, String restatement) throws IOException {
      this.folder = folder;
      Path input = Files.createDirectories(folder.resolve("input"));
      SourceMapping mapping =
          SourceMapping.load(
              Files.writeString(
                  folder.resolve("random.conf"), RandomLog.MAPPING.formatted(restatement)));
      this.context =
          new JobContext(
              Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
              Configuration.load(Files.writeString(folder.resolve("merge.conf"), MERGES)),
              new JobContext.Delivery(mapping, input.toString(), TestKeys.secret()),
              LocalDate.of(2024, 12, 31),
              "run",
              Clock.systemUTC());
    }

    /** One night; what conform said of it. */
    String deliver(List<List<String>> delivered) throws IOException {
      for (List<String> lines : delivered) {
        Files.writeString(
            folder.resolve("input").resolve("f" + files++ + ".csv"),
            RandomLog.HEADER + "\n" + String.join("\n", lines) + "\n");
      }
      assertThat(new IngestJob().run(context).checks()).allMatch(Check::passed);
      Outcome outcome = new ConformJob().run(context);
      assertThat(outcome.checks()).allMatch(Check::passed);
      return outcome.note();
    }

    Map<String, List<String>> silver() {
      Map<String, List<String>> silver = new TreeMap<>();
      for (Table table : SILVER) {
        silver.put(
            table.fullName(),
            context
                .lake()
                .read(table)
                .drop(SilverOrderLines.FILE, SilverOrderLines.POSITION)
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList());
      }
      return silver;
    }
  }
}
