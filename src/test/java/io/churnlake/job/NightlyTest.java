package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.api.Churnlake;
import io.churnlake.api.Html;
import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.lake.PublishedViews;
import io.churnlake.lake.RunNote;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.simulate.SimulationSummary;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Customers;
import io.churnlake.table.Layout;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.churnlake.table.UnitEconomics;
import io.churnlake.testing.ContentDifferences;
import io.churnlake.testing.ContentFiles;
import io.churnlake.testing.ContentSample;
import io.churnlake.testing.Contents;
import io.churnlake.testing.KernelTable;
import io.churnlake.testing.NightCounts;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A made shop through all nightly steps; the tests look at the same lake in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightlyTest {
  private static final SimulationSpec SHOP =
      new SimulationSpec(600, 330, 11, LocalDate.of(2024, 1, 1));
  private static final LocalDate AS_OF = SHOP.end();
  private static final LocalDate EARLIER = AS_OF.minusDays(40);

  /**
   * Bounds of what nights may ask of Spark and Delta: the commits that they make, and the jobs and
   * executions with a little slack. What they are stands in the test's output; lower the bounds
   * when a night gets lighter. A first night and one for an older date train a churn model: some
   * 230 of their jobs are those of its learners.
   */
  private static final NightCounts FIRST_AT_MOST = new NightCounts(550, 178, 66);

  private static final NightCounts AGAIN_AT_MOST = new NightCounts(199, 101, 45);
  private static final NightCounts NO_NEWS_AT_MOST = new NightCounts(8, 6, 3);
  private static final NightCounts EARLIER_AT_MOST = new NightCounts(370, 82, 42);

  /** Content as it was checked in: samples and totals of every table, see ContentSample. */
  private static final Path CHECKED_IN = Path.of("src/test/resources/content/nightly");

  @TempDir static Path folder;
  private static Lake lake;
  private static SimulationSummary truth;
  private static NightCounts firstCounts;

  private static void night(LocalDate asOf) {
    runner(asOf).runWhatChanged(Jobs.nightly());
  }

  private static Runner runner(LocalDate asOf) {
    JobContext context =
        new JobContext(
            lake,
            Configuration.defaults(),
            new JobContext.Delivery(
                SourceMapping.bundled("simulator"), folder + "/shop", TestKeys.secret()),
            asOf,
            "run-of-" + asOf,
            Clock.systemUTC());
    return new Runner(context, Progress.silent());
  }

  @BeforeAll
  static void firstNight() throws IOException {
    truth = ShopFiles.write(SparkTest.spark(), SHOP, folder + "/shop");
    lake = Lake.at(SparkTest.spark(), folder + "/lake");
    firstCounts = counted(() -> night(AS_OF));
  }

  private static NightCounts counted(Runnable night) throws IOException {
    return NightCounts.of(folder.resolve("lake"), night);
  }

  private static void mustNotExceed(NightCounts counts, NightCounts atMost) {
    System.out.printf(
        "%d jobs, %d executions, %d commits, at most %s%n",
        counts.jobs(), counts.executions(), counts.commits(), atMost);
    assertThat(counts.jobs()).as("Spark jobs").isBetween(1, atMost.jobs());
    assertThat(counts.executions()).as("SQL executions").isBetween(1, atMost.executions());
    assertThat(counts.commits()).as("Delta commits").isBetween(1, atMost.commits());
  }

  @Test
  @Order(1)
  void aNightAsksNoMoreOfSparkAndDeltaThanItDid() {
    mustNotExceed(firstCounts, FIRST_AT_MOST);
  }

  @Test
  @Order(1)
  void otherProgramsReadWhatIsPublished() {
    Churnlake opened = Churnlake.open(lake.root(), SparkTest.spark());
    assertThat(opened.tables()).contains("gold.clv", "ops.runs", "bi.customers");
    assertThat(opened.newest("gold.clv").count())
        .isPositive()
        .isEqualTo(opened.table("gold.clv", AS_OF).count())
        .isEqualTo(opened.sql("SELECT * FROM gold.clv_current").count());
    assertThat(opened.describe("gold.clv")).anyMatch(line -> line.startsWith("expected_clv ["));
    assertThatThrownBy(() -> opened.table("gold.clvs")).hasMessageContaining("gold.clv");
    assertThatThrownBy(() -> opened.newest("silver.customers")).hasMessageContaining("no slices");
    assertThat(Html.table(opened.sql("SELECT '<b>' AS x, 1.23456D AS y, NULL AS z"), 5))
        .contains("&lt;b&gt;", ">1.2346<", "<td></td>")
        .doesNotContain("<b>");
  }

  @Test
  @Order(1)
  void jobsOfSparkAreNamedAfterStepRunAndTable() {
    String run = ", run run-of-" + AS_OF;
    assertThat(firstCounts.names())
        .contains(
            "conform" + run,
            "conform" + run + ", writes " + SilverOrderLines.TABLE.fullName(),
            "clv" + run + ", writes gold.clv",
            "train" + run);
  }

  @Test
  @Order(1)
  void everyDeliveredLineIsAccountedFor() {
    long bronze = lake.read(BronzeOrderLines.TABLE).count();
    long rejected = lake.read(BronzeRejected.TABLE).count();
    assertThat(bronze + rejected).isEqualTo(truth.deliveredLines());
    assertThat(rejected).isEqualTo(truth.malformed().total());
    assertThat(lake.read(SilverOrderLines.TABLE).count()).isEqualTo(truth.cleanLines());
    assertThat(lake.read(Customers.TABLE).count()).isEqualTo(truth.customers());
    assertThat(lake.read(Customers.TABLE).agg(sum(Customers.OCCASIONS)).first().getLong(0))
        .isEqualTo(truth.occasions());
  }

  @Test
  @Order(1)
  void theMarginIsThatOfTheTruth() {
    Row spend =
        lake.read(ClvFits.TABLE)
            .filter(col(ClvFits.MARGIN_RATE).isNotNull())
            .select(ClvFits.MARGIN_RATE, ClvFits.MARGIN_SOURCE)
            .first();
    assertThat(spend.getDouble(0)).isCloseTo(truth.margin().rate(), within(1e-10));
    assertThat(spend.getString(1)).isEqualTo(ClvFits.MARGIN_FROM_COSTS);
  }

  @Test
  @Order(1)
  void aNewCustomerCostsWhatTheLawOfItsChannelSays() {
    Map<String, Double> costs =
        Map.of(
            "organic", 4.00,
            "search", 18.00,
            "social", 14.50,
            "email", 6.20,
            "referral", 10.00,
            "marketplace", 22.05);
    List<Row> known =
        lake.read(UnitEconomics.TABLE)
            .filter(col(UnitEconomics.CAC).isNotNull())
            .filter(col(UnitEconomics.CHANNEL).notEqual(UnitEconomics.ALL))
            .select(UnitEconomics.CHANNEL, UnitEconomics.CAC)
            .collectAsList();
    assertThat(known).hasSizeGreaterThan(40);
    assertThat(known)
        .allSatisfy(
            row ->
                assertThat(row.getDouble(1)).isCloseTo(costs.get(row.getString(0)), within(1e-9)));
  }

  @Test
  @Order(1)
  void theQuestionsOfTheGuideHaveAnswers() throws IOException {
    PublishedViews views = PublishedViews.of(lake);
    List<String> queries =
        Pattern.compile("### [0-9]+\\. [^\n]+\n\n```sql\n(.+?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/questions.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(queries).hasSize(20);
    for (String query : queries) {
      assertThat(views.query(query).collectAsList()).as(query).isNotEmpty();
    }
    assertThat(
            views
                .query(
                    "SELECT DISTINCT split_value FROM gold.cohorts"
                        + " WHERE split = 'discounted_first_order' ORDER BY 1")
                .collectAsList()
                .toString())
        .isEqualTo("[[discounted], [full_price]]");
  }

  @Test
  @Order(2)
  void readersSeeAFinishedNightOnly() {
    PublishedViews before = PublishedViews.of(lake);
    long published = before.read(ChurnScores.TABLE).count();
    // Half of a later night: it began, its scores are there, but nothing is published.
    lake.account(
        List.of(),
        new RunNote("died", RunNote.State.BEGUN, new Publications(lake).lastId(), Map.of()));
    lake.replaceSlices(
        ChurnScores.TABLE,
        List.of(AS_OF.plusDays(1)),
        lake.read(ChurnScores.TABLE)
            .withColumn(Table.AS_OF, functions.lit(AS_OF.plusDays(1)))
            .limit(5));
    assertThat(lake.read(ChurnScores.TABLE).count()).isEqualTo(published + 5);
    PublishedViews after = PublishedViews.of(lake);
    assertThat(after.query("SELECT count(*) FROM gold.churn_scores").first().getLong(0))
        .isEqualTo(published)
        .isPositive();
    // The next run, of whatever step, takes the half night out before it publishes anything.
    runner(EARLIER).run(List.of(Jobs.named("rfm")));
    assertThat(PublishedViews.of(lake).read(ChurnScores.TABLE).count()).isEqualTo(published);
    assertThat(lake.read(ChurnScores.TABLE).count()).isEqualTo(published);
  }

  @Test
  @Order(3)
  void everyStepOfARunIsInTheAccounts() {
    List<Row> runs =
        lake.read(OpsTables.RUNS)
            .filter(col("run_id").equalTo("run-of-" + AS_OF))
            .select("job", "status", "rows_out", "config_hash", "git_commit")
            .collectAsList();
    List<String> accounts = new ArrayList<>(Jobs.nightly().stream().map(Job::name).toList());
    accounts.addAll(List.of("(run) begun", "(run) done"));
    assertThat(runs)
        .extracting(
            row ->
                row.getString(0) + (row.getString(0).equals("(run)") ? " " + row.getString(1) : ""))
        .containsExactlyInAnyOrderElementsOf(accounts);
    assertThat(runs)
        .allMatch(row -> row.getString(0).equals("(run)") || row.getString(1).equals("done"))
        .noneMatch(row -> row.isNullAt(3));
    // Worth a note, no fault: some lines of an order come days after the others, and orders of
    // nobody are sent back too.
    Dataset<Row> checks =
        lake.read(OpsTables.CHECKS)
            .filter(
                not(
                    col("check_name")
                        .isin(
                            "counting lines that their order's latest delivery lacks",
                            "refunds without a customer that name an order without a sale that"
                                + " counts")));
    assertThat(checks.filter(col("passed")).count())
        .isEqualTo(checks.count())
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  @Order(3)
  void aScoreGoesBackToTheVersionsThatItCameFrom() {
    Map<String, Long> read = new TreeMap<>();
    Map<String, Long> wrote = new TreeMap<>();
    for (Row run :
        lake.read(OpsTables.RUNS)
            .filter(
                col("run_id")
                    .equalTo("run-of-" + AS_OF)
                    .and(col("job").isin("conform", "features", "score", "train")))
            .select("job", "table_versions", "read_versions")
            .collectAsList()) {
      wrote.putAll(run.getJavaMap(1));
      if (run.getString(0).equals("score")) {
        read.putAll(run.getJavaMap(2));
      }
    }
    assertThat(read)
        .containsKeys("silver.customer_days", "gold.churn_features", "gold.churn_models");
    read.keySet().retainAll(wrote.keySet());
    wrote.keySet().retainAll(read.keySet());
    assertThat(read).as("each step read what the one before it wrote").isEqualTo(wrote);
  }

  @Test
  @Order(4)
  void noRawCustomerIdIsOutsideTheRestrictedTables() throws IOException {
    Set<String> ids = new HashSet<>();
    lake.read(CustomerIdentity.TABLE)
        .select(CustomerIdentity.CUSTOMER_ID)
        .collectAsList()
        .forEach(row -> ids.add(row.getString(0)));
    assertThat(ids).hasSize((int) truth.customers()).allMatch(id -> id.matches("K[0-9]{8}"));
    for (Table table : Tables.all()) {
      if (table.restricted() || !lake.exists(table)) {
        continue;
      }
      Dataset<Row> rows = lake.read(table);
      long hits =
          rows.filter(functions.to_json(functions.struct(functions.col("*"))).rlike("K[0-9]{8}"))
              .count();
      assertThat(hits).as("rows of %s with a raw id", table.fullName()).isZero();
    }
    // The logs of all tables, the restricted ones' too: no statistics, no predicates with ids.
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      for (Path log : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        assertThat(Files.readString(log, StandardCharsets.UTF_8))
            .doesNotContainPattern("K[0-9]{8}");
      }
    }
  }

  @Test
  @Order(5)
  void runningANightAgainChangesNoContent() throws IOException {
    Map<String, List<String>> before = Contents.of(lake);
    Contents.mustBeNumbers(before);
    mustNotExceed(counted(() -> runner(AS_OF).run(Jobs.nightly())), AGAIN_AT_MOST);
    assertThat(Contents.of(lake)).isEqualTo(before);
    mustNotExceed(counted(() -> night(AS_OF)), NO_NEWS_AT_MOST);
    assertThat(Contents.of(lake)).isEqualTo(before);
    assertThat(before.keySet())
        .containsAll(
            Jobs.nightly().stream()
                // No date's outcome has become known, and too few customers were contacted.
                .filter(job -> !Set.of("evaluate", "uplift").contains(job.name()))
                .flatMap(job -> job.writes().stream())
                .map(Table::fullName)
                .filter(name -> name.startsWith("gold.") || name.startsWith("silver."))
                .toList());
  }

  @Test
  @Order(6)
  void aNightForAnOlderDateRewindsNothing() throws IOException {
    Map<String, List<String>> newest = Contents.slices(lake, AS_OF);
    PublishedViews before = PublishedViews.of(lake);
    List<Row> current =
        before.query("SELECT * FROM gold.churn_scores_current ORDER BY ALL").collectAsList();
    mustNotExceed(counted(() -> night(EARLIER)), EARLIER_AT_MOST);
    PublishedViews after = PublishedViews.of(lake);
    assertThat(Contents.slices(lake, AS_OF)).isEqualTo(newest);
    assertThat(after.query("SELECT * FROM gold.churn_scores_current ORDER BY ALL").collectAsList())
        .isEqualTo(current)
        .isNotEmpty();
    assertThat(
            after
                .query("SELECT DISTINCT as_of FROM gold.clv_current")
                .first()
                .getDate(0)
                .toLocalDate())
        .isEqualTo(AS_OF);
    assertThat(
            after
                .query("SELECT count(*) FROM gold.clv WHERE as_of = DATE'" + EARLIER + "'")
                .first()
                .getLong(0))
        .isPositive();
  }

  /** Delta Kernel shares no reader with Spark; other programs' libraries are built on it. */
  @Test
  @Order(7)
  void anotherReaderGetsTheSameFiguresByPathAndCalendar() throws IOException {
    LocalDate current =
        newest("calendar").rows(NightCalendar.AS_OF, NightCalendar.IS_CURRENT).stream()
            .filter(row -> (boolean) row.get(NightCalendar.IS_CURRENT))
            .map(row -> (LocalDate) row.get(NightCalendar.AS_OF))
            .reduce((one, other) -> LocalDate.MIN)
            .orElseThrow();
    assertThat(current).isEqualTo(AS_OF);
    sameFigures("clv", current, "customer_key", "expected_clv", "p_alive", "x", "next_order_date");
    sameFigures("churn_scores", current, "customer_key", "churn_probability", "risk_band");
    sameFigures(
        "retention", current, "period", "split_value", "cohort", "active_customers", "rate");
    // With time travel, at the published versions.
    long version = PublishedViews.of(lake).versions().get("gold.clv");
    assertThat(KernelTable.at(folder + "/lake/gold/clv", version).rows("x"))
        .hasSize((int) PublishedViews.of(lake).read(Clv.TABLE).count());
  }

  private static KernelTable newest(String name) {
    KernelTable table = KernelTable.newest(folder + "/lake/gold/" + name);
    assertThat(table.protocol()).as(name).isEqualTo(List.of(1, 2));
    return table;
  }

  private static void sameFigures(String name, LocalDate asOf, String... columns)
      throws IOException {
    List<String> read = new ArrayList<>(List.of(columns));
    read.add(Table.AS_OF);
    List<String> byPath =
        newest(name).rows(read.toArray(String[]::new)).stream()
            .filter(row -> row.get(Table.AS_OF).equals(asOf))
            .map(row -> read.stream().map(column -> String.valueOf(row.get(column))).toList())
            .map(String::valueOf)
            .sorted()
            .toList();
    List<String> bySql =
        PublishedViews.of(lake)
            .query(
                "SELECT %s FROM gold.%s JOIN gold.calendar USING (as_of) WHERE is_current"
                    .formatted(String.join(", ", read), name))
            .collectAsList()
            .stream()
            .map(
                row ->
                    read.stream().map(column -> String.valueOf(row.<Object>getAs(column))).toList())
            .map(String::valueOf)
            .sorted()
            .toList();
    assertThat(byPath).as(name).isNotEmpty().isEqualTo(bySql);
  }

  /** Readers by path see each table as it stands, and trust the calendar alone. */
  @Test
  @Order(8)
  void theCalendarNeverSaysThatADateIsCurrentWhileItsSlicesChange() {
    assertThat(calendar()).containsExactly(EARLIER + " whole", AS_OF + " current whole");
    List<String> seen = new ArrayList<>();
    Job thenDie = new Reading(() -> seen.addAll(calendar()));
    Runner runner = runner(AS_OF);
    List<Job> halfANight = List.of(Jobs.named("rfm"), thenDie);
    assertThatThrownBy(() -> runner.run(halfANight)).hasMessageContaining("died");
    assertThat(seen).containsExactly(EARLIER + " current whole", AS_OF + " whole changing");
    // Old and new slices stand side by side until the next run.
    assertThat(calendar()).isEqualTo(seen);
    runner(EARLIER.minusDays(1)).run(List.of(Jobs.named("rfm")));
    assertThat(calendar())
        .containsExactly(
            EARLIER.minusDays(1) + " without some", EARLIER + " whole", AS_OF + " current whole");
  }

  private static List<String> calendar() {
    return lake.read(NightCalendar.TABLE).orderBy(NightCalendar.AS_OF).collectAsList().stream()
        .map(
            row ->
                row.getAs(NightCalendar.AS_OF)
                    + (row.<Boolean>getAs(NightCalendar.IS_CURRENT) ? " current" : "")
                    + (row.<Boolean>getAs(NightCalendar.IS_WHOLE) ? " whole" : " without some")
                    + (row.<Boolean>getAs(NightCalendar.IS_CHANGING) ? " changing" : ""))
        .toList();
  }

  /** A step that looks, and fails. */
  private record Reading(Runnable look) implements Job {
    @Override
    public String name() {
      return "reading";
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Table> writes() {
      return List.of();
    }

    @Override
    public Outcome run(JobContext context) {
      look.run();
      throw new IllegalStateException("died");
    }
  }

  /** Renewed by {@code ./mvnw test -Dtest=NightlyTest -Dchurnlake.content=renew}. */
  @Test
  @Order(7)
  void theContentOfBothDatesIsTheOneCheckedIn() throws IOException {
    ContentFiles.write(lake, folder.resolve("contents"));
    boolean renew = "renew".equals(System.getProperty("churnlake.content"));
    if (renew) {
      try (Stream<Path> former = Files.list(Files.createDirectories(CHECKED_IN))) {
        for (Path file : former.toList()) {
          Files.delete(file);
        }
      }
    }
    Path sample = renew ? CHECKED_IN : folder.resolve("sample");
    ContentSample.write(folder.resolve("contents"), sample);
    assertThat(ContentDifferences.between(CHECKED_IN, sample, difference -> {})).isEmpty();
  }

  @Test
  @Order(7)
  void allButMergedTablesAreReadableForAnyDeltaClient() {
    List<String> tooNew = new ArrayList<>();
    for (Table table : Tables.all()) {
      boolean merged = table.layout() == Layout.KEYED && !table.area().equals("gold");
      if (lake.exists(table) && !merged) {
        List<Integer> protocol =
            KernelTable.newest(folder + "/lake/" + table.area() + "/" + table.name()).protocol();
        if (protocol.get(0) > 1 || protocol.get(1) > 2) {
          tooNew.add(table.fullName() + " " + protocol);
        }
      }
    }
    assertThat(tooNew).isEmpty();
  }
}
