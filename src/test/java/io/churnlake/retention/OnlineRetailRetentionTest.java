package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.SplitView;
import io.churnlake.error.UserException;
import io.churnlake.job.CohortsJob;
import io.churnlake.job.RevenueJob;
import io.churnlake.job.RfmJob;
import io.churnlake.job.TimingJob;
import io.churnlake.lake.Lake;
import io.churnlake.quality.Period;
import io.churnlake.quality.Wilson;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Retention;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Rfm;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs on the UCI Online Retail log. */
class OnlineRetailRetentionTest {
  private static final LocalDate END = LocalDate.of(2011, 12, 9);
  private static final LocalDate LOG_START = LocalDate.of(2010, 12, 1);

  @TempDir static Path folder;

  private static Lake lake;
  private static Outcome cohorts;

  @BeforeAll
  static void run() {
    String csvs = TestData.path("online_retail").toString();
    lake = Lake.at(SparkTest.spark(), folder.toString());
    lake.replace(CustomerDays.TABLE, cleanDays(csvs));
    Dataset<Row> customers = SmallWorld.customers(lake.read(CustomerDays.TABLE));
    lake.replace(Customers.TABLE, customers);
    cohorts = new CohortsJob().run(context(END));
  }

  @Test
  void everyCellOfTheReference() throws IOException {
    Map<String, Long> expected = new TreeMap<>();
    List<String> lines =
        Files.readAllLines(TestData.path("reference/online_retail_cohorts_clean.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      for (int k = 0; k + 1 < cells.length && !cells[k + 1].isEmpty(); k++) {
        expected.put(cells[0] + " " + k, Long.valueOf(cells[k + 1]));
      }
    }
    Map<String, Long> actual = new TreeMap<>();
    on(END)
        .select(Retention.COHORT, Retention.PERIOD_INDEX, Retention.ACTIVE_CUSTOMERS)
        .collectAsList()
        .forEach(
            row ->
                actual.put(
                    row.getDate(0).toString().substring(0, 7) + " " + row.getInt(1),
                    row.getLong(2)));
    assertThat(expected).hasSize(13 * 14 / 2);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void cellsOfWeeksAndQuartersAreWhatDatesSay() {
    Map<String, Long> expected = new TreeMap<>();
    for (NavigableSet<LocalDate> dates : histories(END).values()) {
      for (Period period : List.of(Period.WEEK, Period.QUARTER)) {
        int cohort = period.index(dates.first());
        dates.stream()
            .map(date -> period.index(date) - cohort)
            .distinct()
            .forEach(k -> expected.merge(period.value() + " " + cohort + " " + k, 1L, Long::sum));
      }
    }
    Map<String, Long> actual = new TreeMap<>();
    Dataset<Row> grid =
        slice(Retention.TABLE, END).filter("basis = 'gross' AND kind = 'on' AND period <> 'month'");
    grid.filter(col(Retention.ACTIVE_CUSTOMERS).gt(0))
        .select(
            Retention.PERIOD, Retention.COHORT, Retention.PERIOD_INDEX, Retention.ACTIVE_CUSTOMERS)
        .collectAsList()
        .forEach(
            row ->
                actual.put(
                    row.getString(0)
                        + " "
                        + Period.named(row.getString(0)).index(row.getDate(1).toLocalDate())
                        + " "
                        + row.getInt(2),
                    row.getLong(3)));
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void everyPeriodKeepsTheRules() {
    Dataset<Row> grid = slice(Retention.TABLE, END).filter("basis = 'gross'");
    String[] cell = {Retention.PERIOD, Retention.COHORT, Retention.PERIOD_INDEX};
    assertThat(
            grid.filter(
                    "(rate IS NULL) <> (null_reason IS NOT NULL) OR (rate IS NULL) = is_complete"
                        + " OR rate NOT BETWEEN rate_low AND rate_high"
                        + " OR (period_index = 0 AND is_complete AND rate <> 1)")
                .count())
        .isZero();
    assertThat(
            grid.groupBy(columns(cell))
                .pivot(Retention.KIND, List.of("on", "on_or_after", "within"))
                .agg(first(Retention.ACTIVE_CUSTOMERS))
                .withColumn(
                    "earlier",
                    lag("within", 1).over(Window.partitionBy(cell[0], cell[1]).orderBy(cell[2])))
                .filter("on > on_or_after OR within < earlier OR on > coalesce(within, on)")
                .count())
        .isZero();
    assertThat(
            SmallWorld.text(
                slice(Cohorts.TABLE, END)
                    .groupBy(Cohorts.PERIOD, Cohorts.BASIS)
                    .agg(
                        count(lit(1)).as("cohorts"),
                        sum(Cohorts.CUSTOMERS).as("customers"),
                        sum(Cohorts.REVENUE).as("revenue")),
                "period",
                "basis",
                "cohorts",
                "customers",
                "revenue"))
        .isEqualTo(
            """
            month gross 13 4338 8911407.904
            month net 13 4338 8911407.904
            quarter gross 5 4338 8911407.904
            quarter net 5 4338 8911407.904
            week gross 53 4338 8911407.904
            week net 53 4338 8911407.904
            """);
  }

  @Test
  void monthOneOfDecemberWithItsInterval() {
    Row cell = on(END).filter("cohort = DATE'2010-12-01' AND period_index = 1").first();
    Wilson.Interval interval = Wilson.interval(324, 885);
    assertThat(cell.<Double>getAs(Retention.RATE)).isCloseTo(.3661, within(.00005));
    assertThat(cell.<Double>getAs(Retention.RATE_LOW)).isCloseTo(interval.low(), within(1e-12));
    assertThat(cell.<Double>getAs(Retention.RATE_HIGH)).isCloseTo(interval.high(), within(1e-12));
  }

  @Test
  void theLastMonthIsPartialInEveryCohort() {
    Dataset<Row> last = on(END).filter("period_start = DATE'2011-12-01'");
    assertThat(last.count()).isEqualTo(13);
    assertThat(
            last.filter(
                    "rate IS NULL AND rate_low IS NULL AND rate_high IS NULL AND NOT is_complete"
                        + " AND null_reason = 'period_not_ended' AND active_customers > 0")
                .count())
        .isEqualTo(13);
    assertThat(on(END).filter("rate IS NULL").count()).isEqualTo(13);
  }

  @Test
  void controlTotals() {
    assertThat(cohorts.checks()).isNotEmpty().allMatch(Check::passed);
    Row totals =
        slice(Cohorts.TABLE, END)
            .filter(col(Cohorts.BASIS).equalTo(Cohorts.GROSS).and(isMonth()))
            .agg(sum(Cohorts.CUSTOMERS), sum(Cohorts.REVENUE), sum(Cohorts.ORDERS))
            .first();
    assertThat(totals.getLong(0)).isEqualTo(4_338);
    assertThat(totals.getDecimal(1)).isEqualByComparingTo("8911407.904");
    assertThat(totals.getLong(2)).isEqualTo(18_532);
  }

  @Test
  void anEarlierSliceStaysAndIsWhatItWasThen() {
    LocalDate earlier = LocalDate.of(2011, 11, 30);
    String before = SmallWorld.text(slice(Retention.TABLE, END), all(Retention.TABLE));
    new CohortsJob().run(context(earlier));
    assertThat(SmallWorld.text(slice(Retention.TABLE, END), all(Retention.TABLE)))
        .isEqualTo(before);
    // A month that had ended by then is the same in both.
    String[] counts = {
      Retention.COHORT, Retention.PERIOD_INDEX, Retention.ACTIVE_CUSTOMERS, Retention.REVENUE
    };
    assertThat(SmallWorld.text(on(earlier), counts))
        .isEqualTo(SmallWorld.text(on(END).filter("is_complete"), counts));
  }

  @Test
  void kpisAreWhatSetsOfCustomersSay() {
    // Windows shorter and longer than a month, as_of within a week, a month and a quarter.
    LocalDate asOf = LocalDate.of(2011, 11, 15);
    Map<String, NavigableSet<LocalDate>> histories = histories(asOf);
    List<CustomerLog> logs =
        SmallWorld.logs(lake.read(CustomerDays.TABLE), lake.read(CustomerDays.TABLE), asOf)
            .collectAsList()
            .stream()
            .map(CustomerLog::of)
            .toList();
    for (int window : new int[] {20, 90}) {
      SplitView splits = SplitView.ofAll(List.of(Cohorts.ALL));
      KpiTally tally =
          SmallLogs.sum(
              logs, () -> new KpiTally(splits, List.of(Period.values()), List.of(), asOf, window));
      List<Row> kpis = KpiRows.of(tally, asOf, window, LOG_START);
      List<String> expected = new ArrayList<>();
      for (LocalDate month = LOG_START; month.isBefore(asOf); month = month.plusMonths(1)) {
        expected.add("month " + kpis(histories, month, month.plusMonths(1), asOf, window));
      }
      for (LocalDate quarter = LocalDate.of(2010, 10, 1);
          quarter.isBefore(asOf);
          quarter = quarter.plusMonths(3)) {
        expected.add("quarter " + kpis(histories, quarter, quarter.plusMonths(3), asOf, window));
      }
      for (LocalDate monday = LocalDate.of(2010, 11, 29);
          monday.isBefore(asOf);
          monday = monday.plusDays(7)) {
        expected.add("week " + kpis(histories, monday, monday.plusDays(7), asOf, window));
      }
      assertThat(
              SmallLogs.text(
                  Kpis.TABLE,
                  kpis,
                  Kpis.PERIOD,
                  Kpis.PERIOD_START,
                  Kpis.ACTIVE_AT_START,
                  Kpis.ACTIVE_AT_END,
                  Kpis.RETAINED,
                  Kpis.LAPSED,
                  Kpis.REACTIVATED,
                  Kpis.BUYERS,
                  Kpis.REPEAT_BUYERS,
                  Kpis.CUSTOMERS_TO_DATE,
                  Kpis.REPEAT_CUSTOMERS_TO_DATE))
          .isEqualTo(String.join("\n", expected) + "\n");
    }
  }

  @Test
  void revenueInPartsIsWhatTheDefinitionsSayOfEachCustomer() {
    Outcome outcome = new RevenueJob().run(context(END));
    assertThat(outcome.checks()).hasSize(5).allMatch(Check::passed);
    Dataset<Row> parts = slice(RevenueRetention.TABLE, END);
    RevenueReference reference =
        RevenuePartsTest.reference(lake.read(CustomerDays.TABLE), lake.read(Customers.TABLE));
    assertThat(
            SmallWorld.text(
                parts.filter(col(RevenueRetention.BASIS).equalTo(Cohorts.GROSS)),
                RevenueReference.COLUMNS))
        .isEqualTo(reference.text(LOG_START, END));
    Dataset<Row> months = parts.filter(isMonth());
    assertThat(
            months
                .filter(
                    "revenue = start_revenue - churned_revenue - contraction + expansion"
                        + " + new_revenue + resurrected_revenue + adjustment AND revenue > 0")
                .count())
        .as("months that reconcile, on both bases")
        .isEqualTo(2 * 13);
    assertThat(
            months
                .filter(
                    "grr NOT BETWEEN 0 AND 1 OR grr > nrr OR (grr IS NULL) <> (label IN"
                        + " ('2010-12', '2011-12'))")
                .count())
        .isZero();
  }

  /** The numbers are of a program of its own, from the files. */
  @Test
  void timesToTheNextOrderAndToTheLapse() {
    Outcome outcome = new TimingJob().run(context(END));
    assertThat(outcome.checks()).hasSize(2).allMatch(Check::passed);
    assertThat(
            SmallWorld.text(
                slice(OrderTiming.TABLE, END)
                    .filter("split = 'all' AND order_number IN (1, 3, 10)"),
                OrderTiming.ORDER_NUMBER,
                OrderTiming.CUSTOMERS,
                OrderTiming.CAME_AGAIN,
                OrderTiming.OBSERVED_DAYS,
                OrderTiming.Q25,
                OrderTiming.MEDIAN,
                OrderTiming.Q75,
                OrderTiming.within(30),
                OrderTiming.within(90),
                OrderTiming.SHARE_NEVER))
        .isEqualTo(
            """
            1 3453 2018 339 45 113 276 0.162 0.428 0.202
            10 90 73 114 10 16 27 0.798 0.978 0.022
            3 1266 848 301 27 50 99 0.300 0.711 0.054
            """);
    Dataset<Row> survival = lake.read(Survival.TABLE);
    assertThat(
            SmallWorld.text(
                survival.filter("split = 'all' AND day IN (0, 90, 180, 304)"),
                Survival.DAY,
                Survival.AT_RISK,
                Survival.LAPSES,
                Survival.SURVIVAL,
                Survival.STANDARD_ERROR))
        .isEqualTo(
            """
            0 3453 0 1.000 0.000
            180 415 4 0.211 0.009
            304 80 1 0.117 0.008
            90 2485 1464 0.411 0.010
            """);
    assertThat(
            survival
                .withColumn(
                    "before",
                    lag(Survival.SURVIVAL, 1)
                        .over(
                            Window.partitionBy(Survival.SPLIT, Survival.SPLIT_VALUE)
                                .orderBy(Survival.DAY)))
                .filter(
                    "survival > coalesce(before, 1) OR survival NOT BETWEEN 0 AND 1"
                        + " OR survival NOT BETWEEN survival_low AND survival_high")
                .count())
        .isZero();
    assertThat(
            survival
                .groupBy(Survival.SPLIT)
                .agg(sum(Survival.LAPSES).as("lapses"), sum(Survival.CENSORED).as("censored"))
                .filter("lapses <> 2041 OR lapses + censored <> 3453")
                .count())
        .isZero();
    assertThat(
            slice(SurvivalParts.TABLE, END)
                .filter("split = 'all' AND (median <> 90 OR abs(expected_lapses - 2041) > 1e-6)")
                .count())
        .isZero();
    // Here is nothing known of channels and countries.
    assertThat(lake.read(SurvivalTests.TABLE).filter("null_reason = 'one_part'").count())
        .isEqualTo(Configuration.defaults().retention().splits().size());
    Dataset<Row> next = slice(NextOrder.TABLE, END);
    assertThat(next.count()).isEqualTo(4_338);
    assertThat(
            next.filter(
                    "days_overdue <> greatest(0, datediff(as_of, expected_by))"
                        + " OR interval_is_own <> (occasions > 3)"
                        + " OR datediff(expected_by, last_order_date)"
                        + "   <> ceil(typical_interval_days)"
                        + " OR NOT interval_is_own AND typical_interval_days"
                        + "   <> element_at(array(113D, 68D, 50D), occasions)"
                        + " OR typical_interval_days IS NULL")
                .count())
        .isZero();
  }

  @Test
  void ratesAreKnownOnceTheWindowIsObserved() {
    // The first 90 days of the log end with February.
    Dataset<Row> kpis = slice(Kpis.TABLE, END).filter(isMonth());
    assertThat(SmallWorld.text(kpis.filter("churn_rate IS NULL"), Kpis.LABEL, reasonOfChurn()))
        .isEqualTo(
            """
            2010-12 window_not_observed
            2011-01 window_not_observed
            2011-02 window_not_observed
            2011-12 period_not_ended
            """);
    assertThat(
            kpis.filter(
                    "abs(churn_rate + customer_retention_rate - 1) > 1e-12"
                        + " OR churn_rate NOT BETWEEN churn_rate_low AND churn_rate_high")
                .count())
        .isZero();
  }

  @Test
  void everyCustomerHasScores() {
    Outcome outcome = new RfmJob().run(context(END));
    Dataset<Row> rfm = slice(Rfm.TABLE, END);
    assertThat(outcome.rowsOut()).isEqualTo(4_338);
    assertThat(rfm.agg(sum(Rfm.MONETARY)).first().getDecimal(0))
        .isEqualByComparingTo("8911407.904");
    assertThat(
            rfm.groupBy(Rfm.RECENCY_DAYS)
                .agg(countDistinct(Rfm.R_SCORE).as("scores"))
                .filter("scores > 1")
                .count())
        .isZero();
    // Few pounds are equal, so that fifths of money are fifths of the customers.
    rfm.groupBy(Rfm.M_SCORE)
        .count()
        .collectAsList()
        .forEach(row -> assertThat(row.getLong(1)).isBetween(860L, 875L));
  }

  @Test
  void nothingAsOfADayBeforeTheFirstOrder() {
    for (var job : List.of(new CohortsJob(), new RfmJob())) {
      assertThatThrownBy(() -> job.run(context(LOG_START.minusDays(1))))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("2010-11-30")
          .hasMessageContaining("2010-12-01");
    }
  }

  /** One period's counts by the definitions, from sets. */
  private static String kpis(
      Map<String, NavigableSet<LocalDate>> histories,
      LocalDate start,
      LocalDate next,
      LocalDate asOf,
      int window) {
    LocalDate startsAfter = start.minusDays(1);
    LocalDate end = next.isAfter(asOf) ? asOf : next.minusDays(1);
    Set<String> atStart = new HashSet<>();
    Set<String> atEnd = new HashSet<>();
    int reactivated = 0;
    int buyers = 0;
    int repeatBuyers = 0;
    int toDate = 0;
    int repeatToDate = 0;
    for (var history : histories.entrySet()) {
      NavigableSet<LocalDate> dates = history.getValue();
      if (!between(dates, startsAfter.minusDays(window), startsAfter).isEmpty()) {
        atStart.add(history.getKey());
      }
      if (!between(dates, end.minusDays(window), end).isEmpty()) {
        atEnd.add(history.getKey());
      }
      int inPeriod = between(dates, startsAfter, end).size();
      int soFar = between(dates, LocalDate.MIN, end).size();
      buyers += inPeriod >= 1 ? 1 : 0;
      repeatBuyers += inPeriod >= 2 ? 1 : 0;
      toDate += soFar >= 1 ? 1 : 0;
      repeatToDate += soFar >= 2 ? 1 : 0;
      boolean lapsed = dates.first().isBefore(start) && !atStart.contains(history.getKey());
      reactivated += lapsed && inPeriod > 0 ? 1 : 0;
    }
    Set<String> retained = new HashSet<>(atStart);
    retained.retainAll(atEnd);
    return "%s %d %d %d %d %d %d %d %d %d"
        .formatted(
            start,
            atStart.size(),
            atEnd.size(),
            retained.size(),
            atStart.size() - retained.size(),
            reactivated,
            buyers,
            repeatBuyers,
            toDate,
            repeatToDate);
  }

  private static NavigableSet<LocalDate> between(
      NavigableSet<LocalDate> dates, LocalDate after, LocalDate to) {
    return dates.subSet(after, false, to, true);
  }

  private static Map<String, NavigableSet<LocalDate>> histories(LocalDate asOf) {
    Map<String, NavigableSet<LocalDate>> histories = new TreeMap<>();
    lake.read(CustomerDays.TABLE)
        .filter(col(CustomerDays.ORDER_DATE).leq(lit(asOf)))
        .select(CustomerDays.CUSTOMER_KEY, CustomerDays.ORDER_DATE)
        .collectAsList()
        .forEach(
            row ->
                histories
                    .computeIfAbsent(row.getString(0), key -> new TreeSet<>())
                    .add(row.getDate(1).toLocalDate()));
    return histories;
  }

  private static Dataset<Row> cleanDays(String folder) {
    Dataset<Row> lines =
        SparkTest.spark()
            .read()
            .option("header", true)
            .option("escape", "\"")
            .schema(
                "InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT,"
                    + " InvoiceDate TIMESTAMP, UnitPrice DECIMAL(18,4), CustomerID STRING,"
                    + " Country STRING")
            .csv(folder)
            .filter(
                col("CustomerID")
                    .isNotNull()
                    .and(not(col("InvoiceNo").startsWith("C")))
                    .and(col("Quantity").gt(0))
                    .and(col("UnitPrice").gt(0)));
    return lines
        .groupBy(
            col("CustomerID").as(CustomerDays.CUSTOMER_KEY),
            col("InvoiceDate").cast("date").as(CustomerDays.ORDER_DATE))
        .agg(
            countDistinct("InvoiceNo").cast("int").as(CustomerDays.ORDERS),
            count(lit(1)).cast("int").as(CustomerDays.LINES),
            sum("Quantity").cast(Types.MONEY).as(CustomerDays.PIECES),
            sum(col("Quantity").multiply(col("UnitPrice")))
                .cast(Types.MONEY)
                .as(CustomerDays.REVENUE))
        .withColumn(CustomerDays.DISCOUNT, lit(0).cast(Types.MONEY))
        .withColumn(CustomerDays.DISCOUNTED_LINES, lit(0))
        .withColumn(CustomerDays.PRODUCTS, lit(0))
        .withColumn(CustomerDays.CATEGORIES, lit(null).cast(Types.listOf(Types.STRING)))
        .withColumn(CustomerDays.RETURN_LINES, lit(0))
        .withColumn(CustomerDays.RETURN_AMOUNT, lit(0).cast(Types.MONEY))
        .withColumn(CustomerDays.COST, lit(0).cast(Types.MONEY))
        .withColumn(CustomerDays.COSTED_REVENUE, lit(0).cast(Types.MONEY))
        .withColumn(CustomerDays.NET_PIECES, col(CustomerDays.PIECES))
        .withColumn(CustomerDays.NET_AMOUNT, col(CustomerDays.REVENUE));
  }

  private static Dataset<Row> on(LocalDate asOf) {
    return slice(Retention.TABLE, asOf)
        .filter(col(Retention.KIND).equalTo(Retention.ON))
        .filter(col(Retention.BASIS).equalTo(Cohorts.GROSS))
        .filter(isMonth());
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Column isMonth() {
    return col(Cohorts.PERIOD).equalTo(Period.MONTH.value());
  }

  private static Dataset<Row> slice(Table table, LocalDate asOf) {
    Dataset<Row> slice = lake.read(table).filter(col(Table.AS_OF).equalTo(lit(asOf)));
    return table.columnNames().contains(Cohorts.SPLIT)
        ? slice.filter(col(Cohorts.SPLIT).equalTo(Cohorts.ALL))
        : slice;
  }

  private static String[] all(Table table) {
    return table.columnNames().toArray(String[]::new);
  }

  private static String reasonOfChurn() {
    return Kpis.nullReason(Kpis.CHURN_RATE);
  }

  private static JobContext context(LocalDate asOf) {
    return new JobContext(lake, Configuration.defaults(), null, asOf, "test", null);
  }
}
