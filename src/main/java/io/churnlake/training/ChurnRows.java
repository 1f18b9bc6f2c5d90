package io.churnlake.training;

import io.churnlake.churn.score.CalibrationBins;
import io.churnlake.churn.score.Gains;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.churn.score.Quality;
import io.churnlake.churn.score.QualityIntervals;
import io.churnlake.lake.Lake;
import io.churnlake.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows that the churn jobs make on the driver. */
public final class ChurnRows {
  private static final double PERCENT = 100;

  private ChurnRows() {}

  /** The columns of ChurnMetrics, after columns of a table's own and before further ones. */
  public static Row row(
      List<@Nullable Object> own,
      String modelVersion,
      Measured measured,
      @Nullable Object... further) {
    Quality q = measured.quality();
    List<@Nullable Object> values = new ArrayList<>(own);
    Collections.addAll(
        values,
        modelVersion,
        measured.population(),
        measured.scoreName(),
        q.n(),
        q.churners(),
        q.baseRate(),
        q.auc(),
        q.aucLow(),
        q.aucHigh(),
        q.brier(),
        q.logLoss(),
        q.topDecileLift(),
        q.liftCeiling(),
        q.prAuc(),
        q.meanPrediction(),
        q.calibrationError(),
        q.nullReason(),
        deciles(measured));
    QualityIntervals intervals = measured.intervals();
    for (QualityIntervals.@Nullable Interval interval :
        Arrays.asList(
            intervals.logLoss(),
            intervals.topDecileLift(),
            intervals.prAuc(),
            intervals.calibrationError())) {
      values.add(interval == null ? null : (Double) interval.low());
      values.add(interval == null ? null : (Double) interval.high());
    }
    Collections.addAll(values, further);
    return RowFactory.create(values.toArray());
  }

  private static Row[] deciles(Measured measured) {
    int tenths = measured.gains().size();
    Row[] rows = new Row[tenths];
    for (int i = 0; i < tenths; i++) {
      Gains.Decile gain = measured.gains().get(i);
      CalibrationBins.Bin bin = measured.bins().get(tenths - 1 - i);
      rows[i] =
          RowFactory.create(
              gain.decile(),
              gain.customers(),
              gain.churners(),
              bin.low(),
              bin.high(),
              bin.meanPrediction(),
              bin.observedRate(),
              bin.observedLow(),
              bin.observedHigh(),
              gain.gain(),
              gain.lift(),
              gain.cumulativeLift(),
              gain.cumulativeLiftCeiling());
    }
    return rows;
  }

  public static Dataset<Row> dataset(Lake lake, List<Row> rows, Table table) {
    return lake.spark().createDataFrame(rows, table.schema());
  }

  public static Date date(LocalDate date) {
    return Date.valueOf(date);
  }

  public static List<Date> dates(List<LocalDate> dates) {
    return dates.stream().map(ChurnRows::date).toList();
  }

  /** The Delta versions of these tables, -1 for one that is not there. */
  public static String versions(Lake lake, List<Table> tables) {
    return tables.stream()
        .map(table -> table.fullName() + "=" + (lake.exists(table) ? lake.version(table) : -1))
        .collect(Collectors.joining(","));
  }

  /** AUC of a score and of recency over the whole population, or why there is none. */
  public static String inWords(List<Measured> measured, String scoreName) {
    Quality model = overAll(measured, scoreName);
    Quality recency = overAll(measured, Measurement.RECENCY);
    return model.auc() == null || recency.auc() == null
        ? "no AUC, " + model.nullReason()
        : String.format(Locale.ROOT, "AUC %.3f, of recency alone %.3f", model.auc(), recency.auc());
  }

  /**
   * How well the model's probabilities fit, and what the order by BG/NBD is worth where it is
   * known: the rest of what one wants to know at a glance.
   */
  public static String furtherInWords(List<Measured> measured) {
    Quality model = overAll(measured, Measurement.MODEL);
    StringBuilder words = new StringBuilder();
    measured.stream()
        .filter(m -> m.population().equals(Measurement.ALL))
        .filter(m -> m.scoreName().equals(Measurement.BG_NBD) && m.quality().auc() != null)
        .forEach(
            m -> words.append(String.format(Locale.ROOT, ", of BG/NBD %.3f", m.quality().auc())));
    if (model.prAuc() != null) {
      words.append(String.format(Locale.ROOT, "; PR-AUC %.3f", model.prAuc()));
    }
    if (model.meanPrediction() != null && model.baseRate() != null) {
      words.append(
          String.format(
              Locale.ROOT,
              "; %.1f %% expected to leave, %.1f %% left",
              PERCENT * model.meanPrediction(),
              PERCENT * model.baseRate()));
    }
    return model.calibrationError() == null
        ? words.toString()
        : words + String.format(Locale.ROOT, "; calibration error %.3f", model.calibrationError());
  }

  /** The quality of a score over all customers. */
  static Quality overAll(List<Measured> measured, String scoreName) {
    return measured.stream()
        .filter(m -> m.population().equals(Measurement.ALL))
        .filter(m -> m.scoreName().equals(scoreName))
        .findFirst()
        .orElseThrow()
        .quality();
  }
}
