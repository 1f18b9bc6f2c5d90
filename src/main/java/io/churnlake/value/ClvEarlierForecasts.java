package io.churnlake.value;

import io.churnlake.clv.ForecastError;
import io.churnlake.clv.HoldoutEvaluation;
import io.churnlake.clv.HoldoutPlan;
import io.churnlake.clv.HoldoutRows;
import io.churnlake.clv.HoldoutSample;
import io.churnlake.clv.HoldoutWindow;
import io.churnlake.clv.ModelError;
import io.churnlake.clv.Season;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.optimize.Fit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Fits the model that is used to what was known at still earlier dates: how far have its forecasts
 * been off, and does what a year ago was off come again?
 *
 * <p>One fit a window, on the driver, of rows that the comparison has collected. The family, also
 * its k, is the one that the comparison has found.
 */
final class ClvEarlierForecasts {
  /**
   * A forecast of one window.
   *
   * @param slice of gold.clv_holdout
   * @param value from 1
   */
  record Forecast(
      String slice,
      int value,
      HoldoutWindow window,
      HoldoutEvaluation evaluation,
      ForecastError error) {}

  /**
   * What they say.
   *
   * @param main the error of the holdout that models are compared on
   * @param forecasts of the other windows
   */
  public record Result(
      Optional<ForecastError> main, List<Forecast> forecasts, ModelError error, Season season) {
    /** Without a comparison. */
    static final Result NONE =
        new Result(Optional.empty(), List.of(), ModelError.UNKNOWN, Season.none(Season.NO_HOLDOUT));
  }

  private final HoldoutPlan plan;
  private final double unitDays;

  ClvEarlierForecasts(HoldoutPlan plan, double unitDays) {
    this.plan = plan;
    this.unitDays = unitDays;
  }

  /**
   * Forecasts every window with enough customers.
   *
   * @param used the model and its fit in the main window
   * @param rows of the main window
   * @param distinct of all windows, as {@link HoldoutSample#distinct} has them
   */
  Result of(ClvHoldoutStep.Compared used, HoldoutRows rows, List<Row> distinct) {
    List<ForecastError> errors = new ArrayList<>();
    ForecastError main =
        ForecastError.of(used.fit(), rows, used.evaluation().total(), plan.main().days(), unitDays);
    errors.add(main);
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < plan.earlier().size(); i++) {
      forecast(used.fit(), distinct, 1 + i, "earlier", i + 1).ifPresent(forecasts::add);
    }
    forecasts.forEach(forecast -> errors.add(forecast.error()));
    Season season = season(used.fit(), distinct, forecasts);
    return new Result(Optional.of(main), forecasts, ModelError.of(errors), season);
  }

  private Season season(Fit<GroupedModel> fit, List<Row> distinct, List<Forecast> forecasts) {
    if (plan.noSeason().isPresent()) {
      return Season.none(plan.noSeason().get());
    }
    HoldoutPlan.SeasonWindows windows = plan.season().orElseThrow();
    List<HoldoutWindow> inOrder =
        List.of(windows.yearAgo(), windows.trial(), windows.yearBeforeTrial());
    Map<HoldoutWindow, Double> logErrors = new HashMap<>();
    int index = 1 + plan.earlier().size();
    for (HoldoutWindow window : windows.distinct()) {
      Optional<Forecast> forecast =
          forecast(fit, distinct, index++, "season", 1 + inOrder.indexOf(window));
      if (forecast.isEmpty()) {
        return Season.none(Season.FEW_CUSTOMERS);
      }
      forecasts.add(forecast.get());
      logErrors.put(window, forecast.get().error().logError());
    }
    List<Double> errors = inOrder.stream().map(logErrors::get).toList();
    return Season.of(errors.get(0), errors.get(1), errors.get(2));
  }

  private Optional<Forecast> forecast(
      Fit<GroupedModel> like, List<Row> distinct, int index, String slice, int value) {
    HoldoutWindow window = plan.windows().get(index);
    HoldoutRows rows = HoldoutSample.rows(distinct, index);
    if (ClvHoldoutStep.tooFew(rows).isPresent()) {
      return Optional.empty();
    }
    // Gaps between purchases tell apart values of k, which is given here.
    Fit<GroupedModel> fit =
        new PurchaseEstimator(like.model().family(), like.model().design(), unitDays)
            .fit(rows.histories(), Double.NaN);
    HoldoutEvaluation evaluation = HoldoutEvaluation.of(fit.model(), rows, window.days(), unitDays);
    return Optional.of(
        new Forecast(
            slice,
            value,
            window,
            evaluation,
            ForecastError.of(fit, rows, evaluation.total(), window.days(), unitDays)));
  }
}
