package io.churnlake.report.section;

import io.churnlake.report.figure.Decile;
import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.Model;
import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.Quality;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.ChurnValidation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good the churn model in use was on customers that it had not seen: lift by tenth beside the
 * days since the last order, and predicted against seen shares.
 */
public final class ModelQuality {
  /** The score of the model, as gold.churn_validation names it. */
  public static final String MODEL = "model";

  /** The baseline: the longer ago the last order, the riskier. */
  public static final String RECENCY = "recency";

  private static final String ID = "model";

  private ModelQuality() {}

  public static Section of(Night night, Words words) {
    Optional<Quality> model = score(night, MODEL);
    if (night.model().isEmpty() || model.isEmpty() || model.get().deciles().isEmpty()) {
      return Telling.absent(night, words, ID, ChurnValidation.TABLE);
    }
    Model used = night.model().get();
    Quality quality = model.get();
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(
            ID + ".lead",
            words.named("algorithm", used.algorithm()),
            words.date(used.trainedFor()),
            words.count(used.horizonDays()),
            words.text("model.split." + (used.split().equals("time") ? "time" : "customers")),
            words.count(quality.customers()),
            words.share(quality.baseRate())),
        List.of(
            scores(night.qualities(), words),
            lift(quality, score(night, RECENCY), words),
            calibration(quality, words)));
  }

  private static Optional<Quality> score(Night night, String score) {
    return night.qualities().stream().filter(quality -> quality.score().equals(score)).findFirst();
  }

  private static Block scores(List<Quality> qualities, Words words) {
    return new Block.Table(
        words.text("model.scores"),
        List.of(
            words.text("model.score"),
            words.text("model.auc"),
            words.text("page.low"),
            words.text("page.high"),
            words.text("model.lift.top"),
            words.text("model.lift.ceiling"),
            words.text("model.predicted"),
            words.text("model.seen"),
            words.text("model.error"),
            words.text("model.brier")),
        qualities.stream()
            .map(
                quality ->
                    Telling.row(
                        List.of(Cell.text(words.named("score", quality.score()))),
                        Telling.cells(words, quality.auc(), auc -> words.number(auc, 3)),
                        List.of(
                            Cell.number(words.number(quality.lift(), 2)),
                            Cell.number(words.number(quality.ceiling(), 2)),
                            Cell.number(words.share(quality.meanPrediction())),
                            Cell.number(words.share(quality.baseRate())),
                            Cell.number(words.share(quality.calibrationError())),
                            Cell.number(words.number(quality.brier(), 3)))))
            .toList());
  }

  private static Block lift(Quality model, Optional<Quality> baseline, Words words) {
    Map<String, List<Double>> bars = new LinkedHashMap<>();
    bars.put(words.named("score", MODEL), lifts(model));
    baseline.ifPresent(recency -> bars.put(words.named("score", RECENCY), lifts(recency)));
    Chart chart =
        Chart.bars(
            "lift-chart",
            words.text(
                "model.lift.told", words.number(model.lift(), 2), words.number(model.ceiling(), 2)),
            model.deciles().stream().map(tenth -> words.count(tenth.tenth())).toList(),
            words.text("model.tenths"),
            words.text("model.lift"),
            Chart.Format.NUMBER,
            bars,
            Map.of(words.named("score", "base_rate"), Double.valueOf(1)));
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < model.deciles().size(); i++) {
      Decile tenth = model.deciles().get(i);
      int at = i;
      rows.add(
          List.of(
              Cell.text(words.count(tenth.tenth())),
              Cell.number(words.number(tenth.lift(), 2)),
              Cell.number(words.share(tenth.gain())),
              Cell.number(
                  baseline
                      .filter(recency -> at < recency.deciles().size())
                      .map(recency -> words.number(recency.deciles().get(at).lift(), 2))
                      .orElse(Words.NO_FIGURE))));
    }
    return new Block.Drawn(
        chart,
        new Block.Table(
            words.text("model.lift.table"),
            List.of(
                words.text("model.tenths"),
                words.text("model.lift"),
                words.text("model.gain"),
                words.text("model.lift.recency")),
            rows));
  }

  private static List<Double> lifts(Quality quality) {
    return quality.deciles().stream().map(Decile::lift).toList();
  }

  private static Block calibration(Quality model, Words words) {
    List<Decile> rising = new ArrayList<>(model.deciles());
    Collections.reverse(rising);
    List<Estimate> left = rising.stream().map(Decile::left).toList();
    double first = rising.get(0).meanScore();
    double last = rising.get(rising.size() - 1).meanScore();
    Chart chart =
        Chart.lines(
                "calibration-chart",
                words.text(
                    "model.calibration.told",
                    words.share(model.meanPrediction()),
                    words.share(model.baseRate())),
                List.of(),
                words.text("model.predicted"),
                words.text("model.seen"),
                Chart.Format.SHARE,
                List.of(
                    new Chart.Line(
                        words.text("model.seen"),
                        rising.stream()
                            .map(tenth -> new Chart.Point(tenth.meanScore(), tenth.left().value()))
                            .toList(),
                        Bounds.low(left),
                        Bounds.high(left),
                        "points"),
                    new Chart.Line(
                        words.text("model.calibration.right"),
                        List.of(new Chart.Point(first, first), new Chart.Point(last, last)),
                        List.of(),
                        List.of(),
                        "reference")))
            .zoomed();
    return new Block.Drawn(
        chart,
        new Block.Table(
            words.text("model.calibration"),
            List.of(
                words.text("model.tenths"),
                words.text("model.predicted"),
                words.text("model.seen"),
                words.text("page.low"),
                words.text("page.high")),
            model.deciles().stream()
                .map(
                    tenth ->
                        Telling.row(
                            List.of(
                                Cell.text(words.count(tenth.tenth())),
                                Cell.number(words.share(tenth.meanScore()))),
                            Telling.cells(words, tenth.left(), words::share)))
                .toList()));
  }
}
