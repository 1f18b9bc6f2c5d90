package io.churnlake.churn.recommend;

import static io.churnlake.churn.recommend.RecommendationModel.ALS;
import static io.churnlake.churn.recommend.RecommendationModel.BEST_SELLERS;
import static io.churnlake.churn.recommend.RecommendationModel.CATEGORY_BEST_SELLERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.recommend.Assortment.Seller;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HitCountsTest {
  /** p0 sells best, p9 least. */
  private static final Assortment ASSORTMENT =
      new Assortment(
          IntStream.range(0, 10).mapToObj(i -> new Seller("p" + i, null, 100 - i)).toList());

  private static Basket basket(String... days) {
    List<Basket.Purchase> purchases = new ArrayList<>();
    for (int day = 0; day < days.length; day++) {
      for (String product : days[day].split(" ")) {
        purchases.add(new Basket.Purchase(day, product, null));
      }
    }
    return new Basket("customer", purchases);
  }

  @Test
  void aHitIsAProductOfTheLastDayAmongTheFive() {
    Recommender recommender = new Recommender(ASSORTMENT, null, 100, false);
    HitCounts hits = new HitCounts();
    // p0 is left out, so that the five are p1 to p5.
    hits.plus(basket("p0", "p5 p9"), recommender);
    hits.plus(basket("p0", "p6"), recommender);
    // Not asked for: one day only, and nothing that may be recommended.
    hits.plus(basket("p1 p2"), recommender);
    hits.plus(basket("p1", "p1"), recommender);
    assertThat(hits.customers()).isEqualTo(2);
    assertThat(hits.hits(BEST_SELLERS)).isEqualTo(1);
    HitCounts again = new HitCounts();
    again.plus(basket("p1", "p1"), new Recommender(ASSORTMENT, null, 100, true));
    assertThat(again.customers()).isEqualTo(1);
    assertThat(again.hits(BEST_SELLERS)).isEqualTo(1);
  }

  @Test
  void alsIsUsedIfItLeadsBeyondChance() {
    HitCounts hits =
        counts(EnumSet.of(ALS), 30).plus(counts(EnumSet.of(BEST_SELLERS), 10)).plus(none(60));
    assertThat(hits.customers()).isEqualTo(100);
    HitCounts.Lead lead = hits.lead(ALS, BEST_SELLERS);
    assertThat(lead.difference()).isCloseTo(0.2, within(1e-12));
    // sqrt((0.4 - 0.04) / 100) is 0.06.
    assertThat(lead.low()).isCloseTo(0.2 - 1.959964 * 0.06, within(1e-6));
    assertThat(lead.high()).isCloseTo(0.2 + 1.959964 * 0.06, within(1e-6));
    assertThat(hits.choice()).isEqualTo(ALS);
    // Ten in a hundred more may be chance.
    assertThat(
            counts(EnumSet.of(ALS), 20)
                .plus(counts(EnumSet.of(BEST_SELLERS), 15))
                .plus(none(65))
                .choice())
        .isEqualTo(BEST_SELLERS);
    // It must lead the better one of the two.
    assertThat(
            counts(EnumSet.of(ALS), 30)
                .plus(counts(EnumSet.of(CATEGORY_BEST_SELLERS), 40))
                .choice())
        .isEqualTo(CATEGORY_BEST_SELLERS);
    assertThat(new HitCounts().choice()).isEqualTo(BEST_SELLERS);
  }

  private static HitCounts counts(Set<RecommendationModel> models, long customers) {
    return new HitCounts().add(models, customers);
  }

  private static HitCounts none(long customers) {
    return counts(EnumSet.noneOf(RecommendationModel.class), customers);
  }
}
