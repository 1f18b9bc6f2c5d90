package io.churnlake.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.error.UserException;
import io.churnlake.job.ActionsJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Outcome;
import io.churnlake.table.Actions;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.MeasureEffect;
import io.churnlake.table.Rfm;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Actions and effects in a small made lake: 800 customers, all contacted by two campaigns. After
 * "works", 60 % of the treated buy and 40 % of the others; after "idle", 50 % of either.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ActionsJobTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final LocalDate SCORED = LocalDate.of(2024, 3, 1);
  private static final LocalDate WORKS = LocalDate.of(2024, 3, 10);
  private static final LocalDate IDLE = LocalDate.of(2024, 8, 1);
  private static final String LAST_DAY = "2024-12-30";
  private static final int CUSTOMERS = 800;

  private static final String MEASURES =
      """
      churnlake.actions {
        budget = %s, control-share = 0.2
        measures = [
          { name = call, saved = 0.2, cost = 8, reasons = [tickets_180], least-value = 50 }
          { name = letter, saved = 0.1, cost = 1, segments = [loyal] }
        ]
      }
      """;

  private Lake lake;

  @BeforeAll
  void lake(@TempDir Path folder) {
    lake = Lake.at(SparkTest.spark(), folder.toString());
    lake.replace(CustomerDays.TABLE, Days.of(days()));
    replace(Rfm.TABLE, AS_OF, rfm());
    replace(ChurnScores.TABLE, SCORED, scores(SCORED, "made"));
    replace(ChurnScores.TABLE, AS_OF, scores(AS_OF, "made"));
    lake.replace(
        CampaignContacts.TABLE,
        SparkTest.spark().createDataFrame(contacts(), CampaignContacts.TABLE.schema()));
  }

  private void replace(Table table, LocalDate asOf, List<Row> rows) {
    lake.replaceSlices(
        table, List.of(asOf), SparkTest.spark().createDataFrame(rows, table.schema()));
  }

  private static String key(int customer) {
    return "customer-%03d".formatted(customer);
  }

  /** Half of each group of ten in a row is treated. */
  private static boolean isTreated(int customer) {
    return customer % 10 < 5;
  }

  /** Of the five of a group in a row, {@code fifths} buy. */
  private static boolean buys(int customer, int fifths) {
    return customer % 5 < fifths;
  }

  private static List<Row> days() {
    List<Row> days = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      days.add(Days.bought(key(i), "2024-01-15", 20));
      // On the day of the contact itself: tells nothing of its effect.
      days.add(Days.bought(key(i), WORKS.toString(), 20));
      if (buys(i, isTreated(i) ? 3 : 2)) {
        days.add(Days.bought(key(i), WORKS.plusDays(90).toString(), 30));
      } else {
        days.add(Days.bought(key(i), WORKS.plusDays(91).toString(), 30));
        days.add(Days.returned(key(i), WORKS.plusDays(5).toString(), 10));
      }
      if (i / 10 % 2 == 0) {
        days.add(Days.bought(key(i), IDLE.plusDays(1).toString(), 40));
      }
    }
    days.add(Days.bought(key(700), LAST_DAY, 20));
    return days;
  }

  private static List<Row> contacts() {
    List<Row> contacts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String group = isTreated(i) ? CampaignContacts.TREATED : CampaignContacts.CONTROL;
      BigDecimal cost = isTreated(i) ? new BigDecimal("0.80") : null;
      contacts.add(contact(WORKS, i, "works", group, cost));
      contacts.add(contact(IDLE, i, "idle", group, cost));
    }
    // Later contacts of the same measure and those whose window goes on do not count.
    contacts.add(contact(IDLE, 5, "works", CampaignContacts.TREATED, null));
    contacts.add(contact(AS_OF.minusDays(89), 0, "young", CampaignContacts.TREATED, null));
    contacts.add(contact(AS_OF.minusDays(90), 1, "alone", CampaignContacts.TREATED, null));
    return contacts;
  }

  private static Row contact(
      LocalDate day, int customer, String measure, String group, BigDecimal cost) {
    return RowBuilder.of(CampaignContacts.TABLE)
        .set(CampaignContacts.CONTACTED_ON, day)
        .set(CampaignContacts.CUSTOMER_KEY, key(customer))
        .set(CampaignContacts.MEASURE, measure)
        .set(CampaignContacts.CONTACT_GROUP, group)
        .set(CampaignContacts.COST, cost)
        .set(CampaignContacts.OCCURRENCE, 1)
        .row();
  }

  /** The first half is in the band high; customers 700 and on are not scored. */
  private static List<Row> scores(LocalDate asOf, String model) {
    List<Row> scores = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      double probability = (i + 1) / 1000.0;
      BigDecimal atRisk = i % 7 == 0 ? null : BigDecimal.valueOf(probability * (i % 300));
      Row reason = RowFactory.create(i % 2 == 0 ? "tickets_180" : "tenure_days", 1.0, 0.5, "", "");
      scores.add(
          RowBuilder.of(ChurnScores.TABLE)
              .set(ChurnScores.AS_OF, asOf)
              .set(ChurnScores.CUSTOMER_KEY, key(i))
              .set(ChurnScores.CHURN_PROBABILITY, probability)
              .set(ChurnScores.RISK_BAND, i < 400 ? ChurnScores.HIGH : ChurnScores.LOW)
              .set(ChurnScores.RISK_RANK, 1L)
              .set(ChurnScores.VALUE_AT_RISK, atRisk)
              .set(ChurnScores.EXPECTED_DAYS_TO_NEXT_ORDER, null)
              .set(ChurnScores.LOG_ODDS, 0.0)
              .set(ChurnScores.BASE_LOG_ODDS, 0.0)
              .set(ChurnScores.REASONS_TO_LEAVE, new Row[] {reason})
              .set(ChurnScores.REASONS_TO_STAY, new Row[0])
              .set(ChurnScores.RECENCY_DAYS, 1)
              .set(ChurnScores.OCCASIONS, 1)
              .set(ChurnScores.HORIZON_DAYS, 90)
              .set(ChurnScores.MODEL_VERSION, model)
              .set(ChurnScores.DATA_VERSION, "")
              .set(ChurnScores.RUN_ID, "")
              .set(ChurnScores.LOG_ENDS_ON, asOf)
              .set(ChurnScores.FALLBACK_REASON, null)
              .set(ChurnScores.NULL_REASON, null)
              .row());
    }
    return scores;
  }

  /** Every third customer is loyal; the last of those who are scored have no row. */
  private static List<Row> rfm() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 690; i++) {
      rows.add(
          RowBuilder.of(Rfm.TABLE)
              .set(Rfm.AS_OF, AS_OF)
              .set(Rfm.CUSTOMER_KEY, key(i))
              .set(Rfm.RECENCY_DAYS, 1)
              .set(Rfm.FREQUENCY, 1L)
              .set(Rfm.MONETARY, BigDecimal.ONE)
              .set(Rfm.R_SCORE, 1)
              .set(Rfm.F_SCORE, 1)
              .set(Rfm.M_SCORE, 1)
              .set(Rfm.RFM, "111")
              .set(Rfm.SEGMENT, i % 3 == 0 ? "loyal" : "new")
              .row());
    }
    return rows;
  }

  private Outcome run(String budget, LocalDate asOf) {
    Configuration settings = Configuration.of(MEASURES.formatted(budget));
    return new ActionsJob().run(ChurnJobsTest.context(lake, asOf.toString(), settings, "run"));
  }

  private List<Row> actions() {
    return lake.read(Actions.TABLE)
        .filter(col(Actions.AS_OF).equalTo(lit(AS_OF)))
        .orderBy(Actions.CUSTOMER_KEY)
        .collectAsList();
  }

  private static double worth(Row row) {
    return row.<BigDecimal>getAs(Actions.EXPECTED_WORTH).doubleValue();
  }

  private static boolean isNothing(Row row) {
    return row.<String>getAs(Actions.MEASURE).equals(Actions.NOTHING);
  }

  @Test
  @Order(1)
  void eachScoredCustomerGetsTheMeasureOfGreatestWorthOrAReasonWhyNot() {
    assertThat(run("0", AS_OF).note()).startsWith("700 customers decided on");
    List<Row> actions = actions();
    assertThat(actions).hasSize(700);
    assertThat(actions.stream().map(row -> row.<String>getAs(Actions.MEASURE)).distinct())
        .containsExactlyInAnyOrder("call", "letter", "nothing");
    for (Row row : actions) {
      if (isNothing(row)) {
        assertThat(worth(row)).isZero();
        assertThat(row.<String>getAs(Actions.REASON))
            .isIn(Actions.NO_MEASURE, Actions.NO_WORTH, Actions.NO_VALUE, Actions.CONTROL_GROUP);
      } else {
        double expected =
            row.<Double>getAs(Actions.CHURN_PROBABILITY)
                    * row.<Double>getAs(Actions.P_SAVED)
                    * row.<BigDecimal>getAs(Actions.VALUE_KEPT).doubleValue()
                - row.<BigDecimal>getAs(Actions.COST).doubleValue();
        assertThat(worth(row)).isPositive().isCloseTo(expected, within(5.1e-5));
        assertThat(row.<Boolean>getAs(Actions.IS_CONTROL)).isFalse();
        assertThat(row.<String>getAs(Actions.PLANNED_MEASURE))
            .isEqualTo(row.<String>getAs(Actions.MEASURE));
      }
    }
    List<Row> control =
        actions.stream().filter(row -> row.<Boolean>getAs(Actions.IS_CONTROL)).toList();
    assertThat(control).hasSizeBetween(98, 182).allMatch(ActionsJobTest::isNothing);
    assertThat(control).anyMatch(row -> row.getAs(Actions.PLANNED_MEASURE) != null);
  }

  @Test
  @Order(2)
  void theBudgetGoesToTheGreatestWorthAndTheControlGroupTakesNone() {
    List<Row> unlimited = actions();
    run("100", AS_OF);
    List<Row> limited = actions();
    double spent =
        limited.stream()
            .mapToDouble(row -> row.<BigDecimal>getAs(Actions.COST).doubleValue())
            .sum();
    // The next contact costs 8 at most.
    assertThat(spent).isGreaterThan(92).isLessThanOrEqualTo(100);
    assertThat(limited.stream().map(row -> row.<Boolean>getAs(Actions.IS_CONTROL)))
        .containsExactlyElementsOf(
            unlimited.stream().map(row -> row.<Boolean>getAs(Actions.IS_CONTROL)).toList());
    List<Row> paid =
        unlimited.stream()
            .filter(row -> !isNothing(row))
            .sorted(Comparator.comparingDouble(ActionsJobTest::worth).reversed())
            .limit(limited.stream().filter(row -> !isNothing(row)).count())
            .toList();
    assertThat(limited.stream().filter(row -> !isNothing(row)).toList())
        .containsExactlyInAnyOrderElementsOf(paid);
    assertThat(limited).anyMatch(row -> row.<String>getAs(Actions.REASON).equals(Actions.BUDGET));
  }

  @Test
  @Order(3)
  void aMeasureThatWorksIsFoundAndOneThatDoesNotIsNot() {
    Map<String, Row> effects =
        lake.read(MeasureEffect.TABLE).collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row ->
                        row.getAs(MeasureEffect.MEASURE) + " " + row.getAs(MeasureEffect.RISK_BAND),
                    Function.identity()));
    assertThat(effects.keySet())
        .containsExactlyInAnyOrder(
            "works all",
            "works high",
            "works low",
            "works unknown",
            "idle all",
            "idle high",
            "idle low",
            "idle unknown",
            "alone all",
            "alone high");
    Row works = effects.get("works all");
    assertThat(works.<Long>getAs(MeasureEffect.TREATED)).isEqualTo(400);
    assertThat(works.<Long>getAs(MeasureEffect.TREATED_RETAINED)).isEqualTo(240);
    assertThat(works.<Long>getAs(MeasureEffect.CONTROL)).isEqualTo(400);
    assertThat(works.<Long>getAs(MeasureEffect.CONTROL_RETAINED)).isEqualTo(160);
    assertThat(works.<Double>getAs("rate_difference_low")).isBetween(0.1, 0.2);
    assertThat(works.<Double>getAs(MeasureEffect.SAVED)).isCloseTo(0.2 / 0.6, within(1e-12));
    assertThat(works.<Double>getAs(MeasureEffect.REVENUE_DIFFERENCE)).isCloseTo(6, within(1e-9));
    assertThat(works.<Double>getAs("revenue_difference_low")).isPositive();
    assertThat(works.<Double>getAs(MeasureEffect.TREATED_COST)).isCloseTo(0.8, within(1e-12));
    assertThat(effects.get("works high").<Long>getAs(MeasureEffect.TREATED)).isEqualTo(200);
    Row idle = effects.get("idle all");
    assertThat(idle.<Double>getAs("rate_difference_low")).isNegative();
    assertThat(idle.<Double>getAs("rate_difference_high")).isPositive();
    assertThat(idle.<Double>getAs("revenue_difference_low")).isNegative();
    assertThat(idle.<Double>getAs("revenue_difference_high")).isPositive();
    assertThat(effects.get("alone all").<String>getAs(MeasureEffect.NULL_REASON))
        .isEqualTo(MeasureEffect.NOBODY_IN_CONTROL);
  }

  /** Scores that were tried on nothing are spent money by, and so they are told. */
  @Test
  @Order(6)
  void actionsByTheFallbackSaySo() {
    assertThat(run("0", AS_OF).note()).doesNotContain("BG/NBD");
    replace(ChurnScores.TABLE, AS_OF, scores(AS_OF, ChurnScores.FALLBACK));
    assertThat(run("100", AS_OF).note())
        .startsWith("700 customers decided on by BG/NBD's P(no purchase), which was tried on no");
  }

  /** Who bought nothing in days that were never delivered has not left. */
  @Test
  @Order(5)
  void contactsWhoseWindowEndsAfterTheLogDoesTellNothingYet() {
    LocalDate later = AS_OF.plusDays(59);
    assertThat(run("0", later).note())
        .endsWith("of contacts whose window had ended by the log's last day, " + LAST_DAY);
    assertThat(
            lake.read(MeasureEffect.TABLE)
                .filter(col(MeasureEffect.AS_OF).equalTo(lit(later)))
                .select(MeasureEffect.MEASURE)
                .distinct()
                .collectAsList())
        .map(row -> row.getString(0))
        .containsExactlyInAnyOrder("works", "idle");
  }

  @Test
  @Order(4)
  void aDateWithoutScoresHasNoActionsAndOneWithoutSegmentsIsRefused() {
    LocalDate young = SCORED.minusDays(1);
    assertThat(run("0", young).note()).startsWith("no scores, no actions; effects in 0 measures");
    assertThat(lake.read(Actions.TABLE).filter(col(Actions.AS_OF).equalTo(lit(young))).isEmpty())
        .isTrue();
    assertThatThrownBy(() -> run("0", SCORED))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot run as of 2024-03-01");
  }
}
