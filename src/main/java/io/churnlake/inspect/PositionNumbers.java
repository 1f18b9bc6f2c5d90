package io.churnlake.inspect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of numbers, among those without names, are pieces and money.
 *
 * @param numbers how they are written
 * @param pieces the column of pieces; null if there is none
 * @param amounts columns of money, in the order of the file
 */
record PositionNumbers(
    NumberForm numbers, @Nullable ColumnValues pieces, List<ColumnValues> amounts) {
  private static final double MOST = 0.95;
  private static final double CENT = 0.02;

  /** Who buys more pieces at once is rare; ids are greater. */
  private static final int MANY_PIECES = 100;

  private static final String PRICE = "unit_price";
  private static final String TOTAL = "line_total";

  /**
   * Chooses them.
   *
   * @param columns of numbers
   */
  static PositionNumbers of(List<ColumnValues> columns, NumberForm numbers) {
    List<ColumnValues> amounts = new ArrayList<>();
    ColumnValues pieces = null;
    for (ColumnValues column : columns) {
      boolean isMoney =
          column.filled().stream()
              .anyMatch(
                  value ->
                      NumberForm.sign(value) != null
                          || numbers.read(value).map(n -> n.scale() > 0).orElse(false));
      if (isMoney) {
        amounts.add(column);
      } else if (pieces == null && isOfPieces(column, numbers)) {
        pieces = column;
      }
    }
    if (amounts.isEmpty() && pieces != null) {
      // Prices without cents: whatever is left and costs more than a few.
      ColumnValues taken = pieces;
      columns.stream()
          .filter(column -> !column.name().equals(taken.name()) && !startsAsId(column))
          .reduce((first, last) -> last)
          .ifPresent(amounts::add);
    }
    return new PositionNumbers(numbers, pieces, List.copyOf(amounts));
  }

  private static boolean isOfPieces(ColumnValues column, NumberForm numbers) {
    boolean areFew =
        column.share(
                value ->
                    numbers
                        .read(value)
                        .map(n -> n.abs().compareTo(BigDecimal.valueOf(MANY_PIECES)) <= 0)
                        .orElse(false))
            >= MOST;
    boolean isCounted = column.filled().contains("1") && !isCounter(column);
    return areFew && isCounted && !startsAsId(column) && !standsInOrder(column, numbers);
  }

  /** Numbers that go up by one from row to row, at times from 1 again. */
  private static boolean isCounter(ColumnValues column) {
    int before = 0;
    int fitting = 0;
    int above = 0;
    for (String value : column.values()) {
      int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : -1;
      fitting += number == 1 || number == before + 1 ? 1 : 0;
      above += number > 1 ? 1 : 0;
      before = number;
    }
    return above > 0 && fitting >= MOST * column.values().size();
  }

  /** Numbers that never fall, and stay the same for some rows, are those of orders. */
  private static boolean standsInOrder(ColumnValues column, NumberForm numbers) {
    BigDecimal before = null;
    for (String value : column.filled()) {
      BigDecimal number = numbers.read(value).orElse(BigDecimal.ZERO);
      if (before != null && number.compareTo(before) < 0) {
        return false;
      }
      before = number;
    }
    return column.distinct().size() > 2;
  }

  private static boolean startsAsId(ColumnValues column) {
    return column.filled().stream().anyMatch(value -> value.matches("0\\d+"));
  }

  Optional<String> quantity() {
    return Optional.ofNullable(pieces).map(ColumnValues::name);
  }

  /** Whether the column is pieces or money. */
  boolean isNone(String column) {
    return quantity().map(column::equals).orElse(false)
        || amounts.stream().anyMatch(amount -> amount.name().equals(column));
  }

  /**
   * Names of the columns of money.
   *
   * @param product the column that tells products apart, if there is one
   */
  Map<String, String> money(Optional<ColumnValues> product) {
    Map<String, String> named = new LinkedHashMap<>();
    if (amounts.isEmpty()) {
      return named;
    }
    for (ColumnValues price : amounts) {
      for (ColumnValues total : amounts) {
        if (!price.name().equals(total.name()) && leadsTo(price, total)) {
          named.put(price.name(), PRICE);
          named.put(total.name(), TOTAL);
          return named;
        }
      }
    }
    ColumnValues first = amounts.get(0);
    named.put(first.name(), isTotal(first, product) ? TOTAL : PRICE);
    return named;
  }

  /** Whether pieces times price is the total, and not always for one piece. */
  private boolean leadsTo(ColumnValues price, ColumnValues total) {
    ColumnValues counted = pieces;
    if (counted == null) {
      return false;
    }
    int rows = counted.values().size();
    int agreeing = 0;
    boolean isTold = false;
    for (int row = 0; row < rows; row++) {
      double n = number(counted, row);
      agreeing += Math.abs(n * number(price, row) - number(total, row)) <= CENT ? 1 : 0;
      isTold |= n != 1;
    }
    return isTold && agreeing >= MOST * rows;
  }

  private double number(ColumnValues column, int row) {
    return numbers.read(column.values().get(row)).map(BigDecimal::doubleValue).orElse(Double.NaN);
  }

  /**
   * Whether more pieces come to more: of one product, if that can be told, else on average. A price
   * of one piece does not depend on how many were bought.
   */
  private boolean isTotal(ColumnValues money, Optional<ColumnValues> product) {
    ColumnValues counted = pieces;
    if (counted == null) {
      return true;
    }
    if (product.isPresent()) {
      int asPrice = steady(money, counted, product.get(), false);
      int asTotal = steady(money, counted, product.get(), true);
      if (asPrice != asTotal) {
        return asTotal > asPrice;
      }
    }
    double one = 0;
    double more = 0;
    int ones = 0;
    int mores = 0;
    double pieceCount = 0;
    for (int row = 0; row < counted.values().size(); row++) {
      double n = number(counted, row);
      double value = number(money, row);
      if (Double.isNaN(n) || Double.isNaN(value) || n < 1) {
        continue;
      }
      if (n == 1) {
        one += value;
        ones++;
      } else {
        more += value;
        pieceCount += n;
        mores++;
      }
    }
    // Half-way between a price that stays and a total that grows with the pieces.
    double growth = mores == 0 ? 1 : pieceCount / mores;
    return ones > 0 && mores > 0 && more / mores > one / ones * (1 + growth) / 2;
  }

  /** Products, bought in different numbers of pieces, that always cost the same. */
  private int steady(
      ColumnValues money, ColumnValues counted, ColumnValues product, boolean byPiece) {
    Map<String, Set<Long>> costs = new HashMap<>();
    Map<String, Set<Long>> counts = new HashMap<>();
    for (int row = 0; row < counted.values().size(); row++) {
      double n = number(counted, row);
      double cost = number(money, row) / (byPiece ? n : 1);
      String of = product.values().get(row);
      counts.computeIfAbsent(of, k -> new HashSet<>()).add(Math.round(n));
      costs.computeIfAbsent(of, k -> new HashSet<>()).add(Math.round(cost * 100));
    }
    return (int)
        counts.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .filter(entry -> costs.getOrDefault(entry.getKey(), Set.of()).size() == 1)
            .count();
  }
}
