package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Fit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * BG/NBD without dropout, where the number of purchases in h after T is negative binomial: mean m =
 * (r + x) h / (alpha + T), variance m (1 + h / (alpha + T)).
 */
@Tag("fast")
class TotalForecastTest {
  private static final double R = .8;
  private static final double ALPHA = 40;
  private static final int DAYS = 90;
  private static final double UNIT = 7;

  private static final GroupedModel MODEL =
      new GroupedModel(
          BgNbd.FAMILY,
          Design.NONE,
          Stream.of(R, ALPHA, 1e-9, 1.0).map(value -> Math.log(value)).toList());

  private static final PurchaseRows ROWS =
      PurchaseRows.of(
          new int[] {0, 2, 5},
          new int[] {0, 200, 300},
          new int[] {350, 350, 320},
          new long[] {1000, 200, 30});

  private static double rate(int row) {
    return DAYS / UNIT / (ALPHA + ROWS.tDays(row) / UNIT);
  }

  private static double mean(int row) {
    return (R + ROWS.x(row)) * rate(row);
  }

  @Test
  void chanceIsThatOfANegativeBinomial() {
    double expected = 0;
    double variance = 0;
    for (int i = 0; i < ROWS.size(); i++) {
      expected += ROWS.customers(i) * mean(i);
      variance += ROWS.customers(i) * mean(i) * (1 + rate(i));
    }
    TotalForecast forecast = new TotalForecast(ROWS, DAYS, UNIT);

    assertThat(forecast.expected(MODEL)).isCloseTo(expected, within(1e-5 * expected));
    assertThat(forecast.varianceOfChance(MODEL)).isCloseTo(variance, within(1e-4 * variance));
  }

  /** Slopes of the logarithm of the mean: r / (r + x) in ln r, -alpha / (alpha + T) in ln alpha. */
  @Test
  void parametersMoveTheExpectationByItsSlopes() {
    double[][] covariance = {{.0004, .0001}, {.0001, .0009}};
    double[] slopes = new double[2];
    double total = 0;
    for (int i = 0; i < ROWS.size(); i++) {
      double mean = ROWS.customers(i) * mean(i);
      slopes[0] += mean * R / (R + ROWS.x(i));
      slopes[1] -= mean * ALPHA / (ALPHA + ROWS.tDays(i) / UNIT);
      total += mean;
    }
    double expected = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        expected += slopes[i] * covariance[i][j] * slopes[j] / (total * total);
      }
    }
    Fit<GroupedModel> fit =
        fit(
            List.of(
                List.of(.0004, .0001, 0.0, 0.0),
                List.of(.0001, .0009, 0.0, 0.0),
                List.of(0.0, 0.0, 0.0, 0.0),
                List.of(0.0, 0.0, 0.0, 0.0)));

    TotalForecast forecast = new TotalForecast(ROWS, DAYS, UNIT);

    assertThat(forecast.logVarianceOfParameters(fit)).isCloseTo(expected, within(.01 * expected));
    assertThat(forecast.logVarianceOfParameters(fit(List.of()))).isZero();
  }

  static Fit<GroupedModel> fit(List<List<Double>> covariance) {
    return new Fit<>(
        MODEL,
        Stream.of("r", "alpha", "a", "b").map(name -> new Estimate(name, 1, 1)).toList(),
        MODEL.point(),
        covariance,
        1230,
        0,
        1,
        1,
        true,
        0,
        Optional.empty());
  }
}
