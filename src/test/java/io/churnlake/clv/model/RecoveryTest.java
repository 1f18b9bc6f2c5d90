package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.clv.math.GammaFunctions;
import io.churnlake.clv.math.SymmetricMatrix;
import io.churnlake.clv.model.SimulatedCustomers.Customer;
import io.churnlake.clv.model.SimulatedCustomers.Law;
import io.churnlake.clv.model.SimulatedCustomers.Leaving;
import io.churnlake.clv.optimize.Fit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Customers made by a model are fitted, and the fit finds the law they were made by: the Wald
 * statistic of the true parameters under estimates and covariance follows its chi-squared law. That
 * holds likelihood, gradient, optimiser and standard errors to each other and to the model's story.
 */
@Tag("fast")
class RecoveryTest {
  private static final int SEEDS = 20;
  private static final int CUSTOMERS = 6000;

  /** The Kolmogorov-Smirnov distance that 20 values exceed with probability .001, exactly. */
  private static final double MOST_DISTANCE = .42085;

  private static final List<Law> LAWS =
      List.of(
          new Law("bg_nbd", 1, Leaving.AFTER_A_REPEAT_PURCHASE, List.of(.8, 6.0, .8, 2.5)),
          new Law("mbg_nbd", 1, Leaving.AFTER_ANY_PURCHASE, List.of(.8, 6.0, .8, 2.5)),
          new Law("mbg_cnbd_3", 3, Leaving.AFTER_ANY_PURCHASE, List.of(.8, 2.0, .8, 2.5)),
          new Law("pareto_nbd", 1, Leaving.AT_ANY_TIME, List.of(.8, 6.0, .7, 12.0)));

  /** Model units that the predictions look ahead. */
  private static final double HORIZON = 10;

  /** Every so manieth customer's prediction is looked at: 10,000 of them in all. */
  private static final int PREDICTED = 12;

  /** Customers of a seed, and the fit to them. */
  private record Fitted(List<Customer> customers, Fit<GroupedModel> fit) {}

  private static final Map<Law, List<Fitted>> FITTED = new HashMap<>();

  private static Stream<Law> laws() {
    return LAWS.stream().filter(law -> PurchaseFamilies.names().contains(law.family()));
  }

  private static List<Fitted> fitted(Law law) {
    return FITTED.computeIfAbsent(
        law, l -> LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> fitted(l, seed)).toList());
  }

  private static Fitted fitted(Law law, long seed) {
    List<Customer> customers = new SimulatedCustomers(seed).draw(law, CUSTOMERS, HORIZON);
    PurchaseFamily family = PurchaseFamilies.named(law.family());
    return new Fitted(
        customers,
        new PurchaseEstimator(family, Design.NONE, SimulatedCustomers.UNIT_DAYS)
            .fit(rows(customers), Double.NaN));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void purchaseModelsFindTheirLaw(Law law) {
    mustScatterAsTheCovarianceSays(
        law.logParameters(), fitted(law).stream().<Fit<?>>map(Fitted::fit).toList());
  }

  /**
   * What customers then did lies where the fit said: an interval of the predicted distribution
   * holds its share of them, the probability of the number that happened being spread evenly
   * (Czado, Gneiting, Held 2009, Predictive Model Assessment for Count Data).
   */
  @ParameterizedTest
  @MethodSource("laws")
  void predictedIntervalsHoldTheirShare(Law law) {
    double wide = 0;
    double narrow = 0;
    double upper = 0;
    int n = 0;
    for (Fitted fitted : fitted(law)) {
      PurchaseModel model = fitted.fit().model().of(0);
      for (int i = 0; i < CUSTOMERS; i += PREDICTED) {
        double[] range = predicted(model, fitted.customers().get(i));
        wide += share(range, .025, .975);
        narrow += share(range, .25, .75);
        upper += share(range, .5, 1);
        n++;
      }
    }
    assertThat(wide / n).isBetween(.94, .96);
    assertThat(narrow / n).isBetween(.48, .52);
    assertThat(upper / n).isBetween(.48, .52);
  }

  /** The predicted distribution function just below and at what the customer did. */
  private static double[] predicted(PurchaseModel model, Customer c) {
    double pAlive = model.pAlive(c.x(), c.tx(), c.t());
    double[] alive =
        model.whileAlive(c.x(), c.tx(), c.t()).purchaseProbabilities(HORIZON, c.later());
    double below = c.later() == 0 ? 0 : 1 - pAlive;
    for (int n = 0; n < c.later(); n++) {
      below += pAlive * alive[n];
    }
    double here = pAlive * alive[c.later()] + (c.later() == 0 ? 1 - pAlive : 0);
    return new double[] {below, below + here};
  }

  /** The part of a range that lies between two limits. */
  private static double share(double[] range, double low, double high) {
    double inside = Math.min(range[1], high) - Math.max(range[0], low);
    return Math.max(0, inside) / (range[1] - range[0]);
  }

  @Test
  void gammaGammaFindsItsLaw() {
    GammaGamma law = new GammaGamma(6, 4, 15);
    mustScatterAsTheCovarianceSays(
        new double[] {Math.log(law.p()), Math.log(law.q()), Math.log(law.v())},
        LongStream.rangeClosed(1, SEEDS).<Fit<?>>mapToObj(seed -> spendFit(law, seed)).toList());
  }

  private static Fit<GammaGamma> spendFit(GammaGamma law, long seed) {
    SimulatedCustomers simulated = new SimulatedCustomers(seed);
    int[] x =
        simulated.draw(LAWS.get(0), CUSTOMERS, 0).stream()
            .mapToInt(Customer::x)
            .filter(n -> n > 0)
            .toArray();
    double[] z = Arrays.stream(x).mapToDouble(n -> simulated.meanSpend(law, n)).toArray();
    long[] one = LongStream.generate(() -> 1).limit(x.length).toArray();
    return GammaGammaEstimator.fit(
        WeightedLikelihood.over(List.of(new GammaGammaBlock(x, z, one))), () -> 0);
  }

  private static void mustScatterAsTheCovarianceSays(double[] truth, List<Fit<?>> fits) {
    int freedom = truth.length;
    double[] wald = fits.stream().mapToDouble(fit -> wald(fit, truth)).toArray();

    // The limits of the sum: quantiles .001 and .999 of chi-squared with 60 and 80 degrees.
    double[] limits = freedom == 3 ? new double[] {31.738, 99.607} : new double[] {46.520, 124.839};
    assertThat(Arrays.stream(wald).sum())
        .as("sum of %s", Arrays.toString(wald))
        .isBetween(limits[0], limits[1]);
    double[] sorted = Arrays.stream(wald).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < SEEDS; i++) {
      double p = chiSquaredBelow(sorted[i], freedom);
      distance = Math.max(distance, Math.max(p - (double) i / SEEDS, (i + 1.0) / SEEDS - p));
    }
    assertThat(distance).as("distance of %s", Arrays.toString(sorted)).isLessThan(MOST_DISTANCE);
  }

  /** (θ̂ - θ)' Cov⁻¹ (θ̂ - θ). */
  private static double wald(Fit<?> fit, double[] truth) {
    assertThat(fit.converged()).isTrue();
    assertThat(fit.note()).isEmpty();
    double[][] covariance =
        fit.covariance().stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    double[][] information = SymmetricMatrix.inverse(covariance).orElseThrow();
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < truth.length; j++) {
        sum +=
            information[i][j] * (fit.point().get(i) - truth[i]) * (fit.point().get(j) - truth[j]);
      }
    }
    return sum;
  }

  /** The chi-squared distribution function by its power series (Abramowitz, Stegun 6.5.29). */
  private static double chiSquaredBelow(double value, int freedom) {
    double a = freedom / 2.0;
    double x = value / 2;
    double term = Math.exp(a * Math.log(x) - x - GammaFunctions.logGamma(a + 1));
    double sum = 0;
    for (int n = 1; term > 1e-16 * sum; n++) {
      sum += term;
      term *= x / (a + n);
    }
    return sum;
  }

  private static PurchaseRows rows(List<Customer> customers) {
    return PurchaseRows.of(
        customers.stream().mapToInt(Customer::x).toArray(),
        customers.stream().mapToInt(Customer::txDays).toArray(),
        customers.stream().mapToInt(Customer::tDays).toArray(),
        customers.stream().mapToLong(c -> 1).toArray());
  }
}
