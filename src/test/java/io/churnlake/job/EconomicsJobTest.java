package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.retention.SmallWorld;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Engagement;
import io.churnlake.table.EngagementMonths;
import io.churnlake.table.Loyalty;
import io.churnlake.table.MarketingCosts;
import io.churnlake.table.Nps;
import io.churnlake.table.NpsLink;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Referrals;
import io.churnlake.table.Referrers;
import io.churnlake.table.Rfm;
import io.churnlake.table.RfmMigration;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.UnitEconomics;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop of seven buyers and one prospect; all numbers are worked out by hand. */
class EconomicsJobTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 15);
  private static final LocalDate EARLIER = LocalDate.of(2024, 5, 15);

  @TempDir Path folder;

  private Lake lake() {
    return Lake.at(SparkTest.spark(), folder.toString());
  }

  private JobContext context(LocalDate asOf) {
    return new JobContext(lake(), Configuration.defaults(), null, asOf, "run", Clock.systemUTC());
  }

  /**
   * Rows of a table from lines of cells; {@code -} is NULL, columns that are not named are NULL.
   */
  private static Dataset<Row> rows(Table table, String columns, String lines) {
    String[] names = columns.split(" ", -1);
    StructType texts = new StructType();
    for (String name : names) {
      texts = texts.add(name, "string");
    }
    List<Row> cells =
        lines
            .lines()
            .map(
                line ->
                    RowFactory.create(
                        (Object[])
                            Stream.of(line.trim().split(" +", -1))
                                .map(cell -> cell.equals("-") ? null : cell)
                                .toArray(String[]::new)))
            .toList();
    return typed(table, SparkTest.spark().createDataFrame(cells, texts));
  }

  private static Dataset<Row> typed(Table table, Dataset<Row> given) {
    List<String> known = Arrays.asList(given.columns());
    return given.select(
        table.columns().stream()
            .map(
                c ->
                    (known.contains(c.name()) ? col(c.name()) : lit(null))
                        .cast(c.type())
                        .as(c.name()))
            .toArray(Column[]::new));
  }

  private void shop() {
    Dataset<Row> days =
        SmallWorld.days(
                """
                old | 2024-01-01 | 40
                gil | 2024-02-20 | 4
                ann | 2024-04-05 | 10 | A
                old | 2024-04-10 | 20
                bob | 2024-04-20 | 6 | A
                cat | 2024-05-02 | 8
                dan | 2024-05-10 | 3
                ann | 2024-05-20 | 30 | A B
                cat | 2024-06-01 | 8
                eve | 2024-06-03 | 50
                fay | 2024-06-20 | 9 | C
                """)
            .withColumn(
                CustomerDays.DISCOUNTED_LINES,
                when(col(CustomerDays.CUSTOMER_KEY).equalTo("bob"), 1).otherwise(0));
    lake().replace(CustomerDays.TABLE, days);
    Column key = col(Customers.CUSTOMER_KEY);
    lake()
        .replace(
            Customers.TABLE,
            SmallWorld.customers(days)
                .withColumn(
                    Customers.FIRST_CHANNEL,
                    when(key.equalTo("cat"), "mail").when(key.notEqual("dan"), "search"))
                .withColumn(Customers.FIRST_COUNTRY, when(key.notEqual("dan"), "DE")));
    lake()
        .replaceSlices(
            Clv.TABLE,
            List.of(AS_OF),
            rows(
                Clv.TABLE,
                "as_of customer_key historic_clv expected_clv",
                """
                2024-06-15 old 30 10
                2024-06-15 gil 2 0
                2024-06-15 ann 20 30
                2024-06-15 bob 3 1
                2024-06-15 cat 8 4
                2024-06-15 dan 1.5 0.5
                2024-06-15 eve 25 5
                """));
    lake()
        .replaceSlices(
            ClvFits.TABLE,
            List.of(AS_OF),
            rows(
                ClvFits.TABLE,
                "as_of role model margin_rate",
                """
                2024-06-15 scores bg_nbd -
                2024-06-15 scores gamma_gamma 0.5
                """));
  }

  private void inputs() {
    lake()
        .replace(
            MarketingCosts.TABLE,
            rows(
                MarketingCosts.TABLE,
                "spent_on channel purpose amount",
                """
                2023-12-15 search acquisition 1
                2024-04-01 search acquisition 12
                2024-04-30 search acquisition 4
                2024-05-03 mail acquisition 3
                2024-05-04 - acquisition 2
                2024-05-06 search retention 6
                2024-06-02 search acquisition 7
                2024-06-20 search acquisition 100
                """));
    lake()
        .replace(
            CustomerAttributes.TABLE,
            rows(
                CustomerAttributes.TABLE,
                "customer_key signed_up_on referrer_key",
                """
                old - old
                ann 2024-04-05 -
                bob 2024-04-01 ann
                cat - nan
                eve 2024-06-03 -
                hal 2024-05-01 ann
                ida 2024-07-01 ann
                """));
    lake()
        .append(
            PrivacyTables.CUSTOMER_MERGES,
            rows(PrivacyTables.CUSTOMER_MERGES, "from_key to_key", "nan ann").collectAsList());
    lake()
        .replace(
            SurveyAnswers.TABLE,
            rows(
                SurveyAnswers.TABLE,
                "answered_on customer_key nps",
                """
                2024-03-01 ann 3
                2024-06-01 ann 9
                2024-03-05 bob 10
                2024-03-10 old 6
                2024-03-01 gil 8
                2024-06-10 cat 7
                2024-06-12 dan 2
                2024-06-14 eve 9
                2024-06-14 eve 5
                2024-05-01 - 10
                2024-07-01 - 0
                2024-06-16 ann 0
                """));
    lake()
        .replace(
            Engagement.TABLE,
            rows(
                Engagement.TABLE,
                "event_date customer_key kind",
                """
                2024-04-06 ann visit
                2024-04-07 ann visit
                2024-04-21 bob visit
                2024-04-22 - visit
                2024-04-01 gil visit
                2024-05-30 gil visit
                2024-05-01 old visit
                2024-05-02 old visit
                2024-05-03 old visit
                2024-06-10 ann visit
                2024-06-20 ann visit
                """));
  }

  private String text(Table table, Column which, String... columns) {
    return SmallWorld.text(lake().read(table).filter(which), columns);
  }

  private static final Column EVERY = lit(true);

  @Test
  void aShopByHand() {
    shop();
    new RfmJob().run(context(AS_OF));
    withoutInputs();
    inputs();
    rfm();
    Outcome outcome = new EconomicsJob().run(context(AS_OF));

    assertThat(outcome.checks()).hasSize(4).allMatch(Check::passed);
    assertThat(outcome.checks().get(0).expected()).isEqualTo("29.0000");
    assertThat(outcome.checks().get(2).expected()).isEqualTo("6.0000");
    costs();
    values();
    referrals();
    recommendation();
    engagement();
    loyalty();
    assertThatThrownBy(() -> new EconomicsJob().run(context(EARLIER)))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("gold.clv has no rows of that date"));
  }

  /** Never an error: what needs them has no rows, and the checks say why. */
  private void withoutInputs() {
    Outcome outcome = new EconomicsJob().run(context(AS_OF));

    assertThat(outcome.note())
        .endsWith("not delivered: customers, engagement, marketing-costs, surveys.");
    assertThat(outcome.checks()).hasSize(4).allMatch(Check::passed);
    assertThat(outcome.written())
        .extracting(written -> written.table().name() + " " + written.rows())
        .startsWith(
            "referrers 0",
            "unit_economics 0",
            "referrals 0",
            "nps 0",
            "nps_link 0",
            "engagement 0");
    assertThat(
            text(
                Loyalty.TABLE,
                col(Loyalty.SEGMENT).equalTo("all"),
                "customers",
                "referrer_share_null_reason",
                "nps_null_reason",
                "full_price_share",
                "customer_retention_rate"))
        .isEqualTo("7 not_delivered not_delivered 0.900 0.750\n");
  }

  /** A slice for an older date becomes the one before; who is new and who stays is told anew. */
  private void rfm() {
    new RfmJob().run(context(AS_OF));
    assertThat(lake().read(RfmMigration.TABLE).count()).isZero();
    Outcome earlier = new RfmJob().run(context(EARLIER));

    assertThat(earlier.checks())
        .extracting(Check::name, Check::actual)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "customers who moved or stayed as of 2024-06-15", "8"));
    assertThat(
            text(
                RfmMigration.TABLE,
                col("from_segment").isin("first_seen", "prospects"),
                "as_of",
                "previous_as_of",
                "from_segment",
                "customers",
                "from_customers"))
        .isEqualTo(
            """
            2024-06-15 2024-05-15 first_seen 1 1
            2024-06-15 2024-05-15 prospects 1 1
            """);
    assertThat(text(Rfm.TABLE, col("segment").equalTo("prospects"), "as_of", "customer_key", "rfm"))
        .isEqualTo("2024-05-15 hal -\n2024-06-15 hal -\n");
  }

  private void costs() {
    assertThat(
            text(
                UnitEconomics.TABLE,
                col("channel").isin("search", "all"),
                "channel",
                "label",
                "acquisition_spend",
                "new_customers",
                "left_truncated",
                "cac",
                "cac_null_reason",
                "retained_customers",
                "crc",
                "crc_null_reason",
                "cac_to_crc"))
        .isEqualTo(
            """
            all 2023-12 1 0 0 - window_not_observed 0 - window_not_observed -
            all 2024-01 0 0 1 - left_truncated 0 - window_not_observed -
            all 2024-02 0 1 0 - no_costs 1 - window_not_observed -
            all 2024-03 0 0 0 - no_costs 1 - window_not_observed -
            all 2024-04 16 2 0 8.000 - 1 - no_costs -
            all 2024-05 5 2 0 2.500 - 3 2.000 - 1.250
            all 2024-06 7 1 0 - period_not_ended 5 - period_not_ended -
            search 2023-12 1 0 0 - window_not_observed 0 - window_not_observed -
            search 2024-01 0 0 1 - left_truncated 0 - window_not_observed -
            search 2024-02 0 1 0 - no_costs 1 - window_not_observed -
            search 2024-03 0 0 0 - no_costs 1 - window_not_observed -
            search 2024-04 16 2 0 8.000 - 1 - no_costs -
            search 2024-05 0 0 0 - no_costs 3 2.000 - -
            search 2024-06 7 1 0 - period_not_ended 3 - period_not_ended -
            """);
  }

  private void values() {
    assertThat(
            text(
                UnitEconomics.TABLE,
                col("label").isin("2024-04", "2024-05"),
                "label",
                "channel",
                "historic_clv",
                "expected_clv",
                "clv",
                "clv_low",
                "clv_high",
                "clv_to_cac",
                "clv_to_cac_low",
                "cohort_margin",
                "payback_months",
                "payback_months_null_reason"))
        .isEqualTo(
            """
            2024-04 (unknown) - - - - - - - - - no_costs
            2024-04 all 11.500 15.500 27.000 -18.079 72.079 3.375 -2.260 23 1 -
            2024-04 mail - - - - - - - - - no_costs
            2024-04 search 11.500 15.500 27.000 -18.079 72.079 3.375 -2.260 23 1 -
            2024-05 (unknown) 1.500 0.500 2.000 - - 1.000 - 1.5 - not_yet
            2024-05 all 4.750 2.250 7.000 -2.800 16.800 2.800 -1.120 5.5 0 -
            2024-05 mail 8.000 4.000 12.000 - - 4.000 - 4 0 -
            2024-05 search - - - - - - - - - no_costs
            """);
  }

  private void referrals() {
    assertThat(
            text(
                Referrals.TABLE,
                col("label").geq("2024-04").and(col("new_customers").gt(0)),
                "label",
                "channel",
                "new_customers",
                "described",
                "referred",
                "referral_rate",
                "referral_rate_low",
                "referral_rate_null_reason"))
        .isEqualTo(
            """
            2024-04 all 2 2 1 0.500 0.095 -
            2024-04 search 2 2 1 0.500 0.095 -
            2024-05 (unknown) 1 0 0 0.000 0.000 -
            2024-05 all 2 1 1 0.500 0.095 -
            2024-05 mail 1 1 1 1.000 0.207 -
            2024-06 all 1 1 0 - - period_not_ended
            2024-06 search 1 1 0 - - period_not_ended
            """);
    assertThat(text(Referrers.TABLE, EVERY, Referrers.TABLE.columnNames().toArray(String[]::new)))
        .isEqualTo("2024-06-15 ann 2 11 5 16\n");
  }

  private void recommendation() {
    assertThat(
            text(
                Nps.TABLE,
                col("split").notEqual("segment"),
                "split",
                "split_value",
                "answers",
                "promoters",
                "passives",
                "detractors",
                "nps",
                "nps_low",
                "nps_high"))
        .isEqualTo(
            """
            all all 8 3 2 3 0.000 -0.600 0.600
            channel (unknown) 1 0 0 1 -1.000 - -
            channel mail 1 0 1 0 0.000 - -
            channel search 5 2 1 2 0.000 -0.784 0.784
            country (unknown) 1 0 0 1 -1.000 - -
            country DE 6 2 2 2 0.000 -0.653 0.653
            """);
    assertThat(
            lake()
                .read(Nps.TABLE)
                .filter(col("split").equalTo("segment"))
                .agg(functions.sum("answers"))
                .first()
                .getLong(0))
        .isEqualTo(7);
    assertThat(
            text(
                NpsLink.TABLE,
                EVERY,
                "nps_group",
                "window_days",
                "customers",
                "bought_again",
                "repurchase_rate",
                "repurchase_rate_low"))
        .isEqualTo(
            """
            detractor 90 2 2 1.000 0.342
            passive 90 1 0 0.000 0.000
            promoter 90 1 1 1.000 0.207
            """);
  }

  private void engagement() {
    assertThat(
            text(
                EngagementMonths.TABLE,
                EVERY,
                "kind",
                "label",
                "events",
                "customers_engaged",
                "active_customers",
                "events_of_active",
                "events_per_active_customer",
                "events_per_active_customer_low",
                "events_per_active_customer_null_reason"))
        .isEqualTo(
            """
            visit 2024-04 5 3 4 4 1.000 0.200 -
            visit 2024-05 4 2 5 3 0.600 -0.576 -
            visit 2024-06 1 1 6 1 - - period_not_ended
            """);
  }

  private void loyalty() {
    assertThat(
            text(
                Loyalty.TABLE,
                col(Loyalty.SEGMENT).isin("all", "prospects"),
                "segment",
                "customers",
                "referrer_share",
                "answers",
                "nps",
                "full_price_lines",
                "full_price_share",
                "full_price_share_null_reason",
                "categorised_customers",
                "categories_per_customer",
                "categories_per_customer_null_reason",
                "retention_month",
                "active_at_start",
                "retained",
                "customer_retention_rate",
                "repeat_purchase_rate_lifetime"))
        .isEqualTo(
            """
            all 8 0.125 7 -0.143 9 0.900 - 2 1.500 - 2024-05-01 4 3 0.750 0.429
            prospects 1 0.000 0 - 0 - denominator_zero 0 - no_categories 2024-05-01 0 0 - -
            """);
    assertThat(
            lake()
                .read(Loyalty.TABLE)
                .filter(col(Loyalty.SEGMENT).notEqual("all"))
                .agg(functions.sum("retained"), functions.sum("repeat_buyers"))
                .first())
        .isEqualTo(RowFactory.create(3L, 3L));
  }
}
