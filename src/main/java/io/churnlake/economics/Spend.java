package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.grouping_id;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.MarketingCosts;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was spent by a date.
 *
 * @param months channels' months, with {@link #queried} as columns
 * @param acquisition all that was spent to win customers
 * @param retention all that was spent to keep them
 * @param first the day of the first cost
 */
public record Spend(
    List<Row> months, BigDecimal acquisition, BigDecimal retention, Optional<LocalDate> first) {
  /** {@link #queried}'s mark of the row that is no month of a channel, but the sum of all. */
  private static final long SUM = 3;

  /**
   * The query: channel, month, acquisition and how often, retention and how often, first day, and
   * what the row is a sum of. The sum of all is summed up by itself.
   *
   * @param costs silver.marketing_costs
   */
  public static Dataset<Row> queried(Dataset<Row> costs, Scope scope) {
    Column acquisition = col(MarketingCosts.PURPOSE).equalTo(MarketingCosts.ACQUISITION);
    Column retention = col(MarketingCosts.PURPOSE).equalTo(MarketingCosts.RETENTION);
    return costs
        .filter(scope.known(col(MarketingCosts.SPENT_ON)))
        .rollup(
            col(MarketingCosts.CHANNEL), Scope.MONTH.index(col(MarketingCosts.SPENT_ON)).as("at"))
        .agg(
            total(acquisition).as("acquisition"),
            count_if(acquisition).as("acquisitions"),
            total(retention).as("retention"),
            count_if(retention).as("retentions"),
            min(MarketingCosts.SPENT_ON).as("first"),
            grouping_id().as("summed"));
  }

  private static Column total(Column condition) {
    return coalesce(sum(when(condition, col(MarketingCosts.AMOUNT))), lit(0)).cast(Types.MONEY);
  }

  /** Of the rows that the query gave. */
  public static Spend of(List<Row> rows) {
    List<Row> months = rows.stream().filter(row -> row.getLong(7) == 0).toList();
    return rows.stream()
        .filter(row -> row.getLong(7) == SUM)
        .findFirst()
        .map(
            all ->
                new Spend(
                    months,
                    all.getDecimal(2),
                    all.getDecimal(4),
                    Optional.of(all.getDate(6).toLocalDate())))
        .orElseGet(() -> new Spend(months, nothing(), nothing(), Optional.empty()));
  }

  private static BigDecimal nothing() {
    return Figures.money(0);
  }
}
