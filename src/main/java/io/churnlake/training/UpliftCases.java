package io.churnlake.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.churn.action.ContactOutcomes;
import io.churnlake.churn.action.KeyHash;
import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.churn.feature.Past;
import io.churnlake.churn.label.Outcomes;
import io.churnlake.churn.model.LabelledCustomer;
import io.churnlake.table.CampaignContacts;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The contacts that an uplift can be learnt from, by measure and customer. */
public final class UpliftCases {
  /** With fewer in a group, an uplift by customer is noise. */
  public static final long LEAST = 500;

  /**
   * So many of a measure are looked at, by chance; more would narrow an interval that is narrow.
   */
  private static final double MOST = 20_000;

  /** Measures are few; of more, those contacted most. */
  private static final int MOST_MEASURES = 20;

  private static final String SALT = "churnlake uplift:";
  private static final long SLOTS = 1_000_000;

  /**
   * A measure with enough contacts.
   *
   * @param share of its customers to look at
   * @param first day of the earliest contact
   */
  public record OfMeasure(String name, double share, LocalDate first) {}

  /** A contact of one customer. */
  private record Contact(int measure, boolean treated, LocalDate day) implements Serializable {}

  private final List<OfMeasure> measures;
  private final Map<String, List<Contact>> contacts;

  private UpliftCases(List<OfMeasure> measures, Map<String, List<Contact>> contacts) {
    this.measures = measures;
    this.contacts = contacts;
  }

  /**
   * Those of first contacts.
   *
   * @param first of {@link ContactOutcomes#first}
   */
  public static UpliftCases of(Dataset<Row> first) {
    List<OfMeasure> measures = measures(first);
    Map<String, List<Contact>> contacts = new HashMap<>();
    if (measures.isEmpty()) {
      return new UpliftCases(measures, contacts);
    }
    Column isAmong = lit(false);
    for (OfMeasure each : measures) {
      isAmong =
          isAmong.or(
              col(CampaignContacts.MEASURE).equalTo(lit(each.name())).and(sampled(each.share())));
    }
    List<String> names = measures.stream().map(OfMeasure::name).toList();
    first
        .filter(isAmong)
        .select(
            CampaignContacts.CUSTOMER_KEY,
            CampaignContacts.MEASURE,
            ContactOutcomes.IS_CONTROL,
            CampaignContacts.CONTACTED_ON)
        .collectAsList()
        .forEach(
            row ->
                contacts
                    .computeIfAbsent(row.getString(0), key -> new ArrayList<>())
                    .add(
                        new Contact(
                            names.indexOf(row.getString(1)),
                            !row.getBoolean(2),
                            row.getDate(3).toLocalDate())));
    return new UpliftCases(measures, contacts);
  }

  private static List<OfMeasure> measures(Dataset<Row> first) {
    Column isControl = col(ContactOutcomes.IS_CONTROL);
    return first
        .groupBy(CampaignContacts.MEASURE)
        .agg(
            count(lit(1)).as("customers"),
            count(when(isControl, lit(1))).as("control"),
            min(CampaignContacts.CONTACTED_ON))
        .filter(
            col("control")
                .geq(lit(LEAST))
                .and(col("customers").minus(col("control")).geq(lit(LEAST))))
        .orderBy(col("customers").desc(), col(CampaignContacts.MEASURE))
        .limit(MOST_MEASURES)
        .collectAsList()
        .stream()
        .map(
            row ->
                new OfMeasure(
                    row.getString(0), MOST / (double) row.getLong(1), row.getDate(3).toLocalDate()))
        .toList();
  }

  private static Column sampled(double share) {
    return share >= 1
        ? lit(true)
        : pmod(xxhash64(col(CampaignContacts.CUSTOMER_KEY)), lit(SLOTS))
            .lt(lit(Math.round(share * SLOTS)));
  }

  public List<OfMeasure> measures() {
    return measures;
  }

  /**
   * The customers of these contacts who had bought in the lookback before, with what was known the
   * day before.
   *
   * @param forecasts of each measure, a date no later than its contacts, for what its features
   *     expect
   */
  public JavaRDD<Contacted> customers(JavaRDD<Past> pasts, List<FeatureDate> forecasts) {
    Broadcast<Map<String, List<Contact>>> sent =
        JavaSparkContext.fromSparkContext(pasts.context()).broadcast(contacts);
    List<FeatureDate> dates = List.copyOf(forecasts);
    return pasts.flatMap(
        past ->
            sent.value().getOrDefault(past.key(), List.of()).stream()
                .flatMap(contact -> contacted(past, contact, dates.get(contact.measure())).stream())
                .iterator());
  }

  private static List<Contacted> contacted(Past past, Contact contact, FeatureDate forecast) {
    FeatureDate at =
        new FeatureDate(
            contact.day().minusDays(1),
            forecast.forecast(),
            forecast.recorded(),
            forecast.historyDays(),
            forecast.lookbackDays(),
            forecast.horizonDays());
    return FeatureValues.of(past, at).stream()
        .map(
            values ->
                new Contacted(
                    contact.measure(),
                    contact.treated(),
                    (int) (KeyHash.of(SALT, past.key()) & 1),
                    new LabelledCustomer(
                        at.date(),
                        past.key(),
                        values,
                        Outcomes.churned(past.orders(), contact.day(), at.horizonDays()))))
        .toList();
  }
}
