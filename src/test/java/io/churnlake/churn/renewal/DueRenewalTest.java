package io.churnlake.churn.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.MadeHistories;
import io.churnlake.churn.feature.OtherEvents;
import io.churnlake.churn.feature.OtherEvents.Event;
import io.churnlake.churn.feature.OtherEvents.Kind;
import io.churnlake.churn.feature.Past;
import io.churnlake.churn.feature.PurchaseForecast;
import io.churnlake.churn.feature.RecordedFrom;
import io.churnlake.churn.reason.ReasonSentences;
import io.churnlake.customer.CustomerLog;
import io.churnlake.table.Feature.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which contracts are up for renewal, what is known of them, and what came of it. */
@Tag("fast")
class DueRenewalTest {
  private static final int HORIZON = 30;

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  private static Contract monthly(String start, @Nullable String cancelled) {
    return contract(start, cancelled, 1);
  }

  private static Contract contract(String start, @Nullable String cancelled, int months) {
    return new Contract(
        day(start), 1, cancelled == null ? null : day(cancelled), BigDecimal.TEN, months);
  }

  private static Past stranger() {
    return new Past(
        "stranger", new CustomerLog(CustomerLog.NEVER, false, List.of(), List.of()), none());
  }

  private static OtherEvents none() {
    return OtherEvents.NONE;
  }

  private static Event ticket(String date) {
    return new Event(Kind.TICKET, Math.toIntExact(day(date).toEpochDay()), 0);
  }

  /** A date that knows the renewals of this customer alone. */
  private static RenewalDate at(String date, CustomerContracts known) {
    Map<Source, LocalDate> from = new EnumMap<>(Source.class);
    from.put(Source.ORDERS, day("2000-01-01"));
    from.put(Source.TICKETS, day("2000-01-01"));
    FeatureDate features =
        new FeatureDate(
            day(date),
            PurchaseForecast.fit(List.of()),
            new RecordedFrom(from),
            FeatureDate.WHOLE_HISTORY,
            FeatureDate.WHOLE_HISTORY,
            HORIZON);
    return RenewalDate.of(features, new RenewalTally(List.of(day(date))).plus(known).at(day(date)));
  }

  private static List<DueRenewal> due(String date, Past past, Contract... contracts) {
    CustomerContracts customer = new CustomerContracts(past, List.of(contracts));
    return customer.due(at(date, customer));
  }

  @Test
  void upForRenewalIsWhatRunsIsNotCancelledAndIsDueWithinTheHorizon() {
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", null)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.renewal()).isEqualTo("2023-03-31");
              assertThat(one.renewals()).isEqualTo(1);
            });
    assertThat(due("2023-03-15", stranger(), monthly("2023-03-16", null))).isEmpty();
    // Notice that is known takes it out; notice that is yet to come does not.
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", "2023-03-15"))).isEmpty();
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", "2023-03-16"))).hasSize(1);
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", "2023-02-28"))).isEmpty();
    // A year's contract is up on the last day of the horizon, and not a day after it.
    assertThat(due("2023-03-15", stranger(), contract("2022-04-14", null, 12))).hasSize(1);
    assertThat(due("2023-03-15", stranger(), contract("2022-04-15", null, 12))).isEmpty();
  }

  @Test
  void aCancellationUpToTheRenewalRefusesItAndALaterOneDoesNot() {
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", "2023-03-31")))
        .allMatch(DueRenewal::churned);
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", "2023-04-01")))
        .hasSize(1)
        .noneMatch(DueRenewal::churned);
    assertThat(due("2023-03-15", stranger(), monthly("2023-01-31", null)))
        .hasSize(1)
        .noneMatch(DueRenewal::churned);
  }

  @Test
  void featuresAreThoseOfTheDay() {
    Past past =
        MadeHistories.past(
            "a",
            new OtherEvents(List.of(ticket("2023-03-01"), ticket("2022-01-01"))),
            MadeHistories.bought("2023-03-05", 40));
    DueRenewal one =
        due(
                "2023-03-15",
                past,
                monthly("2023-01-31", null),
                monthly("2022-05-01", null),
                monthly("2022-06-01", "2022-08-15"),
                monthly("2022-07-01", "2023-03-10"))
            .get(0);
    assertThat(value(one, RenewalFeature.RENEWALS)).isEqualTo(1);
    assertThat(value(one, RenewalFeature.CONTRACT_DAYS)).isEqualTo(43);
    assertThat(value(one, RenewalFeature.DAYS_TO_RENEWAL)).isEqualTo(16);
    assertThat(value(one, RenewalFeature.AMOUNT)).isEqualTo(10);
    assertThat(value(one, RenewalFeature.OTHER_CONTRACTS)).isEqualTo(1);
    assertThat(value(one, RenewalFeature.CANCELLED_CONTRACTS)).isEqualTo(2);
    assertThat(value(one, RenewalFeature.RENEWAL_MONTH)).isEqualTo(3);
    assertThat(value(one, RenewalFeature.NON_RENEWAL_BY_AGE)).isBetween(0.0, 1.0);
    assertThat(value(one, RenewalFeature.RECENCY_DAYS)).isEqualTo(10);
    assertThat(value(one, RenewalFeature.OCCASIONS_90)).isEqualTo(1);
    assertThat(value(one, RenewalFeature.REVENUE_90)).isEqualTo(40);
    assertThat(value(one, RenewalFeature.TICKETS_180)).isEqualTo(1);
    // Not recorded.
    assertThat(value(one, RenewalFeature.VISITS_90)).isNaN();
    DueRenewal strange = due("2023-03-15", stranger(), monthly("2023-01-31", null)).get(0);
    assertThat(value(strange, RenewalFeature.RECENCY_DAYS)).isNaN();
    assertThat(value(strange, RenewalFeature.OCCASIONS_90)).isZero();
    assertThat(value(strange, RenewalFeature.TICKETS_180)).isZero();
    // One renewal that was made says nothing of those that are not.
    assertThat(value(strange, RenewalFeature.NON_RENEWAL_BY_AGE)).isNaN();
  }

  private static double value(DueRenewal one, RenewalFeature feature) {
    return one.values()[feature.index()];
  }

  /** Whatever happens after a date, what was known at it is the same to the last digit. */
  @Test
  void nothingAfterTheCutOffIsSeen() {
    List<Contract> contracts = new ArrayList<>();
    List<Contract> more = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LocalDate start = day("2022-01-10").plusDays(31L * i);
      String cancelled = start.plusDays(45 + 20L * i).toString();
      contracts.add(monthly(start.toString(), cancelled));
      more.add(monthly(start.toString(), cancelled));
      events.add(ticket(start.plusDays(3).toString()));
    }
    Past past =
        MadeHistories.past(
            "a",
            new OtherEvents(events),
            MadeHistories.bought("2022-02-01", 5),
            MadeHistories.bought("2022-12-01", 7));
    int seen = 0;
    for (LocalDate date = day("2022-03-01");
        date.isBefore(day("2022-11-30"));
        date = date.plusDays(13)) {
      LocalDate end = date;
      Past known =
          MadeHistories.past(
              "a",
              new OtherEvents(events.stream().filter(e -> e.date() <= end.toEpochDay()).toList()),
              MadeHistories.bought("2022-02-01", 5));
      CustomerContracts all = new CustomerContracts(past, more);
      CustomerContracts cut =
          new CustomerContracts(known, contracts.stream().map(c -> upTo(c, end)).toList());
      List<DueRenewal> withFuture = all.due(at(date.toString(), all));
      List<DueRenewal> without = cut.due(at(date.toString(), cut));
      assertThat(withFuture.stream().map(one -> one.contractKey() + text(one)).toList())
          .isEqualTo(without.stream().map(one -> one.contractKey() + text(one)).toList());
      seen += withFuture.size();
    }
    assertThat(seen).isGreaterThan(20);
  }

  /** The contract without a cancellation that is yet to come; it may begin later. */
  private static Contract upTo(Contract contract, LocalDate date) {
    return contract.at(date).filter(Contract.State::isCancelled).isPresent()
        ? contract
        : new Contract(contract.start(), contract.number(), null, contract.amount(), 1);
  }

  private static String text(DueRenewal one) {
    return Arrays.toString(one.values()) + one.renewal() + one.renewals();
  }

  @Test
  void everyFeatureHasASentenceInBothLanguages() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      ReasonSentences sentences = new ReasonSentences(locale);
      for (RenewalFeature feature : RenewalFeature.all()) {
        assertThat(sentences.of(feature.column(), 0.4)).contains("4").doesNotContain("{");
        assertThat(sentences.of(feature.column(), Double.NaN))
            .as(feature.column())
            .isNotBlank()
            .matches(text -> !feature.mayBeUnknown() || !text.contains(feature.column()));
      }
    }
  }

  @Test
  void theMonthIsACircleAndAnUnknownValueAnInputOfItsOwn() {
    RenewalInputs inputs =
        new RenewalInputs(List.of(RenewalFeature.AMOUNT, RenewalFeature.RENEWAL_MONTH));
    double[] values = new double[RenewalFeature.all().size()];
    values[RenewalFeature.AMOUNT.index()] = Double.NaN;
    values[RenewalFeature.RENEWAL_MONTH.index()] = 12;
    double[] december = inputs.of(values);
    assertThat(inputs.names())
        .containsExactly(
            "amount", "amount (unknown)", "renewal_month (sine)", "renewal_month (cosine)");
    assertThat(Arrays.copyOf(december, 2)).containsExactly(0, 1);
    values[RenewalFeature.RENEWAL_MONTH.index()] = 1;
    double[] january = inputs.of(values);
    values[RenewalFeature.RENEWAL_MONTH.index()] = 6;
    double[] june = inputs.of(values);
    assertThat(Math.hypot(december[2] - january[2], december[3] - january[3]))
        .isLessThan(Math.hypot(december[2] - june[2], december[3] - june[3]));
  }
}
