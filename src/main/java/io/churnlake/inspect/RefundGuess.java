package io.churnlake.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which column has what orders gave back: one number an order, or a list of refunds. */
final class RefundGuess {
  private static final Pattern AMOUNT =
      Pattern.compile("(total|amount|value|sum|betrag|summe|refund(ed)?_?(amount|total))");

  private static final int EXAMPLES = 50;

  private RefundGuess() {}

  /**
   * The column, or the path into the list, where there is but one.
   *
   * @param isOfOrders whether a column holds numbers, one for each order
   */
  static Optional<String> of(Table table, Predicate<ColumnValues> isOfOrders) {
    List<ColumnValues> named =
        table.columns().values().stream()
            .filter(column -> ColumnMeaning.of(column.name()) == ColumnMeaning.REFUND)
            .filter(column -> !column.isEmpty())
            .toList();
    if (named.size() != 1) {
      return Optional.empty();
    }
    ColumnValues column = named.get(0);
    if (column.filled().stream().allMatch(value -> value.startsWith("["))) {
      return amountIn(column).map(name -> column.name() + "." + name);
    }
    return Optional.of(column).filter(isOfOrders).map(ColumnValues::name);
  }

  /** The only number of a refund that is named like an amount. */
  private static Optional<String> amountIn(ColumnValues lists) {
    ObjectMapper mapper = new ObjectMapper();
    Set<String> names = new TreeSet<>();
    for (String list : lists.distinct().stream().limit(EXAMPLES).toList()) {
      try {
        for (JsonNode refund : mapper.readTree(list)) {
          for (Map.Entry<String, JsonNode> field : refund.properties()) {
            if (AMOUNT.matcher(field.getKey().toLowerCase(Locale.ROOT)).matches()
                && field.getValue().asText().matches("-?[0-9]+([.][0-9]+)?")) {
              names.add(field.getKey());
            }
          }
        }
      } catch (JsonProcessingException notAList) {
        return Optional.empty();
      }
    }
    return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
  }
}
