package io.churnlake.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.churnlake.retention.SmallWorld;
import io.churnlake.table.EngagementMonths;
import io.churnlake.table.Loyalty;
import io.churnlake.table.Nps;
import io.churnlake.table.Referrals;
import io.churnlake.table.Table;
import io.churnlake.table.UnitEconomics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sums and rows without Spark; all numbers are worked out by hand. */
@Tag("fast")
class EconomicsTallyTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 15);
  private static final Scope SCOPE = new Scope(AS_OF, LocalDate.of(2024, 1, 1), 60, 30);
  private static final OptionalDouble HALF = OptionalDouble.of(0.5);

  private static EconomicsTally tally(OptionalDouble marginRate, PersonMade... people) {
    EconomicsTally tally = new EconomicsTally(SCOPE, marginRate);
    Arrays.stream(people).map(PersonMade::made).forEach(tally::add);
    return tally;
  }

  /** Acquisition and retention of a channel in a month. */
  private static Spend spend(String channel, LocalDate month, String acquisition, long retentions) {
    BigDecimal money = new BigDecimal(acquisition).setScale(4);
    Row row =
        RowFactory.create(
            channel, Scope.MONTH.index(month), money, 1L, BigDecimal.TEN, retentions, null, 0L);
    return new Spend(List.of(row), money, BigDecimal.TEN, Optional.of(month));
  }

  /** The rows whose cells hold the key, as lines of text. */
  private static String text(Table table, List<Row> rows, String key, String... columns) {
    int[] places =
        Arrays.stream(columns).mapToInt(name -> table.columnNames().indexOf(name)).toArray();
    return rows.stream()
        .filter(row -> IntStream.range(0, row.size()).anyMatch(i -> key.equals(row.get(i))))
        .map(
            row ->
                Arrays.stream(places)
                    .mapToObj(place -> SmallWorld.cell(row.get(place)))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aMonthSpeaksForTheNextOnesUntilTheWindowEndsOrTheCustomerComesAgain() {
    Person person =
        PersonMade.of("mail")
            .buys("2024-01-10", 1, 1, "1")
            .buys("2024-01-20", 1, 1, "1")
            .buys("2024-02-05", 1, 1, "1")
            .buys("2024-05-01", 1, 1, "1")
            .made();
    assertThat(ActiveMonths.of(person.log(), SCOPE))
        .extracting(
            run -> Scope.MONTH.label(Scope.MONTH.start(run.month())),
            run -> Scope.MONTH.label(Scope.MONTH.start(run.until())),
            ActiveMonths::carriedOn,
            run -> run.days().size())
        .containsExactly(
            tuple("2024-01", "2024-01", false, 2),
            tuple("2024-02", "2024-03", true, 1),
            tuple("2024-05", "2024-06", false, 1));
  }

  /** Margins of April: 5.00005, rounded by customer and month, and 3 + 1.5; of May: 15. */
  @Test
  void costsValuesAndPaybackOfAChannel() {
    EconomicsTally tally =
        tally(
            HALF,
            PersonMade.of("mail")
                .buys("2024-04-05", 2, 1, "10.0001")
                .buys("2024-05-20", 1, 1, "30")
                .worth("20.0050", "1"),
            PersonMade.of("mail").buys("2024-04-20", 1, 1, "7").at("1", "4").worth("3", "1"),
            PersonMade.of("web").buys("2024-01-02", 1, 1, "9").leftTruncated().worth("9", "9"));
    List<Row> rows = ChannelEconomics.of(spend("mail", LocalDate.of(2024, 4, 1), "12", 1), tally);

    assertThat(
            text(
                UnitEconomics.TABLE,
                rows,
                "2024-04",
                "channel",
                "new_customers",
                "cac",
                "clv",
                "clv_low",
                "clv_to_cac",
                "cohort_margin",
                "payback_months",
                "crc_null_reason",
                "payback_months_null_reason"))
        .isEqualTo(
            """
            all 2 6.000 12.503 -4.164 2.084 24.5001 1 denominator_zero -
            mail 2 6.000 12.503 -4.164 2.084 24.5001 1 denominator_zero -
            web 0 - - - - - - no_costs no_costs
            """);
    assertThat(text(UnitEconomics.TABLE, rows, "2024-01", "channel", "cac_null_reason", "clv"))
        .isEqualTo("all left_truncated -\nmail no_costs -\nweb left_truncated -\n");
    assertThat(rows).hasSize(3 * 6);
    List<Row> unpaid = ChannelEconomics.of(spend("all", LocalDate.of(2023, 12, 1), "1", 0), tally);
    assertThat(text(UnitEconomics.TABLE, unpaid, "2023-12", "channel", "acquisition_spend"))
        .isEqualTo("(all) 1\nall 1\nmail 0\nweb 0\n");
  }

  @Test
  void aLogWithoutAmountsHasNoMarginsToPayBackWith() {
    EconomicsTally tally =
        tally(OptionalDouble.empty(), PersonMade.of("mail").buys("2024-04-05", 1, 1, "0"));
    assertThat(
            text(
                UnitEconomics.TABLE,
                ChannelEconomics.of(spend("mail", LocalDate.of(2024, 4, 1), "12", 0), tally),
                "2024-04",
                "channel",
                "cohort_margin",
                "payback_months_null_reason",
                "clv_null_reason"))
        .isEqualTo("all - no_values no_values\nmail - no_values no_values\n");
  }

  /** Squares of 10^14 cents do not fit into 64 bits; three alike have a mean without width. */
  @Test
  void boundsOfLargeValuesAreExact() {
    PersonMade rich =
        PersonMade.of("mail").buys("2024-04-05", 1, 1, "1").worth("1000000000000", "0");
    assertThat(
            text(
                UnitEconomics.TABLE,
                ChannelEconomics.of(
                    spend("mail", LocalDate.of(2024, 4, 1), "12", 0),
                    tally(HALF, rich, rich, rich)),
                "2024-04",
                "channel",
                "clv_low",
                "clv_high"))
        .isEqualTo(
            """
            all 1000000000000.000 1000000000000.000
            mail 1000000000000.000 1000000000000.000
            """);
  }

  @Test
  void referralsOfNewCustomers() {
    EconomicsTally tally =
        tally(
            HALF,
            PersonMade.of("mail").buys("2024-05-05", 1, 1, "1").referred(),
            PersonMade.of("mail").buys("2024-05-06", 1, 1, "1"),
            PersonMade.of("mail").buys("2024-05-07", 1, 1, "1").leftTruncated().referred());
    assertThat(
            text(
                Referrals.TABLE,
                ReferralRates.of(tally),
                "2024-05",
                "channel",
                "new_customers",
                "described",
                "referred",
                "referral_rate"))
        .isEqualTo("all 2 1 1 0.500\nmail 2 1 1 0.500\n");
  }

  /** A purchase on the day of the answer is none after it; the last day of the window is in it. */
  @Test
  void answersAndPurchasesAfterThem() {
    EconomicsTally tally =
        tally(
            HALF,
            PersonMade.of("mail").buys("2024-03-31", 1, 1, "1").answers("2024-03-01", 9, true),
            PersonMade.of("mail").buys("2024-03-01", 1, 1, "1").answers("2024-03-01", 10, true),
            PersonMade.of("web").buys("2024-04-01", 1, 1, "1").answers("2024-03-01", 6, true),
            PersonMade.of("web").in("loyal").answers("2024-06-01", 7, false),
            PersonMade.nobody().anonymous(1, 0, 2));
    assertThat(
            NpsScores.purchases(tally).stream()
                .map(row -> row.get(1) + " " + row.get(3) + " " + row.get(4))
                .toList())
        .containsExactly("promoter 2 1", "passive 0 0", "detractor 1 0");
    List<Row> scores = NpsScores.of(tally);
    assertThat(text(Nps.TABLE, scores, "all", "answers", "promoters", "detractors", "nps"))
        .isEqualTo("7 3 3 0.000\n");
    assertThat(text(Nps.TABLE, scores, "segment", "split_value", "answers", "nps_low"))
        .isEqualTo("(unknown) 3 -0.734\nloyal 1 -\n");
  }

  /** Who has left the window is engaged, and not active. */
  @Test
  void eventsOfTheActiveAndOfTheOthers() {
    EconomicsTally tally =
        tally(
            HALF,
            PersonMade.of("mail").buys("2024-04-05", 1, 1, "1").does("visit", "2024-04", 3),
            PersonMade.of("mail").buys("2024-04-06", 1, 1, "1").does("visit", "2024-04", 1),
            PersonMade.of("mail").buys("2024-01-06", 1, 1, "1").does("visit", "2024-04", 5),
            PersonMade.nobody().does("visit", "2024-03", 7));
    assertThat(
            text(
                EngagementMonths.TABLE,
                EngagementRates.of(tally),
                "visit",
                "label",
                "events",
                "customers_engaged",
                "active_customers",
                "events_of_active",
                "events_per_active_customer",
                "events_per_active_customer_high"))
        .isEqualTo(
            """
            2024-03 7 0 0 0 - -
            2024-04 9 3 2 4 2.000 3.960
            2024-05 0 0 2 0 0.000 0.000
            2024-06 0 0 0 0 - -
            """);
  }

  @Test
  void loyaltyBesideRetentionOfSegments() {
    PersonMade loyal =
        PersonMade.of("mail")
            .buys("2024-04-15", 3, 1, "1", "A", "B")
            .buys("2024-05-05", 1, 1, "1", "A")
            .in("loyal")
            .refers()
            .answers("2024-05-06", 10, true);
    PersonMade lost = PersonMade.of("mail").buys("2024-03-05", 2, 2, "1");
    PersonMade prospect = PersonMade.of("mail").in("prospects");
    String[] columns = {
      "segment",
      "customers",
      "referrer_share",
      "nps",
      "full_price_share",
      "full_price_share_null_reason",
      "categorised_customers",
      "categories_per_customer",
      "active_at_start",
      "retained",
      "buyers",
      "repeat_buyers"
    };
    List<Row> rows = LoyaltyBesideRetention.of(tally(HALF, loyal, lost, prospect), true, true);
    assertThat(
            rows.stream().map(row -> text(Loyalty.TABLE, List.of(row), row.getString(1), columns)))
        .containsExactly(
            "(unknown) 1 0.000 - 1.000 - 0 - 1 0 1 0\n",
            "all 3 0.333 1.000 0.667 - 1 2.000 2 1 2 1\n",
            "loyal 1 1.000 1.000 0.500 - 1 2.000 1 1 1 1\n",
            "prospects 1 0.000 - - denominator_zero 0 - 0 0 0 0\n");
    assertThat(
            text(
                Loyalty.TABLE,
                LoyaltyBesideRetention.of(tally(HALF, lost), false, false),
                "all",
                "full_price_share_null_reason",
                "referrer_share_null_reason",
                "nps_null_reason"))
        .isEqualTo("no_discounts not_delivered not_delivered\n");
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void talliesOfPartsAddUp(@ForAll long seed) {
    Random random = new Random(seed);
    EconomicsTally whole = new EconomicsTally(SCOPE, HALF);
    EconomicsTally[] parts = {
      new EconomicsTally(SCOPE, HALF),
      new EconomicsTally(SCOPE, HALF),
      new EconomicsTally(SCOPE, HALF)
    };
    for (int i = 0; i < 40; i++) {
      Person person = random(random);
      whole.add(person);
      parts[random.nextInt(3)].add(person);
    }
    EconomicsTally sum = parts[2].plus(parts[0]).plus(parts[1]);
    assertThat(sum.cells()).isEqualTo(whole.cells()).isPositive();
    Spend spend = spend("mail", LocalDate.of(2024, 4, 1), "12", 1);
    assertThat(ChannelEconomics.of(spend, sum)).isEqualTo(ChannelEconomics.of(spend, whole));
    assertThat(ReferralRates.of(sum)).isEqualTo(ReferralRates.of(whole));
    assertThat(NpsScores.of(sum)).isEqualTo(NpsScores.of(whole));
    assertThat(NpsScores.purchases(sum)).isEqualTo(NpsScores.purchases(whole));
    assertThat(EngagementRates.of(sum)).isEqualTo(EngagementRates.of(whole));
    assertThat(LoyaltyBesideRetention.of(sum, true, true))
        .isEqualTo(LoyaltyBesideRetention.of(whole, true, true));
  }

  private static Person random(Random random) {
    PersonMade made = PersonMade.of(List.of("mail", "web", "(unknown)").get(random.nextInt(3)));
    LocalDate date = LocalDate.of(2024, 1, 1);
    while (random.nextInt(4) > 0) {
      date = date.plusDays(1 + random.nextInt(50));
      if (!date.isAfter(AS_OF)) {
        made.buys(date.toString(), 3, random.nextInt(4), "1" + random.nextInt(1000), "A");
      }
    }
    made.worth("" + random.nextInt(1000), "" + random.nextInt(1000));
    made.in(random.nextBoolean() ? "loyal" : "lost")
        .does("visit", "2024-0" + (1 + random.nextInt(6)), 2);
    return made.answers("2024-03-01", random.nextInt(11), random.nextBoolean()).made();
  }
}
