package io.churnlake.clv.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The Pareto/NBD model of repeat buying: while alive a customer buys at a Poisson rate drawn from
 * Gamma(r, alpha), and dies at a rate drawn from Gamma(s, beta), whether it buys or not.
 *
 * <p>Sources: Schmittlein, Morrison, Colombo (1987), "Counting Your Customers: Who Are They and
 * What Will They Do Next?", Management Science 33(1); Fader, Hardie (2005), "A Note on Deriving the
 * Pareto/NBD Model and Related Expressions".
 *
 * <p>Times are in the model's unit. A customer is (x, t_x, T): repeat purchases, time from first to
 * last purchase, time from first purchase to the end of observation; x = 0 goes with t_x = 0.
 *
 * @param r shape of the purchase rate
 * @param alpha inverse scale of the purchase rate, in model units of time
 * @param s shape of the death rate
 * @param beta inverse scale of the death rate, in model units of time
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {
  /** What fitting it takes. */
  public static final PurchaseFamily FAMILY = new Family();

  /** Checks that every parameter is positive and finite. */
  public ParetoNbd {
    Parameters.requirePositive("r", r);
    Parameters.requirePositive("alpha", alpha);
    Parameters.requirePositive("s", s);
    Parameters.requirePositive("beta", beta);
  }

  static ParetoNbd ofLogs(double[] logParameters) {
    return new ParetoNbd(
        Math.exp(logParameters[0]),
        Math.exp(logParameters[1]),
        Math.exp(logParameters[2]),
        Math.exp(logParameters[3]));
  }

  @Override
  public double logLikelihood(int x, double tx, double t) {
    return new ParetoNbdLikelihood(this).at(x, tx, t, new double[4]);
  }

  /** The terms of the likelihood in which the customer has died, over the one in which it lives. */
  @Override
  public double logDropoutOdds(int x, double tx, double t) {
    return new ParetoNbdLikelihood(this).logDropoutOdds(x, tx, t);
  }

  /** By now the rate of buying is Gamma(r + x, alpha + T), that of dying Gamma(s, beta + T). */
  @Override
  public LivingCustomer whileAlive(int x, double tx, double t) {
    return new GammaLifetimeFuture(r + x, alpha + t, s, beta + t);
  }

  @Override
  public boolean recencyMattersWhileAlive() {
    return false;
  }

  /** r beta / (alpha (s-1)) [1 - (beta/(beta+t))^(s-1)], which is no division by zero at s = 1. */
  @Override
  public double expectedPurchases(double t) {
    return whileAlive(0, 0, 0).expectedPurchases(t);
  }

  private static final class Family implements PurchaseFamily {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
      return "pareto_nbd";
    }

    @Override
    public List<String> parameterNames() {
      return List.of("r", "alpha", "s", "beta");
    }

    @Override
    public List<Integer> times() {
      return List.of(1, 3);
    }

    @Override
    public List<Integer> covariateParameters() {
      return List.of(1, 3);
    }

    @Override
    public PurchaseModel model(double[] logParameters) {
      return ofLogs(logParameters);
    }

    @Override
    public RowLikelihood likelihood(double[] logParameters) {
      return new ParetoNbdLikelihood(ofLogs(logParameters));
    }

    /**
     * A grid around the observed purchase rate: few, some and many customers die within the time
     * observed, at rates that differ much or little.
     */
    @Override
    public List<double[]> starts(double meanOccasions) {
      double[][] deaths = {{0.6, 0.4}, {0.5, 5}, {3, 3}};
      List<double[]> result = new ArrayList<>();
      for (double r : new double[] {0.5, 0.2, 2}) {
        for (double[] death : deaths) {
          result.add(
              new double[] {
                Math.log(r), Math.log(r / meanOccasions), Math.log(death[0]), Math.log(death[1])
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
