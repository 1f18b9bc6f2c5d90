package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Kpis;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** The columns of a row: figures, each with the reason why it is NULL. */
final class Figures {
  private final List<Column> columns = new ArrayList<>();

  Figures(List<Column> first) {
    columns.addAll(first);
  }

  Figures add(Column column) {
    columns.add(column);
    return this;
  }

  /** A figure that is there where {@code reason} is NULL. */
  Figures figure(String name, Column value, Column reason) {
    columns.add(when(reason.isNull(), value).as(name));
    columns.add(reason.as(Kpis.nullReason(name)));
    return this;
  }

  Figures bounds(String name, Column low, Column high, Column reason) {
    columns.add(when(reason.isNull(), low).as(Kpis.low(name)));
    columns.add(when(reason.isNull(), high).as(Kpis.high(name)));
    return this;
  }

  /** A share of customers; {@code unknown} is a reason beside nobody to take a share of. */
  Figures share(String name, Column hits, Column n, Column unknown) {
    Column reason = coalesce(unknown, empty(n));
    return figure(name, WilsonColumns.share(hits, n), reason)
        .bounds(name, WilsonColumns.low(hits, n), WilsonColumns.high(hits, n), reason);
  }

  /** The reason where there is nothing to divide by, else NULL. */
  static Column empty(Column denominator) {
    return when(denominator.leq(0), lit(Kpis.DENOMINATOR_ZERO));
  }

  Column[] columns() {
    return columns.toArray(Column[]::new);
  }
}
