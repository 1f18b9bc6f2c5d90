package io.churnlake.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.churnlake.customer.CustomerHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.RowChanges;
import io.churnlake.lake.Written;
import io.churnlake.orders.LinesBack;
import io.churnlake.orders.ReturnedLines;
import io.churnlake.orders.TouchedOrders;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.step.SideBySide;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings silver up to date where little is new: reads what the changed lines touch, computes it
 * with the transforms of a whole rebuild, and merges the rows that come out different.
 */
public final class TouchedConform {
  private static final String GONE = "gone";

  /** What other lines can change of a line; a file that is loaded anew can change all of it. */
  private static final List<String> CHANGEABLE =
      List.of(
          SilverOrderLines.ORDER_DATE,
          SilverOrderLines.COUNTS,
          SilverOrderLines.EXCLUDED_BECAUSE,
          SilverOrderLines.RETURN_STATUS,
          SilverOrderLines.RETURNED_QUANTITY,
          SilverOrderLines.RETURNED_AMOUNT,
          SilverOrderLines.NET_AMOUNT,
          SilverOrderLines.LAST_RETURNED_ON,
          SilverOrderLines.SWAPPED_ON,
          SilverOrderLines.FILE,
          SilverOrderLines.POSITION);

  private final Lake lake;
  private final ConformRules rules;
  private final Dataset<Row> bronze;
  private final ConformState state;
  private final DeliveredLines delivered;
  private final ChangedLines changed;

  public TouchedConform(
      JobContext context,
      ConformRules rules,
      Dataset<Row> bronze,
      ConformState state,
      DeliveredLines delivered,
      ChangedLines changed) {
    this.lake = context.lake();
    this.rules = rules;
    this.bronze = bronze;
    this.state = state;
    this.delivered = delivered;
    this.changed = changed;
  }

  /** What was merged; empty if something changed that concerns all customers. */
  public Optional<Outcome> run() {
    Dataset<Row> redelivered = keys(TouchedOrders.delivered(changed.lines()));
    Dataset<Row> orders = keys(TouchedOrders.orders(bronze, changed.lines()));
    Dataset<Row> customers = keys(TouchedOrders.customers(bronze, changed.lines(), orders));
    Dataset<Row> known = keys(TouchedOrders.known(bronze, orders, customers));
    Dataset<Row> toRead = keys(TouchedOrders.toRead(bronze, known));

    Dataset<Row> judged = kept(rules.judged(TouchedOrders.in(bronze, toRead)));
    JudgedLines found = JudgedLines.of(judged);
    Dataset<Row> allReturns = kept(rules.returns(judged, found.back()));
    Dataset<Row> returns = of(customers, allReturns, "left_semi");
    Dataset<Row> read = kept(ReturnedLines.withReturns(judged, allReturns, allReturns.count()));
    Dataset<Row> lines = kept(decided(read, returns, allReturns, customers, known));
    Dataset<Row> linesBefore =
        TouchedOrders.in(lake.read(SilverOrderLines.TABLE), toRead)
            .join(
                redelivered.withColumn(GONE, lit(true)),
                new String[] {TouchedOrders.ORDER_ID},
                "left")
            .withColumn(GONE, coalesce(col(GONE), lit(false)));
    if (movesLogStart(lines, linesBefore)) {
      return Optional.empty();
    }
    ConformState made = new ConformState(delivered.newestLoad(), state.rules(), state.logStart());
    List<Written> written = new ArrayList<>();
    written.add(
        lake.merge(
            SilverOrderLines.TABLE,
            RowChanges.between(
                SilverOrderLines.TABLE,
                linesBefore,
                lines,
                changed.anew() ? besideKey(SilverOrderLines.TABLE) : CHANGEABLE,
                col(GONE),
                Optional.of(SilverOrderLines.ORDER_DATE)),
            made.note()));
    // Their returns of other customers' purchases too: those lie on days of theirs.
    Dataset<Row> histories = kept(CustomerHistory.of(of(customers, read, "left_semi")));
    Dataset<Row> days = CustomerHistory.days(histories, returns);
    Dataset<Row> attributes =
        CustomerHistory.customers(histories, state.logStart(), rules.historyGuardDays());
    written.addAll(
        SideBySide.run(
            lake.spark(),
            List.of(
                () -> merge(Returns.TABLE, customers, returns, Optional.of(Returns.RETURNED_ON)),
                () ->
                    merge(
                        CustomerDays.TABLE, customers, days, Optional.of(CustomerDays.ORDER_DATE)),
                () -> merge(Customers.TABLE, customers, attributes, Optional.empty()))));
    long touched = customers.count();
    return Optional.of(
        new Outcome(
            delivered.rows(),
            0,
            written,
            Stream.concat(NetAmounts.checks(lines, returns).stream(), found.suspicions().stream())
                .toList(),
            changed.count()
                + (changed.anew() ? " changed lines of " : " new lines of ")
                + delivered.rows()
                + " delivered, "
                + touched
                + " customers touched, "
                + written.get(0).rows()
                + " lines changed"));
  }

  /**
   * Of the lines that were read, those of which all is known: of a touched customer, returns that
   * concern one, and lines without a customer, unless they name an order that was not read. Returns
   * that concern a customer who is not touched stay as they are.
   */
  private static Dataset<Row> decided(
      Dataset<Row> lines,
      Dataset<Row> returns,
      Dataset<Row> allReturns,
      Dataset<Row> customers,
      Dataset<Row> known) {
    Dataset<Row> without = lines.filter(col(SilverOrderLines.CUSTOMER_KEY).isNull());
    Dataset<Row> ofNobody =
        without
            .filter(col(SilverOrderLines.REFERS_TO_ORDER).isNull())
            .unionByName(TouchedOrders.naming(without, known));
    Dataset<Row> foreign =
        of(customers, lines.filter(col(SilverOrderLines.CUSTOMER_KEY).isNotNull()), "left_anti")
            .join(returnLines(returns), key(), "left_semi");
    return of(customers, lines, "left_semi")
        .unionByName(ofNobody)
        .unionByName(foreign)
        .join(returnLines(of(customers, allReturns, "left_anti")), key(), "left_anti");
  }

  private static Dataset<Row> returnLines(Dataset<Row> returns) {
    return returns
        .select(
            col(Returns.RETURN_LINE_KEY).as(SilverOrderLines.LINE_KEY),
            col(Returns.RETURN_OCCURRENCE).as(SilverOrderLines.OCCURRENCE))
        .distinct();
  }

  private Written merge(
      Table table, Dataset<Row> customers, Dataset<Row> after, Optional<String> pruning) {
    Dataset<Row> before = of(customers, lake.read(table), "left_semi");
    return lake.merge(
        table, RowChanges.between(table, before, after, besideKey(table), lit(true), pruning), "");
  }

  private static List<String> besideKey(Table table) {
    return table.columnNames().stream().filter(name -> !table.key().contains(name)).toList();
  }

  /** Whether a line is earlier than the log so far, or the earliest may be gone. */
  private boolean movesLogStart(Dataset<Row> lines, Dataset<Row> before) {
    LocalDate start = state.logStart();
    Row first = lines.agg(min(SilverOrderLines.ORDER_DATE)).first();
    if (!first.isNullAt(0) && first.getDate(0).toLocalDate().isBefore(start)) {
      return true;
    }
    boolean linesGo = changed.anew() || rules.linesGo();
    return linesGo
        && !before
            .filter(col(GONE).and(col(SilverOrderLines.ORDER_DATE).leq(lit(start))))
            .isEmpty();
  }

  /**
   * Computed once, and without its history: plans of cached rows that are made of cached rows are
   * written out again and again by Spark, and grow beyond memory. Should an executor die with its
   * part, the run fails and is repeated.
   */
  static Dataset<Row> kept(Dataset<Row> rows) {
    return rows.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
  }

  /** A set of keys, sent to the history where it is small, so that the history is not shuffled. */
  private static Dataset<Row> keys(Dataset<Row> rows) {
    Dataset<Row> kept = kept(rows);
    return LinesBack.sent(kept, kept.count());
  }

  private static Dataset<Row> of(Dataset<Row> customers, Dataset<Row> rows, String kind) {
    return rows.join(customers, new String[] {SilverOrderLines.CUSTOMER_KEY}, kind);
  }

  private static String[] key() {
    return new String[] {SilverOrderLines.LINE_KEY, SilverOrderLines.OCCURRENCE};
  }
}
