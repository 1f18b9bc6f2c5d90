package io.churnlake.churn.feature;

import io.churnlake.table.Feature;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Features between the columns of tables and the numbers of models. */
public final class FeatureRows {
  private static final int MONEY_SCALE = 4;
  private static final double UNITS = 10_000;

  private FeatureRows() {}

  /**
   * The first columns of a row of gold.churn_features or gold.churn_training, in an array with room
   * for more.
   *
   * @param values as of {@link FeatureValues#of}
   */
  public static @Nullable Object[] row(LocalDate date, String key, double[] values, int more) {
    List<Feature> features = Feature.all();
    @Nullable Object[] row = new @Nullable Object[2 + features.size() + more];
    row[0] = Date.valueOf(date);
    row[1] = key;
    for (Feature feature : features) {
      row[2 + feature.index()] = cell(feature, values[feature.index()]);
    }
    return row;
  }

  private static @Nullable Object cell(Feature feature, double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (feature.type().equals(Types.INT)) {
      return (int) value;
    }
    if (feature.type().equals(Types.MONEY)) {
      return BigDecimal.valueOf(Math.round(value * UNITS), MONEY_SCALE);
    }
    return feature.type().equals(Types.BOOLEAN) ? (Object) (value > 0) : (Object) value;
  }

  /** The values of a row that has a column for each feature; NaN for NULL. */
  public static double[] values(Row row) {
    double[] values = new double[Feature.all().size()];
    for (Feature feature : Feature.all()) {
      Object cell = row.get(row.fieldIndex(feature.column()));
      values[feature.index()] =
          cell == null
              ? Double.NaN
              : cell instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) cell).doubleValue();
    }
    return values;
  }
}
