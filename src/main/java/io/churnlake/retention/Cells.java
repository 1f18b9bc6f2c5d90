package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.ProductCells;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What tables of sums have in common. */
public final class Cells {
  private static final int TEN_THOUSAND = 10_000;
  private static final String RATE = "decimal(20,10)";

  private Cells() {}

  /**
   * Rows of equal keys of the table added up; all its other columns are sums. A cell of nothing is
   * no row, so that what was added and taken off again leaves no trace.
   */
  public static Dataset<Row> added(Table table, Dataset<Row> rows) {
    List<io.churnlake.table.Column> added =
        table.columns().stream().filter(column -> !table.key().contains(column.name())).toList();
    Column[] sums =
        added.stream()
            .map(column -> sum(column.name()).cast(column.type()).as(column.name()))
            .toArray(Column[]::new);
    Column something =
        added.stream()
            .map(column -> col(column.name()).notEqual(0))
            .reduce(Column::or)
            .orElseThrow();
    return rows.groupBy(columns(table.key().toArray(String[]::new)))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .filter(something)
        .select(columns(table.columnNames().toArray(String[]::new)));
  }

  /** The sums with the other sign: what is to be taken off. */
  public static Dataset<Row> negated(Table table, Dataset<Row> rows) {
    return rows.select(
        table.columns().stream()
            .map(
                column ->
                    table.key().contains(column.name())
                        ? col(column.name())
                        : negate(col(column.name())).cast(column.type()).as(column.name()))
            .toArray(Column[]::new));
  }

  /**
   * Margin of a cell, in ten-thousandths: known where costs are, elsewhere at the rate. What came
   * back takes its margin with it at the rate, since it is not known which goods'.
   *
   * @param rate margin as a fraction of revenue
   */
  static Column margin(double rate) {
    Column costed = col(ProductCells.COSTED_REVENUE);
    Column rest = col(ProductCells.REVENUE).minus(costed).cast("decimal(18,0)");
    return costed
        .minus(col(ProductCells.COST))
        .plus(round(rest.multiply(lit(BigDecimal.valueOf(rate)).cast(RATE))));
  }

  /** Money from whole ten-thousandths. */
  static Column money(Column amount) {
    return amount.cast("decimal(20,0)").multiply(lit(new BigDecimal("0.0001"))).cast(Types.MONEY);
  }

  /** Money from a figure of ten-thousandths that is no whole number. */
  static Column moneyOfMean(Column amount) {
    return amount.divide(TEN_THOUSAND).cast(Types.MONEY);
  }

  static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
