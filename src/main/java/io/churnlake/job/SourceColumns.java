package io.churnlake.job;

import io.churnlake.config.HeaderMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.lake.RecordFormat;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.table.BronzeOrderLines;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a source mapping says, as the readers of files and of lines take it. */
final class SourceColumns {
  private SourceColumns() {}

  static RecordFormat format(SourceMapping source) {
    return new RecordFormat(
        source.encoding(),
        source.delimiter(),
        source.quote(),
        source.header() ? RecordFormat.Header.FIRST_LINE : RecordFormat.Header.NONE,
        switch (source.format()) {
          case CSV -> RecordFormat.Separation.DELIMITED;
          case WHITESPACE -> RecordFormat.Separation.BLANKS;
          case JSON -> RecordFormat.Separation.JSON_LINES;
          case PARQUET -> RecordFormat.Separation.PARQUET;
        },
        source.items(),
        source.carry(),
        source.personal());
  }

  /** The format of headers: they have no items and carry nothing. */
  static RecordFormat formatOfHeaders(SourceMapping source) {
    RecordFormat format = format(source);
    return new RecordFormat(
        format.encoding(),
        format.delimiter(),
        format.quote(),
        format.header(),
        format.separation(),
        "",
        List.of(),
        List.of());
  }

  /** The log's columns that the mapping uses, with their positions in the records' fields. */
  static Map<String, Integer> wanted(SourceMapping source) {
    return wanted(source.columns(), source.cancelledColumn());
  }

  /** The same of the files of headers. */
  static Map<String, Integer> wanted(HeaderMapping headers) {
    return wanted(headers.columns(), headers.cancelled());
  }

  private static Map<String, Integer> wanted(Map<Field, String> columns, String cancelled) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      String column = columns.get(field);
      if (column != null) {
        wanted.putIfAbsent(column, wanted.size());
      }
    }
    if (!cancelled.isEmpty()) {
      wanted.putIfAbsent(cancelled, wanted.size());
    }
    return wanted;
  }

  /**
   * The columns that each file must have. An object of JSON may leave out what it has no value for;
   * only what no line can do without is asked for there.
   */
  static List<String> required(SourceMapping source) {
    return required(source, source.columns(), wanted(source));
  }

  /** The same of the files of headers. */
  static List<String> requiredOfHeaders(SourceMapping source) {
    return required(source, source.headers().columns(), wanted(source.headers()));
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

  static LineRules rules(JobContext context, JobContext.Delivery delivery) {
    SourceMapping source = delivery.source();
    return rules(context, delivery, source.columns(), source.cancelledColumn());
  }

  /** How headers are read: as lines that have an order's fields only. */
  static LineRules rulesOfHeaders(JobContext context, JobContext.Delivery delivery) {
    HeaderMapping headers = delivery.source().headers();
    return rules(context, delivery, headers.columns(), headers.cancelled());
  }

  private static LineRules rules(
      JobContext context,
      JobContext.Delivery delivery,
      Map<Field, String> columns,
      String cancelled) {
    SourceMapping source = delivery.source();
    Map<String, Integer> wanted = wanted(columns, cancelled);
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
    return new LineRules(
        source.name(),
        Map.copyOf(fields),
        source.timePatterns(),
        source.timeZone(),
        delivery.zone(context.configuration()),
        delivery.currency(context.configuration()),
        Map.copyOf(remove),
        source.cancelledPattern(),
        source.numbers().decimal(),
        source.numbers().grouping());
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
      case UNIT_COST -> BronzeOrderLines.UNIT_COST;
      case CURRENCY -> BronzeOrderLines.CURRENCY;
      case CHANNEL -> BronzeOrderLines.CHANNEL;
      case COUNTRY -> BronzeOrderLines.COUNTRY;
      case REFERS_TO_ORDER -> BronzeOrderLines.REFERS_TO_ORDER;
    };
  }
}
