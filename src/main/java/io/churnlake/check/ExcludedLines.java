package io.churnlake.check;

import io.churnlake.orders.OrderLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules by which more lines do not count than is usual. */
final class ExcludedLines {
  /** Of fewer lines a share says little. */
  private static final long FEWEST_LINES = 20;

  private static final long FEWEST_EXCLUDED = 10;

  /**
   * A rule and the share of lines up to which it is usual. The shares are this program's: they lie
   * above those of the shops that it is tested with, such as Online Retail with a quarter of its
   * lines without a customer.
   */
  private record Rule(double usual, String meaning, String remedy) {}

  private static final Map<String, Rule> RULES =
      Map.of(
          OrderLines.NO_CUSTOMER,
          new Rule(
              0.3,
              "another column knows the customer, or only the first row of an order does",
              "columns.customer-id = [first, second]; fill-down = [column]; nobody"),
          OrderLines.CANCELLED,
          new Rule(
              0.25,
              "the words or the pattern take lines for cancelled that were sold",
              "status { counting = [...] }, or cancelled.pattern"),
          OrderLines.QUANTITY_NOT_POSITIVE,
          new Rule(
              0.1,
              "the column is no number of pieces, or an empty one is written as 0",
              "columns.quantity; counting.positive-quantity = false if such lines are purchases"),
          OrderLines.PRICE_NOT_POSITIVE,
          new Rule(
              0.1,
              "the column is no price, or the log has free lines beside those that cost",
              "columns.unit-price or columns.amount; counting.positive-price = false if such lines"
                  + " are purchases"),
          OrderLines.NO_PRODUCT,
          new Rule(0.5, "a code in the list is one of goods", "no-product-codes"));

  private ExcludedLines() {}

  static List<Suspicion> suspicions(LineTally lines) {
    List<Suspicion> found = new ArrayList<>();
    long all = lines.lines() - lines.moneyBack().rows();
    lines
        .excluded()
        .forEach(
            (name, group) -> {
              Rule rule = RULES.get(name);
              long excluded = group.rows();
              if (rule != null
                  && all >= FEWEST_LINES
                  && excluded >= FEWEST_EXCLUDED
                  && excluded > rule.usual() * all) {
                found.add(
                    new Suspicion(
                        String.format(
                            Locale.ROOT,
                            "%,d of %,d lines do not count by the rule %s: %.0f %%, more than the"
                                + " usual %.0f %%",
                            excluded,
                            all,
                            name,
                            100.0 * excluded / all,
                            100 * rule.usual()),
                        rule.meaning(),
                        rule.remedy(),
                        group.examples().list()));
              }
            });
    return found;
  }
}
