package io.churnlake.inspect;

import io.churnlake.orders.OrderLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rules by which more lines do not count than is usual. */
public final class UsualExclusions {
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

  /**
   * More than is usual.
   *
   * @param problem what is so, for a person
   * @param meaning what it may mean
   * @param remedy the keys that would mend it
   */
  public record Excess(String problem, String meaning, String remedy) {}

  private UsualExclusions() {}

  /**
   * Whether more lines than usual do not count by a rule.
   *
   * @param rule as silver.order_lines.excluded_because has it
   * @param excluded lines that do not count by it
   * @param all lines
   */
  public static Optional<Excess> of(String rule, long excluded, long all) {
    Rule usual = RULES.get(rule);
    if (usual == null
        || all < FEWEST_LINES
        || excluded < FEWEST_EXCLUDED
        || excluded <= usual.usual() * all) {
      return Optional.empty();
    }
    return Optional.of(
        new Excess(
            String.format(
                Locale.ROOT,
                "%,d of %,d lines do not count by the rule %s: %.0f %%, more than the usual %.0f %%",
                excluded,
                all,
                rule,
                100.0 * excluded / all,
                100 * usual.usual()),
            usual.meaning(),
            usual.remedy()));
  }

  /** Sentences about an inspection; orders of several customers are never usual. */
  static List<String> told(Figures figures) {
    List<String> told = new ArrayList<>();
    long all = figures.lines() - figures.linesBack();
    figures
        .excluded()
        .forEach(
            (rule, sum) -> {
              if (rule.equals(OrderLines.SEVERAL_CUSTOMERS)) {
                told.add(
                    String.format(
                        Locale.ROOT,
                        "%,d of %,d lines do not count, since their order's number is one of several"
                            + " customers; name what tells orders apart:"
                            + " columns.order-id = [[shop, number]]",
                        sum.lines(),
                        all));
              } else {
                of(rule, sum.lines(), all)
                    .ifPresent(
                        excess ->
                            told.add(
                                excess.problem()
                                    + "; "
                                    + excess.meaning()
                                    + ": see "
                                    + excess.remedy()));
              }
            });
    return told;
  }
}
