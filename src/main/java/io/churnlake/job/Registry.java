package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.drift.ReferenceJson;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.MarginJson;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.model.Trial;
import io.churnlake.lake.Lake;
import io.churnlake.table.ChurnModels;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The models of gold.churn_models that a date may know of: none that was trained for a later one.
 */
final class Registry {
  private final LocalDate asOf;
  private final List<Entry> entries;

  /**
   * A model that was trained.
   *
   * @param json empty for a challenger
   * @param reference empty for a challenger, and for a model of an earlier version of churnlake
   */
  record Entry(
      LocalDate asOf,
      String version,
      String algorithm,
      String status,
      List<String> features,
      String json,
      String settings,
      int horizonDays,
      List<LocalDate> learntOn,
      String reference) {

    private static Entry of(Row row) {
      return new Entry(
          row.getDate(0).toLocalDate(),
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getList(4),
          row.isNullAt(5) ? "" : row.getString(5),
          row.getString(6),
          row.getInt(7),
          row.<Date>getList(8).stream().map(Date::toLocalDate).toList(),
          row.isNullAt(9) ? "" : row.getString(9));
    }

    boolean isChampion() {
      return status.equals(ChurnModels.CHAMPION);
    }

    /** Whether it has learnt of no day of the outcomes that the trial compares with. */
    boolean isStrangerTo(Trial trial) {
      return trial.split().equals(Trial.TIME)
          && learntOn.stream()
              .noneMatch(date -> date.plusDays(horizonDays).isAfter(trial.validatedOn()));
    }

    ChurnModel model() {
      return new ChurnModel(ModelInputs.named(features), MarginJson.read(json));
    }

    /** The customers that it learnt from; null if it has no reference. */
    @Nullable Reference comparedWith() {
      return reference.isEmpty() ? null : ReferenceJson.read(reference);
    }
  }

  private Registry(LocalDate asOf, List<Entry> entries) {
    this.asOf = asOf;
    this.entries = entries;
  }

  static Registry of(Lake lake, LocalDate asOf) {
    if (!lake.exists(ChurnModels.TABLE)) {
      return new Registry(asOf, List.of());
    }
    List<Row> rows =
        lake.read(ChurnModels.TABLE)
            .filter(col(ChurnModels.AS_OF).leq(lit(asOf)))
            // Rows of earlier versions of churnlake name no status, and their models are no more.
            .filter(col(ChurnModels.STATUS).isNotNull())
            .select(
                ChurnModels.AS_OF,
                ChurnModels.MODEL_VERSION,
                ChurnModels.ALGORITHM,
                ChurnModels.STATUS,
                ChurnModels.FEATURES,
                ChurnModels.MODEL,
                ChurnModels.SETTINGS,
                ChurnModels.HORIZON_DAYS,
                ChurnModels.TRAINING_CUT_OFFS,
                ChurnModels.REFERENCE)
            .collectAsList();
    return new Registry(asOf, rows.stream().map(Entry::of).toList());
  }

  /** What was trained for the date itself. */
  Optional<Entry> own() {
    return entries.stream().filter(entry -> entry.asOf().equals(asOf)).findFirst();
  }

  /** The model that scores the date. */
  Optional<Entry> champion() {
    return entries.stream().filter(Entry::isChampion).max(Comparator.comparing(Entry::asOf));
  }

  /** The model that scored before the date. */
  Optional<Entry> incumbent() {
    return entries.stream()
        .filter(entry -> entry.isChampion() && entry.asOf().isBefore(asOf))
        .max(Comparator.comparing(Entry::asOf));
  }

  /** The newest date before this one for which something was trained. */
  Optional<LocalDate> lastTrained() {
    return entries.stream()
        .map(Entry::asOf)
        .filter(date -> date.isBefore(asOf))
        .max(Comparator.naturalOrder());
  }
}
