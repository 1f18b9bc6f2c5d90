package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.optimize.Fit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pareto/NBD on the CDNOW sample, and on data that do not determine it. */
@Tag("fast")
class ParetoNbdFitTest {
  private static final double WEEKS = 7;

  private static Fit<GroupedModel> cdnow;

  @BeforeAll
  static void fitsOnce() {
    cdnow = Cdnow.fit(ParetoNbd.FAMILY, WEEKS);
  }

  @Test
  void cdnowAsPublished() {
    ParetoNbd model = model(cdnow);

    assertThat(cdnow.converged()).isTrue();
    assertThat(cdnow.note()).isEmpty();
    assertThat(cdnow.customers()).isEqualTo(2357);
    assertThat(cdnow.logLikelihood()).isCloseTo(-9594.976, within(5e-4));
    assertThat(cdnow.gradientNorm()).isLessThan(1e-8);
    assertThat(model.r()).isCloseTo(.553277, within(1e-6));
    assertThat(model.alpha()).isCloseTo(10.577683, within(1e-6));
    assertThat(model.s()).isCloseTo(.606240, within(1e-6));
    assertThat(model.beta()).isCloseTo(11.668740, within(1e-5));
    double[] published = {.0476264, .8427222, .1872594, 6.2105448};
    for (int i = 0; i < published.length; i++) {
      assertThat(cdnow.estimates().get(i).standardError())
          .isCloseTo(published[i], within(2e-4 * published[i]));
    }
  }

  @Test
  void everyCustomerAsComputedElsewhere() {
    ParetoNbd model = model(cdnow);
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
          .isCloseTo(Double.parseDouble(row[columns.indexOf("pnbd_ll")]), within(1e-6));
      assertThat(model.pAlive(c.x(), c.tx(), c.t()))
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("pnbd_palive")]), within(1e-6));
      assertThat(purchases)
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("pnbd_ce39")]), within(1e-6));
    }
    assertThat(predicted).isCloseTo(1665.5, within(.05));
    assertThat(error / 2357).isCloseTo(.7545, within(5e-5));
  }

  @Test
  void theUnitOfTimeMovesOnlyAlphaAndBeta() {
    ParetoNbd weeks = model(cdnow);
    ParetoNbd days = model(Cdnow.fit(ParetoNbd.FAMILY, 1));

    assertThat(days.r()).isCloseTo(weeks.r(), within(1e-9));
    assertThat(days.alpha() / 7).isCloseTo(weeks.alpha(), within(1e-8));
    assertThat(days.s()).isCloseTo(weeks.s(), within(1e-9));
    assertThat(days.beta() / 7).isCloseTo(weeks.beta(), within(1e-8));
  }

  @Test
  void anotherRunGivesTheSameDigits() {
    assertThat(Cdnow.fit(ParetoNbd.FAMILY, WEEKS)).isEqualTo(cdnow);
  }

  @Test
  void nobodyBuysTwice() {
    Fit<GroupedModel> fit = fit(new int[] {0, 0}, new int[] {0, 0}, new int[] {100, 200}, 1);

    assertThat(fit.note())
        .hasValueSatisfying(n -> assertThat(n).contains("no customer bought twice"));
    assertThat(model(fit).conditionalExpectedPurchases(0, 0, 14, 52)).isBetween(0.0, 1e-3);
    assertThat(model(fit).pNoPurchase(0, 0, 14, 52)).isCloseTo(1, within(1e-3));
  }

  @Test
  void nobodyLeaves() {
    int n = 400;
    int[] x = new int[n];
    int[] tx = new int[n];
    int[] t = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = 10 + i % 20;
      tx[i] = 363;
      t[i] = 365;
    }
    Fit<GroupedModel> fit = fit(x, tx, t, 1);
    ParetoNbd model = model(fit);

    assertThat(fit.note()).isPresent();
    assertThat(fit.logLikelihood()).isFinite();
    assertThat(model.pAlive(10, 363 / 7.0, 365 / 7.0)).isGreaterThan(.99);
    assertThat(model.conditionalExpectedPurchases(20, 363 / 7.0, 365 / 7.0, 365 / 7.0))
        .isBetween(15.0, 25.0);
  }

  @Test
  void everybodyIsTheSame() {
    Fit<GroupedModel> fit =
        fit(new int[] {4, 4, 4}, new int[] {80, 80, 80}, new int[] {100, 100, 100}, 1);

    assertThat(fit.note()).isPresent();
    assertThat(fit.logLikelihood()).isFinite();
    assertThat(model(fit).conditionalExpectedPurchases(4, 80 / 7.0, 100 / 7.0, 100 / 7.0))
        .isBetween(.5, 6.0);
  }

  /** A billion customers a row, all observed equally long. */
  @Test
  void oneObservationTimeAndHugeWeights() {
    int[] x = {0, 1, 1, 2, 3, 5};
    int[] tx = {0, 40, 200, 150, 260, 270};
    int[] t = {273, 273, 273, 273, 273, 273};
    Fit<GroupedModel> one = fit(x, tx, t, 1);
    Fit<GroupedModel> many = fit(x, tx, t, 1_000_000_000L);

    assertThat(many.customers()).isEqualTo(6_000_000_000L);
    assertThat(many.logLikelihood()).isCloseTo(1e9 * one.logLikelihood(), within(10.0));
    assertThat(model(many).conditionalExpectedPurchases(2, 150 / 7.0, 39, 39))
        .isCloseTo(model(one).conditionalExpectedPurchases(2, 150 / 7.0, 39, 39), within(1e-4))
        .isBetween(.1, 3.0);
  }

  private static Fit<GroupedModel> fit(int[] x, int[] tx, int[] t, long weight) {
    long[] weights = new long[x.length];
    Arrays.fill(weights, weight);
    return new PurchaseEstimator(ParetoNbd.FAMILY, Design.NONE, WEEKS)
        .fit(PurchaseRows.of(x, tx, t, weights), Double.NaN);
  }

  private static ParetoNbd model(Fit<GroupedModel> fit) {
    return (ParetoNbd) fit.model().of(0);
  }
}
