package io.churnlake.clv;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customers known at the end of calibration, with what they bought in the holdout after it. */
public final class HoldoutSample {
  private static final String BOUGHT = "bought";
  private static final String WEEK = "week";
  private static final String CUSTOMERS = "customers";
  private static final String FIRST = "first_date";
  private static final String OTHERS = "others";
  private static final String WINDOW = "window";
  private static final String HISTORY = "history";

  /** With the place of a window. */
  private static final String OCCASIONS = "occasions";

  private static final String LAST = "last_date";
  private static final int SLOTS = 1_000_000;

  private HoldoutSample() {}

  /**
   * The days of a share of all customers, picked by a hash of their key: the same ones every time.
   *
   * @param share from 0 to 1
   */
  public static Dataset<Row> days(Dataset<Row> customerDays, double share) {
    return share >= 1 ? customerDays : customerDays.where(isPicked(share));
  }

  /** Who is picked with a share is picked with every larger one. */
  private static Column isPicked(double share) {
    return pmod(xxhash64(col(CustomerDays.CUSTOMER_KEY)), lit(SLOTS)).lt(share * SLOTS);
  }

  /**
   * Summarises calibration and counts the holdout, of several windows at once.
   *
   * @param customerDays silver.customer_days, or some of its customers
   * @param windows the main one first; no other begins later
   * @param othersShare of all customers, as in {@link #days}, who are in the other windows
   * @return customer_key, x INT, t_x_days INT, t_days INT as of the end of the main window's
   *     calibration, bought INT occasions within it; others, an array of a struct with the same
   *     INTs and window INT, the place in the list, for each other window before which the customer
   *     was known. Customers who came later than the main window's begin are not in it
   */
  public static Dataset<Row> of(
      Dataset<Row> customerDays, List<HoldoutWindow> windows, double othersShare) {
    Column date = col(CustomerDays.ORDER_DATE);
    List<Column> sums = new ArrayList<>();
    List<Column> others = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      Column calibration = date.leq(lit(windows.get(i).calibratedTo()));
      Column holdout = date.leq(lit(windows.get(i).end())).and(not(calibration));
      sums.add(count_if(calibration).as(OCCASIONS + i));
      sums.add(max(when(calibration, date)).as(LAST + i));
      sums.add(count_if(holdout).as(BOUGHT + i));
      if (i > 0) {
        List<Column> fields = new ArrayList<>(history(windows, i));
        fields.add(0, lit(i).as(WINDOW));
        others.add(
            when(
                    col(OCCASIONS + i).gt(0).and(isPicked(othersShare)),
                    struct(fields.toArray(new Column[0])))
                .otherwise(lit(null)));
      }
    }
    List<Column> columns = new ArrayList<>(history(windows, 0));
    columns.add(0, col(CustomerSummaries.CUSTOMER_KEY));
    if (!others.isEmpty()) {
      columns.add(array_compact(array(others.toArray(new Column[0]))).as(OTHERS));
    }
    LocalDate last =
        windows.stream().map(HoldoutWindow::end).max(Comparator.naturalOrder()).orElseThrow();
    return CustomerSummaries.occasions(customerDays, last)
        .groupBy(col(CustomerDays.CUSTOMER_KEY))
        .agg(min(date).as(FIRST), sums.toArray(new Column[0]))
        .where(col(OCCASIONS + 0).gt(0))
        .select(columns.toArray(new Column[0]));
  }

  /** x, t_x_days, t_days and bought of a window. */
  private static List<Column> history(List<HoldoutWindow> windows, int window) {
    return List.of(
        col(OCCASIONS + window).minus(1).cast(Types.INT).as(CustomerSummaries.X),
        datediff(col(LAST + window), col(FIRST)).as(CustomerSummaries.T_X_DAYS),
        datediff(lit(windows.get(window).calibratedTo()), col(FIRST)).as(CustomerSummaries.T_DAYS),
        col(BOUGHT + window).cast(Types.INT).as(BOUGHT));
  }

  /**
   * Distinct histories with their customers, to be collected for {@link #rows}.
   *
   * @param grouped as of {@link #of}, with {@link CustomerGroups#assign}
   */
  public static Dataset<Row> distinct(Dataset<Row> grouped) {
    Column[] history = {
      col(CustomerSummaries.X),
      col(CustomerSummaries.T_X_DAYS),
      col(CustomerSummaries.T_DAYS),
      col(BOUGHT)
    };
    Column main =
        struct(
            Stream.concat(Stream.of(lit(0).as(WINDOW)), Stream.of(history)).toArray(Column[]::new));
    boolean several = List.of(grouped.columns()).contains(OTHERS);
    Column all = several ? concat(array(main), col(OTHERS)) : array(main);
    Dataset<Row> each =
        grouped
            .select(col(CustomerGroups.GROUP), explode(all).as(HISTORY))
            .select(col(CustomerGroups.GROUP), col(HISTORY + ".*"));
    Column[] keys =
        Stream.concat(Stream.of(col(WINDOW), col(CustomerGroups.GROUP)), Stream.of(history))
            .toArray(Column[]::new);
    return each.groupBy(keys).agg(count(lit(1)).as(CUSTOMERS)).sort(keys);
  }

  /**
   * The collected rows of {@link #distinct}.
   *
   * @param window place in the list of windows
   * @return the histories before it, and what the customers of each bought in it
   */
  public static HoldoutRows rows(List<Row> distinct, int window) {
    List<Row> own = distinct.stream().filter(row -> row.getInt(0) == window).toList();
    return new HoldoutRows(
        new PurchaseRows(
            ints(own, 1),
            ints(own, 2),
            ints(own, 3),
            ints(own, 4),
            own.stream().mapToLong(row -> row.getLong(6)).toArray()),
        ints(own, 5));
  }

  private static int[] ints(List<Row> rows, int column) {
    return rows.stream().mapToInt(row -> row.getInt(column)).toArray();
  }

  /**
   * Occasions in each week of the holdout, of the customers known at the end of calibration.
   *
   * @return week INT from 0, occasions LONG, sorted; weeks without any are missing
   */
  public static Dataset<Row> weeks(
      Dataset<Row> customerDays, Dataset<Row> sample, LocalDate calibratedTo, LocalDate asOf) {
    Column day = datediff(col(CustomerDays.ORDER_DATE), lit(calibratedTo)).minus(1);
    Dataset<Row> later =
        CustomerSummaries.occasions(customerDays, asOf)
            .where(col(CustomerDays.ORDER_DATE).gt(lit(calibratedTo)))
            .select(col(CustomerDays.CUSTOMER_KEY), floor(day.divide(7)).cast(Types.INT).as(WEEK));
    return later
        .join(sample.select(col(CustomerSummaries.CUSTOMER_KEY)), CustomerDays.CUSTOMER_KEY)
        .groupBy(WEEK)
        .agg(count(lit(1)).as("occasions"))
        .sort(WEEK);
  }
}
