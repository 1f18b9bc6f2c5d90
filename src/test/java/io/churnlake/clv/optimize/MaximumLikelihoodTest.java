package io.churnlake.clv.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.math.CompensatedSum;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MaximumLikelihoodTest {
  private static final Box BOX = new Box(new double[] {-5, -5}, new double[] {5, 5});

  /** Rosenbrock's valley, minimum 0 at (1, 1). */
  private static Evaluation valley(double[] p) {
    double bend = p[1] - p[0] * p[0];
    return new Evaluation(
        100 * bend * bend + (1 - p[0]) * (1 - p[0]),
        new double[] {-400 * p[0] * bend - 2 * (1 - p[0]), 200 * bend});
  }

  @Test
  void quasiNewtonFollowsACurvedValley() {
    Objective objective = points -> points.stream().map(p -> valley(p)).toList();

    Descent end = new QuasiNewton(objective, BOX, 1e-9, 200).from(new double[] {-1.2, 1});

    assertThat(end.slope()).isLessThan(1e-9);
    assertThat(end.point()[0]).isCloseTo(1, within(1e-8));
    assertThat(end.point()[1]).isCloseTo(1, within(1e-8));
  }

  @Test
  void simplexFindsTheMinimumWhereTheGradientLies() {
    Objective lying =
        points ->
            points.stream()
                .map(p -> new Evaluation(valley(p).value(), new double[] {1, -1}))
                .toList();

    Maximum maximum = MaximumLikelihood.find(lying, List.of(new double[] {-1.2, 1}), BOX, 1);

    assertThat(maximum.point()[0]).isCloseTo(1, within(1e-4));
    Fit<String> fit =
        maximum.fit("valley", List.of(Coordinate.logarithm("u"), Coordinate.logarithm("w")), 1);
    assertThat(fit.converged()).isFalse();
    assertThat(fit.note()).hasValueSatisfying(n -> assertThat(n).contains("did not converge"));
  }

  @Test
  void aMinimumOutsideTheBoxIsHeldAtItsLimit() {
    Objective slope =
        points ->
            points.stream()
                .map(
                    p ->
                        new Evaluation(
                            p[0] + (p[1] - 2) * (p[1] - 2), new double[] {1, 2 * (p[1] - 2)}))
                .toList();

    Maximum maximum = MaximumLikelihood.find(slope, List.of(new double[] {0, 0}), BOX, 1);
    Fit<String> fit =
        maximum.fit("slope", List.of(Coordinate.logarithm("u"), Coordinate.logarithm("w")), 1);

    assertThat(maximum.point()).containsExactly(new double[] {-5, 2}, within(1e-9));
    assertThat(fit.converged()).isTrue();
    assertThat(fit.note()).isEqualTo(Optional.of("u is held at its lower limit"));
    assertThat(fit.estimates().get(0).standardError()).isNaN();
    assertThat(fit.estimates().get(1).standardError())
        .isCloseTo(Math.exp(2) / Math.sqrt(2), within(1e-6));
  }

  @Test
  void compensatedSumsDoNotDependOnHowTheyAreCut() {
    CompensatedSum whole = new CompensatedSum();
    CompensatedSum left = new CompensatedSum();
    CompensatedSum right = new CompensatedSum();
    for (int i = 0; i < 100_000; i++) {
      double term = Math.sin(i) * Math.pow(10, i % 17);
      whole.add(term);
      (i % 3 == 0 ? left : right).add(term);
    }
    left.add(right);
    assertThat(left.value()).isEqualTo(whole.value());
  }
}
