package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.inspect.ColumnMeaning;
import io.churnlake.inspect.Shown;
import io.churnlake.inspect.StatusWords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Credit notes without a minus, which are taken for orders that were cancelled. */
final class CreditNotes {
  private CreditNotes() {}

  static List<Suspicion> suspicions(
      LineTally lines, SourceMapping source, Map<String, ColumnFacts> columns, String currency) {
    RowGroup above = lines.cancelledAbove();
    String column = source.cancelledColumn();
    boolean areKinds =
        (source.header() || source.format().isNested())
            && ColumnMeaning.of(column) == ColumnMeaning.KIND;
    if (above.rows() == 0 || !areKinds || !source.rows().returnsColumn().isEmpty()) {
      return List.of();
    }
    Pattern pattern = Pattern.compile(source.cancelledPattern());
    StatusWords words =
        StatusWords.of(columns.getOrDefault(column, new ColumnFacts()).values().keySet());
    List<String> back =
        Stream.concat(words.refunded().stream(), words.cancelled().stream())
            .filter(word -> pattern.matcher(word).find())
            .sorted()
            .toList();
    return back.isEmpty()
        ? List.of()
        : List.of(
            new Suspicion(
                String.format(
                    Locale.ROOT,
                    "%,d cancelled lines are above zero, %s %s in all, and column %s says %s",
                    above.rows(),
                    above.amount().stripTrailingZeros().toPlainString(),
                    currency,
                    Shown.shortened(column),
                    Shown.shortened(String.join(", ", back))),
                "credit notes without a minus, of which those that name no other order take nothing"
                    + " back",
                "returns { column = \""
                    + Shown.shortened(column)
                    + "\", pattern = \"...\" } in place of cancelled",
                above.examples().list()));
  }
}
