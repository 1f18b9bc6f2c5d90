package io.churnlake.orders;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** From delivered lines to order lines: each once, with its order's date, and judged. */
public final class OrderLines {
  /** The disjoint reasons why a line does not count, in the order they are asked. */
  public static final String NO_CUSTOMER = "no_customer";

  public static final String SEVERAL_CUSTOMERS = "order_of_several_customers";
  public static final String CANCELLED = "cancelled";
  public static final String QUANTITY_NOT_POSITIVE = "quantity_not_positive";
  public static final String PRICE_NOT_POSITIVE = "price_not_positive";
  public static final String NO_PRODUCT = "no_product";

  /**
   * The mapped, parsed fields, with the unit cost where there is one: two lines that agree in all
   * of them are the same line.
   */
  private static final List<String> IDENTITY =
      List.of(
          BronzeOrderLines.SOURCE,
          BronzeOrderLines.ORDER_ID,
          BronzeOrderLines.LINE_ID,
          BronzeOrderLines.ORDERED_AT,
          BronzeOrderLines.CUSTOMER_KEY,
          BronzeOrderLines.PRODUCT_CODE,
          BronzeOrderLines.PRODUCT_NAME,
          BronzeOrderLines.CATEGORY,
          BronzeOrderLines.QUANTITY,
          BronzeOrderLines.UNIT_PRICE,
          BronzeOrderLines.DISCOUNT,
          BronzeOrderLines.AMOUNT,
          BronzeOrderLines.CURRENCY,
          BronzeOrderLines.CHANNEL,
          BronzeOrderLines.COUNTRY,
          BronzeOrderLines.CANCELLED,
          BronzeOrderLines.REFERS_TO_ORDER);

  /** The unit price before conversion, and the currency that it is in; not kept in silver. */
  static final String PRICE_AS_SOLD = "price_as_sold";

  static final String CURRENCY_AS_SOLD = "currency_as_sold";

  /** Whether the line is not cancelled and another of its order, that is no return, is. */
  public static final String CANCELLED_BESIDE = "cancelled_beside";

  /** A line without a discount is the same whether the log told so or not. */
  private static final String NONE = "0.0000";

  /** The source of the line, where what tells lines apart is the shop whose orders it reads. */
  private static final String READ_BY = "read_by";

  private static final String LEAST_CUSTOMER = "least_customer";
  private static final String GREATEST_CUSTOMER = "greatest_customer";
  private static final String DELIVERY = "delivery";
  private static final String SAME_LINE = "same_line";
  private static final String NUMBER = "number";
  private static final String AT_MOST = "at_most";
  private static final String SAID = "said";
  private static final String VERSIONS = "versions";
  private static final String LATER = "later";
  private static final String STAYS = "stays";
  private static final String SOLD = "sold";
  private static final String SUPERSEDED = "superseded";
  private static final String LATEST = "latest";

  /**
   * How many lines the row's deliveries have restated; NULL where none. One row of those that may
   * be the same line tells it.
   */
  public static final String RESTATED = "restated";

  /** How many of these have another day or customer now, or no customer any more. */
  public static final String RESTATED_OTHERWISE = "restated_otherwise";

  /** Whether the latest delivery of the line's order has others of its lines, and not this one. */
  public static final String LACKED = "lacked";

  /** Nobody corrects a line so often. */
  private static final int MOST_VERSIONS = 100;

  /** A shop that delivers in parts is done by then; a number that is used anew comes later. */
  public static final int FAR_APART_DAYS = 7;

  /**
   * What a line keeps for good where not even its order has a number: status, title, category,
   * country and costs change from one export to the next.
   */
  private static final List<String> LASTING =
      List.of(
          BronzeOrderLines.ORDERED_AT,
          BronzeOrderLines.CUSTOMER_KEY,
          BronzeOrderLines.QUANTITY,
          BronzeOrderLines.UNIT_PRICE,
          BronzeOrderLines.DISCOUNT,
          BronzeOrderLines.AMOUNT,
          BronzeOrderLines.CURRENCY,
          BronzeOrderLines.CHANNEL,
          BronzeOrderLines.REFERS_TO_ORDER);

  private OrderLines() {}

  /**
   * The columns of silver.order_lines that do not depend on returns ({@link
   * ReturnedLines#withReturns} adds those), from bronze.order_lines, and the unit price as it was
   * sold, by which {@link ReturnedLines#of} compares. An identical line counts as often as it
   * stands in the file that holds it most often, so overlapping exports do not count twice and
   * repeats within one file do, unless the rules say that those are errors. A line that a later
   * export restates counts as it stands there. Nothing is shuffled if the lines lie by order.
   *
   * @param currency the reporting currency
   */
  public static Dataset<Row> conformed(Dataset<Row> bronze, CountingRules rules, String currency) {
    return judged(ordered(converted(distinct(bronze, rules), currency)), rules);
  }

  /**
   * The same of lines of several sources whose orders are the same ones: a line that two of them
   * deliver is one.
   *
   * @param bronze as {@link #conformed} gets it
   * @param orders whose orders they are
   */
  public static Dataset<Row> conformedTogether(
      Dataset<Row> bronze, CountingRules rules, String currency, String orders) {
    Dataset<Row> readBy = bronze.withColumn(READ_BY, col(BronzeOrderLines.SOURCE));
    return conformed(asOfOne(readBy, orders), rules, currency)
        .withColumn(SilverOrderLines.SOURCE, col(READ_BY))
        .drop(READ_BY);
  }

  /** Lines of several sources as if one had read them; files of one name stay two files. */
  public static Dataset<Row> asOfOne(Dataset<Row> lines, String orders) {
    return lines
        .withColumn(
            BronzeOrderLines.FILE,
            concat(col(BronzeOrderLines.SOURCE), lit(":"), col(BronzeOrderLines.FILE)))
        .withColumn(BronzeOrderLines.SOURCE, lit(orders));
  }

  /** Amounts in the reporting currency, by the rate that the line was loaded with. */
  private static Dataset<Row> converted(Dataset<Row> lines, String currency) {
    Dataset<Row> converted =
        lines
            .withColumn(PRICE_AS_SOLD, col(BronzeOrderLines.UNIT_PRICE))
            .withColumn(CURRENCY_AS_SOLD, col(BronzeOrderLines.CURRENCY));
    for (String amount :
        List.of(
            BronzeOrderLines.UNIT_PRICE,
            BronzeOrderLines.DISCOUNT,
            BronzeOrderLines.AMOUNT,
            BronzeOrderLines.UNIT_COST)) {
      converted =
          converted.withColumn(amount, ExchangeRates.inReportingCurrency(col(amount), Types.MONEY));
    }
    return converted.withColumn(
        BronzeOrderLines.CURRENCY,
        when(col(BronzeOrderLines.EXCHANGE_RATE).isNotNull(), lit(currency))
            .otherwise(col(BronzeOrderLines.CURRENCY)));
  }

  /**
   * For sources that deliver an order anew when it changes: of each order id the lines of its
   * latest delivery, the file of the greatest name in the newest load that has it. A file that was
   * loaded anew for a header keeps its place.
   *
   * @param bronze bronze.order_lines; all lines of an order, or none
   */
  public static Dataset<Row> latestDeliveries(Dataset<Row> bronze) {
    Column delivery = struct(deliveredBy(), col(BronzeOrderLines.FILE));
    return bronze
        .withColumn(DELIVERY, max(delivery).over(Window.partitionBy(BronzeOrderLines.ORDER_ID)))
        .filter(delivery.equalTo(col(DELIVERY)))
        .drop(DELIVERY);
  }

  /** What makes two delivered lines the same line: the MD5 of all that was mapped. */
  public static Column identity() {
    return md5(
        concat_ws(
                "\u0001",
                Stream.concat(
                        IDENTITY.stream()
                            .map(
                                name ->
                                    coalesce(
                                        col(name).cast(Types.STRING),
                                        lit(
                                            name.equals(BronzeOrderLines.DISCOUNT)
                                                ? NONE
                                                : "\u0000"))),
                        // Skipped where it is NULL: lines without a cost keep their keys.
                        Stream.of(col(BronzeOrderLines.UNIT_COST).cast(Types.STRING)))
                    .toArray(Column[]::new))
            .cast("binary"));
  }

  /** The load whose delivery the line is, also after its file was loaded anew for a header. */
  static Column deliveredBy() {
    return coalesce(col(BronzeOrderLines.FIRST_LOAD_ID), col(BronzeOrderLines.LOAD_ID));
  }

  /**
   * Each line once, as it was delivered last. Lines that are identical in two files are one; of
   * what may be the same line, there are as many as the file that holds most has, and those stay
   * that were said last. Of deliveries that say the same the first one stays, so that rolling
   * exports change nothing. Numbers that are used anew, by another customer or much later, restate
   * nothing.
   */
  private static Dataset<Row> restated(Dataset<Row> bronze, CountingRules rules) {
    // Windows whose columns begin another's need no sorting of their own.
    WindowSpec same = Window.partitionBy(BronzeOrderLines.ORDER_ID, SAME_LINE);
    WindowSpec ofFile =
        Window.partitionBy(
                BronzeOrderLines.ORDER_ID,
                SAME_LINE,
                BronzeOrderLines.FILE,
                BronzeOrderLines.CUSTOMER_KEY,
                BronzeOrderLines.ORDER_DATE)
            .orderBy(SilverOrderLines.LINE_KEY, BronzeOrderLines.POSITION);
    WindowSpec withinFile =
        Window.partitionBy(
                BronzeOrderLines.ORDER_ID,
                SAME_LINE,
                BronzeOrderLines.FILE,
                BronzeOrderLines.CUSTOMER_KEY,
                BronzeOrderLines.ORDER_DATE,
                SilverOrderLines.LINE_KEY)
            .orderBy(BronzeOrderLines.POSITION);
    WindowSpec deliveries =
        Window.partitionBy(
                BronzeOrderLines.ORDER_ID,
                SAME_LINE,
                SilverOrderLines.LINE_KEY,
                SilverOrderLines.OCCURRENCE)
            .orderBy(col(DELIVERY), col(BronzeOrderLines.FILE), col(BronzeOrderLines.POSITION));
    WindowSpec all =
        deliveries.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Column version =
        struct(
            col(DELIVERY).as("load"),
            col(BronzeOrderLines.FILE),
            col(BronzeOrderLines.POSITION),
            col(BronzeOrderLines.CUSTOMER_KEY),
            col(BronzeOrderLines.ORDER_DATE),
            sold().as(SOLD));
    // Each row looks at all others. Of so many, the number is no line's own, and restates nothing.
    Column isCrowded =
        col(VERSIONS)
            .gt(col(AT_MOST))
            .and(col(VERSIONS).leq(greatest(lit(MOST_VERSIONS), col(AT_MOST).multiply(2))));
    Column tells = isCrowded.and(col(RESTATED).gt(0)).and(col(SAID).equalTo(array_max(col(LATER))));
    WindowSpec order = Window.partitionBy(BronzeOrderLines.ORDER_ID);
    Column said =
        struct(
            col(SAID).getField("load").as("load"),
            col(SAID).getField(BronzeOrderLines.FILE).as(BronzeOrderLines.FILE));
    Column first =
        struct(col(DELIVERY).as("load"), col(BronzeOrderLines.FILE).as(BronzeOrderLines.FILE));
    Column again = first.lt(said).or(col(RESTATED).isNotNull()).as("again");
    Column date = col(BronzeOrderLines.ORDER_DATE).as("date");
    Column stays =
        not(isCrowded).or(size(filter(col(LATER), OrderLines::restates)).lt(col(AT_MOST)));
    return bronze
        .withColumn(SilverOrderLines.LINE_KEY, identity())
        .withColumn(SAME_LINE, sameLine(rules))
        .withColumn(DELIVERY, deliveredBy())
        .withColumn(SilverOrderLines.OCCURRENCE, row_number().over(withinFile))
        .withColumn(AT_MOST, row_number().over(ofFile))
        .withColumn(AT_MOST, max(AT_MOST).over(same))
        .withColumn(NUMBER, row_number().over(deliveries))
        .withColumn(SAID, last(version).over(all))
        .filter(col(NUMBER).equalTo(1))
        .withColumn(VERSIONS, count(lit(1)).over(same))
        .withColumn(LATER, collect_list(when(isCrowded, col(SAID))).over(same))
        .withColumn(STAYS, stays)
        .withColumn(SUPERSEDED, not(col(STAYS)).and(exists(col(LATER), OrderLines::isOtherwise)))
        .withColumn(RESTATED, count_if(not(col(STAYS))).over(same))
        .withColumn(RESTATED_OTHERWISE, count_if(col(SUPERSEDED)).over(same))
        .withColumn(RESTATED, when(tells, col(RESTATED)))
        .withColumn(RESTATED_OTHERWISE, when(col(RESTATED).gt(0), col(RESTATED_OTHERWISE)))
        .filter(col(STAYS))
        .withColumn(LATEST, max(struct(said.as("said"), again, date)).over(order))
        .withColumn(LACKED, isLacked(said))
        .drop(SAME_LINE, DELIVERY, NUMBER, AT_MOST, SAID, VERSIONS, LATER, STAYS)
        .drop(SUPERSEDED, LATEST);
  }

  /** Deliveries of other days may be of another order that has the number. */
  private static Column isLacked(Column said) {
    Column latest = col(LATEST);
    Column apart = datediff(col(BronzeOrderLines.ORDER_DATE), latest.getField("date"));
    return coalesce(
        latest
            .getField("again")
            .and(said.lt(latest.getField("said")))
            .and(abs(apart).leq(FAR_APART_DAYS)),
        lit(false));
  }

  private static Column sold() {
    return told(
        Stream.of(
            coalesce(col(BronzeOrderLines.PRODUCT_CODE), col(BronzeOrderLines.PRODUCT_NAME)),
            col(BronzeOrderLines.QUANTITY),
            coalesce(col(BronzeOrderLines.UNIT_PRICE), col(BronzeOrderLines.AMOUNT))));
  }

  /** Whether the other version was said later and can be of the same line. */
  private static Column restates(Column other) {
    Column said = col(SAID);
    Column customer = said.getField(BronzeOrderLines.CUSTOMER_KEY);
    Column customerThen = other.getField(BronzeOrderLines.CUSTOMER_KEY);
    Column date = said.getField(BronzeOrderLines.ORDER_DATE);
    Column dateThen = other.getField(BronzeOrderLines.ORDER_DATE);
    Column isLaterInFile =
        other
            .getField(BronzeOrderLines.POSITION)
            .gt(said.getField(BronzeOrderLines.POSITION))
            .and(customer.eqNullSafe(customerThen))
            .and(date.eqNullSafe(dateThen));
    Column load = said.getField("load");
    Column loadThen = other.getField("load");
    Column file = said.getField(BronzeOrderLines.FILE);
    Column fileThen = other.getField(BronzeOrderLines.FILE);
    Column isLater =
        loadThen
            .gt(load)
            .or(loadThen.equalTo(load).and(fileThen.gt(file)))
            .or(loadThen.equalTo(load).and(fileThen.equalTo(file)).and(isLaterInFile));
    // Accounts are merged, renamed and made anonymous; what was sold that day is the same then.
    Column isSameSale =
        said.getField(SOLD).equalTo(other.getField(SOLD)).and(date.eqNullSafe(dateThen));
    return isLater
        .and(coalesce(customer.equalTo(customerThen), lit(true)).or(isSameSale))
        .and(coalesce(abs(datediff(date, dateThen)).leq(FAR_APART_DAYS), lit(true)));
  }

  /** Whether the other version restates it, and is not of its day or its customer. */
  private static Column isOtherwise(Column other) {
    Column said = col(SAID);
    Column isAnotherDay =
        not(
            said.getField(BronzeOrderLines.ORDER_DATE)
                .eqNullSafe(other.getField(BronzeOrderLines.ORDER_DATE)));
    Column customer = said.getField(BronzeOrderLines.CUSTOMER_KEY);
    Column isAnothers =
        customer
            .isNotNull()
            .and(not(customer.eqNullSafe(other.getField(BronzeOrderLines.CUSTOMER_KEY))));
    return restates(other).and(isAnotherDay.or(isAnothers));
  }

  /** What a line of an order is, whatever was corrected since; a return is never its sale. */
  public static Column sameLine(CountingRules rules) {
    Column product =
        coalesce(col(BronzeOrderLines.PRODUCT_CODE), col(BronzeOrderLines.PRODUCT_NAME));
    if (rules.sameLine() == CountingRules.SameLine.RESTATED_ALIKE) {
      return told(
          Stream.concat(
              Stream.of(product, col(BronzeOrderLines.LINE_ID)),
              LASTING.stream().map(OrderLines::valueOf)));
    }
    Column nothing = lit("");
    Column takesBack =
        coalesce(col(BronzeOrderLines.QUANTITY).lt(0), lit(false))
            .or(coalesce(col(BronzeOrderLines.AMOUNT).lt(0), lit(false)));
    Column kind = when(isMoneyBack(), nothing).otherwise(takesBack.cast(Types.STRING));
    Column refers = col(BronzeOrderLines.REFERS_TO_ORDER);
    Column numbered = told(Stream.of(col(BronzeOrderLines.LINE_ID), kind, refers));
    Column unnumbered =
        told(Stream.of(nothing, kind, refers, product, col(BronzeOrderLines.ORDERED_AT)));
    return when(col(BronzeOrderLines.LINE_ID).isNotNull(), numbered).otherwise(unnumbered);
  }

  /** What an order gave back without goods is one line of it, also where it is nothing any more. */
  public static Column isMoneyBack() {
    return col(BronzeOrderLines.LINE_ID)
        .equalTo(LineParsing.REFUND_LINE)
        .and(col(BronzeOrderLines.QUANTITY).equalTo(0));
  }

  private static Column told(Stream<Column> values) {
    // Not skipped: NULLs of two columns are two things.
    return xxhash64(
        values
            .map(value -> coalesce(value.cast(Types.STRING), lit("\u0000")))
            .toArray(Column[]::new));
  }

  /** No discount is one of nothing, as in {@link #identity}. */
  private static Column valueOf(String name) {
    return name.equals(BronzeOrderLines.DISCOUNT)
        ? coalesce(col(name).cast(Types.STRING), lit(NONE))
        : col(name);
  }

  /** Each line once: the n-th of a file and the n-th of another file are the same. */
  private static Dataset<Row> distinct(Dataset<Row> bronze, CountingRules rules) {
    return switch (rules.sameLine()) {
      case IDENTICAL -> once(bronze, rules);
      case AS_THEY_STAND -> asTheyStand(bronze, rules);
      default -> restated(bronze, rules);
    };
  }

  /** How a table is cut into files says nothing of its rows. */
  private static Dataset<Row> asTheyStand(Dataset<Row> bronze, CountingRules rules) {
    WindowSpec identical =
        Window.partitionBy(BronzeOrderLines.ORDER_ID, SilverOrderLines.LINE_KEY)
            .orderBy(BronzeOrderLines.FILE, BronzeOrderLines.POSITION);
    return unrestated(
        kept(
            bronze
                .withColumn(SilverOrderLines.LINE_KEY, identity())
                .withColumn(SilverOrderLines.OCCURRENCE, row_number().over(identical)),
            rules));
  }

  private static Dataset<Row> once(Dataset<Row> bronze, CountingRules rules) {
    // The order is part of what a line is; naming it keeps all windows within the one distribution.
    WindowSpec withinFile =
        Window.partitionBy(
                BronzeOrderLines.ORDER_ID, SilverOrderLines.LINE_KEY, BronzeOrderLines.FILE)
            .orderBy(BronzeOrderLines.POSITION);
    WindowSpec acrossFiles =
        Window.partitionBy(
                BronzeOrderLines.ORDER_ID, SilverOrderLines.LINE_KEY, SilverOrderLines.OCCURRENCE)
            .orderBy(deliveredBy(), col(BronzeOrderLines.FILE), col(BronzeOrderLines.POSITION));
    Dataset<Row> numbered =
        bronze
            .withColumn(SilverOrderLines.LINE_KEY, identity())
            .withColumn(SilverOrderLines.OCCURRENCE, row_number().over(withinFile));
    return unrestated(
        kept(numbered, rules)
            .withColumn(DELIVERY, row_number().over(acrossFiles))
            .filter(col(DELIVERY).equalTo(1))
            .drop(DELIVERY));
  }

  /** Without repeats within a file, where they are errors. */
  private static Dataset<Row> kept(Dataset<Row> numbered, CountingRules rules) {
    return rules.keepRepeats()
        ? numbered
        : numbered.filter(col(SilverOrderLines.OCCURRENCE).equalTo(1));
  }

  private static Dataset<Row> unrestated(Dataset<Row> lines) {
    return lines
        .withColumn(RESTATED, lit(null).cast(Types.LONG))
        .withColumn(RESTATED_OTHERWISE, lit(null).cast(Types.LONG))
        .withColumn(LACKED, lit(false));
  }

  /**
   * With the date of the order and the range of its customers. The date is that of the earliest
   * line with a customer, if there is one: numbers of receipts come again, and those of nobody's
   * say nothing of a customer's.
   */
  private static Dataset<Row> ordered(Dataset<Row> lines) {
    WindowSpec order = Window.partitionBy(BronzeOrderLines.ORDER_ID);
    Column date = col(SilverOrderLines.LINE_DATE);
    Column isCancelled =
        col(BronzeOrderLines.CANCELLED)
            .and(col(BronzeOrderLines.QUANTITY).gt(0))
            .and(col(BronzeOrderLines.REFERS_TO_ORDER).isNull());
    Column ofSomebody = when(col(BronzeOrderLines.CUSTOMER_KEY).isNotNull(), date);
    return lines
        .withColumn(SilverOrderLines.LINE_DATE, col(BronzeOrderLines.ORDER_DATE))
        .withColumn(
            CANCELLED_BESIDE,
            max(isCancelled).over(order).and(not(col(BronzeOrderLines.CANCELLED))))
        .withColumn(LEAST_CUSTOMER, min(BronzeOrderLines.CUSTOMER_KEY).over(order))
        .withColumn(GREATEST_CUSTOMER, max(BronzeOrderLines.CUSTOMER_KEY).over(order))
        .withColumn(
            SilverOrderLines.ORDER_DATE,
            coalesce(min(ofSomebody).over(order), min(date).over(order)));
  }

  /** The lines (of bronze) that count as far as a line alone can tell. */
  public static Dataset<Row> countingAlone(Dataset<Row> bronze, CountingRules rules) {
    return bronze.filter(countsAlone(rules));
  }

  /** Whether a line (of bronze) counts as far as it alone can tell. */
  public static Column countsAlone(CountingRules rules) {
    return col(BronzeOrderLines.CUSTOMER_KEY).isNotNull().and(excludedByItself(rules).isNull());
  }

  private static Column excludedByItself(CountingRules rules) {
    Column price = coalesce(col(BronzeOrderLines.UNIT_PRICE), col(BronzeOrderLines.AMOUNT));
    return when(lit(!rules.cancelledLines()).and(col(BronzeOrderLines.CANCELLED)), CANCELLED)
        .when(
            lit(rules.positiveQuantity()).and(col(BronzeOrderLines.QUANTITY).leq(0)),
            QUANTITY_NOT_POSITIVE)
        .when(lit(rules.positivePrice()).and(price.leq(0)), PRICE_NOT_POSITIVE)
        .when(
            coalesce(
                col(BronzeOrderLines.PRODUCT_CODE).isin(rules.noProductCodes().toArray()),
                lit(false)),
            NO_PRODUCT);
  }

  /** All columns of silver.order_lines but those that returns decide, and the price as sold. */
  private static Column[] judgedColumns(Dataset<Row> lines) {
    List<String> returned =
        List.of(
            SilverOrderLines.RETURN_STATUS,
            SilverOrderLines.RETURNED_QUANTITY,
            SilverOrderLines.RETURNED_AMOUNT,
            SilverOrderLines.NET_AMOUNT,
            SilverOrderLines.LAST_RETURNED_ON,
            SilverOrderLines.SWAPPED_ON);
    return Stream.concat(
            SilverOrderLines.TABLE.columnNames().stream().filter(name -> !returned.contains(name)),
            Stream.of(
                PRICE_AS_SOLD,
                CURRENCY_AS_SOLD,
                CANCELLED_BESIDE,
                RESTATED,
                RESTATED_OTHERWISE,
                LACKED,
                READ_BY))
        .filter(name -> !name.equals(READ_BY) || List.of(lines.columns()).contains(READ_BY))
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }

  private static Dataset<Row> judged(Dataset<Row> lines, CountingRules rules) {
    Column excluded =
        when(col(SilverOrderLines.CUSTOMER_KEY).isNull(), NO_CUSTOMER)
            .when(col(LEAST_CUSTOMER).notEqual(col(GREATEST_CUSTOMER)), SEVERAL_CUSTOMERS)
            .otherwise(excludedByItself(rules));
    Dataset<Row> judged =
        lines
            .withColumn(
                SilverOrderLines.COST,
                col(BronzeOrderLines.UNIT_COST)
                    .multiply(col(BronzeOrderLines.QUANTITY))
                    .cast(Types.MONEY))
            .withColumn(SilverOrderLines.EXCLUDED_BECAUSE, excluded)
            .withColumn(SilverOrderLines.COUNTS, col(SilverOrderLines.EXCLUDED_BECAUSE).isNull());
    return judged.select(judgedColumns(judged));
  }
}
