package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.optimize.Evaluation;
import io.churnlake.clv.optimize.Fit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ShiftedBetaGeometricTest {
  private static final long[] HIGH_END = {1000, 869, 743, 653, 593, 551, 517, 491};
  private static final long[] REGULAR = {1000, 631, 468, 382, 326, 289, 262, 241};

  /** Published: alpha .668, beta 3.806 and .704, 1.182; the other digits computed with 30. */
  @Test
  void cohortsAsPublished() {
    Fit<ShiftedBetaGeometric> highEnd = fit(ContractBlock.ofCohort(HIGH_END));
    Fit<ShiftedBetaGeometric> regular = fit(ContractBlock.ofCohort(REGULAR));

    assertThat(highEnd.note()).isEmpty();
    assertThat(highEnd.customers()).isEqualTo(1000);
    assertThat(highEnd.model().alpha()).isCloseTo(.6680883511064, within(1e-9));
    assertThat(highEnd.model().beta()).isCloseTo(3.806094964058, within(1e-9));
    assertThat(highEnd.logLikelihood()).isCloseTo(-1611.158147391, within(1e-8));
    assertThat(regular.model().alpha()).isCloseTo(.7040772984735, within(1e-9));
    assertThat(regular.model().beta()).isCloseTo(1.182043026209, within(1e-9));
    assertThat(regular.logLikelihood()).isCloseTo(-1680.265188463, within(1e-8));
  }

  /** The fitted curve runs along the observed one. */
  @Test
  void survivalFollowsTheCohort() {
    ShiftedBetaGeometric model = new ShiftedBetaGeometric(.668, 3.806);

    assertThat(model.survival(0)).isEqualTo(1);
    assertThat(model.survival(1)).isCloseTo(.850692892266, within(1e-12));
    assertThat(model.survival(7)).isCloseTo(.488944620894, within(1e-12));
    assertThat(model.survival(12)).isCloseTo(.378040420182, within(1e-12));
    for (int n = 1; n < HIGH_END.length; n++) {
      assertThat(model.survival(n)).isCloseTo(HIGH_END[n] / 1000.0, within(.02));
      assertThat(model.survival(n))
          .isCloseTo(model.survival(n - 1) * model.retentionRate(n), within(1e-14));
      assertThat(Math.exp(model.logCancellation(n)))
          .isCloseTo(model.survival(n) - model.survival(n + 1), within(1e-14));
    }
    assertThat(model.survival(1_000_000)).isBetween(1e-5, 1e-3);
  }

  /** The hypergeometric form with 30 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, .1, 5.41485604837404057",
    "4, .1, 6.89705739774609085",
    "0, .001, 52.054473147478213"
  })
  void residualLifetimeAsByTheHypergeometricForm(int renewals, double rate, double expected) {
    assertThat(new ShiftedBetaGeometric(.668, 3.806).discountedResidualLifetime(renewals, rate))
        .isCloseTo(expected, within(1e-11 * expected));
  }

  @Test
  void lifetimeIsTheDiscountedSurvivalCurve() {
    ShiftedBetaGeometric model = new ShiftedBetaGeometric(2.5, 4);
    double lifetime = 0;
    double residual = 0;
    for (int n = 3000; n >= 0; n--) {
      lifetime += model.survival(n) * Math.pow(1.02, -n);
      residual += n < 4 ? 0 : model.survival(n) / model.survival(3) * Math.pow(1.02, 4 - n);
    }
    assertThat(model.discountedLifetime(.02)).isCloseTo(lifetime, within(1e-10));
    assertThat(model.discountedResidualLifetime(3, .02)).isCloseTo(residual, within(1e-10));
    // Without discount the mean of a shifted geometric, 1/θ, over Beta(2.5, 4).
    assertThat(model.discountedLifetime(0)).isCloseTo(5.5 / 1.5, within(1e-12));
    assertThat(model.discountedLifetime(1e-9)).isCloseTo(5.5 / 1.5, within(1e-6));
    assertThat(new ShiftedBetaGeometric(1, 4).discountedLifetime(0)).isInfinite();
  }

  @Test
  void gradientIsTheDerivative() {
    ContractBlock block =
        new ContractBlock(
            new int[] {0, 1, 5, 400}, new long[] {3, 2, 7, 1}, new long[] {4, 0, 2, 3});
    double[] logs = {Math.log(.7), Math.log(3)};
    Evaluation here = WeightedLikelihood.over(List.of(block)).at(List.of(logs)).get(0);
    for (int i = 0; i < 2; i++) {
      double[] above = logs.clone();
      double[] below = logs.clone();
      above[i] += 1e-5;
      below[i] -= 1e-5;
      List<Evaluation> around = WeightedLikelihood.over(List.of(block)).at(List.of(above, below));
      assertThat(here.gradient(i))
          .isCloseTo((around.get(0).value() - around.get(1).value()) / 2e-5, within(1e-6));
    }
  }

  @Test
  void nobodyCancels() {
    Fit<ShiftedBetaGeometric> fit = fit(ContractBlock.ofCohort(new long[] {50, 50, 50}));

    assertThat(fit.note()).hasValueSatisfying(n -> assertThat(n).contains("nobody cancelled"));
    assertThat(fit.model().survival(10)).isGreaterThan(.999);
    assertThat(fit.model().discountedResidualLifetime(2, .1)).isCloseTo(11, within(1e-2));
    assertThat(fit.logLikelihood()).isCloseTo(0, within(1e-2));
  }

  @Test
  void everybodyCancelsAtOnce() {
    Fit<ShiftedBetaGeometric> fit = fit(ContractBlock.ofCohort(new long[] {50, 0}));

    assertThat(fit.note()).hasValueSatisfying(n -> assertThat(n).contains("everybody cancelled"));
    assertThat(fit.model().survival(1)).isLessThan(1e-4);
    assertThat(fit.model().discountedLifetime(.1)).isCloseTo(1, within(1e-3));
  }

  @Test
  void oneRenewalTellsOneShare() {
    Fit<ShiftedBetaGeometric> fit = fit(ContractBlock.ofCohort(new long[] {50, 35}));

    assertThat(fit.note()).hasValueSatisfying(n -> assertThat(n).contains("only first renewals"));
    assertThat(fit.model().retentionRate(1)).isCloseTo(.7, within(1e-12));
  }

  @Test
  void nothingToFit() {
    assertThat(fit(ContractBlock.ofCohort(new long[] {50})).note())
        .isEqualTo(Optional.of("no contract has come up for renewal"));
    assertThat(fit(ContractBlock.ofCohort(new long[] {})).note())
        .isEqualTo(Optional.of("there is no customer to fit"));
  }

  /** Everybody cancels with probability .3 alike: shapes without bound, their ratio known. */
  @Test
  void noHeterogeneityIsBounded() {
    Fit<ShiftedBetaGeometric> fit =
        fit(
            ContractBlock.ofCohort(
                new long[] {1_000_000_000, 700_000_000, 490_000_000, 343_000_000}));

    assertThat(fit.note()).isPresent();
    assertThat(fit.model().retentionRate(1)).isCloseTo(.7, within(1e-3));
    assertThat(fit.model().retentionRate(3)).isCloseTo(.7, within(1e-3));
  }

  /** Of customers who join at different times, the latest are known for the shortest. */
  @Test
  void cohortsOfDifferentAgeAddUp() {
    ContractBlock older = ContractBlock.ofCohort(REGULAR);
    ContractBlock younger = ContractBlock.ofCohort(new long[] {1000, 631, 468});
    Fit<ShiftedBetaGeometric> fit =
        ShiftedBetaGeometricEstimator.fit(WeightedLikelihood.over(List.of(older, younger)));

    assertThat(fit.customers()).isEqualTo(2000);
    assertThat(fit.model().survival(2)).isCloseTo(.468, within(.01));
  }

  @Test
  void refusesWhatIsNone() {
    ShiftedBetaGeometric model = new ShiftedBetaGeometric(1, 1);
    assertThatThrownBy(() -> new ShiftedBetaGeometric(0, 1)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> model.retentionRate(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> model.discountedLifetime(-.1)).hasMessageContaining("0 or more");
  }

  private static Fit<ShiftedBetaGeometric> fit(ContractBlock block) {
    return ShiftedBetaGeometricEstimator.fit(WeightedLikelihood.over(List.of(block)));
  }
}
