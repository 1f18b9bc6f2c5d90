package io.churnlake.orders;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
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
  public static final String ORDER_AMOUNT = "order_amount";
  public static final String FIELDS = "fields";
  public static final String RAW = "raw";
  public static final String PROBLEM = "problem";
  public static final String REASONS = "reasons";

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
   * @return file, position, raw, reasons (empty if the row is good), customer_id as mapped,
   *     file_lines, blank_lines, order_amount and every column of bronze.order_lines but load_id,
   *     customer_key and, where the log has no order ids, order_id; exchange_rate is NULL
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
            writtenTimes(rules).as(WRITTEN_TIME),
            text(rules, CUSTOMER_ID).as(CUSTOMER_ID),
            text(rules, BronzeOrderLines.ORDER_ID).as(BronzeOrderLines.ORDER_ID),
            text(rules, BronzeOrderLines.LINE_ID).as(BronzeOrderLines.LINE_ID),
            text(rules, BronzeOrderLines.PRODUCT_CODE).as(BronzeOrderLines.PRODUCT_CODE),
            text(rules, BronzeOrderLines.PRODUCT_NAME).as(BronzeOrderLines.PRODUCT_NAME),
            text(rules, BronzeOrderLines.CATEGORY).as(BronzeOrderLines.CATEGORY),
            text(rules, BronzeOrderLines.QUANTITY).as(QUANTITY_TEXT),
            text(rules, BronzeOrderLines.UNIT_PRICE).as(PRICE_TEXT),
            text(rules, BronzeOrderLines.DISCOUNT).as(DISCOUNT_TEXT),
            text(rules, BronzeOrderLines.AMOUNT).as(AMOUNT_TEXT),
            text(rules, ORDER_AMOUNT).as(ORDER_AMOUNT_TEXT),
            text(rules, BronzeOrderLines.UNIT_COST).as(COST_TEXT),
            (rules.has(BronzeOrderLines.CURRENCY)
                    ? upper(text(rules, BronzeOrderLines.CURRENCY))
                    : lit(rules.currency()))
                .as(BronzeOrderLines.CURRENCY),
            text(rules, BronzeOrderLines.CHANNEL).as(BronzeOrderLines.CHANNEL),
            text(rules, BronzeOrderLines.COUNTRY).as(BronzeOrderLines.COUNTRY),
            text(rules, BronzeOrderLines.REFERS_TO_ORDER).as(BronzeOrderLines.REFERS_TO_ORDER),
            (rules.has(CANCELLED_BY)
                    ? coalesce(
                        text(rules, CANCELLED_BY).rlike(rules.cancelledPattern()), lit(false))
                    : lit(false))
                .as(BronzeOrderLines.CANCELLED));

    Dataset<Row> typed =
        texts
            .withColumn(
                BronzeOrderLines.QUANTITY,
                rules.has(BronzeOrderLines.QUANTITY)
                    ? Numbers.read(col(QUANTITY_TEXT), rules)
                    : lit(1).cast(Types.MONEY))
            .withColumn(BronzeOrderLines.UNIT_PRICE, Numbers.read(col(PRICE_TEXT), rules))
            .withColumn(BronzeOrderLines.UNIT_COST, Numbers.read(col(COST_TEXT), rules))
            .withColumn(ORDER_AMOUNT, Numbers.read(col(ORDER_AMOUNT_TEXT), rules))
            .withColumn(BronzeOrderLines.DISCOUNT, discount(rules));
    Dataset<Row> amounts =
        typed
            .withColumn(BronzeOrderLines.AMOUNT, amount(rules))
            .withColumn(BronzeOrderLines.ORDERED_AT, firstPattern(rules, i -> utc(rules, i)))
            .withColumn(BronzeOrderLines.ORDER_DATE, firstPattern(rules, i -> shopDate(rules, i)));

    return amounts.select(
        col(BronzeOrderLines.FILE),
        col(BronzeOrderLines.POSITION),
        col(RAW),
        reasons(rules).as(REASONS),
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
        col(BronzeOrderLines.CANCELLED),
        col(BronzeOrderLines.REFERS_TO_ORDER),
        lit(null).cast(Types.RATE).as(BronzeOrderLines.EXCHANGE_RATE),
        col(BronzeOrderLines.FURTHER),
        col(LINES),
        col(BLANK_LINES),
        col(ORDER_AMOUNT));
  }

  /** Order ids for a log that has none: all lines of a customer on a day are one order. */
  public static Dataset<Row> withOrderIds(Dataset<Row> keyed, LineRules rules) {
    return rules.has(BronzeOrderLines.ORDER_ID)
        ? keyed
        : keyed.withColumn(
            BronzeOrderLines.ORDER_ID,
            concat_ws(
                "|",
                coalesce(col(BronzeOrderLines.CUSTOMER_KEY), lit("-")),
                col(BronzeOrderLines.ORDER_DATE).cast(Types.STRING)));
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
   * The time as each pattern reads it: an instant if the pattern has an offset, else the local time
   * as if it were UTC.
   */
  private static Column writtenTimes(LineRules rules) {
    Column value = text(rules, TIME);
    return array(
        rules.timePatterns().stream()
            .map(pattern -> try_to_timestamp(value, lit(pattern)))
            .toArray(Column[]::new));
  }

  static boolean hasOffset(String pattern) {
    return pattern.replaceAll("'[^']*'", "").matches(".*[XxZzVO].*");
  }

  /** A skipped local time moves forward by the gap, a doubled one is the earlier of the two. */
  private static Column utc(LineRules rules, int pattern) {
    Column written = col(WRITTEN_TIME).getItem(pattern);
    return hasOffset(rules.timePatterns().get(pattern))
        ? written
        : to_utc_timestamp(written, rules.timeZone());
  }

  /** The local date as written; only instants and times of another zone go through UTC. */
  private static Column shopDate(LineRules rules, int pattern) {
    boolean local =
        !hasOffset(rules.timePatterns().get(pattern)) && rules.timeZone().equals(rules.shopZone());
    return to_date(
        local
            ? col(WRITTEN_TIME).getItem(pattern)
            : from_utc_timestamp(utc(rules, pattern), rules.shopZone()));
  }

  /** The value of the first pattern that reads the text. */
  private static Column firstPattern(LineRules rules, IntFunction<Column> value) {
    return coalesce(
        IntStream.range(0, rules.timePatterns().size()).mapToObj(value).toArray(Column[]::new));
  }

  /** An empty field is no discount; a log without the field does not say. */
  private static Column discount(LineRules rules) {
    return rules.has(BronzeOrderLines.DISCOUNT)
        ? Numbers.read(coalesce(col(DISCOUNT_TEXT), lit("0")), rules)
        : lit(null).cast(Types.MONEY);
  }

  /** NULL where amounts are of whole orders, see {@link OrderAmounts}, or not known. */
  private static Column amount(LineRules rules) {
    if (rules.has(BronzeOrderLines.AMOUNT)) {
      return Numbers.read(col(AMOUNT_TEXT), rules);
    }
    return rules.has(BronzeOrderLines.UNIT_PRICE) && !rules.has(ORDER_AMOUNT)
        ? col(BronzeOrderLines.QUANTITY)
            .multiply(col(BronzeOrderLines.UNIT_PRICE))
            .minus(rules.has(BronzeOrderLines.DISCOUNT) ? col(BronzeOrderLines.DISCOUNT) : lit(0))
            .try_cast(Types.MONEY)
        : lit(null).cast(Types.MONEY);
  }

  private static Column reasons(LineRules rules) {
    List<Column> reasons = new ArrayList<>();
    reasons.add(col(PROBLEM));
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
    return array_compact(array(reasons.toArray(Column[]::new)));
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
    if (rules.has(BronzeOrderLines.UNIT_PRICE)) {
      reasons.add(reason(col(BronzeOrderLines.UNIT_PRICE).isNull(), "unit_price_unreadable"));
      reasons.add(reason(discountIsUnreadable(rules), "discount_unreadable"));
    }
    if (rules.has(ORDER_AMOUNT)) {
      reasons.add(reason(col(ORDER_AMOUNT).isNull(), "order_amount_unreadable"));
      reasons.add(reason(isHuge(ORDER_AMOUNT), "amount_out_of_range"));
    } else if (rules.has(BronzeOrderLines.UNIT_PRICE)) {
      reasons.add(
          reason(
              isHuge(BronzeOrderLines.AMOUNT).or(amount.isNull().and(priced)),
              "amount_out_of_range"));
    } else if (rules.has(BronzeOrderLines.AMOUNT)) {
      reasons.add(reason(amount.isNull(), "amount_unreadable"));
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
