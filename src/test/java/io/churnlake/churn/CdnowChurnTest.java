package io.churnlake.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.score.PairedComparison;
import io.churnlake.clv.model.Cdnow;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseFamily;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.table.ChurnScores;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CDNOW sample, scored at the end of 1997 for the quarter after it: the shop that the models of
 * buying and dropping out were made for, where the days of purchase and their amounts are all that
 * is known.
 */
class CdnowChurnTest {
  private static final LocalDate SCORED = LocalDate.of(1997, 12, 31);
  private static final int HORIZON_DAYS = 90;
  private static final double WEEK = 7;

  /** A customer as those models see one, and what came. */
  record Customer(String id, int x, int txDays, int tDays, boolean churned) {}

  @Test
  void theModelForeseesChurnAsWellAsAnyModelOfBuyingDoes(@TempDir Path folder) {
    Lake lake = ChurnJobsTest.lake(folder, Days.cdnow());
    ChurnJobsTest.night(lake, SCORED.toString(), Configuration.defaults(), "one");
    List<Customer> customers = customers();
    double[] model = scores(lake, customers);
    for (PurchaseFamily family : PurchaseFamilies.all()) {
      PairedComparison better = comparison(noPurchase(customers, family), model, customers);
      // The ends of an interval of 95 %: not worse beyond noise.
      assertThat(better.logLoss().high()).as("log-loss of %s", family.name()).isPositive();
      assertThat(Objects.requireNonNull(better.auc()).high())
          .as("AUC of %s", family.name())
          .isPositive();
    }
  }

  static PairedComparison comparison(double[] one, double[] other, List<Customer> customers) {
    boolean[] churned = new boolean[customers.size()];
    for (int i = 0; i < churned.length; i++) {
      churned[i] = customers.get(i).churned();
    }
    return PairedComparison.of(one, other, churned, 1);
  }

  /** Everybody, in the order of ids. */
  static List<Customer> customers() {
    List<Customer> customers = new ArrayList<>();
    Cdnow.days()
        .forEach(
            (id, all) -> {
              NavigableMap<LocalDate, Long> known = all.headMap(SCORED, true);
              LocalDate first = known.firstKey();
              customers.add(
                  new Customer(
                      id,
                      known.size() - 1,
                      days(first, known.lastKey()),
                      days(first, SCORED),
                      all.subMap(SCORED, false, SCORED.plusDays(HORIZON_DAYS), true).isEmpty()));
            });
    return customers;
  }

  private static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  /** P(no purchase) under a model fitted to all that was known at the scored date. */
  static double[] noPurchase(List<Customer> customers, PurchaseFamily family) {
    PurchaseRows rows =
        PurchaseRows.of(
            customers.stream().mapToInt(Customer::x).toArray(),
            customers.stream().mapToInt(Customer::txDays).toArray(),
            customers.stream().mapToInt(Customer::tDays).toArray(),
            customers.stream().mapToLong(customer -> 1).toArray());
    PurchaseModel model =
        new PurchaseEstimator(family, Design.NONE, WEEK)
            .fit(PurchaseRows.merged(List.of(rows)), Double.NaN)
            .model()
            .of(0);
    return customers.stream()
        .mapToDouble(
            c -> model.pNoPurchase(c.x(), c.txDays() / WEEK, c.tDays() / WEEK, HORIZON_DAYS / WEEK))
        .toArray();
  }

  /** What the lake says of these customers, of whom it has to score every one. */
  static double[] scores(Lake lake, List<Customer> customers) {
    Map<String, Double> scores = new HashMap<>();
    for (Row row : lake.read(ChurnScores.CURRENT).collectAsList()) {
      scores.put(row.getAs(ChurnScores.CUSTOMER_KEY), row.getAs(ChurnScores.CHURN_PROBABILITY));
    }
    assertThat(scores).hasSameSizeAs(customers);
    return customers.stream()
        .mapToDouble(customer -> Objects.requireNonNull(scores.get(customer.id())))
        .toArray();
  }
}
