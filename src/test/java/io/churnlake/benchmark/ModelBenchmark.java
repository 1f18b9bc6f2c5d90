package io.churnlake.benchmark;

import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GammaGammaBlock;
import io.churnlake.clv.model.GammaGammaEstimator;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseFamily;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.model.WeightedLikelihood;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.simulate.CustomerBase;
import io.churnlake.simulate.Purchases;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Times the fit of every value model to customers held in memory; no Spark. */
final class ModelBenchmark {
  private static final int RUNS = 5;
  private static final double UNIT_DAYS = 7;

  private final String workload;
  private final CountedCustomers customers;
  private final int cores = Runtime.getRuntime().availableProcessors();

  ModelBenchmark(String workload, CountedCustomers customers) {
    this.workload = workload;
    this.customers = customers;
  }

  /** The first so many customers of a base, counted. */
  static CountedCustomers counted(CustomerBase base, long customers) {
    CountedCustomers.Counter counter = new CountedCustomers.Counter();
    for (long number = 0; number < customers; number++) {
      Purchases purchases = base.customer(number);
      int x = purchases.size() - 1;
      long repeatCents = 0;
      for (int i = 1; i <= x; i++) {
        repeatCents += purchases.cents(i);
        counter.addGap(purchases.day(i) - purchases.day(i - 1));
      }
      counter.add(x, purchases.day(x), purchases.observedDays(), repeatCents);
    }
    return counter.counted();
  }

  /** One row a model, handed out as soon as it is known. */
  void run(Consumer<BenchmarkRow> rows) {
    PurchaseRows purchases = customers.purchases();
    for (PurchaseFamily family : PurchaseFamilies.all()) {
      PurchaseEstimator estimator = new PurchaseEstimator(family, Design.NONE, UNIT_DAYS);
      rows.accept(
          row(
              family.name(),
              purchases.size(),
              () -> estimator.fit(purchases, customers.logGapDays())));
    }
    List<GammaGammaBlock> spend = customers.spend();
    rows.accept(
        row(
            "gamma_gamma",
            customers.spendRows(),
            () -> GammaGammaEstimator.fit(WeightedLikelihood.parallel(spend), () -> 1)));
  }

  private BenchmarkRow row(String model, long distinct, Supplier<Fit<?>> fit) {
    return new BenchmarkRow(
        workload,
        customers.customers(),
        distinct,
        model,
        Measured.median(fit, RUNS, RUNS).map(List::of),
        cores);
  }
}
