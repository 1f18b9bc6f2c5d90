package io.churnlake.clv.contract;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.churnlake.table.ContractValues;
import io.churnlake.table.Contracts;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Contracts as they stand at a date: how often renewed, and whether still running. */
public final class ContractStates {
  public static final String RENEWALS = ContractValues.RENEWALS;
  public static final String RENEWALS_DUE = "renewals_due";
  public static final String IS_RUNNING = "is_running";

  /** Columns of {@link #counts}. */
  public static final String RUNNING = "running";

  public static final String CANCELLED = "cancelled";

  private static final int MONTHS = 12;
  private static final String REFUSED = "refused";

  private ContractStates() {}

  /**
   * silver.contracts: all contracts delivered, whatever the date; {@link #of} looks at what is
   * known at one.
   *
   * @param good rows of {@link ContractParsing#judged} without a fault, with customer_key
   */
  public static Dataset<Row> contracts(Dataset<Row> good, int periodMonths) {
    Column cancelled = col(Contracts.CANCELLED_ON);
    return good.select(
        col(Contracts.CUSTOMER_KEY),
        col(Contracts.CONTRACT_START),
        row_number()
            .over(
                Window.partitionBy(Contracts.CUSTOMER_KEY, Contracts.CONTRACT_START)
                    .orderBy(cancelled.asc_nulls_last(), col(Contracts.AMOUNT).asc_nulls_last()))
            .as(Contracts.CONTRACT_NUMBER),
        cancelled,
        col(Contracts.AMOUNT),
        lit(periodMonths).as(Contracts.PERIOD_MONTHS));
  }

  /**
   * Each contract begun by {@code asOf} with its renewals, as known at the end of that day.
   *
   * @param contracts of silver.contracts
   * @return its columns, renewals_due INT by {@code asOf}, renewals INT made of them, is_running,
   *     next_renewal_date
   */
  public static Dataset<Row> of(Dataset<Row> contracts, LocalDate asOf) {
    Column start = col(Contracts.CONTRACT_START);
    Column months = col(Contracts.PERIOD_MONTHS);
    Column cancelled = col(Contracts.CANCELLED_ON);
    // The renewal that a cancellation refuses is the first on or after it.
    Column refused = greatest(lit(1), due(start, months, date_sub(cancelled, 1)).plus(1));
    Column missed = col(REFUSED).isNotNull().and(col(REFUSED).leq(col(RENEWALS_DUE)));
    return contracts
        .where(start.leq(lit(asOf)))
        .withColumn(Contracts.CANCELLED_ON, when(cancelled.leq(lit(asOf)), cancelled))
        .withColumn(RENEWALS_DUE, due(start, months, lit(asOf)))
        .withColumn(REFUSED, when(cancelled.isNotNull(), refused))
        .select(
            col(Contracts.CUSTOMER_KEY),
            start,
            col(Contracts.CONTRACT_NUMBER),
            cancelled,
            col(Contracts.AMOUNT),
            months,
            col(RENEWALS_DUE),
            when(missed, col(REFUSED).minus(1)).otherwise(col(RENEWALS_DUE)).as(RENEWALS),
            not(missed).as(IS_RUNNING),
            add_months(start, col(RENEWALS_DUE).plus(1).multiply(months))
                .as(ContractValues.NEXT_RENEWAL_DATE));
  }

  /**
   * How many contracts have been renewed so often; a few rows, to be collected.
   *
   * @param states of {@link #of}
   * @return renewals INT, cancelled LONG, running LONG, renewals_due INT (the most of any)
   */
  public static Dataset<Row> counts(Dataset<Row> states) {
    return states
        .groupBy(RENEWALS)
        .agg(
            count_if(not(col(IS_RUNNING))).as(CANCELLED),
            count_if(col(IS_RUNNING)).as(RUNNING),
            max(RENEWALS_DUE).as(RENEWALS_DUE))
        .select(col(RENEWALS), col(CANCELLED), col(RUNNING), col(RENEWALS_DUE));
  }

  /** The largest n with start + n periods at or before {@code date}; below 0 before the start. */
  private static Column due(Column start, Column months, Column date) {
    Column apart =
        year(date)
            .minus(year(start))
            .multiply(MONTHS)
            .plus(month(date))
            .minus(month(start))
            .cast(Types.INT);
    Column periods = floor(apart.divide(months)).cast(Types.INT);
    return periods.minus(
        when(add_months(start, periods.multiply(months)).gt(date), 1).otherwise(0));
  }
}
