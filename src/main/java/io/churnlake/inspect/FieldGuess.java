package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which column is which field: by its name, if what it holds can be that field. */
final class FieldGuess {
  private static final double CENT = 0.02;
  private static final double MOST = 0.95;
  private static final double FEW = 0.5;
  private static final int MOST_STATUSES = 30;

  /** Times of something else than the order. */
  private static final Pattern OTHER_TIME =
      Pattern.compile(
          ".*(ship|deliver|paid|due|birth|updat|modif|cancel|refund|return|liefer|versand|fallig"
              + "|geburt|expir|estimated|approved|clos).*");

  private static final Pattern SHARE =
      Pattern.compile(".*(percent|prozent|pct|rate|code|type|detail|reason|name).*");

  private final Table table;
  private final NumberForm numbers;
  private final String items;
  private final Map<Field, String> found = new EnumMap<>(Field.class);
  private final Set<String> taken = new HashSet<>();
  private final Map<String, TimeForm> times = new LinkedHashMap<>();
  private final Map<String, String> called;
  private String discountForm = "";
  private Optional<ColumnValues> orderTotal = Optional.empty();

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
    chooseTime();
    chooseIds();
    choose(Field.QUANTITY, column -> isOfLine(column) && isCount(column));
    choose(Field.UNIT_PRICE, this::isNumberOfLines);
    chooseAmounts();
    for (Field field :
        List.of(
            Field.PRODUCT_CODE,
            Field.PRODUCT_NAME,
            Field.CATEGORY,
            Field.CURRENCY,
            Field.COUNTRY,
            Field.CHANNEL,
            Field.REFERS_TO_ORDER)) {
      choose(field, this::isText);
    }
    choose(Field.UNIT_COST, this::isNumber);
    dropFalseOnes();
    chooseRefund();
  }

  Optional<String> column(Field field) {
    return Optional.ofNullable(found.get(field));
  }

  /** The columns that hold times, in the order of the file. */
  Map<String, TimeForm> times() {
    return times;
  }

  NumberForm numbers() {
    return numbers;
  }

  /** The column of statuses, or of kinds of documents; one that is a field already is none. */
  Optional<ColumnValues> words(List<String> names) {
    return best(names, column -> !column.isEmpty() && column.distinct().size() <= MOST_STATUSES);
  }

  private boolean isText(ColumnValues column) {
    return !column.isEmpty();
  }

  private boolean isNumber(ColumnValues column) {
    return !times.containsKey(column.name()) && numbers.reads(column);
  }

  /** What stands beside the array of an order's lines is the whole order's. */
  private boolean isOfLine(ColumnValues column) {
    return items.isEmpty() || column.name().startsWith(items + ".");
  }

  private boolean isNumberOfLines(ColumnValues column) {
    return isOfLine(column) && isNumber(column);
  }

  private boolean isCount(ColumnValues column) {
    return isNumber(column)
        && column.filled().stream().noneMatch(value -> NumberForm.sign(value) != null);
  }

  private void choose(Field field, Predicate<ColumnValues> can) {
    best(FieldNames.of(field), can)
        .ifPresent(
            column -> {
              found.put(field, column.name());
              taken.add(column.name());
            });
  }

  private Optional<ColumnValues> best(List<String> names, Predicate<ColumnValues> can) {
    return table.columns().values().stream()
        .filter(column -> !taken.contains(column.name()) && can.test(column))
        .filter(column -> rank(column, names) > 0)
        .max(
            Comparator.<ColumnValues>comparingInt(column -> rank(column, names))
                .thenComparing(column -> -depth(column.name())));
  }

  private int rank(ColumnValues column, List<String> names) {
    return FieldNames.rank(called.getOrDefault(column.name(), column.name()), names);
  }

  /** What columns without names are called, by position. */
  Map<String, String> called() {
    return called;
  }

  private static int depth(String name) {
    return (int) name.chars().filter(c -> c == '.').count();
  }

  private void chooseTime() {
    choose(
        Field.TIME,
        column ->
            times.containsKey(column.name())
                && !OTHER_TIME.matcher(column.words()).matches()
                && column.filled().size() >= FEW * table.rows());
    if (!found.containsKey(Field.TIME)) {
      times.keySet().stream()
          .max(
              Comparator.<String>comparingInt(
                      name -> OTHER_TIME.matcher(ColumnValues.words(name)).matches() ? 0 : 1)
                  .thenComparingInt(
                      name -> table.column(name).map(column -> column.filled().size()).orElse(0)))
          .ifPresent(
              name -> {
                found.put(Field.TIME, name);
                taken.add(name);
              });
    }
  }

  /** Ids of orders repeat within an order only; a column of one value is no id. */
  private void chooseIds() {
    choose(Field.ORDER_ID, column -> isText(column) && !times.containsKey(column.name()));
    choose(Field.CUSTOMER_ID, column -> isText(column) && !times.containsKey(column.name()));
    choose(Field.LINE_ID, this::isNumberOfLine);
  }

  /** A number of a line is there once in an order of a file. */
  private boolean isNumberOfLine(ColumnValues column) {
    String order = found.get(Field.ORDER_ID);
    if (order == null || !column.isFull()) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    int repeated = 0;
    for (int row = 0; row < table.rows(); row++) {
      String line =
          table.files().get(row) + '\0' + table.value(order, row) + '\0' + column.values().get(row);
      repeated += seen.add(line) ? 0 : 1;
    }
    return repeated <= (1 - MOST) * table.rows();
  }

  private void chooseAmounts() {
    Optional<ColumnValues> discount =
        best(
            FieldNames.of(Field.DISCOUNT),
            column ->
                isOfLine(column)
                    && !SHARE.matcher(column.words()).matches()
                    && (isNumber(column) || column.isEmpty())
                    && !column.isEmpty());
    Optional<ColumnValues> whole =
        best(FieldNames.of(Field.AMOUNT), column -> !isOfLine(column) && isNumber(column));
    Optional<ColumnValues> total = best(FieldNames.of(Field.AMOUNT), this::isNumberOfLines);
    if (whole.isEmpty()) {
      whole = total.filter(orders()::areTotals);
    }
    String price = found.get(Field.UNIT_PRICE);
    boolean isOfOrder = total.isEmpty() || whole.equals(total);
    if (price == null && isOfOrder && whole.isPresent()) {
      if (found.containsKey(Field.ORDER_ID)) {
        take(Field.ORDER_AMOUNT, whole.get().name());
      }
      return;
    }
    if (price == null) {
      total.ifPresent(column -> take(Field.AMOUNT, column.name()));
      // Named so, it stands before the discount; a mere total is what is left.
      discount
          .filter(
              column ->
                  total.isPresent()
                      && (column.words().contains("promotion")
                          || discounts().leadsToAnotherTotal(total.get(), column)))
          .ifPresent(column -> take(Field.DISCOUNT, column.name()));
      return;
    }
    orderTotal =
        whole.filter(column -> orders().differ(column, row -> number(price, row) * pieces(row)));
    boolean isMoney = discount.isPresent() && !isShare(discount.get(), price, total);
    if (total.isPresent() && isLineTotal(total.get().name(), price)) {
      // A price of one piece that does not lead to the total is one of another kind.
      found.remove(Field.UNIT_PRICE);
      take(Field.AMOUNT, total.get().name());
    } else if (isMoney) {
      take(Field.DISCOUNT, discount.orElseThrow().name());
    } else {
      takeShares();
    }
  }

  private DiscountGuess discounts() {
    return new DiscountGuess(table, numbers);
  }

  private void takeShares() {
    discounts()
        .column()
        .filter(column -> isOfLine(column) && !taken.contains(column.name()))
        .ifPresent(
            column -> {
              discountForm = discounts().shares(column);
              take(Field.DISCOUNT, column.name());
            });
  }

  /** How discounts are shares of their lines; empty if they are money. */
  String discountForm() {
    return discountForm;
  }

  /** A discount that is not used, though no amount that is taken has it off already. */
  Optional<String> leftDiscount() {
    String amount = found.getOrDefault(Field.AMOUNT, found.get(Field.ORDER_AMOUNT));
    boolean isOff = amount != null && !ColumnMeaning.isBeforeDiscount(amount);
    boolean isMoney = amount != null || found.containsKey(Field.UNIT_PRICE);
    return isOff || !isMoney || found.containsKey(Field.DISCOUNT)
        ? Optional.empty()
        : table.columns().values().stream()
            .filter(DiscountGuess::isNamed)
            .filter(column -> discounts().isUsed(column))
            .map(ColumnValues::name)
            .findFirst();
  }

  /** A column of orders' totals that lines have beside their prices, and that these do not make. */
  Optional<String> orderTotal() {
    return orderTotal.map(ColumnValues::name);
  }

  private void chooseRefund() {
    if (found.containsKey(Field.ORDER_ID)) {
      RefundGuess.of(table, column -> isNumber(column) && orders().haveOne(column.name()))
          .ifPresent(column -> take(Field.REFUNDED_AMOUNT, column));
    }
  }

  private OrderValues orders() {
    return new OrderValues(table, numbers, found.getOrDefault(Field.ORDER_ID, ""));
  }

  private void take(Field field, String column) {
    found.put(field, column);
    taken.add(column);
  }

  /** A discount of 0.2 may be a fifth. It is money if it leads from price to total. */
  private boolean isShare(ColumnValues discount, String price, Optional<ColumnValues> total) {
    boolean small =
        discount.filled().stream()
            .allMatch(
                value ->
                    numbers.read(value).map(read -> read.abs().doubleValue() <= 1).orElse(true));
    boolean parts =
        discount.filled().stream()
            .anyMatch(
                value ->
                    numbers
                        .read(value)
                        .map(read -> read.abs().doubleValue() > 0 && read.abs().doubleValue() < 1)
                        .orElse(false));
    if (!small || !parts) {
      return discount.filled().stream().anyMatch(value -> value.endsWith("%"));
    }
    return total.isEmpty() || agreeing(total.get().name(), price, discount.name()) < MOST;
  }

  /**
   * Whether the total is the line's, and tells more than pieces and price: it is not what they come
   * to, neither with nor without a discount beside it, and differs between an order's lines.
   */
  private boolean isLineTotal(String total, String price) {
    String discount =
        best(FieldNames.of(Field.DISCOUNT), this::isNumber).map(ColumnValues::name).orElse("");
    boolean follows =
        agreeing(total, price, "") >= MOST
            || (!discount.isEmpty() && agreeing(total, price, discount) >= MOST);
    return !follows && !orders().repeat(total) && isBelowGoods(total, price);
  }

  /** Totals of lines are near pieces times price: at most that, and not far below. */
  private boolean isBelowGoods(String total, String price) {
    int near = 0;
    int rows = 0;
    for (int row = 0; row < table.rows(); row++) {
      double goods = number(price, row) * pieces(row);
      double given = number(total, row);
      if (!Double.isNaN(goods) && !Double.isNaN(given)) {
        rows++;
        near +=
            Math.abs(given) <= Math.abs(goods) + CENT && Math.abs(given) >= Math.abs(goods) / 5
                ? 1
                : 0;
      }
    }
    return rows > 0 && near >= MOST * rows;
  }

  /** In which share of the rows the total is pieces times price less the discount. */
  private double agreeing(String total, String price, String discount) {
    int rows = 0;
    int agree = 0;
    for (int row = 0; row < table.rows(); row++) {
      double goods = number(price, row) * pieces(row);
      double off = discount.isEmpty() ? 0 : Math.abs(number(discount, row));
      double given = number(total, row);
      if (!Double.isNaN(goods) && !Double.isNaN(given)) {
        rows++;
        agree += Math.abs(goods - (Double.isNaN(off) ? 0 : off) - given) <= CENT ? 1 : 0;
      }
    }
    return rows == 0 ? 0 : (double) agree / rows;
  }

  private double pieces(int row) {
    String quantity = found.get(Field.QUANTITY);
    return quantity == null ? 1 : number(quantity, row);
  }

  private double number(String column, int row) {
    return numbers.read(table.value(column, row)).map(BigDecimal::doubleValue).orElse(Double.NaN);
  }

  /** Codes of currencies and countries are known; what is none is another column. */
  private void dropFalseOnes() {
    column(Field.CURRENCY)
        .flatMap(table::column)
        .filter(column -> column.share(FieldGuess::isCurrency) < MOST)
        .ifPresent(column -> found.remove(Field.CURRENCY));
    if (!found.containsKey(Field.ORDER_ID)) {
      found.remove(Field.LINE_ID);
    }
    boolean anyAmount =
        found.containsKey(Field.UNIT_PRICE)
            || found.containsKey(Field.AMOUNT)
            || found.containsKey(Field.ORDER_AMOUNT);
    if (!anyAmount) {
      found.remove(Field.UNIT_COST);
      found.remove(Field.DISCOUNT);
    }
  }

  private static boolean isCurrency(String value) {
    return CurrencyGuess.isCode(value.toUpperCase(java.util.Locale.ROOT))
        || value.codePoints().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
        || value.equals("kr");
  }
}
