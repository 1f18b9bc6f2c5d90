package io.churnlake.inspect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether money is written in cents: by names that say so, or as programs' interfaces write it. */
final class MinorUnits {
  private static final Pattern NAMED =
      Pattern.compile("(.*_)?(cents?|minor|minor_units?|pence|unit_amount)");

  private static final BigDecimal ONE = new BigDecimal(100);

  private MinorUnits() {}

  /**
   * The column that says so.
   *
   * @param money what the mapping names of money
   * @param ofPrograms whether records are nested and their times are counted from 1970
   */
  static Optional<ColumnValues> of(
      List<ColumnValues> money, NumberForm numbers, boolean ofPrograms) {
    List<ColumnValues> named = named(money);
    if (money.isEmpty() || !money.stream().allMatch(column -> areWhole(column, numbers))) {
      return Optional.empty();
    }
    boolean areLarge =
        money.stream()
            .flatMap(column -> column.filled().stream())
            .flatMap(value -> numbers.read(value).stream())
            .allMatch(value -> value.signum() == 0 || value.abs().compareTo(ONE) >= 0);
    return named.stream()
        .findFirst()
        .or(() -> ofPrograms && areLarge ? Optional.of(money.get(0)) : Optional.empty());
  }

  /** Columns that are called so, whatever they hold. */
  static List<ColumnValues> named(List<ColumnValues> money) {
    return money.stream()
        .filter(column -> NAMED.matcher(lastWords(column.name())).matches())
        .toList();
  }

  private static String lastWords(String name) {
    return ColumnValues.words(name.substring(name.lastIndexOf('.') + 1));
  }

  private static boolean areWhole(ColumnValues column, NumberForm numbers) {
    return column.filled().stream()
        .flatMap(value -> numbers.read(value).stream())
        .allMatch(value -> value.stripTrailingZeros().scale() <= 0);
  }
}
