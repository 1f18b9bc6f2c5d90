package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.churnlake.config.Configuration;
import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.run.Finished;
import io.churnlake.run.Jobs;
import io.churnlake.run.NightPlan;
import io.churnlake.run.PlannedStep;
import io.churnlake.run.Progress;
import io.churnlake.run.Resumption;
import io.churnlake.run.Runner;
import io.churnlake.run.Selection;
import io.churnlake.run.Stop;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.OrderLog;
import io.churnlake.step.Outcome;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.testing.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night in parts: after a failure, by choice, and when it is told to stop. */
class ResumeTest {
  private static final String MAPPING =
      "source.columns { time = date, customer-id = who, product-code = sku, amount = money }";
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final List<Job> NIGHT = named("ingest", "conform", "rfm", "features");

  @TempDir Path folder;
  private SmallShop shop;
  private int runs;
  private final List<String> left = new ArrayList<>();

  @BeforeEach
  void aShop() throws IOException {
    shop = new SmallShop(folder);
    List<String> lines = new ArrayList<>(List.of("date,who,sku,money"));
    for (int i = 0; i < 30; i++) {
      for (int month = 1; month <= 1 + i % 12; month++) {
        lines.add("2024-%02d-%02d,C%05d,p%d,%d.50".formatted(month, 1 + i % 27, i, i % 3, month));
      }
    }
    shop.file("a.csv", lines.toArray(String[]::new));
  }

  private static List<Job> named(String... names) {
    return Stream.of(names).map(Jobs::named).toList();
  }

  private JobContext context(LocalDate asOf) throws IOException {
    JobContext any = shop.context(MAPPING);
    return new JobContext(
        any.lake(), Configuration.defaults(), any.delivery(), asOf, "run-" + ++runs, any.clock());
  }

  /** Runs, and notes which steps were left out. */
  private Finished night(Selection selection) throws IOException {
    Finished finished = new Runner(context(AS_OF), Progress.silent()).run(selection);
    left.clear();
    for (int i = 0; i < selection.steps().size(); i++) {
      if (finished.outcomes().get(i).note().startsWith("nothing has changed")) {
        left.add(selection.steps().get(i).name());
      }
    }
    return finished;
  }

  private static Selection whole(boolean resume) {
    return new Selection(NIGHT, List.of(), false, resume);
  }

  private UserException failed(Selection selection) {
    return catchThrowableOfType(UserException.class, () -> night(selection));
  }

  /** The first night, which breaks before its last step. */
  private void aNightThatFails() {
    List<Job> steps = new ArrayList<>(NIGHT);
    steps.add(
        3,
        new Own("broken") {
          @Override
          public Outcome run(JobContext context) {
            throw io.churnlake.error.Errors.dataRefused("It breaks.", "a cause", "a remedy");
          }
        });
    assertThat(failed(new Selection(steps, List.of(), false, false)))
        .hasMessageContaining("breaks");
  }

  private long publication() {
    return new Publications(shop.lake()).lastId();
  }

  @Test
  void aFailedNightGoesOnWhereItFailed() throws IOException {
    aNightThatFails();
    assertThat(publication()).isZero();
    Lake lake = shop.lake();
    long rfm = lake.version(Rfm.TABLE);
    NightPlan plan = NightPlan.of(context(AS_OF), logs(), whole(true));
    assertThat(plan.resumes()).isEqualTo("run-1");
    assertThat(plan.restores()).isEmpty();
    assertThat(plan.files()).isEmpty();
    assertThat(plan.steps()).extracting(PlannedStep::runs).containsExactly(true, true, false, true);
    assertThat(plan.steps().get(3).reason()).isEqualTo("has not run in this lake yet");
    assertThat(plan.steps().get(2).usually()).isPresent();

    Finished finished = night(whole(true));
    assertThat(finished.resumes()).isEqualTo("run-1");
    assertThat(left).containsExactly("rfm");
    assertThat(lake.version(Rfm.TABLE)).isEqualTo(rfm);
    assertThat(new Publications(lake).current()).containsEntry(Rfm.TABLE.fullName(), rfm);
    assertThat(shop.rows(OpsTables.RUNS, "run_id", "job", "status", "message"))
        .anyMatch(row -> row.startsWith("run-3 (run) begun") && row.endsWith("resumes run run-1"));
    var resumed = Contents.of(lake);

    // The same as a whole night; and a night that has published is no more gone on with.
    night(new Selection(NIGHT, List.of(), true, true));
    assertThat(Contents.of(lake)).isEqualTo(resumed);
  }

  @Test
  void withoutResumeOrForAnotherDateAFailedNightIsUndone() throws IOException {
    aNightThatFails();
    Lake lake = shop.lake();
    JobContext other = context(AS_OF.minusDays(1));
    assertThat(Resumption.of(other).exists()).isFalse();
    NightPlan plan = NightPlan.of(other, logs(), whole(true));
    assertThat(plan.resumes()).isEmpty();
    assertThat(plan.restores()).contains(Rfm.TABLE.fullName());
    // A step by itself has nothing to stand on; it is refused before anything is changed.
    long rfm = lake.version(Rfm.TABLE);
    assertThat(failed(Selection.each(named("rfm"))))
        .hasMessageContaining("No night has finished in the lake");
    assertThat(lake.version(Rfm.TABLE)).isEqualTo(rfm);

    night(whole(false));
    assertThat(left).isEmpty();
    assertThat(publication()).isOne();
  }

  @Test
  void aPartOfANightPublishesNothingUntilTheRestHasRun() throws IOException {
    Selection first =
        new Selection(named("ingest", "conform", "rfm"), named("features"), false, true);
    assertThat(night(first).lacking()).containsExactly("features");
    assertThat(publication()).isZero();
    assertThat(shop.rows(OpsTables.RUNS, "job", "status", "message"))
        .contains("(run) unpublished nothing published; to run yet: features");
    Selection rest =
        new Selection(named("features"), named("ingest", "conform", "rfm"), false, true);
    assertThat(night(rest).lacking()).isEmpty();
    assertThat(publication()).isOne();
    var parts = Contents.of(shop.lake());
    assertThat(new Publications(shop.lake()).unpublished()).isEmpty();

    // The whole night has nothing left to do, and one step alone leaves the others right.
    night(whole(false));
    assertThat(left).containsExactly("rfm", "features");
    assertThat(publication()).isOne();
    night(new Selection(named("rfm"), named("ingest", "conform", "features"), true, true));
    assertThat(publication()).isEqualTo(2);
    assertThat(Contents.of(shop.lake())).isEqualTo(parts);
  }

  @Test
  void namesOfStepsAreChecked() {
    assertThat(names(Optional.of("score"), Optional.of("uplift"), List.of()))
        .containsExactly("score", "uplift");
    assertThat(names(Optional.empty(), Optional.of("inputs"), List.of()))
        .containsExactly("ingest", "inputs");
    assertThat(names(Optional.empty(), Optional.empty(), List.of("rfm", "conform")))
        .containsExactly("conform", "rfm");
    assertThat(
            catchThrowableOfType(
                UserException.class,
                () -> names(Optional.of("scroe"), Optional.empty(), List.of())))
        .hasMessageContaining("no step named scroe");
    assertThat(
            catchThrowableOfType(
                UserException.class,
                () -> names(Optional.of("score"), Optional.of("rfm"), List.of())))
        .hasMessageContaining("no step from score until rfm");
  }

  private static List<String> names(
      Optional<String> from, Optional<String> until, List<String> only) {
    return Selection.ofNight(from, until, only, false, false).steps().stream()
        .map(Job::name)
        .toList();
  }

  @Test
  void aStoppedRunSaysSoInWordsAndIsGoneOnWith() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    List<Job> steps = new ArrayList<>(NIGHT);
    steps.add(
        3,
        new Own("endless") {
          @Override
          public Outcome run(JobContext context) {
            underWay.countDown();
            context.lake().spark().range(1L << 60).selectExpr("max(hash(id))").collectAsList();
            throw new IllegalStateException("it came to its end");
          }
        });
    Stop stop = new Stop();
    JobContext context = context(AS_OF);
    SparkContext spark = context.lake().spark().sparkContext();
    Thread signal =
        new Thread(
            () -> {
              try {
                underWay.await();
                stop.request("SIGTERM", spark, context.runId());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    signal.start();
    UserException stopped =
        catchThrowableOfType(
            UserException.class,
            () ->
                new Runner(context, Progress.silent(), stop)
                    .run(new Selection(steps, List.of(), false, false)));
    signal.join();
    assertThat(stopped.exitCode()).isEqualTo(ExitCode.STOPPED);
    assertThat(stopped.problem()).contains("stopped at endless");
    assertThat(stopped.reason()).contains("SIGTERM", "Nothing was published");
    assertThat(stopped.remedy()).contains("--resume goes on at endless");
    assertThat(publication()).isZero();
    assertThat(shop.rows(OpsTables.RUNS, "job", "status", "message"))
        .anyMatch(row -> row.startsWith("(run) failed The run was stopped at endless."));
    night(whole(true));
    assertThat(left).containsExactly("rfm");
    assertThat(publication()).isOne();
  }

  private io.churnlake.config.SourceMapping source() throws IOException {
    return java.util.Objects.requireNonNull(shop.context(MAPPING).delivery()).source();
  }

  /** A step that has no tables. */
  private abstract static class Own implements Job {
    private final String name;

    Own(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Table> writes() {
      return List.of();
    }
  }

  private List<OrderLog> logs() throws IOException {
    return List.of(new OrderLog(source(), shop.input().toString()));
  }
}
