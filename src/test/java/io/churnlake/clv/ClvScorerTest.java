package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Cdnow;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseFamily;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ClvScorerTest {

  /** The whole way from fit to value, once with a unit of a day and once of a week. */
  @ParameterizedTest
  @ValueSource(strings = {"bg_nbd", "mbg_nbd", "pareto_nbd"})
  void theUnitOfTimeChangesNoResult(String name) {
    PurchaseFamily family = PurchaseFamilies.named(name);
    ClvScorer weeks = scorer(family, 7);
    ClvScorer days = scorer(family, 1);
    for (Cdnow.Customer c : Cdnow.customers().subList(0, 300)) {
      ClvScore w = weeks.score(0, c.x(), c.txDays(), c.tDays(), c.z(), .3);
      ClvScore d = days.score(0, c.x(), c.txDays(), c.tDays(), c.z(), .3);
      assertThat(d.pAlive()).isCloseTo(w.pAlive(), near(w.pAlive()));
      assertThat(d.orders()[0]).isCloseTo(w.orders()[0], near(w.orders()[0]));
      assertThat(d.clv()[1]).isCloseTo(w.clv()[1], near(w.clv()[1]));
      assertThat(d.residualClv()).isCloseTo(w.residualClv(), near(w.residualClv()));
      assertThat(d.clvRange()[1]).isCloseTo(w.clvRange()[1], near(w.clvRange()[1]));
      assertThat(d.nextOrderDays()).isEqualTo(w.nextOrderDays());
    }
  }

  private static ClvScorer scorer(PurchaseFamily family, double unitDays) {
    return new ClvScorer(
        ClvModel.of(List.of(Cdnow.fit(family, unitDays)), Cdnow.gammaGammaFit()),
        new ClvSettings(365, List.of(30), .1, .3, unitDays));
  }

  private static Offset<Double> near(double value) {
    return within(1e-6 * Math.abs(value) + 1e-12);
  }

  /** Fifty orders in ten weeks, then nothing for half a year. */
  @Test
  void whoIsNearlySurelyGoneWouldBeWorthMuchIfAlive() {
    ClvScorer scorer = scorer(BgNbd.FAMILY, 7);
    ClvScore gone = scorer.score(0, 50, 70, 252, 40, .3);
    ClvScore there = scorer.score(0, 50, 251, 252, 40, .3);

    assertThat(gone.pAlive()).isLessThan(1e-9);
    assertThat(gone.clv()[gone.main()]).as("nothing, when rounded").isLessThan(5e-5);
    assertThat(gone.clvIfAlive())
        .isGreaterThan(100)
        .isCloseTo(there.clv()[there.main()] / there.pAlive(), within(1e-9 * gone.clvIfAlive()));
  }

  @Test
  void withoutADiscountTheResidualIsNotAsked() {
    ClvScorer scorer =
        new ClvScorer(
            ClvModel.of(List.of(Cdnow.fit(BgNbd.FAMILY, 7)), Cdnow.gammaGammaFit()),
            new ClvSettings(365, 0, 1, 7));

    ClvScore score = scorer.score(0, 2, 213, 272, 20, 1);

    assertThat(score.residualClv()).isNaN();
    assertThat(score.clv()[0]).isCloseTo(score.orders()[0] * score.spend(), within(1e-9));
  }

  /**
   * Customers of the models' own story, 20,000 of them: more is spent than the upper bound by 2.5
   * %, or by all who spend anything where these are fewer; and the mean is the expectation.
   */
  @Test
  void valuesFallWithinTheirPredictiveInterval() {
    BgNbd law = new BgNbd(1.2, 30, .6, 4);
    GammaGamma spend = new GammaGamma(3, 6, 100);
    ClvScorer scorer =
        new ClvScorer(
            new ClvModel(List.of(law), List.of(), spend, List.of()), new ClvSettings(365, 0, 1, 7));
    SplittableRandom random = new SplittableRandom(4);
    int above = 0;
    double expectedAbove = 0;
    double expected = 0;
    double seen = 0;
    double variance = 0;
    double squares = 0;
    int customers = 20_000;
    for (int i = 0; i < customers; i++) {
      double rate = gamma(law.r(), random) / law.alpha() / 7;
      double dropout = gamma(law.a(), random);
      dropout /= dropout + gamma(law.b(), random);
      double scale = gamma(spend.q(), random) / spend.v();
      int tDays = 300 + random.nextInt(400);
      double now = 0;
      double last = 0;
      double spent = 0;
      double later = 0;
      int x = 0;
      while (true) {
        now += -Math.log1p(-random.nextDouble()) / rate;
        if (now > tDays + 365) {
          break;
        }
        double amount = gamma(spend.p(), random) / scale;
        if (now <= tDays) {
          x++;
          last = now;
          spent += amount;
        } else {
          later += amount;
        }
        if (random.nextDouble() < dropout) {
          break;
        }
      }
      ClvScore score = scorer.score(0, x, (int) Math.round(last), tDays, x == 0 ? 0 : spent / x, 1);
      above += later > score.clvRange()[1] ? 1 : 0;
      expectedAbove += Math.min(.025, 1 - score.pNoPurchase()[0]);
      expected += score.clv()[0];
      seen += later;
      variance += score.variance();
      squares += (later - score.clv()[0]) * (later - score.clv()[0]);
    }
    assertThat((double) above).isCloseTo(expectedAbove, within(4 * Math.sqrt(expectedAbove)));
    assertThat(seen).isCloseTo(expected, within(4 * Math.sqrt(variance)));
    // Amounts have heavy tails: their squares scatter by a tenth or so.
    assertThat(squares / variance).isBetween(.7, 1.4);
  }

  /** Marsaglia, Tsang 2000, with their boost for shapes below 1. */
  private static double gamma(double shape, SplittableRandom random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double v = Math.pow(1 + c * z, 3);
      if (v > 0 && Math.log(random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
