package io.churnlake.config;

import io.churnlake.config.SourceMapping.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mapping says of rows beside naming their columns.
 *
 * @param composed fields that are made of several columns, by the name that stands for them
 * @param subfolders files below the folder are read too, and folders {@code name=value} are columns
 * @param members glob on the names of what is read of archives and workbooks
 * @param optional columns that a file may lack
 * @param fillDown columns that only the first row of an order has
 * @param keep a row is a line if these columns match
 * @param drop a row is no line if one of these columns matches
 * @param minorUnits money is in the currency's smallest unit
 * @param discounts how discounts are written
 * @param returnsColumn what says that a line takes back; empty if nothing does
 * @param returnsPattern regular expression on it
 * @param statusColumn of the words below; empty if they are not given
 * @param counting regular expression of the statuses that count
 * @param notCounting regular expression of those that do not
 * @param language of the months' names in times; empty: English
 * @param plus columns of money that are added to a line's amount, or to its order's
 * @param minus columns of money that are taken off it
 */
public record RowMapping(
    Map<String, ComposedColumn> composed,
    boolean subfolders,
    String members,
    List<String> optional,
    List<String> fillDown,
    Map<String, String> keep,
    Map<String, String> drop,
    boolean minorUnits,
    Discounts discounts,
    String returnsColumn,
    String returnsPattern,
    String statusColumn,
    String counting,
    String notCounting,
    String language,
    List<String> plus,
    List<String> minus) {
  /** How discounts are written. */
  public enum Discounts {
    /** Money that is taken off, whatever its sign. */
    EITHER_SIGN,
    /** Money; below zero it makes dearer. */
    AS_WRITTEN,
    /** A part of the line: 0.1, or 10 %. */
    SHARE,
    /** Hundredths of the line: 10, or 10 %. */
    PERCENT;

    static final List<String> WORDS = List.of("either-sign", "as-written", "share", "percent");
  }

  /** Without these a line is no line, or an other one. */
  private static final List<Field> ESSENTIAL =
      List.of(
          Field.TIME,
          Field.CUSTOMER_ID,
          Field.ORDER_ID,
          Field.LINE_ID,
          Field.PRODUCT_CODE,
          Field.QUANTITY,
          Field.UNIT_PRICE,
          Field.AMOUNT,
          Field.ORDER_AMOUNT,
          Field.CURRENCY);

  /** Whether rows are read as most logs' are. */
  boolean isUsual() {
    return identity()
        .equals(
            new RowMapping(
                    Map.of(),
                    false,
                    "*",
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    false,
                    Discounts.EITHER_SIGN,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    List.of(),
                    List.of())
                .identity());
  }

  /** What makes other lines of the same rows. */
  String identity() {
    String amounts = plus.isEmpty() && minus.isEmpty() ? "" : "\n" + plus + "\n" + minus;
    return Stream.of(
                new TreeMap<>(keep),
                new TreeMap<>(drop),
                minorUnits,
                discountsAsWritten(),
                returnsColumn,
                returnsPattern)
            .map(String::valueOf)
            .collect(Collectors.joining("\n"))
        + amounts
        + (wholeOfDiscounts() == 0 ? "" : "\n" + discounts);
  }

  public boolean discountsAsWritten() {
    return discounts == Discounts.AS_WRITTEN;
  }

  /** What discounts call the whole line, 1 or 100; 0 if they are money. */
  public int wholeOfDiscounts() {
    return switch (discounts) {
      case SHARE -> 1;
      case PERCENT -> 100;
      default -> 0;
    };
  }

  boolean hasStatus() {
    return !statusColumn.isEmpty();
  }

  /** All columns that the mapping names beside its fields. */
  public Set<String> columns() {
    Set<String> columns = new TreeSet<>(fillDown);
    composed.values().forEach(column -> column.columns().forEach(columns::add));
    columns.addAll(optional);
    columns.addAll(keep.keySet());
    columns.addAll(drop.keySet());
    columns.addAll(plus);
    columns.addAll(minus);
    return columns;
  }

  /** The columns behind a column's name: itself, or what it is composed of. */
  public Stream<String> behind(String column) {
    ComposedColumn made = composed.get(column);
    return made == null ? Stream.of(column) : made.columns();
  }

  /** Whether a file with that header has the column, or what it is composed of. */
  public boolean isIn(String column, List<String> header) {
    ComposedColumn made = composed.get(column);
    return made == null ? header.contains(column) : made.isIn(header);
  }

  /** Whether a log can do without the column until it appears. */
  public boolean mayAppear(String column, Map<Field, String> columns) {
    return columns.containsValue(column)
        && ESSENTIAL.stream().noneMatch(field -> column.equals(columns.get(field)));
  }

  static RowMapping load(
      Settings s,
      boolean header,
      Map<Field, String> columns,
      Map<String, ComposedColumn> composed) {
    String returns = s.string("source.returns.column");
    SourceMapping.checkColumn(s, "source.returns.column", returns, header);
    String pattern = SourceMapping.regex(s, "source.returns.pattern");
    if (returns.isEmpty() != pattern.isEmpty()) {
      s.problem("source.returns", "needs both column and pattern, or neither");
    }
    List<String> fillDown = s.strings("source.fill-down");
    if (!fillDown.isEmpty() && !columns.containsKey(Field.ORDER_ID)) {
      s.problem("source.fill-down", "needs columns.order-id: cells are filled within an order");
    }
    String status = s.string("source.status.column");
    SourceMapping.checkColumn(s, "source.status.column", status, header);
    List<String> others = new ArrayList<>();
    for (String kind : List.of("pending", "cancelled", "refunded")) {
      others.addAll(s.strings("source.status." + kind));
    }
    List<String> counting = s.strings("source.status.counting");
    if (status.isEmpty() != counting.isEmpty()) {
      s.problem("source.status", "needs both column and counting, or neither");
    }
    if (!status.isEmpty() && !s.string("source.cancelled.column").isEmpty()) {
      s.problem("source.status", "says what source.cancelled says; only one can hold");
    }
    String language = s.string("source.time.language");
    if (!language.isEmpty() && !List.of(Locale.getISOLanguages()).contains(language)) {
      s.problem("source.time.language", "is \"" + language + "\", no language such as de");
    }
    List<String> plus = s.strings("source.amounts.plus");
    List<String> minus = s.strings("source.amounts.minus");
    if (!(plus.isEmpty() && minus.isEmpty())
        && Stream.of(Field.AMOUNT, Field.UNIT_PRICE, Field.ORDER_AMOUNT)
            .noneMatch(columns::containsKey)) {
      s.problem("source.amounts", "needs columns.unit-price, amount or order-amount");
    }
    return new RowMapping(
        Map.copyOf(composed),
        s.flag("source.files.subfolders"),
        SourceMapping.glob(s, "source.files.members"),
        s.strings("source.optional"),
        fillDown,
        s.patterns("source.rows.keep"),
        s.patterns("source.rows.drop"),
        s.flag("source.numbers.minor-units"),
        Discounts.values()[Discounts.WORDS.indexOf(s.oneOf("source.discounts", Discounts.WORDS))],
        returns,
        pattern,
        status,
        words(counting),
        // Words of no kind match nothing.
        others.isEmpty() ? "(?!)" : words(others),
        language,
        plus,
        minus);
  }

  /** The words as a whole, whatever their capitals. */
  private static String words(List<String> words) {
    return words.isEmpty()
        ? ""
        : words.stream()
            .map(word -> Pattern.quote(word.trim()))
            .collect(Collectors.joining("|", "(?iu)^(", ")$"));
  }
}
