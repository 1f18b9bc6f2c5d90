package io.churnlake.training;

import io.churnlake.churn.action.KeyHash;
import io.churnlake.churn.recommend.Assortment;
import io.churnlake.churn.recommend.Basket;
import io.churnlake.churn.recommend.Baskets;
import io.churnlake.churn.recommend.HitCounts;
import io.churnlake.churn.recommend.ItemFactors;
import io.churnlake.churn.recommend.RecommendationModel;
import io.churnlake.churn.recommend.Recommender;
import io.churnlake.churn.recommend.SellerCount;
import io.churnlake.history.Tallies;
import io.churnlake.step.JobContext;
import io.churnlake.table.Customers;
import java.io.Serializable;
import java.time.LocalDate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Learns what recommendations follow from, and tries it on customers kept apart of that. */
public final class RecommendationTraining {
  /** It is learnt from so many customers; more would move no vector by what matters. */
  private static final long MOST_CUSTOMERS = 200_000;

  private static final double MOST_TRIED = 10_000;
  private static final double TRIED_SHARE = 0.2;

  /** Products, the best sellers first; each customer is held against all of them. */
  private static final int MOST_PRODUCTS = 20_000;

  /** With fewer customers of two products, nothing is told of one product by another. */
  private static final long LEAST_CUSTOMERS = 50;

  private static final String SALT = "churnlake recommendations, tried:";
  private static final int SLOTS = 1_000_000;

  private final JobContext context;

  public RecommendationTraining(JobContext context) {
    this.context = context;
  }

  /** How many customers there are, and how many of them to learn from have two products. */
  private record Size(long customers, long ofTwoProducts) implements Serializable {
    Size plus(Basket basket, boolean isTried) {
      boolean counts = !isTried && basket.products().size() > 1;
      return new Size(customers + 1, ofTwoProducts + (counts ? 1 : 0));
    }

    Size plus(Size other) {
      return new Size(customers + other.customers, ofTwoProducts + other.ofTwoProducts);
    }
  }

  /** Who is tried on: by the key, the same ones each time. */
  private record Tried(double share) implements Serializable {
    boolean holds(Basket basket) {
      return Math.floorMod(KeyHash.of(SALT, basket.key()), SLOTS) < share * SLOTS;
    }

    /** Without the last day if that is held out, which nobody's only day is. */
    Basket known(Basket basket) {
      Basket before = basket.withoutLast();
      return holds(basket) && !before.purchases().isEmpty() ? before : basket;
    }
  }

  /**
   * What came of it.
   *
   * @param hits of customers whom factors did not learn from
   * @param isTooSmall too few customers to learn factors from
   */
  public record Learnt(RecommendationFit fit, HitCounts hits, boolean isTooSmall) {}

  /**
   * Learns and tries.
   *
   * @param lines of {@link Baskets#lines}
   */
  public Learnt learn(Dataset<Row> lines) {
    // Told by the table's log.
    double all = (double) Math.max(1, context.lake().read(Customers.TABLE).count());
    Tried tried =
        new Tried(Math.min(TRIED_SHARE, MOST_TRIED / Math.min(all, (double) MOST_CUSTOMERS)));
    JavaRDD<Basket> baskets =
        Baskets.of(Baskets.sampled(lines, MOST_CUSTOMERS / all))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return learn(baskets, tried);
    } finally {
      baskets.unpersist();
    }
  }

  private Learnt learn(JavaRDD<Basket> baskets, Tried tried) {
    // What is held out is no sale yet: else a product would be a best seller for being the answer.
    Assortment known = assortment(baskets.map(tried::known));
    Size size =
        baskets.treeAggregate(
            new Size(0, 0),
            (sofar, basket) -> sofar.plus(basket, tried.holds(basket)),
            Size::plus,
            Tallies.DEPTH);
    boolean isTooSmall = size.ofTwoProducts() < LEAST_CUSTOMERS || known.size() == 0;
    ItemFactors factors = isTooSmall ? null : factors(baskets, tried, known, size);
    HitCounts hits = hits(baskets.filter(tried::holds), known, factors, size.customers());
    RecommendationModel model = factors == null ? hits.bestSellers() : hits.choice();
    Assortment all = assortment(baskets);
    return new Learnt(
        new RecommendationFit(
            context.asOf(),
            all,
            model == RecommendationModel.ALS && factors != null
                ? factors.numbered(all.places(known))
                : null,
            size.customers(),
            model),
        hits,
        isTooSmall);
  }

  private HitCounts hits(
      JavaRDD<Basket> tried, Assortment known, @Nullable ItemFactors factors, long customers) {
    Recommender recommender =
        new Recommender(
            known,
            factors,
            customers,
            context.configuration().actions().recommendations().alreadyBought());
    return tried.treeAggregate(
        new HitCounts(),
        (sofar, basket) -> sofar.plus(basket, recommender),
        HitCounts::plus,
        Tallies.DEPTH);
  }

  private @Nullable ItemFactors factors(
      JavaRDD<Basket> baskets, Tried tried, Assortment assortment, Size size) {
    return Als.learn(
            context.lake().spark(),
            baskets.filter(basket -> !tried.holds(basket)),
            assortment,
            size.customers(),
            context.configuration().churn().seed())
        .orElse(null);
  }

  private Assortment assortment(JavaRDD<Basket> baskets) {
    LocalDate asOf = context.asOf();
    int after = Math.toIntExact(asOf.toEpochDay()) - context.configuration().churn().lookbackDays();
    return new Assortment(
        baskets
            .flatMapToPair(
                basket ->
                    SellerCount.of(basket, after).stream()
                        .map(one -> new Tuple2<>(one.product(), one.count()))
                        .iterator())
            .reduceByKey(SellerCount::plus)
            .map(sold -> sold._2().seller(sold._1()))
            .takeOrdered(MOST_PRODUCTS));
  }
}
