package io.churnlake.history;

import io.churnlake.churn.feature.CutOffs;
import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.churn.feature.Past;
import io.churnlake.churn.feature.PurchaseForecast;
import io.churnlake.churn.feature.RecordedFrom;
import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerSample;
import io.churnlake.customer.PackedLog;
import io.churnlake.step.JobContext;
import io.churnlake.step.Shared;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Feature.Source;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * The pasts of all customers up to the run's date: the histories that the steps of a night share,
 * and what the inputs tell beside them. Features are taken from them without another shuffle.
 */
public final class CustomerPasts implements AutoCloseable {
  /** All that they are made of. */
  public static final List<Table> ARE_OF =
      Stream.concat(
              Stream.of(
                  CustomerDays.TABLE, Customers.TABLE, CustomerAttributes.TABLE, Returns.TABLE),
              OtherEventRows.TABLES.stream())
          .toList();

  private static final Shared.Key<CustomerPasts> KEY =
      new Shared.Key<>(CustomerPasts.class, ARE_OF);

  /** BG/NBD is fitted to so many customers; more would move no forecast by what matters. */
  private static final int SAMPLE = 20_000;

  private final JavaRDD<Past> pasts;
  private final long customers;
  private final RecordedFrom recorded;
  private final LocalDate lastOccasion;
  private final LocalDate asOf;
  private final Configuration.Churn churn;

  private CustomerPasts(
      JavaRDD<Past> pasts,
      long customers,
      RecordedFrom recorded,
      LocalDate lastOccasion,
      JobContext context) {
    this.pasts = pasts;
    this.lastOccasion = lastOccasion;
    this.customers = customers;
    this.recorded = recorded;
    this.asOf = context.asOf();
    this.churn = context.configuration().churn();
  }

  /**
   * Those of the run's date, which the steps of the run share.
   *
   * @throws io.churnlake.error.UserException if no counting order is dated up to it
   */
  public static CustomerPasts of(JobContext context) {
    return context.shared().get(context, KEY, () -> made(context));
  }

  private static CustomerPasts made(JobContext context) {
    KnownHistory.of(context);
    Histories histories = Histories.of(context);
    OtherEventRows others = OtherEventRows.of(context.lake(), context.asOf());
    JavaRDD<Past> pasts = pasts(histories, others.byCustomer());
    if (others.isAnythingThere()) {
      // Else each pass would join them to the histories again.
      pasts.persist(StorageLevel.MEMORY_AND_DISK());
    }
    Map<Source, LocalDate> first = others.first();
    Span span =
        histories
            .packed()
            .map(packed -> Span.of(PackedLog.log(packed)))
            .fold(Span.NONE, Span::plus);
    first.put(Source.ORDERS, LocalDate.ofEpochDay(span.first()));
    return new CustomerPasts(
        pasts,
        histories.customers(),
        new RecordedFrom(first),
        LocalDate.ofEpochDay(span.last()),
        context);
  }

  private static JavaRDD<Past> pasts(Histories histories, @Nullable Dataset<Row> others) {
    return others == null
        ? histories
            .packed()
            .map(
                packed ->
                    new Past(
                        PackedLog.key(packed), PackedLog.log(packed), OtherEventRows.events(null)))
        : histories
            .byCustomer()
            .join(others, new String[] {CustomerDays.CUSTOMER_KEY}, "left")
            .javaRDD()
            .map(
                row ->
                    new Past(
                        row.getString(0),
                        PackedLog.log(row.getAs(1)),
                        OtherEventRows.events(row.isNullAt(2) ? null : row.getList(2))));
  }

  /** First and last day with an occasion: days since 1970-01-01. */
  private record Span(int first, int last) implements Serializable {
    private static final Span NONE = new Span(Integer.MAX_VALUE, Integer.MIN_VALUE);

    private Span plus(Span other) {
      return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }

    private static Span of(CustomerLog log) {
      return log.days().stream()
          .filter(day -> day.isOccasion(false))
          .map(day -> new Span(day.date(), day.date()))
          .reduce(NONE, Span::plus);
    }
  }

  public JavaRDD<Past> rows() {
    return pasts;
  }

  /** So large a share of them, chosen by their key; all if it is 1 or more. */
  public JavaRDD<Past> sample(double share) {
    return pasts.filter(past -> CustomerSample.holds(past.key(), share));
  }

  public RecordedFrom recorded() {
    return recorded;
  }

  /**
   * The last date of which it is known what happened. A log that ends long before as_of was not
   * delivered up to it: who did not buy since then is no churner.
   */
  public LocalDate knownUpTo() {
    return KnownHistory.knownUpTo(asOf, lastOccasion);
  }

  /** The dates that a training looks at. */
  public CutOffs cutOffs() {
    LocalDate first = recorded.first().get(Source.ORDERS);
    if (first == null) {
      throw new IllegalStateException("no first order, although there are occasions");
    }
    return cutOffs(asOf, first, lastOccasion, churn);
  }

  /** The same from the histories alone. */
  public static CutOffs cutOffs(JobContext context) {
    Histories histories = Histories.of(context);
    return cutOffs(
        context.asOf(),
        histories.firstOccasion(),
        histories.lastDay(),
        context.configuration().churn());
  }

  private static CutOffs cutOffs(
      LocalDate asOf, LocalDate first, LocalDate lastOccasion, Configuration.Churn churn) {
    return CutOffs.of(
        asOf,
        KnownHistory.knownUpTo(asOf, lastOccasion),
        first,
        churn.horizonDays(),
        churn.cutOffStepDays(),
        churn.cutOffs());
  }

  /** One customer at one of several dates, as BG/NBD sees it. */
  private record At(int date, PurchaseForecast.History history) implements Serializable {}

  /** These dates with all that their features need to know; fits BG/NBD at each. */
  public List<FeatureDate> at(List<LocalDate> dates) {
    return at(dates, FeatureDate.WHOLE_HISTORY);
  }

  /** The same from nothing but so many days before each date. */
  public List<FeatureDate> at(List<LocalDate> dates, int historyDays) {
    double share = (double) SAMPLE / Math.max(1, customers);
    int[] days = dates.stream().mapToInt(date -> Math.toIntExact(date.toEpochDay())).toArray();
    int lookback = churn.lookbackDays();
    List<At> sample =
        sample(share)
            .flatMap(
                past ->
                    Arrays.stream(days)
                        .boxed()
                        .flatMap(
                            day ->
                                FeatureValues.history(past, day, historyDays)
                                    .map(history -> new At(day, history))
                                    .stream())
                        .iterator())
            .collect();
    List<FeatureDate> at = new ArrayList<>();
    for (LocalDate date : dates) {
      PurchaseForecast forecast =
          PurchaseForecast.fit(
              sample.stream()
                  .filter(one -> one.date() == date.toEpochDay())
                  .map(At::history)
                  .toList());
      RecordedFrom known =
          historyDays == FeatureDate.WHOLE_HISTORY
              ? recorded
              : recorded.notBefore(date.minusDays(historyDays - 1L));
      at.add(new FeatureDate(date, forecast, known, historyDays, lookback, churn.horizonDays()));
    }
    return at;
  }

  @Override
  public void close() {
    if (pasts.getStorageLevel().useMemory()) {
      pasts.unpersist();
    }
  }
}
