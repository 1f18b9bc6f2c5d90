package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import io.churnlake.error.UserException;
import io.churnlake.history.Histories;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.quality.Period;
import io.churnlake.retention.CohortTally;
import io.churnlake.retention.SmallWorld;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.RevenueRetention;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories are made once a run, and again where silver has moved on. */
class HistoriesTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 31);

  /** Cat has only given back, before anybody bought; dan comes after the date. */
  private static final String DAYS =
      """
      cat | 2024-01-02 | -
      ann | 2024-01-10 | 10.50
      ann | 2024-02-10 | 5
      bob | 2024-02-29 | 7
      dan | 2024-04-01 | 100
      """;

  @TempDir Path folder;
  private Lake lake;
  private JobContext context;

  @BeforeEach
  void newLake() {
    lake = Lake.at(SparkTest.spark(), folder.toString());
    context = context(AS_OF);
    write(DAYS);
  }

  private JobContext context(LocalDate asOf) {
    return new JobContext(lake, Configuration.defaults(), null, asOf, "run", Clock.systemUTC());
  }

  private void write(String text) {
    Dataset<Row> days = SmallWorld.days(text);
    lake.replace(CustomerDays.TABLE, days);
    lake.replace(Customers.TABLE, SmallWorld.customers(days));
  }

  private static int kept() {
    return (int)
        JavaSparkContext.fromSparkContext(SparkTest.spark().sparkContext())
            .getPersistentRDDs()
            .values()
            .stream()
            .filter(rdd -> Histories.NAME.equals(rdd.name()))
            .count();
  }

  @Test
  void stepsShareThemUntilSilverMovesOn() {
    int before = kept();
    Histories histories = Histories.of(context);
    assertThat(kept()).isEqualTo(before + 1);
    assertThat(new CohortsJob().run(context).checks()).isNotEmpty().allMatch(Check::passed);
    assertThat(Histories.of(context)).isSameAs(histories);
    write(DAYS + "eve | 2024-03-01 | 3");
    assertThat(new RevenueJob().run(context).checks()).isNotEmpty().allMatch(Check::passed);
    assertThat(Histories.of(context)).isNotSameAs(histories);
    assertThat(
            SmallWorld.text(
                lake.read(RevenueRetention.TABLE).filter("period = 'month' AND basis = 'gross'"),
                RevenueRetention.LABEL,
                RevenueRetention.REVENUE))
        .isEqualTo("2024-01 10.5\n2024-02 12\n2024-03 3\n");
    assertThat(kept()).isEqualTo(before + 1);
    context.shared().close();
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void whatIsKnownIsWhatTheDaysSay() {
    KnownHistory asked = KnownHistory.of(context);
    context.shared().close();
    KnownHistory told = Histories.of(context).known();
    assertThat(told).isEqualTo(asked).isEqualTo(KnownHistory.of(context));
    assertThat(told.firstDay()).isEqualTo(LocalDate.of(2024, 1, 2));
    assertThat(told.occasions()).isEqualTo(3);
    assertThat(told.revenue()).isEqualByComparingTo("22.5");
    JobContext early = context(LocalDate.of(2024, 1, 9));
    assertThatThrownBy(() -> new RevenueJob().run(early))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("2024-01-10");
    assertThat(lake.exists(RevenueRetention.TABLE)).isFalse();
    early.shared().close();
    context.shared().close();
  }

  @Test
  void rowsMadeByTheExecutorsAreThoseOfTheDriver() {
    Histories histories = Histories.of(context);
    CohortTally tally =
        histories.sum(
            new CohortTally(
                histories.splits(List.of("country")), List.of(Period.values()), List.of()),
            "test");
    List<String> driver =
        sorted(CohortsJob.retention(lake, tally.grids(), AS_OF, 0.3, Long.MAX_VALUE));
    assertThat(driver).isNotEmpty();
    assertThat(sorted(CohortsJob.retention(lake, tally.grids(), AS_OF, 0.3, 0))).isEqualTo(driver);
    context.shared().close();
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void sumsThatOutgrowMemoryAreRefused() {
    Histories histories = Histories.of(context);
    assertThatThrownBy(() -> histories.sum(new Endless(), "revenue"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("revenue has more than 4000000 sums");
    context.shared().close();
  }

  private static final class Endless implements LogTally<Endless> {
    private int cells;

    @Override
    public void add(CustomerLog log) {
      cells = Integer.MAX_VALUE;
    }

    @Override
    public Endless plus(Endless other) {
      return this;
    }

    @Override
    public int cells() {
      return cells;
    }
  }
}
