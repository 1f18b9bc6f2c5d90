package io.churnlake.orders;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What is of a whole order, spread over its lines: the total that each of them repeats, or what an
 * order discount and vouchers take off.
 */
public final class OrderAmounts {
  private static final String GOOD = "good";
  private static final String DIFFERS = "differs";
  private static final String WEIGHT = "weight";
  private static final String PART = "part";
  private static final String NUMBER = "number";
  private static final String LINES = "lines";
  private static final String WEIGHTS = "weights";
  private static final String TOTAL = "total";
  private static final String OFF = "taken_off";
  private static final String USED = "used";
  private static final String BACK = "back";
  private static final int CENTS = 2;
  private static final long NOT_LOADED = -1;

  private OrderAmounts() {}

  /**
   * Gives each line its part: in proportion to quantity x unit price where the log has a price,
   * else to quantity, in cents; the last line takes what is left, so that the parts add up to the
   * total. Which one is the last is decided by the lines' content, so that an order has the same
   * parts in whatever file it stands. Lines of an order within a file that name several totals are
   * rejected.
   *
   * <p>Without a total, what an order discount and vouchers take off is spread in the same way, in
   * proportion to the lines' amounts; vouchers are nothing by themselves then.
   *
   * @param judged as of {@link LineParsing#judged}
   * @return the same columns
   */
  public static Dataset<Row> spread(Dataset<Row> judged, LineRules rules) {
    if (!isSpread(rules)) {
      return judged;
    }
    return rules.has(LineParsing.ORDER_AMOUNT)
        ? totals(judged, rules)
        : reduced(judged, rules.options());
  }

  /** Whether a line's amount depends on other lines of its order. */
  public static boolean isSpread(LineRules rules) {
    return rules.has(LineParsing.ORDER_AMOUNT)
        || rules.has(LineParsing.ORDER_DISCOUNT)
        || !rules.options().vouchers().isEmpty();
  }

  private static Column isGood() {
    return size(col(LineParsing.REASONS)).equalTo(0);
  }

  private static Column hasCodeOf(Collection<String> codes) {
    return coalesce(col(BronzeOrderLines.PRODUCT_CODE).isin(codes.toArray()), lit(false));
  }

  /** Orders less their discount and vouchers. More than the goods cost is not taken off. */
  private static Dataset<Row> reduced(Dataset<Row> judged, LineRules.Options options) {
    Column amount = col(BronzeOrderLines.AMOUNT);
    Column quantity = col(BronzeOrderLines.QUANTITY);
    // A credit note is an order the other way round: what was paid by voucher is not given back.
    Column isBack =
        options.returned().isEmpty()
            ? lit(false)
            : coalesce(col(BronzeOrderLines.CANCELLED).and(quantity.lt(0)), lit(false));
    Column voucher = isGood().and(hasCodeOf(options.vouchers())).and(amount.lt(0));
    Column sharing =
        isGood()
            .and(when(col(BACK), amount.lt(0).and(not(voucher))).otherwise(amount.gt(0)))
            .and(not(hasCodeOf(options.noProducts())))
            .and(col(BACK).or(quantity.gt(0).and(not(col(BronzeOrderLines.CANCELLED)))));
    WindowSpec order =
        Window.partitionBy(col(BronzeOrderLines.FILE), col(BronzeOrderLines.ORDER_ID), col(BACK));
    Column[] sharersFirst =
        Stream.concat(Stream.of(col(WEIGHT).isNull()), Stream.of(sequence()))
            .toArray(Column[]::new);
    WindowSpec sequence = order.orderBy(sharersFirst);
    Column nothing = lit(0).cast(Types.MONEY);
    // On an order's first line only, other lines may have none.
    Column discount = col(LineParsing.ORDER_DISCOUNT);
    Column named = when(isGood().and(discount.gt(0)), discount);
    Column taken =
        coalesce(sum(when(voucher, amount)).over(order), nothing)
            .multiply(-1)
            .plus(
                coalesce(
                    max(when(isGood(), col(LineParsing.ORDER_DISCOUNT))).over(order), nothing));
    Column part =
        round(try_divide(col(TOTAL).multiply(col(WEIGHT)), col(WEIGHTS)), CENTS)
            .try_cast(Types.MONEY);
    Column before =
        coalesce(
            sum(col(PART)).over(sequence.rowsBetween(Window.unboundedPreceding(), -1)), nothing);
    Column off =
        when(col(NUMBER).lt(col(LINES)), col(PART))
            .otherwise(col(TOTAL).minus(before))
            .try_cast(Types.MONEY);
    Dataset<Row> parts =
        judged
            .withColumn(BACK, isBack)
            .withColumn(DIFFERS, min(named).over(order).notEqual(max(named).over(order)))
            .withColumn(WEIGHT, when(sharing, abs(amount)))
            .withColumn(WEIGHTS, sum(col(WEIGHT)).over(order).try_cast(Types.MONEY))
            .withColumn(LINES, count(col(WEIGHT)).over(order))
            .withColumn(TOTAL, least(taken, col(WEIGHTS)).try_cast(Types.MONEY))
            .withColumn(PART, part)
            .withColumn(NUMBER, row_number().over(sequence))
            .withColumn(OFF, when(col(WEIGHT).isNotNull(), off))
            .withColumn(OFF, when(col(BACK), col(OFF).multiply(-1)).otherwise(col(OFF)))
            // Where nothing was sold, a voucher is what its code says.
            .withColumn(USED, voucher.and(col(WEIGHTS).isNotNull()));
    Column isMoneyBack = coalesce(OrderLines.isMoneyBack(), lit(false));
    Column differs = isGood().and(coalesce(col(DIFFERS), lit(false))).and(not(isMoneyBack));
    return parts
        .withColumn(
            BronzeOrderLines.DISCOUNT,
            when(
                    col(OFF).notEqual(0),
                    coalesce(col(BronzeOrderLines.DISCOUNT), nothing)
                        .plus(col(OFF))
                        .try_cast(Types.MONEY))
                .otherwise(col(BronzeOrderLines.DISCOUNT)))
        .withColumn(
            BronzeOrderLines.AMOUNT,
            when(col(USED), nothing)
                .otherwise(amount.minus(coalesce(col(OFF), nothing)).try_cast(Types.MONEY)))
        .withColumn(
            LineParsing.REASONS,
            when(differs, concat(col(LineParsing.REASONS), array(lit("order_discount_differs"))))
                .otherwise(col(LineParsing.REASONS)))
        .drop(BACK, DIFFERS, WEIGHT, WEIGHTS, LINES, TOTAL, PART, NUMBER, OFF, USED);
  }

  private static Dataset<Row> totals(Dataset<Row> judged, LineRules rules) {
    Column isVoucher = hasCodeOf(rules.options().vouchers()).and(weight(rules).lt(0));
    // What an order gave back stands beside its total, and a voucher is in it.
    Column shares = isGood().and(col(BronzeOrderLines.AMOUNT).isNull()).and(not(isVoucher));
    WindowSpec order =
        Window.partitionBy(col(BronzeOrderLines.FILE), col(BronzeOrderLines.ORDER_ID), col(GOOD));
    WindowSpec sequence = order.orderBy(sequence());
    Column total = col(LineParsing.ORDER_AMOUNT);
    Column weights = sum(col(WEIGHT)).over(order).try_cast(Types.MONEY);
    Column part =
        coalesce(
            round(try_divide(total.multiply(col(WEIGHT)), weights), CENTS).try_cast(Types.MONEY),
            lit(0).cast(Types.MONEY));
    Column before =
        coalesce(
            sum(col(PART)).over(sequence.rowsBetween(Window.unboundedPreceding(), -1)),
            lit(0).cast(Types.MONEY));
    Dataset<Row> parts =
        judged
            .withColumn(GOOD, shares)
            .withColumn(WEIGHT, weight(rules))
            .withColumn(DIFFERS, min(total).over(order).notEqual(max(total).over(order)))
            .withColumn(LINES, count(lit(1)).over(order))
            .withColumn(PART, part)
            .withColumn(NUMBER, row_number().over(sequence))
            .withColumn(
                BronzeOrderLines.AMOUNT,
                when(not(col(GOOD)), coalesce(col(BronzeOrderLines.AMOUNT), zero(isVoucher)))
                    .when(col(NUMBER).lt(col(LINES)), col(PART))
                    .otherwise(total.minus(before))
                    .try_cast(Types.MONEY));
    Column differs = col(GOOD).and(coalesce(col(DIFFERS), lit(false)));
    Column reasons =
        when(differs, concat(col(LineParsing.REASONS), array(lit("order_amount_differs"))))
            .otherwise(col(LineParsing.REASONS));
    return parts
        .withColumn(LineParsing.REASONS, reasons)
        .drop(GOOD, WEIGHT, DIFFERS, LINES, PART, NUMBER);
  }

  private static Column zero(Column where) {
    return when(where, lit(0).cast(Types.MONEY));
  }

  /**
   * The orders whose total would count twice: different files hold different lines of them, or
   * other parts of the total, so that each has spread the whole total over what it holds. Files
   * that hold the same lines do no harm, since a line counts once; where lines are restated, what
   * has no part in the spreading may differ.
   *
   * @param delivered good lines of bronze.order_lines of the load to come, without load_id
   * @param earlier bronze.order_lines, of the loads before it
   * @return order_id, and the files (an array) that hold the order
   */
  public static Dataset<Row> ambiguous(
      Dataset<Row> delivered, Dataset<Row> earlier, LineRules rules, CountingRules counting) {
    boolean restated = counting.sameLine() != CountingRules.SameLine.IDENTICAL;
    boolean reduced = !rules.has(LineParsing.ORDER_AMOUNT);
    Column key = OrderLines.identity();
    Column spread = lit(true);
    if (restated && reduced) {
      // Whatever has changed of them, the later lines hold.
      key = OrderLines.sameLine(counting);
      spread =
          col(BronzeOrderLines.QUANTITY)
              .gt(0)
              .and(coalesce(col(BronzeOrderLines.AMOUNT).geq(0), lit(true)))
              .and(not(hasCodeOf(rules.options().vouchers())));
    } else if (restated) {
      key = spreadPart();
    }
    Dataset<Row> fresh = delivered.filter(spread).select(lineIn(lit(NOT_LOADED), key));
    Dataset<Row> known =
        TouchedOrders.in(earlier, TouchedOrders.delivered(fresh))
            .filter(spread)
            .select(lineIn(col(BronzeOrderLines.LOAD_ID), key));
    return fresh
        .unionByName(known)
        .groupBy(BronzeOrderLines.ORDER_ID, BronzeOrderLines.LOAD_ID, BronzeOrderLines.FILE)
        .agg(array_sort(collect_list(SilverOrderLines.LINE_KEY)).as(LINES))
        .groupBy(BronzeOrderLines.ORDER_ID)
        .agg(
            min(LINES).notEqual(max(LINES)).as(DIFFERS),
            array_sort(collect_set(BronzeOrderLines.FILE)).as(BronzeOrderLines.FILE))
        .filter(col(DIFFERS))
        .select(BronzeOrderLines.ORDER_ID, BronzeOrderLines.FILE);
  }

  private static Column spreadPart() {
    return concat_ws(
        "\u0001",
        Stream.of(
                BronzeOrderLines.LINE_ID,
                BronzeOrderLines.PRODUCT_CODE,
                BronzeOrderLines.QUANTITY,
                BronzeOrderLines.AMOUNT)
            .map(name -> coalesce(col(name).cast(Types.STRING), lit("\u0000")))
            .toArray(Column[]::new));
  }

  private static Column[] lineIn(Column load, Column key) {
    return new Column[] {
      col(BronzeOrderLines.ORDER_ID),
      load.as(BronzeOrderLines.LOAD_ID),
      col(BronzeOrderLines.FILE),
      key.as(SilverOrderLines.LINE_KEY)
    };
  }

  /** By line number, then by all that tells lines apart; place decides between equal ones only. */
  private static Column[] sequence() {
    return Stream.concat(
            Stream.of(length(col(BronzeOrderLines.LINE_ID))),
            Stream.of(
                    BronzeOrderLines.LINE_ID,
                    BronzeOrderLines.PRODUCT_CODE,
                    BronzeOrderLines.PRODUCT_NAME,
                    BronzeOrderLines.CATEGORY,
                    BronzeOrderLines.QUANTITY,
                    BronzeOrderLines.UNIT_PRICE,
                    BronzeOrderLines.ORDERED_AT,
                    BronzeOrderLines.CHANNEL,
                    BronzeOrderLines.COUNTRY,
                    BronzeOrderLines.CANCELLED,
                    BronzeOrderLines.REFERS_TO_ORDER,
                    BronzeOrderLines.UNIT_COST,
                    BronzeOrderLines.POSITION)
                .map(org.apache.spark.sql.functions::col))
        .toArray(Column[]::new);
  }

  private static Column weight(LineRules rules) {
    Column quantity = col(BronzeOrderLines.QUANTITY);
    return rules.has(BronzeOrderLines.UNIT_PRICE)
        ? coalesce(
            quantity.multiply(col(BronzeOrderLines.UNIT_PRICE)).try_cast(Types.MONEY), quantity)
        : quantity;
  }
}
