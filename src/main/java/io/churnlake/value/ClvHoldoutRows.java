package io.churnlake.value;

import io.churnlake.clv.ForecastError;
import io.churnlake.clv.HoldoutEvaluation;
import io.churnlake.clv.HoldoutSums;
import io.churnlake.clv.HoldoutWindow;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows of {@link io.churnlake.table.ClvHoldout#TABLE}. */
public final class ClvHoldoutRows {
  private final LocalDate asOf;
  private final ClvHoldoutStep.Result result;

  public ClvHoldoutRows(LocalDate asOf, ClvHoldoutStep.Result result) {
    this.asOf = asOf;
    this.result = result;
  }

  /** All rows of all candidates. */
  public List<Row> all(String chosen) {
    List<Row> rows = new ArrayList<>();
    for (ClvHoldoutStep.Compared compared : result.compared()) {
      String model = compared.candidate().name();
      boolean isChosen = model.equals(chosen);
      HoldoutEvaluation evaluation = compared.evaluation();
      rows.add(
          sums(
              model,
              isChosen,
              "total",
              0,
              result.window(),
              evaluation.total(),
              isChosen ? result.earlier().main().orElse(null) : null));
      for (int x = 0; x < evaluation.byRepeats().size(); x++) {
        rows.add(
            sums(
                model,
                isChosen,
                "repeat_purchases",
                x,
                result.window(),
                evaluation.byRepeats().get(x),
                null));
      }
      rows.addAll(weeks(model, isChosen, evaluation));
    }
    for (ClvEarlierForecasts.Forecast forecast : result.earlier().forecasts()) {
      rows.add(
          sums(
              chosen,
              true,
              forecast.slice(),
              forecast.value(),
              forecast.window(),
              forecast.evaluation().total(),
              forecast.error()));
    }
    return rows;
  }

  private List<Row> weeks(String model, boolean isChosen, HoldoutEvaluation evaluation) {
    List<Row> rows = new ArrayList<>();
    int holdoutDays = result.window().days();
    double predicted = 0;
    long actual = 0;
    for (int week = 0; week < evaluation.weeks().size(); week++) {
      predicted += evaluation.weeks().get(week);
      actual += result.actualWeeks().get(week);
      int days = Math.min(7, holdoutDays - 7 * week);
      rows.add(
          row(
              model,
              isChosen,
              "week",
              week + 1,
              result.window(),
              evaluation.total().customers(),
              evaluation.weeks().get(week),
              result.actualWeeks().get(week),
              evaluation.total().naive() * days / holdoutDays,
              predicted,
              actual,
              null,
              null,
              null,
              null,
              null,
              null));
    }
    return rows;
  }

  private Row sums(
      String model,
      boolean isChosen,
      String slice,
      int value,
      HoldoutWindow window,
      HoldoutSums sums,
      @Nullable ForecastError error) {
    return row(
        model,
        isChosen,
        slice,
        value,
        window,
        sums.customers(),
        sums.predicted(),
        sums.actual(),
        sums.naive(),
        null,
        null,
        mean(sums.meanAbsoluteError()),
        mean(sums.naiveMeanAbsoluteError()),
        mean(sums.logScore()),
        mean(sums.coverage()),
        error == null ? null : error.logError(),
        error == null ? null : error.explainedDeviation());
  }

  private Row row(
      String model,
      boolean isChosen,
      String slice,
      int value,
      HoldoutWindow window,
      @Nullable Object... rest) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(Date.valueOf(asOf));
    cells.add(model);
    cells.add(slice);
    cells.add(value);
    cells.add(isChosen);
    cells.add(Date.valueOf(window.calibratedTo()));
    cells.add(window.days());
    for (Object cell : rest) {
      cells.add(cell);
    }
    return RowFactory.create(cells.toArray());
  }

  /** NULL where there is no customer. */
  private static @Nullable Double mean(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
