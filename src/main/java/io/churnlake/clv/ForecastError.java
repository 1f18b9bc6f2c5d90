package io.churnlake.clv;

import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Fit;

/**
 * How far the purchases of a holdout lie from their forecast, on the log scale, and how far they
 * would lie if the model were right.
 *
 * @param actual purchases seen
 * @param predicted purchases expected
 * @param explainedVariance of {@link #logError}, from chance and from the parameters' uncertainty
 */
public record ForecastError(long actual, double predicted, double explainedVariance) {
  /** A forecast or an outcome of nothing is far off too, and not infinitely so. */
  private static final double HALF = .5;

  /** The error of a fit's forecast for the customers that it was fitted to. */
  public static ForecastError of(
      Fit<GroupedModel> fit, HoldoutRows rows, HoldoutSums total, int days, double unitDays) {
    TotalForecast forecast = new TotalForecast(rows.histories(), days, unitDays);
    double mean = total.predicted() + HALF;
    double ofParameters = forecast.logVarianceOfParameters(fit);
    double ofChance = forecast.varianceOfChance(fit.model()) / (mean * mean);
    return new ForecastError(total.actual(), total.predicted(), ofChance + ofParameters);
  }

  /** ln(actual / predicted), with half a purchase added to both. */
  public double logError() {
    return Math.log((actual + HALF) / (predicted + HALF));
  }

  /** What of it would be there if the model were right, as a standard deviation. */
  public double explainedDeviation() {
    return Math.sqrt(explainedVariance);
  }
}
