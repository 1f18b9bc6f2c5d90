package io.churnlake.reading;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.lake.PublishedViews;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The published slices that a report reads; a table that nobody has published has no rows. */
final class Slices {
  private final PublishedViews views;
  private final Map<String, String> unpublished = new TreeMap<>();
  private final Map<String, Dataset<Row>> opened = new HashMap<>();

  Slices(PublishedViews views) {
    this.views = views;
  }

  /** Tables that were asked for and are not published, with the step that writes each. */
  Map<String, String> unpublished() {
    return unpublished;
  }

  boolean isThere(Table table) {
    if (!views.isVisible(table)) {
      unpublished.put(table.fullName(), table.writer());
      return false;
    }
    return true;
  }

  /** All slices of a table that {@link #isThere}; its log is read once. */
  Dataset<Row> whole(Table table) {
    return opened.computeIfAbsent(table.fullName(), name -> views.read(table));
  }

  /** The slices of these dates. */
  Dataset<Row> of(Table table, Collection<LocalDate> asOfs) {
    return whole(table).filter(col(Table.AS_OF).isin(asOfs.toArray()));
  }

  /** Rows of all customers in calendar periods, gross. */
  static Column allCustomers(String period) {
    return col(Cohorts.PERIOD)
        .equalTo(lit(period))
        .and(col(Cohorts.BASIS).equalTo(lit(Cohorts.GROSS)))
        .and(ofNoSplit());
  }

  static Column ofNoSplit() {
    return col(Cohorts.SPLIT).equalTo(lit(Cohorts.ALL));
  }

  static List<Reading> read(Dataset<Row> bounded) {
    return bounded.collectAsList().stream().map(Reading::new).toList();
  }
}
