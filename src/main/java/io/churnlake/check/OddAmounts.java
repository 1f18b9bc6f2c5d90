package io.churnlake.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Purchases below zero, and refunds that belong to nothing, or are more than what was sold. */
final class OddAmounts {
  private OddAmounts() {}

  static List<Suspicion> suspicions(LineTally lines, OrderTally orders, String currency) {
    List<Suspicion> found = new ArrayList<>();
    add(
        found,
        lines.belowZero(),
        "%,d counting lines come to less than nothing, %s %s in all",
        currency,
        "their discount is more than the line, so that it is none, or of the whole order",
        "columns.discount, order-discount or amounts.minus");
    add(
        found,
        orders.refundsAlone(),
        "of %,d order ids there are refunds, and no line, %s %s in all",
        currency,
        "refunds name their orders otherwise, or are of orders of another export; they take off no"
            + " revenue",
        "order-id of the refunds, remove.order-id, or the orders' earlier files");
    add(
        found,
        orders.refundsAbove(),
        "%,d orders gave back more than they sold, %s %s in all",
        currency,
        "refunds have shipping or tax in them that the lines have not, or are there twice",
        "columns.refunded-amount, amounts.plus");
    return found;
  }

  private static void add(
      List<Suspicion> found,
      RowGroup group,
      String problem,
      String currency,
      String meaning,
      String remedy) {
    if (group.rows() > 0) {
      found.add(
          new Suspicion(
              String.format(
                  Locale.ROOT,
                  problem,
                  group.rows(),
                  group.amount().stripTrailingZeros().toPlainString(),
                  currency),
              meaning,
              remedy,
              group.examples().list()));
    }
  }
}
