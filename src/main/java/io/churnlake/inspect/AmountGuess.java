package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which columns are the money of lines and of orders, and what is taken off it. */
final class AmountGuess {
  private static final Pattern SHARE =
      Pattern.compile(".*(percent|prozent|pct|rate|code|type|detail|reason|name).*");

  private final Table table;
  private final NumberForm numbers;
  private final FieldChoice choice;
  private final Predicate<ColumnValues> isOfLine;
  private final Predicate<ColumnValues> isNumber;
  private final DiscountGuess discounts;
  private final OrderValues orders;
  private String discountForm = "";
  private Optional<ColumnValues> orderTotal = Optional.empty();

  /**
   * Chooses them; prices and pieces are chosen already.
   *
   * @param isOfLine whether a column has a value a line, and not an order
   */
  AmountGuess(
      Table table,
      NumberForm numbers,
      FieldChoice choice,
      Predicate<ColumnValues> isOfLine,
      Predicate<ColumnValues> isNumber) {
    this.table = table;
    this.numbers = numbers;
    this.choice = choice;
    this.isOfLine = isOfLine;
    this.isNumber = isNumber;
    this.discounts = new DiscountGuess(table, numbers);
    this.orders = new OrderValues(table, numbers, choice.column(Field.ORDER_ID).orElse(""));
    Optional<ColumnValues> discount =
        choice.best(
            FieldNames.of(Field.DISCOUNT),
            column ->
                isOfLine.test(column)
                    && !SHARE.matcher(column.words()).matches()
                    && !column.isEmpty()
                    && isNumber.test(column));
    List<String> names = FieldNames.of(Field.AMOUNT);
    Optional<ColumnValues> total = choice.best(names, isOfLine.and(isNumber));
    Optional<ColumnValues> whole =
        choice
            .best(names, isOfLine.negate().and(isNumber))
            .or(() -> total.filter(orders::areTotals));
    Optional<String> price = choice.column(Field.UNIT_PRICE);
    if (price.isPresent()) {
      besidePrices(price.get(), whole, total, discount);
    } else if (whole.isPresent() && (total.isEmpty() || whole.equals(total))) {
      if (choice.has(Field.ORDER_ID)) {
        choice.take(Field.ORDER_AMOUNT, whole.get().name());
      }
    } else {
      total.ifPresent(column -> withoutPrices(column, discount));
    }
  }

  private void withoutPrices(ColumnValues total, Optional<ColumnValues> discount) {
    choice.take(Field.AMOUNT, total.name());
    // Named so, it stands before the discount; a mere total is what is left.
    discount
        .filter(
            column ->
                column.words().contains("promotion")
                    || discounts.leadsToAnotherTotal(total, column))
        .ifPresent(column -> choice.take(Field.DISCOUNT, column.name()));
  }

  private void besidePrices(
      String price,
      Optional<ColumnValues> whole,
      Optional<ColumnValues> total,
      Optional<ColumnValues> discount) {
    LineSums sums = new LineSums(table, numbers, price, choice.column(Field.QUANTITY).orElse(""));
    orderTotal = whole.filter(column -> orders.differ(column, sums::goods));
    boolean isMoney = discount.isPresent() && !isShare(discount.get(), sums, total);
    if (total.isPresent() && isLineTotal(total.get().name(), sums)) {
      // A price of one piece that does not lead to the total is one of another kind.
      choice.drop(Field.UNIT_PRICE);
      choice.take(Field.AMOUNT, total.get().name());
    } else if (isMoney) {
      choice.take(Field.DISCOUNT, discount.orElseThrow().name());
    } else {
      takeShares();
    }
  }

  private void takeShares() {
    discounts
        .column()
        .filter(column -> isOfLine.test(column) && !choice.isTaken(column))
        .ifPresent(
            column -> {
              discountForm = discounts.shares(column);
              choice.take(Field.DISCOUNT, column.name());
            });
  }

  /** A discount of 0.2 may be a fifth. It is money if it leads from price to total. */
  private boolean isShare(ColumnValues discount, LineSums sums, Optional<ColumnValues> total) {
    boolean small = discount.filled().stream().allMatch(value -> size(value) <= 1);
    boolean parts =
        discount.filled().stream().anyMatch(value -> size(value) > 0 && size(value) < 1);
    if (!small || !parts) {
      return discount.filled().stream().anyMatch(value -> value.endsWith("%"));
    }
    return total.isEmpty() || !sums.make(total.get().name(), discount.name());
  }

  private double size(String value) {
    return numbers.read(value).map(read -> read.abs().doubleValue()).orElse(1.0);
  }

  /**
   * Whether the total is the line's, and tells more than pieces and price: it is not what they come
   * to, neither with nor without a discount beside it, and differs between an order's lines.
   */
  private boolean isLineTotal(String total, LineSums sums) {
    String discount =
        choice.best(FieldNames.of(Field.DISCOUNT), isNumber).map(ColumnValues::name).orElse("");
    boolean follows = sums.make(total, "") || (!discount.isEmpty() && sums.make(total, discount));
    return !follows && !orders.repeat(total) && sums.areAbove(total);
  }

  /** How discounts are shares of their lines; empty if they are money. */
  String discountForm() {
    return discountForm;
  }

  /** A column of orders' totals that lines have beside their prices, and that these do not make. */
  Optional<String> orderTotal() {
    return orderTotal.map(ColumnValues::name);
  }

  /** A discount that is not used, though no amount that is taken has it off already. */
  Optional<String> leftDiscount() {
    Optional<String> amount =
        choice.column(Field.AMOUNT).or(() -> choice.column(Field.ORDER_AMOUNT));
    boolean isOff = amount.isPresent() && !ColumnMeaning.isBeforeDiscount(amount.get());
    boolean isMoney = amount.isPresent() || choice.has(Field.UNIT_PRICE);
    return isOff || !isMoney || choice.has(Field.DISCOUNT)
        ? Optional.empty()
        : table.columns().values().stream()
            .filter(DiscountGuess::isNamed)
            .filter(discounts::isUsed)
            .map(ColumnValues::name)
            .findFirst();
  }
}
