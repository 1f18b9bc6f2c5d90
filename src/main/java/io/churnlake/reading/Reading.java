package io.churnlake.reading;

import io.churnlake.report.figure.Estimate;
import io.churnlake.table.Kpis;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A row by the names of its columns. */
record Reading(Row row) {
  private @Nullable Object get(String column) {
    return row.getAs(column);
  }

  private Object require(String column) {
    Object value = get(column);
    if (value == null) {
      throw new IllegalStateException(column + " is never NULL");
    }
    return value;
  }

  String text(String column) {
    return (String) require(column);
  }

  @Nullable String textOrNull(String column) {
    return (String) get(column);
  }

  boolean is(String column) {
    return (Boolean) require(column);
  }

  int integer(String column) {
    return ((Number) require(column)).intValue();
  }

  long count(String column) {
    return ((Number) require(column)).longValue();
  }

  /** A number of any type; 0 for NULL. */
  double sum(String column) {
    Double value = number(column);
    return value == null ? 0 : value;
  }

  /** A number of any type, or null for NULL. */
  @Nullable Double number(String column) {
    Object value = get(column);
    return value == null ? null : Double.valueOf(((Number) value).doubleValue());
  }

  LocalDate date(String column) {
    Object value = require(column);
    return value instanceof LocalDate date ? date : ((java.sql.Date) value).toLocalDate();
  }

  /** A figure with its bounds and its reason, as far as the row has such columns. */
  Estimate estimate(String figure) {
    return estimate(figure, Kpis.low(figure), Kpis.high(figure), Kpis.nullReason(figure));
  }

  Estimate estimate(String figure, String low, String high, String reason) {
    return new Estimate(
        number(figure),
        has(low) ? number(low) : null,
        has(high) ? number(high) : null,
        has(reason) ? textOrNull(reason) : null);
  }

  private boolean has(String column) {
    return Arrays.asList(row.schema().fieldNames()).contains(column);
  }
}
