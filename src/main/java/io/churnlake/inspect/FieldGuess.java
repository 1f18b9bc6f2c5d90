package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which column is which field: by its name, if what it holds can be that field. */
final class FieldGuess {
  private static final double MOST = 0.95;
  private static final double FEW = 0.5;
  private static final int MOST_STATUSES = 30;

  /** Times of something else than the order. */
  private static final Pattern OTHER_TIME =
      Pattern.compile(
          ".*(ship|deliver|paid|due|birth|updat|modif|cancel|refund|return|liefer|versand|fallig"
              + "|geburt|expir|estimated|approved|clos).*");

  private final Table table;
  private final NumberForm numbers;
  private final String items;
  private final Map<String, TimeForm> times = new LinkedHashMap<>();
  private final Map<String, String> called;
  private final FieldChoice choice;
  private final AmountGuess amounts;

  /**
   * Guesses.
   *
   * @param dialect which array has an order's lines, and whether columns have names; else they are
   *     called by what they hold
   */
  FieldGuess(Table table, NumberForm numbers, Dialect dialect) {
    this.table = table;
    this.items = dialect.items();
    boolean named = dialect.header() || dialect.format().isNested();
    this.numbers = numbers;
    table
        .columns()
        .forEach((name, column) -> TimeForm.of(column).ifPresent(form -> times.put(name, form)));
    this.called = named ? Map.of() : PositionNames.of(table, numbers, times);
    this.choice = new FieldChoice(table, called);
    chooseTime();
    chooseIds();
    choice.choose(Field.QUANTITY, column -> isOfLine(column) && isCount(column));
    choice.choose(Field.UNIT_PRICE, column -> isOfLine(column) && isNumber(column));
    this.amounts = new AmountGuess(table, numbers, choice, this::isOfLine, this::isNumber);
    for (Field field :
        List.of(
            Field.PRODUCT_CODE,
            Field.PRODUCT_NAME,
            Field.CATEGORY,
            Field.CURRENCY,
            Field.COUNTRY,
            Field.CHANNEL,
            Field.REFERS_TO_ORDER)) {
      choice.choose(field, column -> !column.isEmpty());
    }
    choice.choose(Field.UNIT_COST, this::isNumber);
    dropFalseOnes();
    chooseRefund();
  }

  Optional<String> column(Field field) {
    return choice.column(field);
  }

  /** The columns that hold times, in the order of the file. */
  Map<String, TimeForm> times() {
    return times;
  }

  NumberForm numbers() {
    return numbers;
  }

  /** What is the money. */
  AmountGuess amounts() {
    return amounts;
  }

  /** What columns without names are called, by position. */
  Map<String, String> called() {
    return called;
  }

  /** The column of statuses, or of kinds of documents; one that is a field already is none. */
  Optional<ColumnValues> words(List<String> names) {
    return choice.best(
        names, column -> !column.isEmpty() && column.distinct().size() <= MOST_STATUSES);
  }

  private boolean isNumber(ColumnValues column) {
    return !times.containsKey(column.name()) && numbers.reads(column);
  }

  /** What stands beside the array of an order's lines is the whole order's. */
  private boolean isOfLine(ColumnValues column) {
    return items.isEmpty() || column.name().startsWith(items + ".");
  }

  private boolean isCount(ColumnValues column) {
    return isNumber(column)
        && column.filled().stream().noneMatch(value -> NumberForm.sign(value) != null);
  }

  private void chooseTime() {
    choice.choose(
        Field.TIME,
        column ->
            times.containsKey(column.name())
                && !OTHER_TIME.matcher(column.words()).matches()
                && column.filled().size() >= FEW * table.rows());
    if (!choice.has(Field.TIME)) {
      times.keySet().stream()
          .max(
              Comparator.<String>comparingInt(
                      name -> OTHER_TIME.matcher(ColumnValues.words(name)).matches() ? 0 : 1)
                  .thenComparingInt(
                      name -> table.column(name).map(column -> column.filled().size()).orElse(0)))
          .ifPresent(name -> choice.take(Field.TIME, name));
    }
  }

  /** Ids of orders repeat within an order only; a column of one value is no id. */
  private void chooseIds() {
    choice.choose(Field.ORDER_ID, this::isText);
    choice.choose(Field.CUSTOMER_ID, this::isText);
    choice.choose(Field.LINE_ID, this::isNumberOfLine);
  }

  private boolean isText(ColumnValues column) {
    return !column.isEmpty() && !times.containsKey(column.name());
  }

  /** A number of a line is there once in an order of a file. */
  private boolean isNumberOfLine(ColumnValues column) {
    Optional<String> order = choice.column(Field.ORDER_ID);
    if (order.isEmpty() || !column.isFull()) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    int repeated = 0;
    for (int row = 0; row < table.rows(); row++) {
      String line =
          table.files().get(row)
              + '\0'
              + table.value(order.get(), row)
              + '\0'
              + column.values().get(row);
      repeated += seen.add(line) ? 0 : 1;
    }
    return repeated <= (1 - MOST) * table.rows();
  }

  private void chooseRefund() {
    choice
        .column(Field.ORDER_ID)
        .map(order -> new OrderValues(table, numbers, order))
        .flatMap(
            orders ->
                RefundGuess.of(table, column -> isNumber(column) && orders.haveOne(column.name())))
        .ifPresent(column -> choice.take(Field.REFUNDED_AMOUNT, column));
  }

  /** Codes of currencies and countries are known; what is none is another column. */
  private void dropFalseOnes() {
    column(Field.CURRENCY)
        .flatMap(table::column)
        .filter(column -> column.share(FieldGuess::isCurrency) < MOST)
        .ifPresent(column -> choice.drop(Field.CURRENCY));
    if (!choice.has(Field.ORDER_ID)) {
      choice.drop(Field.LINE_ID);
    }
    boolean anyAmount =
        choice.has(Field.UNIT_PRICE) || choice.has(Field.AMOUNT) || choice.has(Field.ORDER_AMOUNT);
    if (!anyAmount) {
      choice.drop(Field.UNIT_COST);
      choice.drop(Field.DISCOUNT);
    }
  }

  private static boolean isCurrency(String value) {
    return CurrencyGuess.isCode(value.toUpperCase(Locale.ROOT))
        || value.codePoints().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
        || value.equals("kr");
  }
}
