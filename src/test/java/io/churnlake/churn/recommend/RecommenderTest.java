package io.churnlake.churn.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.recommend.Assortment.Seller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecommenderTest {
  /** Seven products, a to g; d to g are garden, the others kitchen but for c. */
  private static final Assortment ASSORTMENT =
      new Assortment(
          List.of(
              new Seller("g", "garden", 10),
              new Seller("a", "kitchen", 70),
              new Seller("b", "kitchen", 60),
              new Seller("c", null, 50),
              new Seller("d", "garden", 40),
              new Seller("e", "garden", 30),
              new Seller("f", "garden", 20)));

  /** Two tastes: a, c, e and g; b, d and f. */
  private static final ItemFactors FACTORS = factors();

  private static ItemFactors factors() {
    List<double[]> vectors = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      double strength = 1 - i / 20.0;
      vectors.add(i % 2 == 0 ? new double[] {strength, 0} : new double[] {0, strength});
    }
    return new ItemFactors(vectors, 10, 0.1);
  }

  private static Basket basket(String... products) {
    List<Basket.Purchase> purchases = new ArrayList<>();
    for (int i = 0; i < products.length; i++) {
      purchases.add(new Basket.Purchase(100 + i, products[i], "whatever"));
    }
    return new Basket("customer", purchases);
  }

  private static Recommender recommender(boolean alreadyBought) {
    return new Recommender(ASSORTMENT, FACTORS, 100, alreadyBought);
  }

  private static List<String> products(
      Recommender recommender, Basket basket, RecommendationModel model) {
    return recommender.of(basket, model).stream().map(Recommendation::product).toList();
  }

  @Test
  void factorsRankWhatIsLikeTheBasketFirst() {
    Recommender recommender = recommender(false);
    List<Recommendation> best = recommender.of(basket("g"), RecommendationModel.ALS);
    assertThat(best.stream().map(Recommendation::product))
        // The last two score 0; of equal ones what sells better is first.
        .containsExactly("a", "c", "e", "b", "d");
    assertThat(best.get(0).because()).isEqualTo("g");
    assertThat(best.get(0).model()).isEqualTo(RecommendationModel.ALS);
    assertThat(best.get(0).score()).isGreaterThan(best.get(1).score());
  }

  @Test
  void whatWasBoughtIsRecommendedAgainOnlyIfAskedFor() {
    Basket bought = basket("a", "a", "c");
    assertThat(products(recommender(false), bought, RecommendationModel.ALS))
        .doesNotContain("a", "c")
        .startsWith("e", "g");
    assertThat(products(recommender(true), bought, RecommendationModel.ALS)).startsWith("a", "c");
    assertThat(products(recommender(false), bought, RecommendationModel.BEST_SELLERS))
        .containsExactly("b", "d", "e", "f", "g");
    assertThat(products(recommender(true), bought, RecommendationModel.BEST_SELLERS))
        .containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void theCategoryBoughtMostComesFirstAndIsFilledUp() {
    List<Recommendation> best =
        recommender(false).of(basket("d", "e", "a"), RecommendationModel.CATEGORY_BEST_SELLERS);
    assertThat(best.stream().map(Recommendation::product)).containsExactly("f", "g", "b", "c");
    assertThat(best.get(0).place()).isEqualTo(3);
    assertThat(best.get(0).score()).isCloseTo(0.2, within(1e-12));
    assertThat(best.get(2).model()).isEqualTo(RecommendationModel.BEST_SELLERS);
    assertThat(best.get(2).place()).isEqualTo(2);
    assertThat(new RecommendationSentences(Locale.ENGLISH).of(best.get(0)))
        .isEqualTo("Number 3 of the best sellers in garden, which the customer buys most");
    assertThat(new RecommendationSentences(Locale.GERMAN).of(best.get(2)))
        .isEqualTo("Platz 2 der meistgekauften Produkte des Shops");
  }

  @Test
  void whoBoughtNothingThatIsKnownGetsBestSellers() {
    Basket strange = basket("sold-out");
    for (RecommendationModel model : RecommendationModel.values()) {
      assertThat(products(recommender(false), strange, model))
          .containsExactly("a", "b", "c", "d", "e");
    }
    // c alone has no category.
    assertThat(products(recommender(false), basket("c"), RecommendationModel.CATEGORY_BEST_SELLERS))
        .containsExactly("a", "b", "d", "e", "f");
  }
}
