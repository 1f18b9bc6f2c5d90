package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What discounts in a file are: money, or shares of their line; and what has them off already. */
final class DiscountGuess {
  private static final double CENT = 0.02;
  private static final double MOST = 0.95;
  private static final double HUNDRED = 100;

  private static final Pattern UNIT =
      Pattern.compile("_(percent|percentage|prozent|pct|rate|satz)$");

  private static final Pattern PERCENT = Pattern.compile("(.*_)?(percent|percentage|prozent|pct)");

  private static final Pattern BESIDE =
      Pattern.compile(
          "(.*_)?(shipping|versand|versandkosten|porto|freight|postage|tax|taxes|vat|mwst|ust|steuer)"
              + "(_.*)?");

  /** More columns are not tried beside a total. */
  private static final int MOST_BESIDE = 4;

  private final Table table;
  private final NumberForm numbers;

  DiscountGuess(Table table, NumberForm numbers) {
    this.table = table;
    this.numbers = numbers;
  }

  /** Whether a column is named as a discount, be it money or a share. */
  static boolean isNamed(ColumnValues column) {
    return ColumnMeaning.speaksOfDiscounts(column.name());
  }

  /** Whether some cell has something else than 0. */
  boolean isUsed(ColumnValues column) {
    return column.filled().stream()
        .anyMatch(value -> number(bare(value)).map(n -> n.signum() != 0).orElse(false));
  }

  /**
   * How a mapping says that the column has shares of its line: {@code share} or {@code percent};
   * empty if it may be money.
   */
  String shares(ColumnValues column) {
    boolean signs = column.filled().stream().anyMatch(value -> value.endsWith("%"));
    boolean areNumbers = column.share(value -> number(bare(value)).isPresent()) == 1;
    if (!areNumbers || !isUsed(column)) {
      return "";
    }
    List<Double> plain =
        column.filled().stream()
            .filter(value -> !value.endsWith("%"))
            .flatMap(value -> number(value).stream())
            .map(value -> Math.abs(value.doubleValue()))
            .toList();
    boolean small = plain.stream().allMatch(value -> value <= 1);
    boolean parts = plain.stream().anyMatch(value -> value > 0 && value < 1);
    if (small && (signs || parts)) {
      return "share";
    }
    boolean named = column.name().contains("%") || PERCENT.matcher(column.words()).matches();
    return named && plain.stream().allMatch(value -> value <= HUNDRED) ? "percent" : "";
  }

  /** The column of shares; none if several could be it. */
  Optional<ColumnValues> column() {
    List<ColumnValues> shares =
        table.columns().values().stream()
            .filter(
                column ->
                    FieldNames.rank(
                            UNIT.matcher(column.words()).replaceFirst(""),
                            FieldNames.of(Field.DISCOUNT))
                        > 0)
            .filter(column -> !shares(column).isEmpty())
            .toList();
    return shares.size() == 1 ? Optional.of(shares.get(0)) : Optional.empty();
  }

  /** Whether another total is this one less the discount, with or without shipping and tax. */
  boolean leadsToAnotherTotal(ColumnValues total, ColumnValues discount) {
    List<ColumnValues> beside =
        table.columns().values().stream()
            .filter(column -> BESIDE.matcher(column.words()).matches() && numbers.reads(column))
            .limit(MOST_BESIDE)
            .toList();
    return table.columns().values().stream()
        .filter(column -> !column.equals(total) && numbers.reads(column))
        .filter(column -> FieldNames.rank(column.name(), FieldNames.of(Field.AMOUNT)) > 0)
        .anyMatch(
            other -> {
              for (int some = 0; some < 1 << beside.size(); some++) {
                if (agreeing(total, discount, other, beside, some) >= MOST) {
                  return true;
                }
              }
              return false;
            });
  }

  /** Of the rows with a discount, the share in which the totals differ by it and what is beside. */
  private double agreeing(
      ColumnValues total,
      ColumnValues discount,
      ColumnValues other,
      List<ColumnValues> beside,
      int some) {
    int rows = 0;
    int agree = 0;
    for (int row = 0; row < table.rows(); row++) {
      double off = Math.abs(at(discount, row));
      if (off > 0) {
        double more = 0;
        for (int i = 0; i < beside.size(); i++) {
          more += (some >> i & 1) == 1 ? at(beside.get(i), row) : 0;
        }
        rows++;
        agree += Math.abs(at(total, row) - off + more - at(other, row)) <= CENT ? 1 : 0;
      }
    }
    return rows == 0 ? 0 : (double) agree / rows;
  }

  private double at(ColumnValues column, int row) {
    return number(column.values().get(row)).map(BigDecimal::doubleValue).orElse(0.0);
  }

  private Optional<BigDecimal> number(String value) {
    return numbers.read(value);
  }

  private static String bare(String value) {
    return value.replaceAll("\\s*%$", "");
  }
}
