package io.churnlake.orders;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** silver.returns from judged lines, and what the returns leave of the lines (basis net). */
public final class ReturnedLines {
  private static final String ACCOUNT = "account";

  /** What a judged line is to returns: the name of a kind, or NULL. */
  static final String LINE_KIND = "line_kind";

  private static final String OWNER = "owner";
  private static final int SCALE = 4;

  private static final String TIME = "time";
  private static final String ORDER_DAY = "order_day";
  private static final String LINE_DAY = "line_day";
  private static final String OPEN_AMOUNT = "open_amount";

  private ReturnedLines() {}

  /**
   * silver.returns: every return and credit of a customer, in parts.
   *
   * @param judged {@link #withKinds}; all lines of a customer, or none
   * @param swapDays see {@link ReturnRules}
   * @param back how many of them give something back
   */
  public static Dataset<Row> of(Dataset<Row> judged, int swapDays, LinesBack back) {
    if (back.lines() == 0) {
      return judged.sparkSession().createDataFrame(List.of(), Returns.TABLE.schema());
    }
    Dataset<Row> kinds = withAccounts(judged, back);
    Dataset<Row> accounts =
        LinesBack.sent(
            kinds
                .filter(not(col(LINE_KIND).equalTo(AccountLine.Kind.SALE.name())))
                .select(ACCOUNT)
                .distinct(),
            back.lines());
    FlatMapGroupsFunction<String, Row, Row> matching =
        (account, lines) -> new Parts(lines, swapDays);
    Dataset<Row> concerned = kinds.join(accounts, new String[] {ACCOUNT}, "left_semi");
    // Groups, not repartition and mapPartitions: those ask for no distribution, and Spark left out
    // the repartition behind the join and then read the join's shuffle where it lay, so that
    // accounts came in pieces.
    return concerned
        .groupBy(col(ACCOUNT))
        .as(Encoders.STRING(), Encoders.row(concerned.schema()))
        .flatMapSortedGroups(
            new Column[] {
              col(TIME),
              col(SilverOrderLines.ORDER_ID),
              // Numbers in the order of numbers.
              length(col(SilverOrderLines.LINE_ID)),
              col(SilverOrderLines.LINE_ID),
              col(SilverOrderLines.LINE_KEY),
              col(SilverOrderLines.OCCURRENCE)
            },
            matching,
            Encoders.row(RESULT))
        .select(
            Returns.TABLE.columns().stream()
                .map(
                    column ->
                        (column.type().equals(Types.DATE)
                                ? date_from_unix_date(col(column.name()))
                                : col(column.name()))
                            .as(column.name()))
                .toArray(Column[]::new));
  }

  /**
   * The same lines, with what each is to returns.
   *
   * @param judged lines as {@link OrderLines#conformed} gives them
   */
  public static Dataset<Row> withKinds(Dataset<Row> judged, ReturnRules rules) {
    return judged.withColumn(LINE_KIND, kind(rules));
  }

  /**
   * Whose purchases a line concerns: those of the customer whose order a return names, else its own
   * customer's; money back that has no customer is of the order's that it names.
   */
  private static Dataset<Row> withAccounts(Dataset<Row> judged, LinesBack back) {
    Dataset<Row> kinds = judged.filter(col(LINE_KIND).isNotNull());
    if (back.naming() == 0) {
      return lines(
          kinds
              .withColumn(ACCOUNT, col(SilverOrderLines.CUSTOMER_KEY))
              .filter(col(ACCOUNT).isNotNull()));
    }
    Dataset<Row> named =
        kinds
            .filter(not(isSale()))
            .filter(col(SilverOrderLines.REFERS_TO_ORDER).isNotNull())
            .select(col(SilverOrderLines.REFERS_TO_ORDER).as(SilverOrderLines.ORDER_ID))
            .distinct();
    Dataset<Row> owners =
        kinds
            .filter(col(LINE_KIND).equalTo(AccountLine.Kind.SALE.name()))
            .join(
                LinesBack.sent(named, back.naming()),
                new String[] {SilverOrderLines.ORDER_ID},
                "left_semi")
            .groupBy(col(SilverOrderLines.ORDER_ID).as(SilverOrderLines.REFERS_TO_ORDER))
            .agg(min(SilverOrderLines.CUSTOMER_KEY).as(OWNER));
    Column isReturn = col(LINE_KIND).equalTo(AccountLine.Kind.RETURN.name());
    return lines(
        kinds
            .join(
                LinesBack.sent(owners, back.naming()),
                new String[] {SilverOrderLines.REFERS_TO_ORDER},
                "left")
            .withColumn(
                ACCOUNT,
                coalesce(
                    when(isReturn, col(OWNER)), col(SilverOrderLines.CUSTOMER_KEY), col(OWNER)))
            .filter(col(ACCOUNT).isNotNull()));
  }

  /** What the matching looks at, in the order in which {@link #line} reads it. */
  private static Dataset<Row> lines(Dataset<Row> ofAccounts) {
    return ofAccounts.select(
        col(ACCOUNT),
        col(LINE_KIND),
        col(SilverOrderLines.ORDER_ID),
        col(SilverOrderLines.LINE_ID),
        col(SilverOrderLines.REFERS_TO_ORDER),
        col(SilverOrderLines.PRODUCT_CODE),
        col(SilverOrderLines.CATEGORY),
        unix_micros(col(SilverOrderLines.ORDERED_AT)).as(TIME),
        unix_date(col(SilverOrderLines.ORDER_DATE)).as(ORDER_DAY),
        unix_date(col(SilverOrderLines.LINE_DATE)).as(LINE_DAY),
        col(OrderLines.PRICE_AS_SOLD),
        abs(col(SilverOrderLines.QUANTITY)).as(SilverOrderLines.QUANTITY),
        when(isSale(), col(SilverOrderLines.AMOUNT))
            .otherwise(abs(col(SilverOrderLines.AMOUNT)))
            .as(SilverOrderLines.AMOUNT),
        col(SilverOrderLines.LINE_KEY),
        col(SilverOrderLines.OCCURRENCE),
        col(OrderLines.CURRENCY_AS_SOLD));
  }

  private static Column isSale() {
    return col(LINE_KIND).equalTo(AccountLine.Kind.SALE.name());
  }

  /**
   * A counting line is a sale. A line that does not count is a credit if it gives money back under
   * a code without a product, and a return if its pieces or, where it names another order, its
   * cancellation take something back. A cancelled order that stays positive was never a sale.
   */
  private static Column kind(ReturnRules rules) {
    Column customerOrReference =
        col(SilverOrderLines.CUSTOMER_KEY)
            .isNotNull()
            .or(col(SilverOrderLines.REFERS_TO_ORDER).isNotNull());
    Column noCode = rules.productCodes() ? col(SilverOrderLines.PRODUCT_CODE).isNull() : lit(false);
    Column credit =
        noCode
            // Money back for no piece: a price that was lowered afterwards.
            .or(col(SilverOrderLines.QUANTITY).equalTo(0))
            .or(
                coalesce(
                    col(SilverOrderLines.PRODUCT_CODE).isin(rules.creditCodes().toArray()),
                    lit(false)))
            .and(coalesce(col(SilverOrderLines.AMOUNT).lt(0), lit(false)));
    Column takesBack =
        col(SilverOrderLines.QUANTITY)
            .lt(0)
            .or(coalesce(col(SilverOrderLines.AMOUNT).lt(0), lit(false)))
            .or(
                col(SilverOrderLines.CANCELLED)
                    .and(col(SilverOrderLines.REFERS_TO_ORDER).isNotNull())
                    .and(
                        col(SilverOrderLines.REFERS_TO_ORDER)
                            .notEqual(col(SilverOrderLines.ORDER_ID))))
            .and(col(SilverOrderLines.QUANTITY).notEqual(0));
    Column judgedAlone =
        not(
            coalesce(
                col(SilverOrderLines.EXCLUDED_BECAUSE).equalTo(OrderLines.SEVERAL_CUSTOMERS),
                lit(false)));
    return when(col(SilverOrderLines.COUNTS), AccountLine.Kind.SALE.name())
        .when(judgedAlone.and(customerOrReference).and(credit), AccountLine.Kind.ADJUSTMENT.name())
        .when(judgedAlone.and(customerOrReference).and(takesBack), AccountLine.Kind.RETURN.name());
  }

  /**
   * The judged lines with what came back of them: all columns of silver.order_lines, and those that
   * the judged lines have beside them.
   *
   * @param judged see {@link OrderLines#conformed}
   * @param returns {@link #of} the same lines
   * @param parts how many rows {@code returns} has
   */
  public static Dataset<Row> withReturns(Dataset<Row> judged, Dataset<Row> returns, long parts) {
    Column[] key = {col(SilverOrderLines.LINE_KEY), col(SilverOrderLines.OCCURRENCE)};
    Column undoes = col(Returns.LINE_KEY).isNotNull();
    Dataset<Row> ofSales =
        returns
            .filter(undoes)
            .groupBy(key)
            .agg(
                sum(Returns.PIECES).cast(Types.MONEY).as(SilverOrderLines.RETURNED_QUANTITY),
                sum(Returns.AMOUNT).cast(Types.MONEY).as(SilverOrderLines.RETURNED_AMOUNT),
                max(Returns.RETURNED_ON).as(SilverOrderLines.LAST_RETURNED_ON),
                lit(null).cast(Types.STRING).as(SilverOrderLines.RETURN_STATUS),
                lit(null).cast(Types.MONEY).as(OPEN_AMOUNT),
                lit(null).cast(Types.DATE).as(SilverOrderLines.SWAPPED_ON));
    Column adjusts = max(col(Returns.KIND).equalTo(Returns.ADJUSTMENT));
    Dataset<Row> ofReturns =
        returns
            .groupBy(
                col(Returns.RETURN_LINE_KEY).as(SilverOrderLines.LINE_KEY),
                col(Returns.RETURN_OCCURRENCE).as(SilverOrderLines.OCCURRENCE))
            .agg(
                coalesce(sum(when(undoes, col(Returns.PIECES))), lit(0))
                    .cast(Types.MONEY)
                    .as(SilverOrderLines.RETURNED_QUANTITY),
                coalesce(sum(when(undoes, col(Returns.AMOUNT))), lit(0))
                    .cast(Types.MONEY)
                    .as(SilverOrderLines.RETURNED_AMOUNT),
                lit(null).cast(Types.DATE).as(SilverOrderLines.LAST_RETURNED_ON),
                when(adjusts, Returns.ADJUSTMENT)
                    .when(not(max(undoes)), Returns.UNMATCHED)
                    .when(min(undoes), Returns.MATCHED)
                    .otherwise(SilverOrderLines.PARTLY_MATCHED)
                    .as(SilverOrderLines.RETURN_STATUS),
                coalesce(sum(when(not(undoes), col(Returns.AMOUNT))), lit(0))
                    .cast(Types.MONEY)
                    .as(OPEN_AMOUNT),
                max(Returns.SWAPPED_ON).as(SilverOrderLines.SWAPPED_ON));
    Column net =
        when(
                col(SilverOrderLines.COUNTS),
                col(SilverOrderLines.AMOUNT)
                    .minus(coalesce(col(SilverOrderLines.RETURNED_AMOUNT), lit(0))))
            .when(col(SilverOrderLines.RETURN_STATUS).isNotNull(), lit(0).minus(col(OPEN_AMOUNT)));
    return judged
        .join(
            LinesBack.sent(ofSales.unionByName(ofReturns), 2 * parts),
            new String[] {SilverOrderLines.LINE_KEY, SilverOrderLines.OCCURRENCE},
            "left")
        .withColumn(SilverOrderLines.NET_AMOUNT, net.cast(Types.MONEY))
        .drop(OPEN_AMOUNT);
  }

  // ---- rows to lines and parts to rows ---------------------------------------------------------

  /** As silver.returns, dates as days since 1970. */
  private static final StructType RESULT =
      new StructType(
          Stream.of(Returns.TABLE.schema().fields())
              .map(
                  field ->
                      field.dataType().equals(Types.DATE)
                          ? new org.apache.spark.sql.types.StructField(
                              field.name(), Types.INT, true, field.metadata())
                          : field)
              .toArray(org.apache.spark.sql.types.StructField[]::new));

  /** The parts of one customer's returns after those of another; holds one customer at a time. */
  private static final class Parts implements Iterator<Row> {
    private final Iterator<Row> lines;
    private final int swapDays;
    private @Nullable Row next;
    private Iterator<Row> current = List.<Row>of().iterator();

    Parts(Iterator<Row> lines, int swapDays) {
      this.lines = lines;
      this.swapDays = swapDays;
      this.next = lines.hasNext() ? lines.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && next != null) {
        current = nextAccount(next.getString(0)).iterator();
      }
      return current.hasNext();
    }

    private List<Row> nextAccount(String account) {
      List<AccountLine> ofAccount = new ArrayList<>();
      while (next != null && next.getString(0).equals(account)) {
        ofAccount.add(line(next));
        next = lines.hasNext() ? lines.next() : null;
      }
      return ReturnMatcher.match(ofAccount, swapDays).stream()
          .map(part -> row(account, part))
          .toList();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }

  private static AccountLine line(Row row) {
    return new AccountLine(
        AccountLine.Kind.valueOf(row.getString(1)),
        row.getString(2),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getInt(8),
        row.getInt(9),
        row.isNullAt(10) ? null : row.getDecimal(10).unscaledValue().longValueExact(),
        row.getString(15),
        row.getDecimal(11).unscaledValue().longValueExact(),
        row.isNullAt(12) ? null : row.getDecimal(12).unscaledValue().longValueExact(),
        row.getString(13),
        row.getInt(14));
  }

  private static Row row(String account, ReturnPart part) {
    AccountLine back = part.of();
    AccountLine sale = part.sale();
    return RowFactory.create(
        account,
        back.key(),
        back.occurrence(),
        part.number(),
        part.kind(),
        back.orderId(),
        back.lineDay(),
        sale == null ? null : sale.orderId(),
        sale == null ? null : sale.orderDay(),
        sale == null ? null : sale.key(),
        sale == null ? null : sale.occurrence(),
        back.code(),
        back.category(),
        BigDecimal.valueOf(part.pieces(), SCALE),
        BigDecimal.valueOf(part.amount(), SCALE),
        part.closesLine(),
        part.closesOrder(),
        part.swappedOn());
  }
}
