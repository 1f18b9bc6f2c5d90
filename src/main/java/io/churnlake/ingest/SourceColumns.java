package io.churnlake.ingest;

import io.churnlake.config.Configuration;
import io.churnlake.config.HeaderMapping;
import io.churnlake.config.RefundMapping;
import io.churnlake.config.RowMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.conform.OrderRules;
import io.churnlake.lake.RecordFormat;
import io.churnlake.lake.RowShape;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a source mapping says, as the readers of files and of lines take it. */
public final class SourceColumns {
  /** What a row of money given back does not have of the row that it was told on. */
  private static final List<Field> NOT_ON_REFUND =
      List.of(
          Field.LINE_ID,
          Field.PRODUCT_CODE,
          Field.PRODUCT_NAME,
          Field.CATEGORY,
          Field.QUANTITY,
          Field.UNIT_PRICE,
          Field.DISCOUNT,
          Field.AMOUNT,
          Field.ORDER_AMOUNT,
          Field.ORDER_DISCOUNT,
          Field.UNIT_COST);

  private SourceColumns() {}

  public static RecordFormat format(SourceMapping source) {
    return new RecordFormat(
        source.encoding(),
        source.delimiter(),
        source.quote(),
        source.header() ? RecordFormat.Header.FIRST_LINE : RecordFormat.Header.NONE,
        separation(source.format()),
        source.items(),
        source.carry(),
        source.personal(),
        shape(source, source.columns(), source.rows().keep(), source.rows().drop()),
        source.numbers().decimal());
  }

  /** How records of that format are told apart; rows of a table are as those of Parquet. */
  public static RecordFormat.Separation separation(SourceMapping.Format format) {
    return switch (format) {
      case CSV -> RecordFormat.Separation.DELIMITED;
      case WHITESPACE -> RecordFormat.Separation.BLANKS;
      case JSON -> RecordFormat.Separation.JSON_LINES;
      case PARQUET, DELTA, JDBC -> RecordFormat.Separation.PARQUET;
      case XLSX -> RecordFormat.Separation.SHEETS;
    };
  }

  /** What rows need: all that the mapping composes, and what is of lines. */
  private static RowShape shape(
      SourceMapping source,
      Map<Field, String> columns,
      Map<String, String> keep,
      Map<String, String> drop) {
    RowMapping rows = source.rows();
    Map<String, RowShape.Made> made = new HashMap<>();
    rows.composed()
        .forEach(
            (name, column) ->
                made.put(
                    name,
                    new RowShape.Made(
                        column.alternatives(),
                        !name.equals(columns.get(Field.TIME)),
                        name.equals(columns.get(Field.CUSTOMER_ID)) ? source.nobody() : List.of(),
                        removed(source, columns, name))));
    RowShape shape =
        new RowShape(
            Map.copyOf(made),
            columns.getOrDefault(Field.ORDER_ID, ""),
            Set.copyOf(rows.fillDown()),
            keep,
            drop,
            columns.getOrDefault(Field.REFUNDED_AMOUNT, ""),
            NOT_ON_REFUND.stream().filter(columns::containsKey).map(columns::get).toList(),
            columns.getOrDefault(Field.TIME, ""),
            rows.language(),
            rows.subfolders());
    return shape.isNeeded() ? shape : RowShape.PLAIN;
  }

  /** What is removed from the values of fields that the column is. */
  private static String removed(SourceMapping source, Map<Field, String> columns, String name) {
    return columns.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(entry -> source.remove().getOrDefault(entry.getKey(), ""))
        .filter(pattern -> !pattern.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The format of headers: they have no items and carry nothing. */
  static RecordFormat formatOfHeaders(SourceMapping source) {
    return formatBeside(source, source.headers().columns());
  }

  /** The format of refunds, which is that of headers. */
  static RecordFormat formatOfRefunds(SourceMapping source) {
    return formatBeside(source, source.refunds().columns());
  }

  private static RecordFormat formatBeside(SourceMapping source, Map<Field, String> columns) {
    RecordFormat format = format(source);
    return new RecordFormat(
        format.encoding(),
        format.delimiter(),
        format.quote(),
        format.header(),
        format.separation(),
        "",
        List.of(),
        List.of(),
        // Which rows are lines is said of the lines' files, whose columns others need not have.
        shape(source, columns, Map.of(), Map.of()),
        source.numbers().decimal());
  }

  /** The log's columns that the mapping uses, with their positions in the records' fields. */
  public static Map<String, Integer> wanted(SourceMapping source) {
    Map<String, Integer> wanted =
        wanted(source.columns(), source.cancelledColumn(), source.rows().returnsColumn());
    Stream.concat(source.rows().plus().stream(), source.rows().minus().stream())
        .forEach(column -> wanted.putIfAbsent(column, wanted.size()));
    return wanted;
  }

  /** The same of the files of headers. */
  public static Map<String, Integer> wanted(HeaderMapping headers) {
    return wanted(headers.columns(), headers.cancelled(), "");
  }

  /** The same of the files of refunds. */
  public static Map<String, Integer> wanted(RefundMapping refunds) {
    return wanted(refunds.columns(), "", "");
  }

  private static Map<String, Integer> wanted(
      Map<Field, String> columns, String cancelled, String returned) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      String column = columns.get(field);
      if (column != null) {
        wanted.putIfAbsent(column, wanted.size());
      }
    }
    for (String other : List.of(cancelled, returned)) {
      if (!other.isEmpty()) {
        wanted.putIfAbsent(other, wanted.size());
      }
    }
    return wanted;
  }

  /**
   * The columns that each file must have. An object of JSON may leave out what it has no value for;
   * only what no line can do without is asked for there.
   */
  public static List<String> required(SourceMapping source) {
    // A row without the cell that says what it is would be passed over without a word.
    Stream<String> told =
        source.format() == SourceMapping.Format.JSON
            ? source.rows().keep().keySet().stream()
            : Stream.of(source.rows().keep(), source.rows().drop())
                .flatMap(patterns -> patterns.keySet().stream());
    List<String> columns = required(source, source.columns(), wanted(source));
    return source.header()
        ? Stream.concat(columns.stream(), told.sorted()).distinct().toList()
        : columns;
  }

  /** The same of the files of headers. */
  static List<String> requiredOfHeaders(SourceMapping source) {
    return required(source, source.headers().columns(), wanted(source.headers()));
  }

  /** The same of the files of refunds. */
  static List<String> requiredOfRefunds(SourceMapping source) {
    return required(source, source.refunds().columns(), wanted(source.refunds()));
  }

  private static List<String> required(
      SourceMapping source, Map<Field, String> columns, Map<String, Integer> wanted) {
    if (!source.header()) {
      return List.of();
    }
    return source.format() == SourceMapping.Format.JSON
        ? Stream.of(Field.TIME, Field.ORDER_ID, Field.UNIT_PRICE, Field.AMOUNT, Field.ORDER_AMOUNT)
            .filter(columns::containsKey)
            .map(columns::get)
            .toList()
        : List.copyOf(wanted.keySet());
  }

  /** How lines are read. */
  public static LineRules rules(JobContext context, JobContext.Delivery delivery) {
    return prefixed(rules(context.configuration(), delivery.source()), delivery);
  }

  /** The same of a mapping that nothing is loaded by. */
  public static LineRules rules(Configuration configuration, SourceMapping source) {
    return rules(
        configuration,
        source,
        source.columns(),
        source.cancelledColumn(),
        source.rows().returnsColumn(),
        wanted(source));
  }

  private static LineRules prefixed(LineRules rules, JobContext.Delivery delivery) {
    return rules.withOrderPrefix(delivery.orderPrefix());
  }

  /** How headers are read: as lines that have an order's fields only. */
  public static LineRules rulesOfHeaders(JobContext context, JobContext.Delivery delivery) {
    return prefixed(rulesOfHeaders(context.configuration(), delivery.source()), delivery);
  }

  /** The same of a mapping that nothing is loaded by. */
  public static LineRules rulesOfHeaders(Configuration configuration, SourceMapping source) {
    HeaderMapping headers = source.headers();
    return rules(
        configuration, source, headers.columns(), headers.cancelled(), "", wanted(headers));
  }

  /** How refunds are read that are delivered apart from their orders. */
  public static LineRules rulesOfRefunds(JobContext context, JobContext.Delivery delivery) {
    return prefixed(rulesOfRefunds(context.configuration(), delivery.source()), delivery);
  }

  /** The same of a mapping that nothing is loaded by. */
  public static LineRules rulesOfRefunds(Configuration configuration, SourceMapping source) {
    return rules(
        configuration, source, source.refunds().columns(), "", "", wanted(source.refunds()));
  }

  private static LineRules rules(
      Configuration configuration,
      SourceMapping source,
      Map<Field, String> columns,
      String cancelled,
      String returned,
      Map<String, Integer> wanted) {
    Map<String, Integer> fields = new HashMap<>();
    Map<String, String> remove = new HashMap<>();
    columns.forEach(
        (field, column) -> {
          fields.put(bronzeColumn(field), Objects.requireNonNull(wanted.get(column)));
          remove.put(bronzeColumn(field), source.remove().getOrDefault(field, ""));
        });
    Integer cancelledBy = wanted.get(cancelled);
    if (cancelledBy != null) {
      fields.put(LineParsing.CANCELLED_BY, cancelledBy);
    }
    Integer returnedBy = wanted.get(returned);
    if (returnedBy != null) {
      fields.put(LineParsing.RETURNED_BY, returnedBy);
    }
    return new LineRules(
        source.name(),
        Map.copyOf(fields),
        source.timePatterns(),
        source.timeZone(),
        JobContext.Delivery.zone(configuration, source),
        JobContext.Delivery.currency(configuration, source),
        Map.copyOf(remove),
        source.cancelledPattern(),
        source.numbers().decimal(),
        source.numbers().grouping(),
        new LineRules.Options(
            CustomerIds.rules(source),
            source.rows().discountsAsWritten(),
            source.rows().wholeOfDiscounts(),
            returned.isEmpty() ? "" : source.rows().returnsPattern(),
            cancelled.isEmpty() ? "" : source.rows().counting(),
            source.rows().minorUnits(),
            source.vouchers(),
            OrderRules.counting(source).noProductCodes(),
            positions(source.rows().plus(), wanted),
            positions(source.rows().minus(), wanted),
            ""));
  }

  /** Of those that stand in the file: headers and refunds have no amounts beside theirs. */
  private static List<Integer> positions(List<String> columns, Map<String, Integer> wanted) {
    return columns.stream().filter(wanted::containsKey).map(wanted::get).toList();
  }

  private static String bronzeColumn(Field field) {
    return switch (field) {
      case TIME -> LineParsing.TIME;
      case CUSTOMER_ID -> LineParsing.CUSTOMER_ID;
      case ORDER_ID -> BronzeOrderLines.ORDER_ID;
      case LINE_ID -> BronzeOrderLines.LINE_ID;
      case PRODUCT_CODE -> BronzeOrderLines.PRODUCT_CODE;
      case PRODUCT_NAME -> BronzeOrderLines.PRODUCT_NAME;
      case CATEGORY -> BronzeOrderLines.CATEGORY;
      case QUANTITY -> BronzeOrderLines.QUANTITY;
      case UNIT_PRICE -> BronzeOrderLines.UNIT_PRICE;
      case DISCOUNT -> BronzeOrderLines.DISCOUNT;
      case AMOUNT -> BronzeOrderLines.AMOUNT;
      case ORDER_AMOUNT -> LineParsing.ORDER_AMOUNT;
      case ORDER_DISCOUNT -> LineParsing.ORDER_DISCOUNT;
      case REFUNDED_AMOUNT -> LineParsing.REFUNDED_AMOUNT;
      case UNIT_COST -> BronzeOrderLines.UNIT_COST;
      case CURRENCY -> BronzeOrderLines.CURRENCY;
      case CHANNEL -> BronzeOrderLines.CHANNEL;
      case COUNTRY -> BronzeOrderLines.COUNTRY;
      case REFERS_TO_ORDER -> BronzeOrderLines.REFERS_TO_ORDER;
    };
  }
}
