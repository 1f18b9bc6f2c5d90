package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import java.io.Serializable;

/**
 * The Gamma-Gamma model of spend: a customer's purchases are Gamma(p, ν) and ν is Gamma(q, v), so
 * that the mean over x purchases is drawn towards the population's mean the more, the smaller x is.
 *
 * <p>Source of all formulas: Fader, Hardie (2013), "The Gamma-Gamma Model of Monetary Value";
 * Fader, Hardie, Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis".
 *
 * @param p shape of a purchase's amount within a customer
 * @param q shape of the rate across customers
 * @param v inverse scale of the rate across customers, in money
 */
public record GammaGamma(double p, double q, double v) implements Serializable {

  /** Checks that every parameter is positive and finite. */
  public GammaGamma {
    Parameters.requirePositive("p", p);
    Parameters.requirePositive("q", q);
    Parameters.requirePositive("v", v);
  }

  static GammaGamma ofLogs(double[] logParameters) {
    return new GammaGamma(
        Math.exp(logParameters[0]), Math.exp(logParameters[1]), Math.exp(logParameters[2]));
  }

  /**
   * The log-likelihood of one customer's mean spend.
   *
   * @param x repeat purchases, at least 1
   * @param z their mean amount, above 0
   */
  public double logLikelihood(int x, double z) {
    return logLikelihood(x, z, new double[3]);
  }

  /** The gradient of {@link #logLikelihood(int, double)} in (ln p, ln q, ln v). */
  public double[] logLikelihoodGradient(int x, double z) {
    double[] gradient = new double[3];
    logLikelihood(x, z, gradient);
    return gradient;
  }

  /** As above, the gradient in (ln p, ln q, ln v) going to the given array. */
  double logLikelihood(int x, double z, double[] gradient) {
    double total = x * z;
    double px = p * x;
    double logPrior = Math.log1p(total / v);
    double logData = Math.log1p(v / total);
    gradient[0] = px * (GammaFunctions.digammaRise(px, q) - logData);
    gradient[1] = q * (GammaFunctions.digammaRise(q, px) - logPrior);
    gradient[2] = (q * total - px * v) / (v + total);
    return -Math.log(z) - GammaFunctions.logBeta(px, q) - q * logPrior - px * logData;
  }

  /** The mean spend of a random customer; infinite unless q > 1. */
  public double populationMeanSpend() {
    return q > 1 ? v * p / (q - 1) : Double.POSITIVE_INFINITY;
  }

  /**
   * The expected mean spend of a customer, E(M | x, z): between the population's mean and z, and z
   * itself in the limit of many purchases. With x = 0 it is the population's mean.
   *
   * @param x repeat purchases
   * @param z their mean amount; not looked at when x = 0
   */
  public double expectedMeanSpend(int x, double z) {
    if (x == 0) {
      return populationMeanSpend();
    }
    double precision = p * x + q - 1;
    return precision > 0 ? p * (v + x * z) / precision : Double.POSITIVE_INFINITY;
  }
}
