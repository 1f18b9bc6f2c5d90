package io.churnlake.clv.model;

import java.io.Serializable;
import java.util.List;

/** A purchase model before its parameters are known: what fitting it takes. */
public interface PurchaseFamily extends Serializable {

  /** Its name in tables and on the command line, such as {@code bg_nbd}. */
  String name();

  /** The parameters' names, as in the paper, in the order of all arrays here. */
  List<String> parameterNames();

  /** Which parameters are times, and so scale with the unit. */
  List<Integer> times();

  /**
   * Which parameters covariates act on, by a factor exp(γ'z) each (Fader, Hardie 2007,
   * "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models"); empty if the
   * model takes none.
   */
  List<Integer> covariateParameters();

  /** The model with these parameters, given by their natural logarithms. */
  PurchaseModel model(double[] logParameters);

  /** The likelihood at these parameters, given by their natural logarithms. */
  RowLikelihood likelihood(double[] logParameters);

  /**
   * Logarithms of parameters to start a search from, best bets first; times as multiples of the
   * mean observation time.
   *
   * @param meanOccasions repeat purchases a customer, above 0
   */
  List<double[]> starts(double meanOccasions);

  /**
   * Logarithms of parameters for customers of whom none bought twice: next to no purchase of
   * anybody is expected under them. Times as multiples of the mean observation time.
   */
  double[] withoutRepeatBuyers();

  /**
   * What the log-likelihood of all customers has beside the terms of {@link RowLikelihood}, and
   * which depends on no parameter that is searched.
   *
   * @param moments of all customers
   * @param unitDays days in a model unit
   */
  default double logLikelihoodConstant(PurchaseMoments moments, double unitDays) {
    return 0;
  }
}
