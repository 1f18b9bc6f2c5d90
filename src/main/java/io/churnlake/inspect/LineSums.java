package io.churnlake.inspect;

import java.math.BigDecimal;

/** What pieces and prices of rows come to, beside what columns say of them. */
final class LineSums {
  static final double MOST = 0.95;
  private static final double CENT = 0.02;

  private final Table table;
  private final NumberForm numbers;
  private final String price;
  private final String quantity;

  /**
   * Of a table.
   *
   * @param price column of the price of a piece
   * @param quantity column of pieces; empty if a row is one
   */
  LineSums(Table table, NumberForm numbers, String price, String quantity) {
    this.table = table;
    this.numbers = numbers;
    this.price = price;
    this.quantity = quantity;
  }

  /** Pieces times price; not a number where one of them is missing. */
  double goods(int row) {
    return number(price, row) * (quantity.isEmpty() ? 1 : number(quantity, row));
  }

  /**
   * Whether the total is pieces times price less the discount, in most rows.
   *
   * @param discount column; empty if there is none
   */
  boolean make(String total, String discount) {
    int rows = 0;
    int agree = 0;
    for (int row = 0; row < table.rows(); row++) {
      double goods = goods(row);
      double off = discount.isEmpty() ? 0 : Math.abs(number(discount, row));
      double given = number(total, row);
      if (!Double.isNaN(goods) && !Double.isNaN(given)) {
        rows++;
        agree += Math.abs(goods - (Double.isNaN(off) ? 0 : off) - given) <= CENT ? 1 : 0;
      }
    }
    return rows > 0 && agree >= MOST * rows;
  }

  /** Totals of lines are near pieces times price: at most that, and not far below. */
  boolean areAbove(String total) {
    int near = 0;
    int rows = 0;
    for (int row = 0; row < table.rows(); row++) {
      double goods = goods(row);
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

  private double number(String column, int row) {
    return numbers.read(table.value(column, row)).map(BigDecimal::doubleValue).orElse(Double.NaN);
  }
}
