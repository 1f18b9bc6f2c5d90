package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.optimize.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HoldoutChoiceTest {
  private static final int ROWS = 400;

  private static final HoldoutRows HISTORIES =
      new HoldoutRows(
          PurchaseRows.of(new int[ROWS], new int[ROWS], new int[ROWS], filled(3)), new int[ROWS]);

  private static long[] filled(long value) {
    long[] result = new long[ROWS];
    Arrays.fill(result, value);
    return result;
  }

  /** Better by so much in the mean, but for noise of a deviation of 1 a row. */
  private static HoldoutEvaluation evaluation(double lead) {
    double[] logs = new double[ROWS];
    HoldoutSums sums = new HoldoutSums();
    for (int i = 0; i < ROWS; i++) {
      logs[i] = -2 + lead + (lead == 0 ? 0 : i % 2 == 0 ? 1 : -1);
      sums.add(3, 0, 0, 0, logs[i], 0);
    }
    return new HoldoutEvaluation(sums, List.of(), List.of(), logs);
  }

  private static HoldoutChoice.Contender contender(Fit<GroupedModel> fit, double lead) {
    return new HoldoutChoice.Contender(fit, evaluation(lead));
  }

  /** A covariance with variances in the first few coordinates. */
  private static Fit<GroupedModel> fit(int free) {
    List<List<Double>> covariance = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Double> row = new ArrayList<>(Collections.nCopies(4, 0.0));
      row.set(i, i < free ? 1.0 : 0.0);
      covariance.add(row);
    }
    return TotalForecastTest.fit(covariance);
  }

  private static Fit<GroupedModel> notConverged() {
    Fit<GroupedModel> fit = fit(4);
    return new Fit<>(
        fit.model(),
        fit.estimates(),
        fit.point(),
        fit.covariance(),
        fit.customers(),
        0,
        1,
        1,
        false,
        0,
        fit.note());
  }

  @Test
  void theBestForecastIsUsed() {
    assertThat(
            HoldoutChoice.of(
                List.of(contender(fit(4), 0), contender(fit(4), .01), contender(fit(4), -.01)),
                HISTORIES))
        .contains(1);
    assertThat(HoldoutChoice.of(List.of(), HISTORIES)).isEmpty();
  }

  @Test
  void whatHasNotConvergedIsUsedOnlyIfNothingHas() {
    assertThat(
            HoldoutChoice.of(
                List.of(contender(notConverged(), 1), contender(fit(4), 0)), HISTORIES))
        .contains(1);
    assertThat(HoldoutChoice.of(List.of(contender(notConverged(), 1)), HISTORIES)).contains(0);
  }

  /** 1,200 customers: a standard error of 1 / sqrt(1200) = .029. */
  @Test
  void aLimitMustBeAheadBeyondChance() {
    Fit<GroupedModel> held = fit(3);
    assertThat(held.isInside()).isFalse();
    assertThat(HoldoutChoice.of(List.of(contender(held, .05), contender(fit(4), 0)), HISTORIES))
        .contains(1);
    assertThat(HoldoutChoice.of(List.of(contender(held, .06), contender(fit(4), 0)), HISTORIES))
        .contains(0);
    assertThat(
            HoldoutChoice.of(
                List.of(contender(TotalForecastTest.fit(List.of()), .05), contender(fit(4), 0)),
                HISTORIES))
        .contains(1);
    assertThat(HoldoutChoice.of(List.of(contender(held, .05), contender(held, .04)), HISTORIES))
        .contains(0);
  }
}
