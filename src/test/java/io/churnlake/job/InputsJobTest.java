package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.InputMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.inputs.InputSpec;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.lake.RunNote;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Engagement;
import io.churnlake.table.OpsTables;
import io.churnlake.table.RejectedInputs;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.Tickets;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optional inputs from their files to silver. */
class InputsJobTest {
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd"]
        remove.customer-id = "\\\\.0$"
        columns { time = when, customer-id = who, amount = money }
        inputs {
          customers.columns { customer-id = id, channel = via, referrer-id = by }
          customers.attributes { loyalty_tier = Tier }
          surveys { delimiter = ",", date-patterns = ["dd.MM.yyyy"] }
          surveys.columns { date = d, customer-id = c, nps = n, reason = why }
          engagement.columns { time = t, customer-id = c, kind = k }
          tickets { path = "desk/all.csv", header = false }
          tickets.columns { opened = "1", customer-id = "2", category = "3", closed = "4" }
        }
      }
      """;

  @TempDir Path folder;
  private Path input;
  private Path mapping;

  @BeforeEach
  void newInput() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    mapping = Files.writeString(folder.resolve("tiny.conf"), MAPPING);
  }

  private void file(String name, String... lines) throws IOException {
    Path path = input.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private JobContext context() throws IOException {
    Path lenient =
        Files.writeString(folder.resolve("a.conf"), "churnlake.ingest.max-rejected-share = 0.4");
    return new JobContext(
        Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
        Configuration.load(lenient),
        new JobContext.Delivery(SourceMapping.load(mapping), input.toString(), TestKeys.secret()),
        LocalDate.of(2024, 12, 31),
        "run",
        Clock.systemUTC());
  }

  private static Outcome run(JobContext context, String... jobs) {
    List<Outcome> outcomes =
        new Runner(context, Progress.silent()).run(Arrays.stream(jobs).map(Jobs::named).toList());
    return outcomes.get(outcomes.size() - 1);
  }

  private static List<String> rows(Lake lake, Table table, String... columns) {
    return lake
        .read(table)
        .select(
            functions.concat_ws(
                " ",
                Arrays.stream(columns)
                    .map(c -> text(c))
                    .toArray(org.apache.spark.sql.Column[]::new)))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static org.apache.spark.sql.Column text(String column) {
    return functions.coalesce(col(column).cast("string"), functions.lit("-"));
  }

  private static Map<String, Long> versions(Lake lake) {
    Map<String, Long> versions = new TreeMap<>();
    for (Table table : new InputsJob().writes()) {
      versions.put(table.fullName(), lake.exists(table) ? lake.version(table) : -1);
    }
    return versions;
  }

  private static String key(String id) {
    return CustomerKeys.key(id, TestKeys.secret().bytes());
  }

  private void deliver() throws IOException {
    file("orders.csv", "when;who;money", "2024-01-05;Kc1.0;3", "2024-02-05;Kc9.0;4");
    file(
        "customers/2024-01.csv",
        "id;via;by;Tier",
        "Kc1.0;search;;",
        "Kc2;referral;Kc1.0; gold",
        "Kc1;mail;;");
    file("customers/2024-02.csv", "id;Tier;via;by", "Kc3;;;Kc2", "Kc1.0;tin;social;");
    file("surveys/a.csv", "d,c,n,why", "01.02.2024,Kc1,9,fast", "01.02.2024,Kc1,9,fast");
    file(
        "surveys/b.csv",
        "d,c,n,why",
        "01.02.2024,Kc1,9,fast",
        "02.02.2024,,3,",
        "02.02.2024,Kc2,11,",
        "2024-02-03,Kc2,nine," + "x".repeat(65));
    file("desk/all.csv", "2024-03-01;Kc1;late;2024-03-05", "2030-03-01;Kc4;;");
  }

  @Test
  void whatWasDeliveredStandsInSilver() throws IOException {
    deliver();
    JobContext context = context();
    Lake lake = context.lake();
    Outcome outcome = run(context, "ingest", "inputs");

    assertThat(outcome.rowsIn()).isEqualTo(13);
    assertThat(outcome.rowsRejected()).isEqualTo(2);
    assertThat(
            rows(
                lake,
                CustomerAttributes.TABLE,
                "customer_key",
                "channel",
                "referrer_key",
                "attributes"))
        .containsExactlyInAnyOrder(
            key("Kc1") + " social - {loyalty_tier -> tin}",
            key("Kc2") + " referral " + key("Kc1") + " {loyalty_tier -> gold}",
            key("Kc3") + " - " + key("Kc2") + " {}");
    assertThat(rows(lake, SurveyAnswers.TABLE, "answered_on", "nps", "reason", "occurrence"))
        .containsExactly("2024-02-01 9 fast 1", "2024-02-01 9 fast 2", "2024-02-02 3 - 1");
    assertThat(rows(lake, Tickets.TABLE, "opened_on", "category", "closed_on"))
        .containsExactly("2024-03-01 late 2024-03-05", "2030-03-01 - -");
    assertThat(lake.exists(Engagement.TABLE)).isFalse();
    assertThat(rows(lake, RejectedInputs.TABLE, "input", "file", "position", "reasons", "raw"))
        .containsExactly(
            "surveys surveys/b.csv 4 [nps_out_of_range] 02.02.2024,Kc2,11,",
            "surveys surveys/b.csv 5 [date_unreadable, nps_unreadable, reason_too_long]"
                + " 2024-02-03,Kc2,nine,"
                + "x".repeat(65));
    assertThat(
            rows(lake, OpsTables.CHECKS, "job", "check_name", "expected", "actual", "passed")
                .stream()
                .filter(check -> check.startsWith("inputs ")))
        .containsExactlyInAnyOrder(
            "inputs customers: rows in = accepted + rejected 5 5 true",
            "inputs input customers 2 rows repeated or superseded 2 rows repeated or superseded true",
            "inputs surveys: rows in = accepted + rejected 6 6 true",
            "inputs input surveys 1 rows repeated or superseded 1 rows repeated or superseded true",
            "inputs surveys left out: nps_out_of_range 0 1 false",
            "inputs surveys left out: nps_unreadable 0 1 false",
            "inputs surveys left out: date_unreadable 0 1 false",
            "inputs surveys left out: reason_too_long 0 1 false",
            "inputs tickets: rows in = accepted + rejected 2 2 true",
            "inputs input engagement not delivered: skipped not delivered: skipped true",
            "inputs input products not mapped: skipped not mapped: skipped true",
            "inputs input marketing-costs not mapped: skipped not mapped: skipped true",
            "inputs input contacts not mapped: skipped not mapped: skipped true",
            "inputs input contracts not mapped: skipped not mapped: skipped true");
    assertThat(
            lake.read(BronzeOrderLines.TABLE)
                .join(lake.read(CustomerAttributes.TABLE), CustomerAttributes.CUSTOMER_KEY)
                .count())
        .isEqualTo(1);
    for (Table table :
        List.of(CustomerAttributes.TABLE, SurveyAnswers.TABLE, Tickets.TABLE, OpsTables.CHECKS)) {
      assertThat(
              lake.read(table)
                  .filter(functions.to_json(functions.struct("*")).rlike("Kc[0-9]"))
                  .count())
          .as("raw ids in %s", table.fullName())
          .isZero();
    }

    unchangedFilesAreNotReadAgain(lake);
    aChangedFileReplacesItsInputAlone(lake);
    whatWasTakenBackIsReadAgain(lake);
  }

  private void unchangedFilesAreNotReadAgain(Lake lake) throws IOException {
    Map<String, Long> before = versions(lake);
    assertThat(new InputsJob().run(context()).written()).isEmpty();
    Files.setLastModifiedTime(input.resolve("surveys/b.csv"), FileTime.fromMillis(1));
    Outcome touched = new InputsJob().run(context());

    assertThat(touched.written()).isEmpty();
    assertThat(touched.checks()).hasSize(8).allMatch(Check::passed);
    assertThat(versions(lake)).isEqualTo(before);
  }

  private void aChangedFileReplacesItsInputAlone(Lake lake) throws IOException {
    Map<String, Long> before = versions(lake);
    file("desk/all.csv", "2024-03-01;Kc1;late;2024-02-05", "2030-03-01;Kc4;;", "2024-03-09;;x;");
    Outcome changed = run(context(), "inputs");

    assertThat(changed.rowsIn()).isEqualTo(3);
    before.put(Tickets.TABLE.fullName(), before.get(Tickets.TABLE.fullName()) + 1);
    before.put(RejectedInputs.TABLE.fullName(), before.get(RejectedInputs.TABLE.fullName()) + 1);
    assertThat(versions(lake)).isEqualTo(before);
    assertThat(rows(lake, Tickets.TABLE, "opened_on", "category"))
        .containsExactly("2024-03-09 x", "2030-03-01 -");
    assertThat(rows(lake, RejectedInputs.TABLE, "input", "reasons"))
        .containsExactly(
            "surveys [date_unreadable, nps_unreadable, reason_too_long]",
            "surveys [nps_out_of_range]",
            "tickets [closed_before_opened]");
  }

  /** A step that ended without its run being published is undone before the next one. */
  private void whatWasTakenBackIsReadAgain(Lake lake) throws IOException {
    file("desk/all.csv", "2024-03-01;Kc1;late;2024-03-02");
    lake.account(
        List.of(),
        new RunNote("died", RunNote.State.BEGUN, new Publications(lake).lastId(), Map.of()));
    new InputsJob().run(context());
    Map<String, List<String>> unpublished = Contents.of(lake);
    run(context(), "inputs");

    assertThat(Contents.of(lake)).isEqualTo(unpublished);
    assertThat(rows(lake, Tickets.TABLE, "closed_on")).containsExactly("2024-03-02");
    assertThat(rows(lake, RejectedInputs.TABLE, "input")).containsExactly("surveys", "surveys");
  }

  @Test
  void aFaultyInputIsRefusedBeforeAnythingIsWritten() throws IOException {
    deliver();
    file("desk/all.csv", "2024-03-01;Kc1;late;", "yesterday;Kc1;late;");
    refused(ExitCode.DATA_REFUSED, "1 of 2 lines", "opened_unreadable (1) in input tickets");
    file("desk/all.csv", "2024-03-01;Kc1;late;");
    file("surveys/c.csv", "d,c,why", "01.02.2024,Kc1,fast");
    refused(ExitCode.DATA_REFUSED, "missing", "surveys/c.csv has no column n");
    Files.writeString(mapping, MAPPING + "source.inputs.contacts.columns { date = d, prize = p }");
    assertThatThrownBy(this::context)
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason())
                    .contains(
                        "source.inputs.contacts.columns.prize: unknown key",
                        "source.inputs.contacts.columns.group: is required"));
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  private void refused(ExitCode code, String problem, String reason) {
    assertThatThrownBy(() -> run(context(), "inputs"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(code);
              assertThat(e.problem()).contains(problem);
              assertThat(e.reason()).contains(reason);
            });
  }

  @Test
  void everyFieldOfAMappingIsUsed() {
    for (InputMapping.Kind kind : InputMapping.Kind.values()) {
      assertThat(InputSpec.named(kind.key()).fields().stream().map(field -> field.key()).distinct())
          .containsExactlyInAnyOrderElementsOf(kind.fields());
    }
    assertThat(InputSpec.all()).hasSameSizeAs(InputMapping.Kind.values());
  }
}
