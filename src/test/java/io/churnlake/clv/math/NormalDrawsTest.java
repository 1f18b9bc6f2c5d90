package io.churnlake.clv.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class NormalDrawsTest {
  private static final List<Double> MEAN = List.of(1.0, -2.0, 5.0);

  /** The third coordinate is held, as a parameter at its limit is. */
  private static final List<List<Double>> COVARIANCE =
      List.of(List.of(0.4, 0.12, 0.0), List.of(0.12, 0.1, 0.0), List.of(0.0, 0.0, 0.0));

  @Test
  void meanAndCovarianceAreExact() {
    List<double[]> draws = NormalDraws.of(MEAN, COVARIANCE, 32, 7);

    assertThat(draws).hasSize(32);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        double moment = 0;
        for (double[] draw : draws) {
          sum += draw[i];
          moment += (draw[i] - MEAN.get(i)) * (draw[j] - MEAN.get(j));
        }
        assertThat(sum / draws.size()).isCloseTo(MEAN.get(i), within(1e-12));
        assertThat(moment / draws.size()).isCloseTo(COVARIANCE.get(i).get(j), within(1e-12));
      }
    }
  }

  @Test
  void theSeedDecides() {
    assertThat(NormalDraws.of(MEAN, COVARIANCE, 32, 7).get(3))
        .isEqualTo(NormalDraws.of(MEAN, COVARIANCE, 32, 7).get(3))
        .isNotEqualTo(NormalDraws.of(MEAN, COVARIANCE, 32, 8).get(3));
  }

  @Test
  void whatTheDataHardlyDetermineStaysWithinReach() {
    List<double[]> draws = NormalDraws.of(List.of(0.0), List.of(List.of(1e6)), 32, 1);

    assertThat(draws).allSatisfy(draw -> assertThat(draw[0]).isBetween(-4.0, 4.0));
  }

  @Test
  void manyCoordinatesGetMoreDraws() {
    int d = 20;
    List<Double> mean = Collections.nCopies(d, 0.0);
    List<List<Double>> identity =
        IntStream.range(0, d)
            .mapToObj(i -> IntStream.range(0, d).mapToObj(j -> i == j ? 1.0 : 0.0).toList())
            .toList();

    assertThat(NormalDraws.of(mean, identity, 32, 1)).hasSize(80);
  }
}
