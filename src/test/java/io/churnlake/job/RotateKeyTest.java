package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.customer.ForgottenCustomers;
import io.churnlake.error.UserException;
import io.churnlake.lake.KeyRotations;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.RunNote;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.table.OpsTables;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import io.churnlake.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake under another key. */
class RotateKeyTest {
  private static final String GONE = "Gone-4711";
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd"]
        columns { time = when, customer-id = who, product-code = what, amount = money }
      }
      """;

  @TempDir Path folder;

  private Path file(String name, String line) throws IOException {
    StringBuilder text = new StringBuilder("when;who;what;money\n");
    for (int i = 0; i < 20; i++) {
      text.append("2024-01-0%d;C%05d;p%d;1.50\n".formatted(1 + i % 9, i, i % 4));
    }
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text + line + "\n");
  }

  private void run(
      String lake, String input, CustomerKeySecret secret, List<String> retired, Job... steps)
      throws IOException {
    Path overlay =
        Files.writeString(
            folder.resolve("retired.conf"),
            "churnlake.privacy.retired-key-files = [" + String.join(",", retired) + "]");
    JobContext context =
        new JobContext(
            at(lake),
            Configuration.load(overlay),
            new JobContext.Delivery(
                SourceMapping.load(Files.writeString(folder.resolve("tiny.conf"), MAPPING)),
                folder.resolve(input).toString(),
                secret),
            LocalDate.of(2024, 6, 30),
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent()).run(List.of(steps));
  }

  private Lake at(String lake) {
    return Lake.at(SparkTest.spark(), folder.resolve(lake).toString());
  }

  private void forgotten(CustomerKeySecret secret) {
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", secret.id(), "0")
        .write(at("lake"));
    String entry = ForgottenCustomers.entry(CustomerKeys.key(GONE, secret.bytes()), secret.bytes());
    at("lake")
        .append(
            PrivacyTables.FORGOTTEN,
            List.of(RowFactory.create(entry, secret.id(), new Timestamp(0), "run")));
    Object[] run = new Object[OpsTables.RUNS.columns().size()];
    List<String> columns = OpsTables.RUNS.columnNames();
    run[columns.indexOf("run_id")] = "run";
    run[columns.indexOf("job")] = "forget";
    run[columns.indexOf("status")] = "done";
    run[columns.indexOf("finished_at")] = new Timestamp(1);
    at("lake")
        .account(
            List.of(RowFactory.create(run)), new RunNote("run", RunNote.State.ENDED, 0, Map.of()));
  }

  /** With the new keys in place of the old ones, and without line_key, which is a hash of both. */
  private static Map<String, List<String>> rekeyed(
      Map<String, List<String>> contents, List<CustomerKeySecret> before, CustomerKeySecret after) {
    Map<String, List<String>> rekeyed = new TreeMap<>();
    contents.forEach(
        (table, rows) ->
            rekeyed.put(
                table,
                rows.stream()
                    .map(row -> row.replaceAll("\"line_key\":\"[0-9a-f]{32}\",", ""))
                    .map(row -> replaced(row, before, after))
                    .sorted()
                    .toList()));
    return rekeyed;
  }

  private static String replaced(
      String row, List<CustomerKeySecret> before, CustomerKeySecret after) {
    String replaced = row;
    for (CustomerKeySecret old : before) {
      for (int i = 0; i < 20; i++) {
        String id = "C%05d".formatted(i);
        replaced =
            replaced.replace(
                CustomerKeys.key(id, old.bytes()), CustomerKeys.key(id, after.bytes()));
      }
    }
    return replaced;
  }

  private List<String> lineKeys() {
    return at("lake")
        .read(SilverOrderLines.TABLE)
        .select(SilverOrderLines.LINE_KEY)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void everythingIsUnderTheNewKeyAndNothingElseHasChanged() throws IOException {
    CustomerKeySecret before = TestKeys.secret();
    String newKey = Files.writeString(folder.resolve("new.key"), "ab".repeat(32)).toString();
    CustomerKeySecret after = CustomerKeySecret.ofFile(newKey);
    String oldKey = Files.writeString(folder.resolve("old.key"), TestKeys.DIGITS).toString();
    file("input/a.csv", "2024-02-01;" + GONE + ";p1;9.00");
    forgotten(before);
    run("lake", "input", before, List.of(), new IngestJob(), new ConformJob(), new RfmJob());

    Map<String, List<String>> expected = rekeyed(Contents.of(at("lake")), List.of(before), after);
    List<String> lineKeys = lineKeys();

    // A change that died after its first record.
    new KeyRotations(at("lake")).begin(before.id(), after.id(), Instant.EPOCH, "died");
    assertThatThrownBy(() -> run("lake", "input", before, List.of(), new RfmJob()))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.problem()).contains("between two keys"));
    run("lake", "input", before, List.of(), new RotateKeyJob(after, RotateKeyJob.History.DROP));

    assertThat(rekeyed(Contents.of(at("lake")), List.of(), after)).isEqualTo(expected);
    assertThat(lineKeys()).hasSize(20).doesNotContainAnyElementsOf(lineKeys);
    assertThat(
            Traces.of(folder.resolve("lake"), List.of(CustomerKeys.key("C00007", before.bytes()))))
        .isEmpty();
    assertThatThrownBy(() -> run("lake", "input", before, List.of(), new RfmJob()))
        .hasMessageContaining("key");

    // The list of the forgotten is under the old key.
    file("input/b.csv", "2024-02-02;" + GONE + ";p1;9.00");
    assertThatThrownBy(() -> run("lake", "input", after, List.of(), new IngestJob()))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.remedy()).contains("retired-key-files"));
    run("lake", "input", after, List.of("\"" + oldKey + "\""), new IngestJob());
    assertThat(
            at("lake")
                .read(OpsTables.FILES)
                .filter(col("file").equalTo("b.csv"))
                .select("rows_forgotten")
                .first()
                .getLong(0))
        .isEqualTo(1);
  }
}
