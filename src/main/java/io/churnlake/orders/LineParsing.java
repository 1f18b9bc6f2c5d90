package io.churnlake.orders;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.churnlake.parse.Times;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Delivered text becomes typed lines; what cannot be read is marked with every reason. */
public final class LineParsing {
  /** Intermediate columns that the records and the judged lines carry. */
  public static final String CUSTOMER_ID = "customer_id";

  public static final String TIME = "time";
  public static final String CANCELLED_BY = "cancelled_by";
  public static final String RETURNED_BY = "returned_by";
  public static final String ORDER_AMOUNT = "order_amount";
  public static final String ORDER_DISCOUNT = "order_discount";

  /** What an order gave back without goods: only on the line that the reader made for it. */
  public static final String REFUNDED_AMOUNT = "refunded_amount";

  public static final String FIELDS = "fields";
  public static final String RAW = "raw";
  public static final String PROBLEM = "problem";
  public static final String REASONS = "reasons";

  /** The text that the first reason is about, where it is of one field; else NULL. */
  public static final String VALUE = "value";

  /** What the row has of its file, for the account of the file's lines. */
  public static final String LINES = "file_lines";

  public static final String BLANK_LINES = "blank_lines";

  private static final String WRITTEN_TIME = "written_time";
  private static final String QUANTITY_TEXT = "quantity_text";
  private static final String PRICE_TEXT = "price_text";
  private static final String DISCOUNT_TEXT = "discount_text";
  private static final String AMOUNT_TEXT = "amount_text";
  private static final String COST_TEXT = "cost_text";
  private static final String ORDER_AMOUNT_TEXT = "order_amount_text";
  private static final String ORDER_DISCOUNT_TEXT = "order_discount_text";
  private static final String REFUND_TEXT = "refund_text";

  /** The number of the line that an order's money back is. */
  static final String REFUND_LINE = "refund";

  /** What a line that takes back comes to as it is written; NULL on all others. */
  public static final String WRITTEN_BACK = "written_back";

  /** What stands beside the amount, such as tax or shipping: more than nothing if it is added. */
  private static final String BESIDE = "beside";

  private static final String RETURNED = "returned";
  private static final String STATUS = "status";

  /** The texts by the beginning of the reasons that are about them. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("time_", TIME),
          Map.entry("quantity_", QUANTITY_TEXT),
          Map.entry("unit_price_", PRICE_TEXT),
          Map.entry("discount_", DISCOUNT_TEXT),
          Map.entry("amount_", AMOUNT_TEXT),
          Map.entry("order_amount_", ORDER_AMOUNT_TEXT),
          Map.entry("order_discount_", ORDER_DISCOUNT_TEXT),
          Map.entry("refunded_amount_", REFUND_TEXT),
          Map.entry("unit_cost_", COST_TEXT),
          Map.entry("currency_", BronzeOrderLines.CURRENCY),
          Map.entry("status_", STATUS));

  /** Years outside of these are errors of typing, or placeholders for no date. */
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  /** A line of more pieces or money is an error; a sum over a shop's lines must fit the type. */
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(12);

  private LineParsing() {}

  /**
   * Types the records and judges them.
   *
   * @param records file, position, raw, fields (array of text), problem, further (map), file_lines
   *     and blank_lines, which stay as they are
   * @return file, position, raw, reasons (empty if the row is good), value, customer_id as mapped,
   *     file_lines, blank_lines, order_amount, order_discount, written_back and every column of
   *     bronze.order_lines but load_id, customer_key and, where the log has no order ids, order_id;
   *     exchange_rate is NULL
   */
  public static Dataset<Row> judged(Dataset<Row> records, LineRules rules) {
    Dataset<Row> texts =
        records.select(
            col(BronzeOrderLines.FILE),
            col(BronzeOrderLines.POSITION),
            col(RAW),
            col(PROBLEM),
            col(BronzeOrderLines.FURTHER),
            col(LINES),
            col(BLANK_LINES),
            text(rules, TIME).as(TIME),
            rules.options().customers().read(text(rules, CUSTOMER_ID)).as(CUSTOMER_ID),
            orderId(rules, BronzeOrderLines.ORDER_ID).as(BronzeOrderLines.ORDER_ID),
            lineId(rules).as(BronzeOrderLines.LINE_ID),
            text(rules, BronzeOrderLines.PRODUCT_CODE).as(BronzeOrderLines.PRODUCT_CODE),
            text(rules, BronzeOrderLines.PRODUCT_NAME).as(BronzeOrderLines.PRODUCT_NAME),
            text(rules, BronzeOrderLines.CATEGORY).as(BronzeOrderLines.CATEGORY),
            text(rules, BronzeOrderLines.QUANTITY).as(QUANTITY_TEXT),
            text(rules, BronzeOrderLines.UNIT_PRICE).as(PRICE_TEXT),
            text(rules, BronzeOrderLines.DISCOUNT).as(DISCOUNT_TEXT),
            text(rules, BronzeOrderLines.AMOUNT).as(AMOUNT_TEXT),
            text(rules, ORDER_AMOUNT).as(ORDER_AMOUNT_TEXT),
            text(rules, ORDER_DISCOUNT).as(ORDER_DISCOUNT_TEXT),
            text(rules, REFUNDED_AMOUNT).as(REFUND_TEXT),
            text(rules, CANCELLED_BY).as(STATUS),
            text(rules, BronzeOrderLines.UNIT_COST).as(COST_TEXT),
            currency(rules).as(BronzeOrderLines.CURRENCY),
            text(rules, BronzeOrderLines.CHANNEL).as(BronzeOrderLines.CHANNEL),
            text(rules, BronzeOrderLines.COUNTRY).as(BronzeOrderLines.COUNTRY),
            orderId(rules, BronzeOrderLines.REFERS_TO_ORDER).as(BronzeOrderLines.REFERS_TO_ORDER),
            matches(rules, CANCELLED_BY, rules.cancelledPattern()).as(BronzeOrderLines.CANCELLED),
            matches(rules, RETURNED_BY, rules.options().returned()).as(RETURNED),
            col(FIELDS));

    Dataset<Row> typed =
        withWrittenTimes(texts, rules)
            .withColumn(BESIDE, beside(rules))
            .withColumn(BronzeOrderLines.QUANTITY, quantity(rules))
            .withColumn(BronzeOrderLines.UNIT_PRICE, unitPrice(rules))
            .withColumn(BronzeOrderLines.UNIT_COST, money(COST_TEXT, rules))
            .withColumn(ORDER_AMOUNT, orderAmount(rules))
            .withColumn(ORDER_DISCOUNT, abs(money(ORDER_DISCOUNT_TEXT, rules)))
            .withColumn(BronzeOrderLines.DISCOUNT, discount(rules));
    Dataset<Row> amounts =
        typed
            .withColumn(BronzeOrderLines.AMOUNT, amount(rules))
            .withColumn(BronzeOrderLines.ORDERED_AT, firstPattern(rules, i -> utc(rules, i)))
            .withColumn(BronzeOrderLines.ORDER_DATE, firstPattern(rules, i -> shopDate(rules, i)));

    Dataset<Row> judged = amounts.withColumn(REASONS, reasons(rules));
    return judged.select(
        col(BronzeOrderLines.FILE),
        col(BronzeOrderLines.POSITION),
        col(RAW),
        col(REASONS),
        value().as(VALUE),
        lit(rules.source()).as(BronzeOrderLines.SOURCE),
        col(CUSTOMER_ID),
        col(BronzeOrderLines.ORDER_ID),
        col(BronzeOrderLines.LINE_ID),
        col(BronzeOrderLines.ORDERED_AT),
        col(BronzeOrderLines.ORDER_DATE),
        col(BronzeOrderLines.PRODUCT_CODE),
        col(BronzeOrderLines.PRODUCT_NAME),
        col(BronzeOrderLines.CATEGORY),
        col(BronzeOrderLines.QUANTITY),
        col(BronzeOrderLines.UNIT_PRICE),
        col(BronzeOrderLines.DISCOUNT),
        col(BronzeOrderLines.AMOUNT),
        col(BronzeOrderLines.UNIT_COST),
        col(BronzeOrderLines.CURRENCY),
        col(BronzeOrderLines.CHANNEL),
        col(BronzeOrderLines.COUNTRY),
        col(BronzeOrderLines.CANCELLED).or(col(RETURNED)).as(BronzeOrderLines.CANCELLED),
        col(BronzeOrderLines.REFERS_TO_ORDER),
        lit(null).cast(Types.RATE).as(BronzeOrderLines.EXCHANGE_RATE),
        col(BronzeOrderLines.FURTHER),
        col(LINES),
        col(BLANK_LINES),
        col(ORDER_AMOUNT),
        col(ORDER_DISCOUNT),
        writtenBack(rules).as(WRITTEN_BACK));
  }

  /** Order ids for a log that has none: all lines of a customer on a day are one order. */
  public static Dataset<Row> withOrderIds(Dataset<Row> keyed, LineRules rules) {
    return rules.has(BronzeOrderLines.ORDER_ID)
        ? keyed
        : keyed.withColumn(
            BronzeOrderLines.ORDER_ID,
            after(
                rules.options().orderPrefix(),
                concat_ws(
                    "|",
                    coalesce(col(BronzeOrderLines.CUSTOMER_KEY), lit("-")),
                    col(BronzeOrderLines.ORDER_DATE).cast(Types.STRING))));
  }

  private static Column orderId(LineRules rules, String field) {
    return after(rules.options().orderPrefix(), text(rules, field));
  }

  /** The id behind what tells it from ids of other sources; NULL without one. */
  private static Column after(String prefix, Column id) {
    return prefix.isEmpty() ? id : concat(lit(prefix), id);
  }

  /** The field's text, cleaned; NULL where it is empty or not mapped. */
  private static Column text(LineRules rules, String field) {
    Integer position = rules.fields().get(field);
    if (position == null) {
      return lit(null).cast(Types.STRING);
    }
    Column value = trim(col(FIELDS).getItem(position));
    String removed = rules.remove().getOrDefault(field, "");
    if (!removed.isEmpty()) {
      value = trim(regexp_replace(value, removed, ""));
    }
    return nullif(value, lit(""));
  }

  /**
   * The time as the first pattern reads it that can: an instant if the pattern has an offset, else
   * the local time as if it were UTC. A column a pattern, each asked only where those before it
   * read nothing, since reading a time is dear.
   */
  private static Dataset<Row> withWrittenTimes(Dataset<Row> texts, LineRules rules) {
    Dataset<Row> read = texts;
    Column unread = lit(true);
    for (int i = 0; i < rules.timePatterns().size(); i++) {
      Column written = Times.written(col(TIME), rules.timePatterns().get(i));
      read = read.withColumn(WRITTEN_TIME + i, i == 0 ? written : when(unread, written));
      unread = unread.and(col(WRITTEN_TIME + i).isNull());
    }
    return read;
  }

  private static Column utc(LineRules rules, int pattern) {
    return Times.utc(
        col(WRITTEN_TIME + pattern),
        rules.timePatterns().get(pattern),
        rules.timeZone(),
        rules.shopZone());
  }

  private static Column shopDate(LineRules rules, int pattern) {
    return Times.shopDate(
        col(WRITTEN_TIME + pattern),
        rules.timePatterns().get(pattern),
        rules.timeZone(),
        rules.shopZone());
  }

  /** The value of the first pattern that reads the text. */
  private static Column firstPattern(LineRules rules, IntFunction<Column> value) {
    return coalesce(
        IntStream.range(0, rules.timePatterns().size()).mapToObj(value).toArray(Column[]::new));
  }

  private static Column matches(LineRules rules, String field, String pattern) {
    return rules.has(field) && !pattern.isEmpty()
        ? coalesce(text(rules, field).rlike(pattern), lit(false))
        : lit(false);
  }

  /** What an order gave back is one line of it, which later exports restate. */
  private static Column lineId(LineRules rules) {
    Column given = text(rules, BronzeOrderLines.LINE_ID);
    return rules.has(REFUNDED_AMOUNT)
        ? when(text(rules, REFUNDED_AMOUNT).isNotNull(), REFUND_LINE).otherwise(given)
        : given;
  }

  /** An empty currency is the shop's own, and a sign is the code that it stands for. */
  private static Column currency(LineRules rules) {
    if (!rules.has(BronzeOrderLines.CURRENCY)) {
      return lit(rules.currency());
    }
    Column text = text(rules, BronzeOrderLines.CURRENCY);
    // Most lines say so in three letters, of which no sign is made.
    Column code = when(text.rlike("^[A-Za-z]{3}$"), upper(text));
    for (Map.Entry<String, String> sign : CurrencySigns.codes(rules.currency()).entrySet()) {
      code = code.when(text.equalTo(sign.getKey()), sign.getValue());
    }
    return code.otherwise(coalesce(upper(text), lit(rules.currency())));
  }

  private static Column isRefund() {
    return col(REFUND_TEXT).isNotNull();
  }

  /** The text as money; NULL if it cannot be read. */
  private static Column money(String text, LineRules rules) {
    return money(col(text), rules);
  }

  /** The same where an empty text is nothing on the lines that the column marks. */
  private static Column money(String text, LineRules rules, String nothingOn) {
    return when(col(text).isNull().and(col(nothingOn)), lit(0).cast(Types.MONEY))
        .otherwise(money(col(text), rules));
  }

  private static Column money(Column text, LineRules rules) {
    Column read = Numbers.money(text, col(BronzeOrderLines.CURRENCY), rules);
    return rules.options().minorUnits()
        ? read.multiply(CurrencyUnits.worth(col(BronzeOrderLines.CURRENCY))).try_cast(Types.MONEY)
        : read;
  }

  /** What is taken back has less than no pieces; an empty text on a cancelled line is none. */
  private static Column quantity(LineRules rules) {
    if (!rules.has(BronzeOrderLines.QUANTITY)) {
      Column one = lit(1).cast(Types.MONEY);
      return marked(rules, RETURNED, one.multiply(-1).cast(Types.MONEY), one);
    }
    Column read = Numbers.quantity(col(QUANTITY_TEXT), rules);
    Column asWritten =
        when(
                col(QUANTITY_TEXT).isNull().and(col(BronzeOrderLines.CANCELLED)),
                lit(0).cast(Types.MONEY))
            .otherwise(read);
    return marked(rules, RETURNED, abs(read).multiply(-1).cast(Types.MONEY), asWritten);
  }

  /** Pieces say what comes back; a price is none that is below zero for that. */
  private static Column unitPrice(LineRules rules) {
    Column read = money(PRICE_TEXT, rules);
    Column value =
        rules.options().returned().isEmpty()
            ? read
            : when(col(RETURNED), abs(read)).otherwise(read);
    return rules.has(REFUNDED_AMOUNT) ? when(not(isRefund()), value) : value;
  }

  /** Logs that have no such lines are not asked for them. */
  private static Column marked(LineRules rules, String mark, Column marked, Column others) {
    Column value =
        rules.options().returned().isEmpty() ? others : when(col(mark), marked).otherwise(others);
    return rules.has(REFUNDED_AMOUNT)
        ? when(isRefund(), lit(0).cast(Types.MONEY)).otherwise(value)
        : value;
  }

  /** An empty field is no discount; a log without the field does not say. */
  private static Column discount(LineRules rules) {
    if (!rules.has(BronzeOrderLines.DISCOUNT)) {
      return lit(null).cast(Types.MONEY);
    }
    if (rules.options().wholeOfDiscounts() > 0) {
      Column off = coalesce(beforeDiscount(rules), lit(0)).multiply(share(rules));
      return off.try_cast(Types.MONEY);
    }
    Column read = money(coalesce(col(DISCOUNT_TEXT), lit("0")), rules);
    return rules.options().discountsAsWritten()
        ? read
        : when(coalesce(beforeDiscount(rules).lt(0), lit(false)), abs(read).multiply(-1))
            .otherwise(abs(read))
            .cast(Types.MONEY);
  }

  /** Between 0 and 1; NULL if it cannot be read, or is more than the whole. */
  private static Column share(LineRules rules) {
    Column text = coalesce(col(DISCOUNT_TEXT), lit("0"));
    Column whole =
        when(text.endsWith("%"), lit(100)).otherwise(lit(rules.options().wholeOfDiscounts()));
    Column read = abs(Numbers.quantity(regexp_replace(text, "\\s*%$", ""), rules));
    return when(read.leq(whole), read.divide(whole));
  }

  private static Column writtenBack(LineRules rules) {
    if (rules.options().returned().isEmpty()) {
      return lit(null).cast(Types.MONEY);
    }
    Column pieces =
        rules.has(BronzeOrderLines.QUANTITY) ? Numbers.quantity(col(QUANTITY_TEXT), rules) : lit(1);
    Column value = pieces;
    if (rules.has(BronzeOrderLines.AMOUNT)) {
      value = money(AMOUNT_TEXT, rules);
    } else if (rules.has(BronzeOrderLines.UNIT_PRICE)) {
      value = pieces.multiply(money(PRICE_TEXT, rules));
    }
    return when(col(RETURNED).and(not(isRefund())), value.try_cast(Types.MONEY));
  }

  private static Column orderAmount(LineRules rules) {
    Column read = money(ORDER_AMOUNT_TEXT, rules, BronzeOrderLines.CANCELLED);
    return rules.options().hasAmountsBeside() ? read.plus(col(BESIDE)).try_cast(Types.MONEY) : read;
  }

  /** NULL where one of them cannot be read; an empty one is nothing. */
  private static Column beside(LineRules rules) {
    Column nothing = lit(0).cast(Types.MONEY);
    Column sum = nothing;
    for (int position : rules.options().plus()) {
      sum = sum.plus(amountAt(position, rules)).try_cast(Types.MONEY);
    }
    for (int position : rules.options().minus()) {
      sum = sum.minus(amountAt(position, rules)).try_cast(Types.MONEY);
    }
    return sum;
  }

  private static Column amountAt(int position, LineRules rules) {
    Column text = nullif(trim(col(FIELDS).getItem(position)), lit(""));
    return when(text.isNull(), lit(0).cast(Types.MONEY)).otherwise(money(text, rules));
  }

  /** The amount with what stands beside it, which is taken back with it. */
  private static Column withBeside(Column amount, LineRules rules) {
    if (!rules.options().hasAmountsBeside()) {
      return amount;
    }
    Column beside =
        rules.options().returned().isEmpty()
            ? col(BESIDE)
            : when(col(RETURNED).and(writtenBack(rules).gt(0)), col(BESIDE).multiply(-1))
                .otherwise(col(BESIDE));
    return amount.plus(beside).try_cast(Types.MONEY);
  }

  /** What the line comes to before its discount; NULL if it cannot be read. */
  private static Column beforeDiscount(LineRules rules) {
    Column value =
        rules.has(BronzeOrderLines.AMOUNT)
            ? money(AMOUNT_TEXT, rules)
            : col(BronzeOrderLines.QUANTITY)
                .multiply(col(BronzeOrderLines.UNIT_PRICE))
                .try_cast(Types.MONEY);
    return rules.options().returned().isEmpty()
        ? value
        : when(col(RETURNED), abs(value).multiply(-1).cast(Types.MONEY)).otherwise(value);
  }

  /**
   * NULL where amounts are of whole orders, see {@link OrderAmounts}, or not known. A line that
   * does not count may leave its amount empty: it is nothing then.
   */
  private static Column amount(LineRules rules) {
    boolean ofLine = rules.has(BronzeOrderLines.AMOUNT);
    Column nothing = lit(0).cast(Types.MONEY);
    Column amount = lit(null).cast(Types.MONEY);
    if (ofLine || (rules.has(BronzeOrderLines.UNIT_PRICE) && !rules.has(ORDER_AMOUNT))) {
      Column before = beforeDiscount(rules);
      amount =
          when(col(ofLine ? AMOUNT_TEXT : PRICE_TEXT).isNull().and(mayBeEmpty()), nothing)
              .otherwise(
                  withBeside(
                      rules.has(BronzeOrderLines.DISCOUNT)
                          ? before.minus(col(BronzeOrderLines.DISCOUNT)).try_cast(Types.MONEY)
                          : before,
                      rules));
    }
    return rules.has(REFUNDED_AMOUNT)
        ? when(
                isRefund(),
                when(col(BronzeOrderLines.CANCELLED), nothing)
                    .otherwise(abs(money(REFUND_TEXT, rules)).multiply(-1).cast(Types.MONEY)))
            .otherwise(amount)
        : amount;
  }

  /** Lines of which nothing is charged. */
  private static Column mayBeEmpty() {
    return col(BronzeOrderLines.CANCELLED).or(col(BronzeOrderLines.QUANTITY).equalTo(0));
  }

  private static Column reasons(LineRules rules) {
    List<Column> reasons = new ArrayList<>();
    reasons.add(reason(col(RAW).contains("\uFFFD"), "invalid_characters"));
    if (rules.has(TIME)) {
      reasons.addAll(timeReasons());
    }
    if (rules.has(BronzeOrderLines.ORDER_ID)) {
      reasons.add(reason(col(BronzeOrderLines.ORDER_ID).isNull(), "order_id_missing"));
    }
    reasons.add(reason(col(BronzeOrderLines.QUANTITY).isNull(), "quantity_unreadable"));
    reasons.add(reason(isHuge(BronzeOrderLines.QUANTITY), "quantity_out_of_range"));
    reasons.addAll(amountReasons(rules));
    if (rules.has(BronzeOrderLines.UNIT_COST)) {
      reasons.addAll(costReasons());
    }
    if (rules.has(BronzeOrderLines.CURRENCY)) {
      reasons.add(
          reason(
              not(coalesce(col(BronzeOrderLines.CURRENCY).isin(currencies()), lit(false))),
              "currency_unknown"));
    }
    if (!rules.options().counting().isEmpty()) {
      Column known = coalesce(col(STATUS).rlike(rules.options().counting()), lit(false));
      reasons.add(reason(not(known.or(col(BronzeOrderLines.CANCELLED))), "status_unknown"));
    }
    // A row without its fields lacks all that they hold; the cause says it.
    return when(col(PROBLEM).isNotNull(), array(col(PROBLEM)))
        .otherwise(array_compact(array(reasons.toArray(Column[]::new))));
  }

  private static Column value() {
    Column first = element_at(col(REASONS), 1);
    Column value = lit(null).cast(Types.STRING);
    for (Map.Entry<String, String> field : TEXTS.entrySet()) {
      value =
          when(first.startsWith(field.getKey()), coalesce(col(field.getValue()), lit("")))
              .otherwise(value);
    }
    return when(size(col(REASONS)).gt(0).and(col(PROBLEM).isNull()), value);
  }

  private static List<Column> timeReasons() {
    Column date = col(BronzeOrderLines.ORDER_DATE);
    return List.of(
        reason(date.isNull(), "time_unreadable"),
        reason(date.lt(lit(EARLIEST)).or(date.gt(lit(LATEST))), "time_out_of_range"));
  }

  private static Column discountIsUnreadable(LineRules rules) {
    return lit(rules.has(BronzeOrderLines.DISCOUNT)).and(col(BronzeOrderLines.DISCOUNT).isNull());
  }

  private static List<Column> amountReasons(LineRules rules) {
    List<Column> reasons = new ArrayList<>();
    Column amount = col(BronzeOrderLines.AMOUNT);
    Column priced =
        col(BronzeOrderLines.UNIT_PRICE)
            .isNotNull()
            .and(col(BronzeOrderLines.QUANTITY).isNotNull())
            .and(not(discountIsUnreadable(rules)));
    Column ofGoods = not(isRefund());
    if (rules.options().hasAmountsBeside()) {
      reasons.add(reason(col(BESIDE).isNull().and(ofGoods), "amount_beside_unreadable"));
    }
    if (rules.has(BronzeOrderLines.UNIT_PRICE)) {
      Column nothing = col(PRICE_TEXT).isNull().and(mayBeEmpty());
      reasons.add(
          reason(
              col(BronzeOrderLines.UNIT_PRICE).isNull().and(ofGoods).and(not(nothing)),
              "unit_price_unreadable"));
    }
    if (rules.has(BronzeOrderLines.DISCOUNT)) {
      reasons.add(reason(discountIsUnreadable(rules), "discount_unreadable"));
    }
    if (rules.has(ORDER_DISCOUNT)) {
      reasons.add(
          reason(
              col(ORDER_DISCOUNT_TEXT).isNotNull().and(col(ORDER_DISCOUNT).isNull()),
              "order_discount_unreadable"));
    }
    if (rules.has(REFUNDED_AMOUNT)) {
      reasons.add(reason(isRefund().and(amount.isNull()), "refunded_amount_unreadable"));
    }
    if (rules.has(ORDER_AMOUNT)) {
      reasons.add(reason(col(ORDER_AMOUNT).isNull().and(ofGoods), "order_amount_unreadable"));
      reasons.add(reason(isHuge(ORDER_AMOUNT), "amount_out_of_range"));
    } else if (rules.has(BronzeOrderLines.UNIT_PRICE)) {
      reasons.add(
          reason(
              isHuge(BronzeOrderLines.AMOUNT).or(amount.isNull().and(priced)),
              "amount_out_of_range"));
    } else if (rules.has(BronzeOrderLines.AMOUNT)) {
      reasons.add(
          reason(
              amount.isNull().and(ofGoods).and(not(discountIsUnreadable(rules))),
              "amount_unreadable"));
      reasons.add(reason(isHuge(BronzeOrderLines.AMOUNT), "amount_out_of_range"));
    }
    return reasons;
  }

  private static Column isHuge(String column) {
    return coalesce(abs(col(column)).geq(lit(LARGEST)), lit(false));
  }

  private static Object[] currencies() {
    return Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).toArray();
  }

  /** An empty cost is unknown; one that is given must be usable. */
  private static List<Column> costReasons() {
    Column cost = col(BronzeOrderLines.UNIT_COST);
    Column ofLine = cost.multiply(col(BronzeOrderLines.QUANTITY)).try_cast(Types.MONEY);
    return List.of(
        reason(col(COST_TEXT).isNotNull().and(cost.isNull()), "unit_cost_unreadable"),
        reason(cost.lt(0), "unit_cost_negative"),
        reason(
            ofLine.isNull().and(cost.isNotNull()).and(col(BronzeOrderLines.QUANTITY).isNotNull()),
            "cost_out_of_range"));
  }

  private static Column reason(Column broken, String name) {
    return when(broken, lit(name));
  }
}
