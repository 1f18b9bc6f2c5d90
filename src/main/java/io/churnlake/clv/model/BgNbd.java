package io.churnlake.clv.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The BG/NBD model of repeat buying: while alive a customer buys at a Poisson rate drawn from
 * Gamma(r, alpha), and after each repeat purchase leaves for good with a probability drawn from
 * Beta(a, b).
 *
 * <p>Source of all formulas unless said otherwise: Fader, Hardie, Lee (2005), "Counting Your
 * Customers" the Easy Way: An Alternative to the Pareto/NBD Model, Marketing Science 24(2).
 *
 * <p>Times are in the model's unit. A customer is (x, t_x, T): repeat purchases, time from first to
 * last purchase, time from first purchase to the end of observation; x = 0 goes with t_x = 0.
 *
 * @param r shape of the purchase rate
 * @param alpha inverse scale of the purchase rate, in model units of time
 * @param a first shape of the dropout probability
 * @param b second shape of the dropout probability
 */
public record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {
  /** What fitting it takes. */
  public static final PurchaseFamily FAMILY = new Family();

  /** Checks that every parameter is positive and finite. */
  public BgNbd {
    Parameters.requirePositive("r", r);
    Parameters.requirePositive("alpha", alpha);
    Parameters.requirePositive("a", a);
    Parameters.requirePositive("b", b);
  }

  static BgNbd ofLogs(double[] logParameters) {
    return new BgNbd(
        Math.exp(logParameters[0]),
        Math.exp(logParameters[1]),
        Math.exp(logParameters[2]),
        Math.exp(logParameters[3]));
  }

  /** Equation 6. */
  @Override
  public double logLikelihood(int x, double tx, double t) {
    return new BgNbdLikelihood(this).at(x, tx, t, new double[4]);
  }

  /**
   * Fader, Hardie, Lee 2008, "Computing P(alive) Using the BG/NBD Model". A customer without a
   * repeat purchase cannot have dropped out.
   */
  @Override
  public double logDropoutOdds(int x, double tx, double t) {
    return x == 0
        ? Double.NEGATIVE_INFINITY
        : Math.log(a / (b + x - 1)) + (r + x) * Math.log1p((t - tx) / (alpha + tx));
  }

  /** By now the rate is Gamma(r + x, alpha + T), the dropout probability Beta(a, b + x). */
  @Override
  public LivingCustomer whileAlive(int x, double tx, double t) {
    return new GeometricDropoutFuture(r + x, alpha + t, a, b + x);
  }

  @Override
  public boolean recencyMattersWhileAlive() {
    return false;
  }

  /** Equation 9. */
  @Override
  public double expectedPurchases(double t) {
    return whileAlive(0, 0, 0).expectedPurchases(t);
  }

  private static final class Family implements PurchaseFamily {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
      return "bg_nbd";
    }

    @Override
    public List<String> parameterNames() {
      return List.of("r", "alpha", "a", "b");
    }

    @Override
    public List<Integer> times() {
      return List.of(1);
    }

    @Override
    public List<Integer> covariateParameters() {
      return List.of(1, 2, 3);
    }

    @Override
    public PurchaseModel model(double[] logParameters) {
      return ofLogs(logParameters);
    }

    @Override
    public RowLikelihood likelihood(double[] logParameters) {
      return new BgNbdLikelihood(ofLogs(logParameters));
    }

    /** A grid of heterogeneity and dropout around the observed purchase rate. */
    @Override
    public List<double[]> starts(double meanOccasions) {
      double[][] dropouts = {{0.8, 2.5}, {0.1, 2.5}, {1, 20}};
      List<double[]> result = new ArrayList<>();
      for (double r : new double[] {0.5, 0.2, 2}) {
        for (double[] dropout : dropouts) {
          result.add(
              new double[] {
                Math.log(r), Math.log(r / meanOccasions), Math.log(dropout[0]), Math.log(dropout[1])
              });
        }
      }
      return result;
    }

    @Override
    public double[] withoutRepeatBuyers() {
      return new double[] {-Math.log(PurchaseEstimator.LIMIT), 0, 0, 0};
    }
  }
}
