package io.churnlake.clv;

import java.util.List;
import java.util.Optional;

/**
 * A model fitted by maximum likelihood, and how far to trust it.
 *
 * @param model the fitted model; usable and finite also where the fit is degenerate
 * @param estimates its parameters with standard errors
 * @param customers how many customers the likelihood covers
 * @param logLikelihood summed over these customers
 * @param iterations of the optimiser, over all starts
 * @param evaluations of the likelihood, over all starts, with those for the standard errors
 * @param converged whether the gradient vanishes at the estimates, limits aside
 * @param gradientNorm length of the log-likelihood's gradient in log-parameters, without those that
 *     are held at a limit
 * @param note what is wrong with the data or the optimum, in one sentence; empty when nothing is
 */
public record Fit<M>(
    M model,
    List<Estimate> estimates,
    long customers,
    double logLikelihood,
    int iterations,
    int evaluations,
    boolean converged,
    double gradientNorm,
    Optional<String> note) {

  /** Copies the estimates. */
  public Fit {
    estimates = List.copyOf(estimates);
  }
}
