package io.churnlake.churn.feature;

import static io.churnlake.churn.feature.MadeHistories.at;
import static io.churnlake.churn.feature.MadeHistories.bought;
import static io.churnlake.churn.feature.MadeHistories.day;
import static io.churnlake.churn.feature.MadeHistories.past;
import static io.churnlake.churn.feature.MadeHistories.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.feature.OtherEvents.Event;
import io.churnlake.churn.feature.OtherEvents.Kind;
import io.churnlake.customer.CustomerLog.Day;
import io.churnlake.table.Feature;
import io.churnlake.table.Feature.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FeatureValuesTest {
  private static final String CUT_OFF = "2020-06-30";

  private static final Day[] DAYS = {
    day("2020-03-01", 4, 90, 10, 0),
    bought("2020-04-01", 50),
    returned("2020-04-02", 40),
    bought("2020-06-01", 60)
  };

  private static double[] values(Past past, FeatureDate date) {
    return FeatureValues.of(past, date).orElseThrow();
  }

  private static double get(double[] values, Feature feature) {
    return values[feature.index()];
  }

  @Test
  void featuresOfAHandMadeHistory() {
    double[] a = values(past("a", OtherEvents.NONE, DAYS), at(CUT_OFF));
    assertThat(get(a, Feature.RECENCY_DAYS)).isEqualTo(29);
    assertThat(get(a, Feature.TENURE_DAYS)).isEqualTo(121);
    assertThat(get(a, Feature.OCCASIONS)).isEqualTo(3);
    assertThat(get(a, Feature.OCCASIONS_30)).isEqualTo(1);
    assertThat(get(a, Feature.OCCASIONS_90)).isEqualTo(1);
    assertThat(get(a, Feature.OCCASIONS_180)).isEqualTo(3);
    // One in the last 90 days, two in the 90 before.
    assertThat(get(a, Feature.OCCASIONS_TREND_90)).isEqualTo(-1);
    assertThat(get(a, Feature.REVENUE_TREND_90)).isCloseTo(-80 / 200.0, within(1e-12));
    assertThat(get(a, Feature.REVENUE)).isEqualTo(200);
    assertThat(get(a, Feature.REVENUE_90)).isEqualTo(60);
    // Gaps of 31 and 61 days: mean 46, sample variance 2 x 15 x 15.
    assertThat(get(a, Feature.MEAN_GAP_DAYS)).isEqualTo(46);
    assertThat(get(a, Feature.SD_GAP_DAYS)).isCloseTo(15 * Math.sqrt(2), within(1e-12));
    assertThat(get(a, Feature.RECENCY_OVER_GAP)).isEqualTo(29 / 46.0);
    assertThat(get(a, Feature.LONGEST_GAP_DAYS)).isEqualTo(61);
    assertThat(get(a, Feature.MEAN_REVENUE)).isCloseTo(200 / 3.0, within(1e-12));
    assertThat(get(a, Feature.LAST_OVER_MEAN_REVENUE)).isCloseTo(0.9, within(1e-12));
    assertThat(get(a, Feature.LINES_PER_OCCASION)).isEqualTo(8 / 3.0);
    assertThat(get(a, Feature.FULL_PRICE_SHARE)).isEqualTo(0.5);
    assertThat(get(a, Feature.DISCOUNT_SHARE)).isCloseTo(10 / 210.0, within(1e-12));
    assertThat(get(a, Feature.RETURN_SHARE)).isCloseTo(0.2, within(1e-12));
    assertThat(get(a, Feature.RETURNED_90)).isEqualTo(40);
    assertThat(get(a, Feature.FIRST_DISCOUNTED)).isEqualTo(1);
    assertThat(get(a, Feature.LEFT_TRUNCATED)).isEqualTo(1);
    // 2020-03-01 was a Sunday; the others a Wednesday and a Monday.
    assertThat(get(a, Feature.WEEKEND_SHARE)).isEqualTo(1 / 3.0);
    assertThat(get(a, Feature.P_NO_PURCHASE)).isBetween(0.01, 0.99);
    assertThat(get(a, Feature.VISITS_30)).isNaN();
    double[] b = values(past("b", OtherEvents.NONE, bought(CUT_OFF, 10)), at(CUT_OFF));
    assertThat(get(b, Feature.RECENCY_DAYS)).isZero();
    assertThat(get(b, Feature.MEAN_GAP_DAYS)).isNaN();
    assertThat(get(b, Feature.GAP_VARIATION)).isNaN();
  }

  @Test
  void whoDidNotBuyWithinTheLookbackIsNotLookedAt() {
    // 366 days before the cut-off: outside of (cut-off - 366, cut-off].
    assertThat(
            FeatureValues.of(past("gone", OtherEvents.NONE, bought("2019-06-30", 1)), at(CUT_OFF)))
        .isEmpty();
    assertThat(
            FeatureValues.of(past("just", OtherEvents.NONE, bought("2019-07-01", 1)), at(CUT_OFF)))
        .isPresent();
    assertThat(
            FeatureValues.of(
                past("returns", OtherEvents.NONE, returned("2020-06-01", 5)), at(CUT_OFF)))
        .isEmpty();
  }

  @Test
  void nothingAfterTheCutOffMatters() {
    int tomorrow = Math.toIntExact(LocalDate.parse(CUT_OFF).toEpochDay()) + 1;
    List<Event> known = Stream.of(Kind.values()).map(kind -> new Event(kind, 18_400, 9)).toList();
    List<Event> all = new ArrayList<>(known);
    Stream.of(Kind.values()).map(kind -> new Event(kind, tomorrow, 0)).forEach(all::add);
    OtherEvents events = new OtherEvents(known);
    OtherEvents later = new OtherEvents(all);
    Day[] longer = java.util.Arrays.copyOf(DAYS, DAYS.length + 2);
    longer[DAYS.length] = day("2020-07-01", 30, 5000, 100, 0);
    longer[DAYS.length + 1] = returned("2020-07-02", 500);
    FeatureDate date = at(CUT_OFF, Source.values());
    assertThat(values(past("a", later, longer), date))
        .isEqualTo(values(past("a", events, DAYS), date));
  }

  @Test
  void eventsCountInTheirWindowsOnceTheirSourceHasBegun() {
    int cutOff = Math.toIntExact(LocalDate.parse(CUT_OFF).toEpochDay());
    OtherEvents events =
        new OtherEvents(
            List.of(
                new Event(Kind.VISIT, cutOff, 0),
                new Event(Kind.VISIT, cutOff - 29, 0),
                new Event(Kind.VISIT, cutOff - 30, 0),
                new Event(Kind.TICKET, cutOff - 179, 0),
                new Event(Kind.NPS, cutOff - 50, 9),
                new Event(Kind.NPS, cutOff - 5, 7),
                new Event(Kind.NPS, cutOff - 5, 2)));
    double[] values =
        values(past("a", events, DAYS), at(CUT_OFF, Source.ENGAGEMENT, Source.SURVEYS));
    assertThat(get(values, Feature.VISITS_30)).isEqualTo(2);
    assertThat(get(values, Feature.VISITS_90)).isEqualTo(3);
    // The visit of the day of the last order tells nothing of the time since.
    assertThat(get(values, Feature.RECENCY_DAYS)).isEqualTo(29);
    assertThat(get(values, Feature.VISITS_SINCE_ORDER_7)).isEqualTo(1);
    assertThat(get(values, Feature.VISITS_SINCE_ORDER_90)).isEqualTo(1);
    assertThat(get(values, Feature.QUIET_DAYS)).isZero();
    assertThat(get(values, Feature.EMAIL_OPENS_90)).isZero();
    assertThat(get(values, Feature.TICKETS_180)).isNaN();
    assertThat(get(values, Feature.LAST_NPS)).isEqualTo(2);
  }

  @Test
  void aWindowThatReachesBeforeTheRecordsIsNotCovered() {
    RecordedFrom recorded = new RecordedFrom(Map.of(Source.ORDERS, LocalDate.parse("2020-01-01")));
    LocalDate cutOff = LocalDate.parse("2020-03-31");
    assertThat(recorded.covers(Feature.OCCASIONS_90, cutOff)).isTrue();
    assertThat(recorded.covers(Feature.OCCASIONS_180, cutOff)).isFalse();
    assertThat(recorded.covers(Feature.RECENCY_DAYS, cutOff)).isTrue();
    assertThat(recorded.covers(Feature.VISITS_30, cutOff)).isFalse();
    FeatureDate young =
        new FeatureDate(
            cutOff, at("2020-03-31").forecast(), recorded, FeatureDate.WHOLE_HISTORY, 366, 90);
    double[] values = values(past("a", OtherEvents.NONE, DAYS), young);
    assertThat(get(values, Feature.OCCASIONS_90)).isEqualTo(1);
    assertThat(get(values, Feature.OCCASIONS_180)).isNaN();
  }

  /** As if the log had begun then: two years are compared from histories of equal length. */
  @Test
  void aCutHistoryIsThatOfALogThatBeginsLater() {
    int lastDays = 60;
    FeatureDate cut = cut(at(CUT_OFF), lastDays);
    LocalDate begin = cut.date().minusDays(lastDays - 1L);
    Day[] later =
        Arrays.stream(DAYS).filter(day -> day.date() >= begin.toEpochDay()).toArray(Day[]::new);
    FeatureDate young =
        new FeatureDate(
            cut.date(),
            cut.forecast(),
            cut.recorded(),
            FeatureDate.WHOLE_HISTORY,
            cut.lookbackDays(),
            cut.horizonDays());
    assertThat(later).hasSize(1);
    assertThat(values(past("a", OtherEvents.NONE, DAYS), cut))
        .isEqualTo(values(past("a", OtherEvents.NONE, later), young));
  }

  private static FeatureDate cut(FeatureDate date, int historyDays) {
    return new FeatureDate(
        date.date(),
        date.forecast(),
        date.recorded().notBefore(date.date().minusDays(historyDays - 1L)),
        historyDays,
        date.lookbackDays(),
        date.horizonDays());
  }

  @Test
  void aPastThatIsKeptMayGoToDisk() throws IOException, ClassNotFoundException {
    OtherEvents events = new OtherEvents(List.of(new Event(Kind.VISIT, 18_400, 0)));
    Past past = past("a", events, DAYS);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(past);
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(in.readObject()).isEqualTo(past);
  }

  @Test
  void aRowGivesTheValuesBack() {
    double[] values = values(past("a", OtherEvents.NONE, DAYS), at(CUT_OFF));
    org.apache.spark.sql.types.StructType schema = io.churnlake.table.ChurnFeatures.TABLE.schema();
    org.apache.spark.sql.Row row =
        new org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema(
            FeatureRows.row(LocalDate.parse(CUT_OFF), "a", values, 0), schema);
    assertThat(FeatureRows.values(row)).isEqualTo(values);
  }
}
