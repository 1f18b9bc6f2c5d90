package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The MBG/CNBD-k model of repeat buying: the time between a customer's purchases is Erlang(k) with
 * a stage rate drawn from Gamma(r, alpha), and after every purchase, the first included, the
 * customer leaves for good with a probability drawn from Beta(a, b). The larger k, the more regular
 * the buying; k = 1 is MBG/NBD.
 *
 * <p>Sources: Batislam, Denizel, Filiztekin (2007), "Empirical validation and comparison of models
 * for customer base analysis", International Journal of Research in Marketing 24(3), and Hoppe,
 * Wagner (2007), "Customer Base Analysis: The Case for a Central Variant of the Betageometric/NBD
 * Model", Marketing ZFP 29, for k = 1; Reutterer, Platzer, Schröder (2021), "Leveraging purchase
 * regularity for predicting customer behavior the easy way", International Journal of Research in
 * Marketing 38(1).
 *
 * <p>Times are in the model's unit. A customer is (x, t_x, T): repeat purchases, time from first to
 * last purchase, time from first purchase to the end of observation; x = 0 goes with t_x = 0.
 *
 * @param k stages of a purchase, 1 to {@value #MOST_STAGES}
 * @param r shape of the stage rate
 * @param alpha inverse scale of the stage rate, in model units of time
 * @param a first shape of the dropout probability
 * @param b second shape of the dropout probability
 */
public record MbgCnbd(int k, double r, double alpha, double a, double b) implements PurchaseModel {
  /** Buying as regular as this hardly gains from one more stage. */
  public static final int MOST_STAGES = 6;

  private static final List<PurchaseFamily> FAMILIES =
      IntStream.rangeClosed(1, MOST_STAGES).<PurchaseFamily>mapToObj(MbgCnbdFamily::new).toList();

  /** Checks that k is in its range and every parameter positive and finite. */
  public MbgCnbd {
    requireStages(k);
    Parameters.requirePositive("r", r);
    Parameters.requirePositive("alpha", alpha);
    Parameters.requirePositive("a", a);
    Parameters.requirePositive("b", b);
  }

  /** What fitting the model with k stages takes. */
  public static PurchaseFamily family(int k) {
    requireStages(k);
    return FAMILIES.get(k - 1);
  }

  /** The families by rising k. */
  public static List<PurchaseFamily> families() {
    return FAMILIES;
  }

  static MbgCnbd ofLogs(int k, double[] logParameters) {
    return new MbgCnbd(
        k,
        Math.exp(logParameters[0]),
        Math.exp(logParameters[1]),
        Math.exp(logParameters[2]),
        Math.exp(logParameters[3]));
  }

  private static void requireStages(int k) {
    if (k < 1 || k > MOST_STAGES) {
      throw new IllegalArgumentException(
          "Parameter k must be between 1 and " + MOST_STAGES + ", but is " + k);
    }
  }

  /**
   * The log-likelihood of one customer, for k > 1 without (k - 1) Σ ln gap over the times between
   * its purchases, which (x, t_x, T) do not tell and no parameter changes.
   */
  @Override
  public double logLikelihood(int x, double tx, double t) {
    return new MbgCnbdLikelihood(this).at(x, tx, t, new double[4]);
  }

  @Override
  public double logDropoutOdds(int x, double tx, double t) {
    double shape = r + (double) k * x;
    return Math.log(a / (b + x))
        + shape * Math.log1p((t - tx) / (alpha + tx))
        - Math.log(StageSums.of(k, shape, (t - tx) / (alpha + t)).sum());
  }

  /**
   * By now the stage rate is Gamma(r + kx + j, alpha + T) where j stages are done since the last
   * purchase, the dropout probability Beta(a, b + x + 1).
   */
  @Override
  public LivingCustomer whileAlive(int x, double tx, double t) {
    return new GeometricDropoutFuture(k, t - tx, r + (double) k * x, alpha + t, a, b + x + 1);
  }

  /** Silence tells how far the next purchase is, unless buying has no memory. */
  @Override
  public boolean recencyMattersWhileAlive() {
    return k > 1;
  }

  /** The dropout after the first purchase comes first. */
  @Override
  public double expectedPurchases(double t) {
    return b / (a + b) * whileAlive(0, 0, 0).expectedPurchases(t);
  }

  /** ln (k-1)!, a purchase. */
  double logStageFactor() {
    return GammaFunctions.logGammaRise(1, k - 1);
  }
}
