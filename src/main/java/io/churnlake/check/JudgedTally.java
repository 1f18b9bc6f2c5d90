package io.churnlake.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.churnlake.check.CustomerTally.CustomerOrders;
import io.churnlake.orders.CountingRules;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.orders.OrderLines;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tallies of rows, taken part by part where the rows are and then put together. */
final class JudgedTally {
  /** Of judged lines. */
  record OfLines(LineTally lines, OrderTally orders) implements java.io.Serializable {
    private OfLines merge(OfLines other) {
      return new OfLines(lines.merge(other.lines), orders.merge(other.orders));
    }
  }

  /** Makes a tally of one part of the rows. */
  private interface OfPart<T> extends java.io.Serializable {
    T of(Iterator<Row> rows);
  }

  private JudgedTally() {}

  /** Of rows, by why they are rejected. */
  static RefusedRows refused(Dataset<Row> rows) {
    Dataset<Row> rejected =
        rows.filter(size(col(LineParsing.REASONS)).gt(0))
            .select(
                col(BronzeOrderLines.FILE),
                col(BronzeOrderLines.POSITION),
                element_at(col(LineParsing.REASONS), 1),
                coalesce(col(LineParsing.VALUE), lit("")));
    return tallied(
        rejected,
        part -> {
          RefusedRows tally = new RefusedRows();
          part.forEachRemaining(row -> tally.add(place(row), row.getString(2), row.getString(3)));
          return tally;
        },
        RefusedRows::merge,
        RefusedRows::new);
  }

  /**
   * Of judged lines.
   *
   * @param judged lying by order, as {@code ConformRules.judged} leaves them
   */
  static OfLines lines(Dataset<Row> judged, String currency) {
    return tallied(
        CheckedLine.columns(judged.sortWithinPartitions(SilverOrderLines.ORDER_ID)),
        part -> {
          LineTally lines = new LineTally(currency);
          OrderTally orders = new OrderTally();
          part.forEachRemaining(
              row -> {
                CheckedLine line = CheckedLine.of(row);
                lines.add(line);
                orders.add(line);
              });
          orders.end();
          return new OfLines(lines, orders);
        },
        OfLines::merge,
        () -> new OfLines(new LineTally(currency), new OrderTally()));
  }

  /**
   * Of orders in several files.
   *
   * @param delivered rows with customer_key, as a load would write them
   */
  static OrdersAgain again(Dataset<Row> delivered, CountingRules counting) {
    Dataset<Row> lines =
        OrderHeaders.good(delivered)
            .select(
                col(BronzeOrderLines.FILE),
                col(BronzeOrderLines.POSITION),
                col(BronzeOrderLines.ORDER_ID),
                OrderLines.sameLine(counting),
                OrderLines.identity())
            .repartition(col(BronzeOrderLines.ORDER_ID))
            .sortWithinPartitions(
                BronzeOrderLines.ORDER_ID, BronzeOrderLines.FILE, BronzeOrderLines.POSITION);
    return tallied(
        lines,
        part -> {
          OrdersAgain tally = new OrdersAgain();
          part.forEachRemaining(
              row ->
                  tally.add(
                      new DeliveredLine(
                          place(row), row.getString(2), row.getLong(3), row.getString(4))));
          tally.end();
          return tally;
        },
        OrdersAgain::merge,
        OrdersAgain::new);
  }

  /** Of judged lines, by customer. */
  static CustomerTally customers(Dataset<Row> judged) {
    Column date = col(SilverOrderLines.ORDER_DATE);
    Column counts = col(SilverOrderLines.COUNTS);
    Dataset<Row> customers =
        judged
            .filter(col(SilverOrderLines.CUSTOMER_KEY).isNotNull())
            .groupBy(col(SilverOrderLines.CUSTOMER_KEY), col(SilverOrderLines.ORDER_ID), date)
            .agg(max(counts).as(SilverOrderLines.COUNTS))
            .groupBy(SilverOrderLines.CUSTOMER_KEY)
            .agg(
                count(lit(1)),
                size(collect_set(date)).cast("long"),
                count_if(counts),
                size(collect_set(when(counts, date))).cast("long"));
    return tallied(
        customers,
        part -> {
          CustomerTally tally = new CustomerTally();
          part.forEachRemaining(
              row ->
                  tally.add(
                      new CustomerOrders(
                          row.getString(0),
                          row.getLong(1),
                          row.getLong(2),
                          row.getLong(3),
                          row.getLong(4))));
          return tally;
        },
        CustomerTally::merge,
        CustomerTally::new);
  }

  /**
   * Of what columns hold.
   *
   * @param records with the columns in {@code fields}, in the order of the tally
   */
  static ColumnTally columns(
      Dataset<Row> records, List<String> columns, String decimal, String grouping) {
    Dataset<Row> whole =
        records
            .filter(col(LineParsing.PROBLEM).isNull())
            .select(BronzeOrderLines.FILE, BronzeOrderLines.POSITION, LineParsing.FIELDS);
    return tallied(
        whole,
        part -> {
          ColumnTally tally = new ColumnTally(columns, decimal, grouping);
          part.forEachRemaining(row -> tally.add(place(row), row.getList(2)));
          return tally;
        },
        ColumnTally::merge,
        () -> new ColumnTally(columns, decimal, grouping));
  }

  /**
   * Of money beside amounts, order by order.
   *
   * @param records with the columns of the order's id in {@code fields}, and behind them those of
   *     the tally
   */
  static RepeatedAmounts repeated(Dataset<Row> records, int ofOrder, List<String> columns) {
    Dataset<Row> whole =
        records
            .filter(col(LineParsing.PROBLEM).isNull())
            .select(
                col(BronzeOrderLines.FILE),
                col(BronzeOrderLines.POSITION),
                concat_ws(
                        "\n",
                        col(BronzeOrderLines.FILE),
                        slice(col(LineParsing.FIELDS), 1, ofOrder))
                    .as(BronzeOrderLines.ORDER_ID),
                transform(
                    slice(col(LineParsing.FIELDS), ofOrder + 1, columns.size()),
                    value -> coalesce(value, lit(""))))
            .repartition(col(BronzeOrderLines.ORDER_ID))
            .sortWithinPartitions(BronzeOrderLines.ORDER_ID, BronzeOrderLines.POSITION);
    return tallied(
        whole,
        part -> {
          RepeatedAmounts tally = new RepeatedAmounts(columns);
          part.forEachRemaining(row -> tally.add(place(row), row.getString(2), row.getList(3)));
          tally.end();
          return tally;
        },
        RepeatedAmounts::merge,
        () -> new RepeatedAmounts(columns));
  }

  private static Place place(Row row) {
    return new Place(row.getString(0), row.getLong(1));
  }

  private static <T> T tallied(
      Dataset<Row> rows, OfPart<T> part, BinaryOperator<T> merge, Supplier<T> none) {
    T all = none.get();
    List<T> parts = rows.toJavaRDD().mapPartitions(of -> List.of(part.of(of)).iterator()).collect();
    for (T one : parts) {
      all = merge.apply(all, one);
    }
    return all;
  }
}
