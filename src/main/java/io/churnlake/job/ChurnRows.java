package io.churnlake.job;

import io.churnlake.churn.score.CalibrationBins;
import io.churnlake.churn.score.Gains;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.churn.score.Quality;
import io.churnlake.lake.Lake;
import io.churnlake.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows that the churn jobs make on the driver. */
final class ChurnRows {
  private ChurnRows() {}

  /** A row of a table that ends in the columns of ChurnMetrics, after columns of its own. */
  static Row row(List<@Nullable Object> own, String modelVersion, Measured measured) {
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

  static Dataset<Row> dataset(Lake lake, List<Row> rows, Table table) {
    return lake.spark().createDataFrame(rows, table.schema());
  }

  static Date date(LocalDate date) {
    return Date.valueOf(date);
  }

  static List<Date> dates(List<LocalDate> dates) {
    return dates.stream().map(ChurnRows::date).toList();
  }

  /** The Delta versions of these tables, -1 for one that is not there. */
  static String versions(Lake lake, List<Table> tables) {
    return tables.stream()
        .map(table -> table.fullName() + "=" + (lake.exists(table) ? lake.version(table) : -1))
        .collect(Collectors.joining(","));
  }

  /** AUC of a score and of recency over the whole population, or why there is none. */
  static String inWords(List<Measured> measured, String scoreName) {
    Quality model = overAll(measured, scoreName);
    Quality recency = overAll(measured, Measurement.RECENCY);
    return model.auc() == null || recency.auc() == null
        ? "no AUC, " + model.nullReason()
        : String.format(Locale.ROOT, "AUC %.3f, of recency alone %.3f", model.auc(), recency.auc());
  }

  private static Quality overAll(List<Measured> measured, String scoreName) {
    return measured.stream()
        .filter(m -> m.population().equals(Measurement.ALL))
        .filter(m -> m.scoreName().equals(scoreName))
        .findFirst()
        .orElseThrow()
        .quality();
  }
}
