package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.run.Fingerprints;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Build;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import io.churnlake.testing.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which steps of a night run, by what has changed since the night before. */
class UnchangedStepsTest {
  private static final String MAPPING =
      "source.columns { time = date, customer-id = who, product-code = sku, amount = money }";
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final List<String> FROM_TABLES = List.of("rfm", "features");
  private static final List<Job> NIGHT =
      Stream.of("ingest", "conform", "rfm", "features").map(Jobs::named).toList();

  /** The shop after its first night, which each test begins with a copy of. */
  @TempDir static Path first;

  @TempDir Path folder;
  private SmallShop shop;
  private int runs;

  @BeforeAll
  static void firstNight() throws IOException {
    UnchangedStepsTest made = new UnchangedStepsTest();
    made.shop = new SmallShop(first);
    made.file("a.csv", 40);
    assertThat(made.night(AS_OF, "")).containsExactlyElementsOf(FROM_TABLES);
  }

  @BeforeEach
  void copyOfTheFirstNight() throws IOException {
    // With the files' times, by which a load knows them.
    FileUtils.copyDirectory(first.toFile(), folder.toFile(), true);
    shop = new SmallShop(folder);
    runs = 1;
  }

  private void file(String name, int customers) throws IOException {
    List<String> lines = new ArrayList<>(List.of("date,who,sku,money"));
    for (int i = 0; i < customers; i++) {
      for (int month = 1; month <= 1 + i % 12; month++) {
        lines.add("2024-%02d-%02d,C%05d,p%d,%d.50".formatted(month, 1 + i % 27, i, i % 3, month));
      }
    }
    shop.file(name, lines.toArray(String[]::new));
  }

  private JobContext context(LocalDate asOf, String settings) throws IOException {
    JobContext any = shop.context(MAPPING);
    return new JobContext(
        any.lake(), Configuration.of(settings), any.delivery(), asOf, "run-" + ++runs, any.clock());
  }

  /** The steps that ran, of those that may be left out. */
  private List<String> night(LocalDate asOf, String settings) throws IOException {
    Runner runner = new Runner(context(asOf, settings), Progress.silent());
    return ran(NIGHT, runner.runWhatChanged(NIGHT));
  }

  private static List<String> ran(List<Job> steps, List<Outcome> outcomes) {
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).followsFromTables()
          && !outcomes.get(i).note().startsWith("nothing has changed")) {
        ran.add(steps.get(i).name());
      }
    }
    return ran;
  }

  private void run(Job... steps) throws IOException {
    new Runner(context(AS_OF, ""), Progress.silent()).run(List.of(steps));
  }

  @Test
  void aStepOfWhichNothingHasChangedIsLeftOut() throws IOException {
    Map<String, List<String>> before = Contents.of(shop.lake());
    long publication = new Publications(shop.lake()).lastId();
    assertThat(night(AS_OF, "")).isEmpty();
    assertThat(night(AS_OF, "")).as("after a night that did nothing").isEmpty();
    assertThat(new Publications(shop.lake()).lastId()).isEqualTo(publication);
    assertThat(shop.rows(OpsTables.RUNS, "run_id", "job", "status", "message"))
        .contains("run-3 features unchanged nothing has changed since run run-1")
        .contains("run-3 (run) done nothing to publish");
    // Asked for by itself, each of them runs, and finds the same.
    assertThat(ran(NIGHT, new Runner(context(AS_OF, ""), Progress.silent()).run(NIGHT)))
        .containsExactlyElementsOf(FROM_TABLES);
    assertThat(Contents.of(shop.lake())).isEqualTo(before);
    assertThat(night(AS_OF, "")).isEmpty();
  }

  @Test
  void anotherDateSettingOrProgramRunsThemAgain() throws IOException {
    assertThat(night(AS_OF.minusDays(1), "")).containsExactlyElementsOf(FROM_TABLES);
    assertThat(night(AS_OF, "churnlake.churn.horizon-days = 60"))
        .containsExactlyElementsOf(FROM_TABLES);
    assertThat(night(AS_OF, "")).containsExactlyElementsOf(FROM_TABLES);
    Job rfm = Jobs.named("rfm");
    JobContext context = context(AS_OF, "");
    assertThat(Fingerprints.of(context, Build.identity()).unchangedSince(rfm)).contains("run-4");
    assertThat(Fingerprints.of(context, "another program").unchangedSince(rfm)).isEmpty();
  }

  @Test
  void whatTheyReadRunsThemAgain() throws IOException {
    file("b.csv", 20);
    assertThat(night(AS_OF, "")).containsExactlyElementsOf(FROM_TABLES);
    run(new ForgetJob(List.of("C00007"), List.of()));
    assertThat(night(AS_OF, "")).containsExactlyElementsOf(FROM_TABLES);
    run(Jobs.named("rfm"));
    assertThat(night(AS_OF, "")).as("rfm ran by itself, and no other step reads it").isEmpty();
    Map<String, List<String>> left = Contents.of(shop.lake());
    new Runner(context(AS_OF, ""), Progress.silent()).run(NIGHT);
    assertThat(Contents.of(shop.lake())).isEqualTo(left);
  }

  @Test
  void whatAFailedRunHasWrittenIsMadeAgain() throws IOException {
    Job fails = new Reading(CustomerDays.TABLE, List.of());
    assertThatThrownBy(() -> run(Jobs.named("rfm"), fails))
        .isInstanceOf(IllegalStateException.class);
    assertThat(night(AS_OF, "")).containsExactly("rfm");
    assertThat(night(AS_OF, "")).isEmpty();
  }

  @Test
  void aStepSeesTheTablesThatItNamesAlone() throws IOException {
    run(new Reading(Returns.TABLE, List.of(Returns.TABLE)));
    assertThatThrownBy(() -> run(new Reading(Returns.TABLE, List.of(CustomerDays.TABLE))))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(UserException.class)
        .hasMessageContaining("silver.returns is not among the tables");
  }

  /** Looks at a table, which it may have said before or not. */
  private record Reading(Table table, List<Table> reads) implements Job {
    @Override
    public String name() {
      return "reading";
    }

    @Override
    public List<Table> writes() {
      return List.of();
    }

    @Override
    public boolean followsFromTables() {
      return true;
    }

    @Override
    public Outcome run(JobContext context) {
      Lake lake = context.lake();
      assertThat(context.delivery()).isNull();
      return Outcome.of(lake.read(table).count(), "counted");
    }
  }
}
