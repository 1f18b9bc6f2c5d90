package io.churnlake.inspect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Columns of the same money with tax and without. */
final class TaxWords {
  private static final Pattern WORD =
      Pattern.compile(
          "(^|_)(net|netto|gross|brutto|ht|ttc|(excl|incl|ex|inc)_(tax|vat|mwst))(?=_|$)");

  private TaxWords() {}

  /** The column that has the same name but for the tax; empty if there is none. */
  static Optional<String> twin(String column, List<ColumnValues> columns) {
    String words = ColumnValues.words(column);
    return WORD.matcher(words).find()
        ? columns.stream()
            .filter(other -> !other.name().equals(column) && !other.isEmpty())
            .filter(other -> WORD.matcher(other.words()).find())
            .filter(other -> bare(other.words()).equals(bare(words)))
            .map(ColumnValues::name)
            .findFirst()
        : Optional.empty();
  }

  private static String bare(String words) {
    return WORD.matcher(words).replaceAll("").replaceAll("^_", "");
  }
}
