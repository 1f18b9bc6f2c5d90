package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.optimize.Fit;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class MbgCnbdTest {
  private static final double[] LOGS = {Math.log(.6), Math.log(5), Math.log(.8), Math.log(2.5)};

  @Test
  void cdnowAsPublished() {
    Fit<GroupedModel> fit = Cdnow.fit(MbgCnbd.family(1), 7);
    MbgCnbd model = (MbgCnbd) fit.model().of(0);

    assertThat(fit.note()).isEmpty();
    assertThat(fit.converged()).isTrue();
    assertThat(fit.logLikelihood()).isCloseTo(-9582.136, within(5e-4));
    assertThat(model.r()).isCloseTo(.524843, within(2e-6));
    assertThat(model.alpha()).isCloseTo(6.183085, within(2e-5));
    assertThat(model.a()).isCloseTo(.891359, within(2e-5));
    assertThat(model.b()).isCloseTo(1.614002, within(5e-5));
  }

  @Test
  void everyCustomerAsComputedElsewhere() {
    MbgCnbd model = (MbgCnbd) Cdnow.fit(MbgCnbd.family(1), 7).model().of(0);
    Map<String, Cdnow.Customer> customers = new HashMap<>();
    Cdnow.customers().forEach(c -> customers.put(c.id(), c));
    List<String> reference = Cdnow.lines("reference/cdnow_sample_per_customer.csv");
    List<String> columns = List.of(reference.get(0).split(",", -1));

    assertThat(reference).hasSize(2358);
    double predicted = 0;
    double error = 0;
    for (String line : reference.subList(1, reference.size())) {
      String[] row = line.split(",", -1);
      Cdnow.Customer c = customers.get(row[0]);
      double purchases = model.conditionalExpectedPurchases(c.x(), c.tx(), c.t(), 39);
      predicted += purchases;
      error += Math.abs(purchases - Double.parseDouble(row[columns.indexOf("hold")]));
      assertThat(model.logLikelihood(c.x(), c.tx(), c.t()))
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("mbg_ll")]), within(1e-4));
      assertThat(model.pAlive(c.x(), c.tx(), c.t()))
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("mbg_palive")]), within(1e-4));
      assertThat(purchases)
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("mbg_ce39")]), within(1e-4));
    }
    assertThat(predicted).isCloseTo(1576.7, within(.05));
    assertThat(error / customers.size()).isCloseTo(.7648, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 0",
    "1, 0, 0, 38.9",
    "1, 2, 30.43, 38.86",
    "1, 400, 30, 90",
    "2, 0, 0, 38.9",
    "3, 1, 0.14, 38.9",
    "3, 5, 20, 20",
    "3, 26, 30.857, 31",
    "6, 4, 12, 38.9",
    "6, 0, 0, 0",
    "6, 400, 30, 31"
  })
  void gradientIsTheDerivative(int k, int x, double tx, double t) {
    double[] gradient = new double[4];
    MbgCnbd.family(k).likelihood(LOGS).at(x, tx, t, gradient);
    for (int i = 0; i < LOGS.length; i++) {
      double step = 1e-5;
      double[] above = LOGS.clone();
      double[] below = LOGS.clone();
      above[i] += step;
      below[i] -= step;
      double rise =
          MbgCnbd.ofLogs(k, above).logLikelihood(x, tx, t)
              - MbgCnbd.ofLogs(k, below).logLikelihood(x, tx, t);
      assertThat(gradient[i])
          .isCloseTo(rise / (2 * step), within(2e-6 * Math.max(1, Math.abs(gradient[i]))));
    }
  }

  /** Computed with 30 digits by quadrature over stage rate and dropout probability. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 38.9, -0.80258427124403079, 0.45907884414232063",
    "1, 2, 30.43, 38.86, -9.28310887482609934, 0.76355454312967151",
    "2, 0, 0, 38.9, -0.584191847960152241, 0.56520219490460476",
    "3, 1, 0.14, 38.9, -6.64516870746150934, 0.020200844632897887",
    "3, 26, 30.857, 31, -37.607510460851601, 0.97258460533021346",
    "6, 4, 12, 20.5, -37.48930164252887, 0.24096106323224969"
  })
  void likelihoodIsTheIntegralOfTheProcess(
      int k, int x, double tx, double t, double expected, double pAlive) {
    MbgCnbd model = MbgCnbd.ofLogs(k, LOGS);

    assertThat(model.logLikelihood(x, tx, t)).isCloseTo(expected, within(1e-12 * -expected));
    assertThat(model.pAlive(x, tx, t)).isCloseTo(pAlive, within(1e-12));
  }

  @Test
  void likelihoodIsStable() {
    for (int k = 1; k <= MbgCnbd.MOST_STAGES; k++) {
      MbgCnbd model = MbgCnbd.ofLogs(k, LOGS);
      double[] gradient = new double[4];
      double value = MbgCnbd.family(k).likelihood(LOGS).at(10_000, 40, 40, gradient);
      assertThat(value).isFinite();
      assertThat(Arrays.stream(gradient).sum()).isFinite();
      // Nothing seen in no time: alive with the prior's probability.
      assertThat(model.logLikelihood(0, 0, 0)).isCloseTo(0, within(1e-15));
      assertThat(model.pAlive(0, 0, 0)).isCloseTo(2.5 / 3.3, within(1e-15));
      // The dropout that follows the last purchase at once.
      assertThat(model.pAlive(5, 20, 20)).isCloseTo(7.5 / 8.3, within(1e-15));
      assertThat(model.pAlive(200, 1, 1000)).isZero();
      assertThat(model.conditionalExpectedPurchases(10_000, 40, 40, 1)).isBetween(200.0, 250.0);
    }
  }

  /** With a longer silence the next purchase comes nearer, until leaving explains it better. */
  @Test
  void regularBuyersComeBackWhenTheyAreDue() {
    MbgCnbd regular = new MbgCnbd(6, 60, 10, .5, 20);

    double justBought = regular.whileAlive(20, 20, 20).pNoPurchase(.5);
    double due = regular.whileAlive(20, 20, 20.8).pNoPurchase(.5);
    assertThat(justBought).isGreaterThan(.9);
    assertThat(due).isLessThan(.6);
    assertThat(regular.recencyMattersWhileAlive()).isTrue();
    assertThat(MbgCnbd.ofLogs(1, LOGS).recencyMattersWhileAlive()).isFalse();
  }

  /** The process itself, a seeded hundred thousand times; tolerance four standard errors. */
  @Test
  void aRandomCustomerBuysAsSimulated() {
    MbgCnbd model = new MbgCnbd(3, 1.2, 4, .8, 2.5);
    double t = 20;
    int runs = 100_000;
    Random random = new Random(7);
    int[] counts = new int[3];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < runs; i++) {
      int purchases = Simulated.customer(model, t, random).x();
      sum += purchases;
      squares += (double) purchases * purchases;
      if (purchases < counts.length) {
        counts[purchases]++;
      }
    }
    double mean = sum / runs;
    double error = Math.sqrt((squares / runs - mean * mean) / runs);
    assertThat(model.expectedPurchases(t)).isCloseTo(mean, within(4 * error));
    double[] alive = model.whileAlive(0, 0, 0).purchaseProbabilities(t, 2);
    for (int n = 0; n < counts.length; n++) {
      double p = 2.5 / 3.3 * alive[n] + (n == 0 ? .8 / 3.3 : 0);
      assertThat((double) counts[n] / runs)
          .as("%s purchases", n)
          .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / runs)));
    }
  }

  /**
   * Simulated customers with exactly one purchase by time 10 and the last between 3.5 and 4.5, and
   * what they do until 18; tolerance four standard errors.
   */
  @Test
  void aKnownCustomerBuysAsSimulated() {
    MbgCnbd model = new MbgCnbd(3, 3, 6, .8, 4);
    Random random = new Random(11);
    double[] observed = new double[4];
    double[] expected = new double[4];
    double[] variance = new double[4];
    int matches = 0;
    while (matches < 8000) {
      Simulated customer = Simulated.customer(model, 18, random);
      int x = customer.purchasesBy(10);
      double tx = x == 0 ? 0 : customer.times()[x - 1];
      if (x != 1 || tx < 3.5 || tx > 4.5) {
        continue;
      }
      matches++;
      int future = customer.x() - x;
      double alive = model.pAlive(x, tx, 10);
      double[] p = model.whileAlive(x, tx, 10).purchaseProbabilities(8, 40);
      for (int n = 0; n < 3; n++) {
        double probability = alive * p[n] + (n == 0 ? 1 - alive : 0);
        observed[n] += future == n ? 1 : 0;
        expected[n] += probability;
        variance[n] += probability * (1 - probability);
      }
      double mean = model.conditionalExpectedPurchases(x, tx, 10, 8);
      observed[3] += future;
      expected[3] += mean;
      for (int n = 1; n <= 40; n++) {
        variance[3] += alive * p[n] * n * n;
      }
      variance[3] -= mean * mean;
    }
    for (int i = 0; i < observed.length; i++) {
      assertThat(observed[i]).isCloseTo(expected[i], within(4 * Math.sqrt(variance[i])));
    }
  }

  @Test
  void regularityIsFound() {
    Simulated.Log log = Simulated.log(new MbgCnbd(3, 1.5, 10, .8, 4), 3000, 365, new Random(3));

    RegularityEstimator.Choice choice = best(log.rows(), log.logGapDays());
    assertThat(choice.family().name()).isEqualTo("mbg_cnbd_3");
    assertThat(choice.fit().converged()).isTrue();
    // The same fit by itself.
    Fit<GroupedModel> alone =
        new PurchaseEstimator(MbgCnbd.family(3), Design.NONE, 7).fit(log.rows(), log.logGapDays());
    assertThat(choice.fit().point()).isEqualTo(alone.point());
    assertThat(choice.fit().evaluations()).isGreaterThan(3 * alone.evaluations());
  }

  /** Buyers of compact discs come as they please. */
  @Test
  void cdnowIsNotRegular() {
    double logGapDays = 0;
    for (NavigableMap<LocalDate, Long> days : Cdnow.days().values()) {
      List<LocalDate> dates = List.copyOf(days.headMap(Cdnow.CALIBRATED_TO, true).keySet());
      for (int i = 1; i < dates.size(); i++) {
        logGapDays += Math.log(ChronoUnit.DAYS.between(dates.get(i - 1), dates.get(i)));
      }
    }
    RegularityEstimator.Choice choice = best(Cdnow.purchaseRows(Cdnow.customers()), logGapDays);

    assertThat(choice.family().name()).isEqualTo("mbg_nbd");
    assertThat(choice.fit().logLikelihood()).isCloseTo(-9582.136, within(5e-4));
  }

  /** Gaps in other units move the likelihood by a constant a purchase, whatever k. */
  @Test
  void theUnitOfTimeDoesNotMoveTheChoice() {
    Simulated.Log log = Simulated.log(new MbgCnbd(2, 1.5, 10, .8, 4), 500, 365, new Random(5));
    double occasions = 0;
    for (int i = 0; i < log.rows().size(); i++) {
      occasions += log.rows().x(i);
    }
    for (int k = 1; k <= 3; k++) {
      Fit<GroupedModel> days =
          new PurchaseEstimator(MbgCnbd.family(k), Design.NONE, 1)
              .fit(log.rows(), log.logGapDays());
      Fit<GroupedModel> weeks =
          new PurchaseEstimator(MbgCnbd.family(k), Design.NONE, 7)
              .fit(log.rows(), log.logGapDays());
      assertThat(weeks.logLikelihood() - days.logLikelihood())
          .isCloseTo(occasions * Math.log(7), within(1e-6));
    }
  }

  @Test
  void gapsThatAreNotKnownLeaveTheLikelihoodUnknown() {
    PurchaseRows rows =
        PurchaseRows.of(
            new int[] {3, 0, 8},
            new int[] {60, 0, 90},
            new int[] {99, 80, 95},
            new long[] {5, 9, 2});
    Fit<GroupedModel> poisson =
        new PurchaseEstimator(MbgCnbd.family(1), Design.NONE, 7).fit(rows, Double.NaN);
    Fit<GroupedModel> regular =
        new PurchaseEstimator(MbgCnbd.family(2), Design.NONE, 7).fit(rows, Double.NaN);

    assertThat(poisson.logLikelihood()).isFinite();
    assertThat(regular.logLikelihood()).isNaN();
    assertThat(best(rows, Double.NaN).family().name()).isEqualTo("mbg_nbd");
  }

  private static RegularityEstimator.Choice best(PurchaseRows rows, double logGapDays) {
    return RegularityEstimator.best(
        family -> new PurchaseEstimator(family, Design.NONE, 7).fit(rows, logGapDays));
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "6"})
  void degenerateWorldsAreBounded(int k) {
    int[] none = {0, 0, 0};
    assertUsable(k, none, none, new int[] {100, 200, 300}, 1);
    assertUsable(k, new int[] {4, 4, 4}, new int[] {80, 80, 80}, new int[] {100, 100, 100}, 1);
    assertUsable(k, new int[] {0, 1, 7}, new int[] {0, 9, 70}, new int[] {90, 90, 90}, 1);
    assertUsable(
        k, new int[] {0, 1, 7}, new int[] {0, 9, 70}, new int[] {90, 91, 92}, 1_000_000_000);
    assertUsable(
        k, new int[] {10_000, 9000, 30}, new int[] {300, 300, 300}, new int[] {300, 300, 301}, 1);
    assertUsable(k, none, none, none, 1);
    assertUsable(k, new int[] {0, 0, 2}, new int[] {0, 0, 50}, new int[] {0, 80, 60}, 1);
  }

  private static void assertUsable(int k, int[] x, int[] tx, int[] t, long weight) {
    long[] weights = new long[x.length];
    Arrays.fill(weights, weight);
    PurchaseRows rows = PurchaseRows.of(x, tx, t, weights);
    Fit<GroupedModel> fit = new PurchaseEstimator(MbgCnbd.family(k), Design.NONE, 7).fit(rows, 0);

    assertThat(fit.logLikelihood()).isFinite();
    assertThat(fit.converged() || fit.note().isPresent()).isTrue();
    assertThat(fit.model().of(0).expectedPurchases(10)).isFinite().isNotNegative();
    for (int i = 0; i < x.length; i++) {
      PurchaseModel model = fit.model().of(0);
      assertThat(model.conditionalExpectedPurchases(x[i], tx[i] / 7.0, t[i] / 7.0, 10)).isFinite();
      assertThat(model.pNoPurchase(x[i], tx[i] / 7.0, t[i] / 7.0, 10)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void nobodyLeaves() {
    int n = 400;
    int[] x = new int[n];
    int[] tx = new int[n];
    int[] t = new int[n];
    long[] weights = new long[n];
    for (int i = 0; i < n; i++) {
      x[i] = 10 + i % 20;
      tx[i] = 363;
      t[i] = 365;
      weights[i] = 1;
    }
    Fit<GroupedModel> fit =
        new PurchaseEstimator(MbgCnbd.family(2), Design.NONE, 7)
            .fit(PurchaseRows.of(x, tx, t, weights), 0);
    PurchaseModel model = fit.model().of(0);

    assertThat(fit.note()).isPresent();
    assertThat(model.pAlive(10, 363 / 7.0, 365 / 7.0)).isGreaterThan(.99);
    assertThat(model.conditionalExpectedPurchases(20, 363 / 7.0, 365 / 7.0, 365 / 7.0))
        .isBetween(15.0, 25.0);
  }

  @Test
  void isRegisteredByRegularity() {
    assertThat(PurchaseFamilies.names())
        .contains("mbg_nbd", "mbg_cnbd_2", "mbg_cnbd_3", "mbg_cnbd_4", "mbg_cnbd_5", "mbg_cnbd_6");
    assertThat(PurchaseFamilies.named("mbg_cnbd_4")).isEqualTo(MbgCnbd.family(4));
  }

  @Test
  void refusesParametersThatAreNone() {
    assertThatThrownBy(() -> new MbgCnbd(7, 1, 1, 1, 1))
        .hasMessage("Parameter k must be between 1 and 6, but is 7");
    assertThatThrownBy(() -> new MbgCnbd(1, 1, 0, 1, 1)).hasMessageContaining("alpha");
  }
}
