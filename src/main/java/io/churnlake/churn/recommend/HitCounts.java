package io.churnlake.churn.recommend;

import io.churnlake.quality.Wilson;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How often each model names a product that the customer buys next: the last occasion is held out,
 * and a hit is one of its products among the five. The same customers are asked of each model, none
 * of whom the factors were learnt from. Plain Java; changes as customers are added.
 */
public final class HitCounts implements Serializable {
  private static final long serialVersionUID = 1;

  /** Customers by the models that hit. */
  private final Map<Set<RecommendationModel>, Long> customers = new HashMap<>();

  /**
   * By how much one model's hit rate is above another's, with the 95 % interval of a difference of
   * paired shares (the variance is that of McNemar's test where they differ).
   */
  public record Lead(double difference, double low, double high) {}

  /**
   * Asks for one customer more. Who has no occasion before the last, or bought nothing in it that
   * may be recommended, is left out.
   */
  public HitCounts plus(Basket basket, Recommender recommender) {
    Basket before = basket.withoutLast();
    List<String> bought =
        basket.last().stream()
            .filter(product -> recommender.mayRecommend(before, product))
            .toList();
    if (before.purchases().isEmpty() || bought.isEmpty()) {
      return this;
    }
    Set<RecommendationModel> hits = EnumSet.noneOf(RecommendationModel.class);
    for (RecommendationModel model : RecommendationModel.values()) {
      boolean isHit =
          recommender.of(before, model).stream()
              .anyMatch(recommended -> bought.contains(recommended.product()));
      if (isHit) {
        hits.add(model);
      }
    }
    return add(hits, 1);
  }

  HitCounts add(Set<RecommendationModel> hits, long number) {
    customers.merge(Set.copyOf(hits), number, Long::sum);
    return this;
  }

  /** Both together. */
  public HitCounts plus(HitCounts other) {
    other.customers.forEach(this::add);
    return this;
  }

  /** How many customers were asked for. */
  public long customers() {
    return counted(hits -> true);
  }

  /** For how many of them the model hit. */
  public long hits(RecommendationModel model) {
    return counted(hits -> hits.contains(model));
  }

  private long counted(Predicate<Set<RecommendationModel>> isCounted) {
    return customers.entrySet().stream()
        .filter(each -> isCounted.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The better one of the two that need no factors; the simpler one of equal ones. */
  public RecommendationModel bestSellers() {
    return hits(RecommendationModel.CATEGORY_BEST_SELLERS) > hits(RecommendationModel.BEST_SELLERS)
        ? RecommendationModel.CATEGORY_BEST_SELLERS
        : RecommendationModel.BEST_SELLERS;
  }

  /**
   * One model against another.
   *
   * @throws IllegalStateException if no customer was asked for
   */
  public Lead lead(RecommendationModel model, RecommendationModel other) {
    double n = (double) customers();
    if (n == 0) {
      throw new IllegalStateException("no customer was asked for");
    }
    double more = counted(hits -> hits.contains(model) && !hits.contains(other)) / n;
    double less = counted(hits -> hits.contains(other) && !hits.contains(model)) / n;
    double difference = more - less;
    double spread = Wilson.Z * Math.sqrt(Math.max(0, more + less - difference * difference) / n);
    return new Lead(difference, difference - spread, difference + spread);
  }

  /** ALS if its lead is beyond chance, else the better of the best sellers. */
  public RecommendationModel choice() {
    RecommendationModel simple = bestSellers();
    return customers() > 0 && lead(RecommendationModel.ALS, simple).low() > 0
        ? RecommendationModel.ALS
        : simple;
  }
}
