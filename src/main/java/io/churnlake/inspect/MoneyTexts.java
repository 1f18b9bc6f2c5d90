package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.orders.AmountText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as a source writes them, read as strictly as a run reads them. */
final class MoneyTexts {
  private static final Pattern EXPONENT =
      Pattern.compile("[+-]?([0-9]{1,40}\\.?[0-9]{0,60}|\\.[0-9]{1,60})[eE][+-]?[0-9]{1,2}");

  private final boolean plain;
  private final AmountText text;

  MoneyTexts(SourceMapping.Numbers numbers) {
    this(numbers.decimal(), numbers.grouping());
  }

  MoneyTexts(String decimal, String grouping) {
    this.plain = decimal.equals(".") && grouping.isEmpty();
    this.text = new AmountText(decimal, grouping);
  }

  /**
   * The number; empty if the text is none.
   *
   * @param currency whose sign may stand beside it; null where none may
   */
  Optional<BigDecimal> read(String written, @Nullable String currency) {
    if (plain && EXPONENT.matcher(written).matches()) {
      return Optional.of(new BigDecimal(written));
    }
    return Optional.ofNullable(text.plain(written, currency)).map(BigDecimal::new);
  }
}
