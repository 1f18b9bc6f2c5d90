package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** A lake that is fed night after night: ingest, then conform. */
final class Nights {
  private static final List<Table> SILVER =
      List.of(SilverOrderLines.TABLE, Returns.TABLE, CustomerDays.TABLE, Customers.TABLE);

  /** Whatever keeps sums up to date. */
  private final Path input;

  private JobContext context;

  private Nights(Path folder, SourceMapping mapping, Configuration configuration)
      throws IOException {
    this.input = Files.createDirectories(folder.resolve("input"));
    this.context =
        new JobContext(
            Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
            configuration,
            new JobContext.Delivery(mapping, input.toString(), TestKeys.secret()),
            LocalDate.of(2024, 12, 31),
            "run",
            Clock.systemUTC());
  }

  /** Silver is made anew each night, as small lakes do. */
  static Nights whole(Path folder, SourceMapping mapping) throws IOException {
    return new Nights(folder, mapping, Configuration.defaults());
  }

  /** Silver is merged wherever it can be, small as the lake is. */
  static Nights merging(Path folder, SourceMapping mapping) throws IOException {
    return whole(folder, mapping).andMerging();
  }

  /** From now on silver is merged wherever it can be, by these further settings. */
  Nights andMerging(String... settings) {
    context =
        new JobContext(
            context.lake(),
            Configuration.of(
                "churnlake.conform.whole-below-lines = 0\n" + String.join("\n", settings)),
            context.delivery(),
            context.asOf(),
            context.runId(),
            context.clock());
    return this;
  }

  /** A night whose second step is left for a later one. */
  void ingest() {
    assertThat(new IngestJob().run(context).checks())
        .filteredOn(check -> check.severity() == Check.Severity.FATAL)
        .allMatch(Check::passed);
  }

  Lake lake() {
    return context.lake();
  }

  void file(String name, String header, List<String> lines) throws IOException {
    Path path = input.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, header + "\n" + String.join("\n", lines) + "\n");
  }

  /** Delivers a copy of the file under that name. */
  void copy(Path file, String name) throws IOException {
    Files.copy(file, input.resolve(name));
  }

  /** One night; what conform said of it. */
  String night() {
    ingest();
    Outcome outcome = new ConformJob().run(context);
    assertThat(outcome.checks())
        .filteredOn(check -> check.severity() == Check.Severity.FATAL)
        .allMatch(Check::passed);
    return outcome.note();
  }

  private List<String> rows(Table table, String... without) {
    return lake().read(table).drop(without).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** Sorted rows of each silver table, without the columns named. */
  Map<String, List<String>> silver(String... without) {
    Map<String, List<String>> silver = new TreeMap<>();
    for (Table table : SILVER) {
      silver.put(table.fullName(), rows(table, without));
    }
    return silver;
  }

  /** Fails at the first table that differs, telling its rows. */
  void mustEqual(Nights other, String... without) {
    Map<String, List<String>> expected = other.silver(without);
    silver(without)
        .forEach(
            (table, rows) ->
                assertThat(rows).as(table).containsExactlyElementsOf(expected.get(table)));
  }
}
