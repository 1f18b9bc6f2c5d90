package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Cdnow;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.optimize.Fit;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClvModelTest {

  /** Fits to different customers err independently, and so do those of spend and of purchases. */
  @Test
  void fitsAreDrawnIndependently() {
    List<Cdnow.Customer> customers = Cdnow.customers();
    Fit<GroupedModel> left = fit(customers.subList(0, 1200));
    Fit<GroupedModel> right = fit(customers.subList(1200, 2357));
    Fit<GammaGamma> spend = Cdnow.gammaGammaFit();

    ClvModel model = ClvModel.of(List.of(left, right, left), spend);

    ToDoubleFunction<Integer> first = i -> Math.log(bgNbd(model, i, 0).r());
    ToDoubleFunction<Integer> second = i -> Math.log(bgNbd(model, i, 1).r());
    ToDoubleFunction<Integer> amount = i -> Math.log(model.spendDraws().get(i).p());
    assertThat(covariance(model, first, second)).isCloseTo(0, within(1e-12));
    assertThat(covariance(model, first, amount)).isCloseTo(0, within(1e-12));
    assertThat(covariance(model, first, first))
        .isCloseTo(left.covariance().get(0).get(0), within(1e-12));
    assertThat(covariance(model, amount, amount))
        .isCloseTo(spend.covariance().get(0).get(0), within(1e-12));
    // Groups that share a fit share its draws.
    assertThat(bgNbd(model, 3, 2)).isEqualTo(bgNbd(model, 3, 0));
  }

  private static Fit<GroupedModel> fit(List<Cdnow.Customer> customers) {
    return new PurchaseEstimator(BgNbd.FAMILY, Design.NONE, 7)
        .fit(Cdnow.purchaseRows(customers), Double.NaN);
  }

  private static BgNbd bgNbd(ClvModel model, int draw, int group) {
    return (BgNbd) model.purchaseDraws().get(draw).get(group);
  }

  private static double covariance(
      ClvModel model, ToDoubleFunction<Integer> left, ToDoubleFunction<Integer> right) {
    int n = model.draws();
    double meanLeft = mean(n, left);
    double meanRight = mean(n, right);
    return mean(n, i -> (left.applyAsDouble(i) - meanLeft) * (right.applyAsDouble(i) - meanRight));
  }

  private static double mean(int n, ToDoubleFunction<Integer> of) {
    return IntStream.range(0, n).mapToDouble(of::applyAsDouble).average().orElseThrow();
  }

  /** Hardly any data: the bounds are wide, and numbers that somebody can read. */
  @Test
  void boundsOfNextToNoDataAreFinite() {
    Fit<GroupedModel> fit = fit(Cdnow.customers().subList(0, 60));
    ClvScorer scorer =
        new ClvScorer(
            ClvModel.of(List.of(fit), Cdnow.gammaGammaFit()), new ClvSettings(365, .1, 1, 7));

    double[] bounds = scorer.score(0, 60, 100, 700, 20, 1).ordersBounds();

    assertThat(bounds).isNotNull();
    assertThat(bounds[1]).isBetween(0.0, 10_000.0);
    assertThat(bounds[0]).isLessThanOrEqualTo(bounds[1]);
  }
}
