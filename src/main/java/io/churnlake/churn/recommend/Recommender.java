package io.churnlake.churn.recommend;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses products for one customer after another. Plain Java.
 *
 * <p>What cannot be told by the model asked for is told by a simpler one: a customer without a
 * product that the factors know gets best sellers, one without a category those of the shop.
 */
public final class Recommender implements Serializable {
  /** So many products a customer. */
  public static final int MOST = 5;

  private static final long serialVersionUID = 1;

  private final Assortment assortment;
  private final @Nullable ItemFactors factors;
  private final long customers;
  private final boolean alreadyBought;

  /**
   * A recommender.
   *
   * @param factors a vector for each product of the assortment, in its order; null if none are
   *     known
   * @param customers among whom the products were sold, for the shares
   * @param alreadyBought also recommend what the customer has bought before
   */
  public Recommender(
      Assortment assortment, @Nullable ItemFactors factors, long customers, boolean alreadyBought) {
    this.assortment = assortment;
    this.factors = factors;
    this.customers = customers;
    this.alreadyBought = alreadyBought;
    if (factors != null && factors.size() != assortment.size()) {
      throw new IllegalArgumentException(
          factors.size() + " vectors of " + assortment.size() + " products");
    }
  }

  /** The best products for the customer, the best first, at most {@link #MOST}. */
  public List<Recommendation> of(Basket basket, RecommendationModel model) {
    Set<Integer> left = alreadyBought ? Set.of() : bought(basket);
    IntPredicate isOpen = number -> !left.contains(number);
    Map<Integer, Integer> occasions = assortment.occasions(basket);
    String favourite = assortment.favourite(occasions);
    if (model == RecommendationModel.ALS && factors != null && !occasions.isEmpty()) {
      return byFactors(factors, occasions, isOpen);
    }
    return model == RecommendationModel.BEST_SELLERS || favourite == null
        ? bestSellers(isOpen)
        : categoryBestSellers(favourite, isOpen);
  }

  /** Whether a product counts as a hit if it is bought next. */
  boolean mayRecommend(Basket before, String product) {
    return alreadyBought || !before.products().contains(product);
  }

  private Set<Integer> bought(Basket basket) {
    return basket.products().stream()
        .map(assortment::number)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private List<Recommendation> byFactors(
      ItemFactors known, Map<Integer, Integer> occasions, IntPredicate isOpen) {
    ItemFactors.Folded customer = known.fold(occasions);
    return top(customer, isOpen).stream()
        .map(
            scored ->
                new Recommendation(
                    assortment.seller(scored.number()).product(),
                    scored.score(),
                    RecommendationModel.ALS,
                    0,
                    assortment.seller(customer.because(scored.number())).product()))
        .toList();
  }

  private record Scored(int number, double score) {}

  /** A heap of the best ones, since there may be many products; of equal ones what sells better. */
  private List<Scored> top(ItemFactors.Folded customer, IntPredicate isOpen) {
    Comparator<Scored> worstFirst =
        Comparator.comparingDouble(Scored::score)
            .thenComparing(Comparator.comparingInt(Scored::number).reversed());
    PriorityQueue<Scored> best = new PriorityQueue<>(MOST + 1, worstFirst);
    for (int number = 0; number < assortment.size(); number++) {
      if (isOpen.test(number)) {
        best.add(new Scored(number, customer.score(number)));
        if (best.size() > MOST) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(worstFirst.reversed()).toList();
  }

  private List<Recommendation> bestSellers(IntPredicate isOpen) {
    List<Recommendation> best = new ArrayList<>();
    for (int number = 0; number < assortment.size() && best.size() < MOST; number++) {
      if (isOpen.test(number)) {
        best.add(
            new Recommendation(
                assortment.seller(number).product(),
                share(number),
                RecommendationModel.BEST_SELLERS,
                number + 1,
                null));
      }
    }
    return best;
  }

  private List<Recommendation> categoryBestSellers(String category, IntPredicate isOpen) {
    List<Recommendation> best = new ArrayList<>();
    Set<Integer> taken = new LinkedHashSet<>();
    for (int number = 0; number < assortment.size() && best.size() < MOST; number++) {
      if (category.equals(assortment.seller(number).category()) && isOpen.test(number)) {
        taken.add(number);
        best.add(
            new Recommendation(
                assortment.seller(number).product(),
                share(number),
                RecommendationModel.CATEGORY_BEST_SELLERS,
                assortment.placeInCategory(number),
                category));
      }
    }
    bestSellers(isOpen.and(number -> !taken.contains(number))).stream()
        .limit(MOST - best.size())
        .forEach(best::add);
    return best;
  }

  private double share(int number) {
    return (double) assortment.seller(number).customers() / customers;
  }
}
