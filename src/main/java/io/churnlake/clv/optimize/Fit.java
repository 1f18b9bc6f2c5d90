package io.churnlake.clv.optimize;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model fitted by maximum likelihood, and how far to trust it.
 *
 * @param model the fitted model; usable and finite also where the fit is degenerate
 * @param estimates its parameters with standard errors
 * @param point the coordinates of the maximum, mostly logarithms of the parameters
 * @param covariance of the coordinates, from the observed information; 0 for those held at a limit;
 *     empty where the information is singular or the fit has none
 * @param customers how many customers the likelihood covers
 * @param logLikelihood summed over these customers
 * @param iterations of the optimiser, over all starts
 * @param evaluations of the likelihood, over all starts, with those for the standard errors
 * @param converged whether the gradient vanishes at the estimates, limits aside
 * @param gradientNorm length of the log-likelihood's gradient in the coordinates, without those
 *     that are held at a limit
 * @param note what is wrong with the data or the optimum, in one sentence; empty when nothing is
 */
public record Fit<M>(
    M model,
    List<Estimate> estimates,
    List<Double> point,
    List<List<Double>> covariance,
    long customers,
    double logLikelihood,
    int iterations,
    int evaluations,
    boolean converged,
    double gradientNorm,
    Optional<String> note) {

  /** Copies the lists. */
  public Fit {
    estimates = List.copyOf(estimates);
    point = List.copyOf(point);
    covariance = covariance.stream().map(List::copyOf).toList();
  }

  /** Parameters that were estimated: not those held at a limit, as far as that is known. */
  public int freeParameters() {
    return covariance.isEmpty()
        ? estimates.size()
        : (int)
            IntStream.range(0, covariance.size()).filter(i -> covariance.get(i).get(i) > 0).count();
  }

  /**
   * Whether the maximum lies inside the family: no parameter is held at a limit, and the data
   * determine all of them.
   */
  public boolean isInside() {
    return !covariance.isEmpty() && freeParameters() == estimates.size();
  }

  /** Akaike's information criterion: 2 parameters - 2 log-likelihood; lower is better. */
  public double aic() {
    return 2.0 * freeParameters() - 2 * logLikelihood;
  }

  /** The Bayesian information criterion: ln(customers) parameters - 2 log-likelihood. */
  public double bic() {
    return Math.log((double) Math.max(customers, 1)) * freeParameters() - 2 * logLikelihood;
  }

  /** The same fit of a model that is wrapped or read in another way. */
  public <N> Fit<N> with(N other) {
    return copy(other, logLikelihood, iterations, evaluations, note);
  }

  /** The same fit with its log-likelihood moved by what does not depend on the parameters. */
  public Fit<M> plusLogLikelihood(double constant) {
    return copy(model, logLikelihood + constant, iterations, evaluations, note);
  }

  /** The same fit with a remark before its own. */
  public Fit<M> noting(String remark) {
    String all = note.map(own -> remark + "; " + own).orElse(remark);
    return copy(model, logLikelihood, iterations, evaluations, Optional.of(all));
  }

  /** The same fit with the work of others that it was chosen from. */
  public Fit<M> afterWork(int moreIterations, int moreEvaluations) {
    return copy(
        model, logLikelihood, iterations + moreIterations, evaluations + moreEvaluations, note);
  }

  private <N> Fit<N> copy(
      N otherModel,
      double otherLogLikelihood,
      int otherIterations,
      int otherEvaluations,
      Optional<String> otherNote) {
    return new Fit<>(
        otherModel,
        estimates,
        point,
        covariance,
        customers,
        otherLogLikelihood,
        otherIterations,
        otherEvaluations,
        converged,
        gradientNorm,
        otherNote);
  }
}
