package io.churnlake.clv.optimize;

/**
 * A fitted parameter.
 *
 * @param name as in the model's paper
 * @param value its maximum-likelihood estimate
 * @param standardError from the observed information by the delta method; NaN where the information
 *     does not determine it
 */
public record Estimate(String name, double value, double standardError) {}
