package io.churnlake.economics;

import io.churnlake.quality.Mean;
import io.churnlake.quality.NetPromoterScore;
import io.churnlake.quality.Wilson;
import io.churnlake.table.Kpis;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of a table: figures, each with the reason why it is NULL. */
final class Figures {
  private static final int MONEY_SCALE = 4;

  private final RowBuilder row;
  private final LocalDate asOf;

  /** Of rows of the table, one after another. */
  Figures(Table table, LocalDate asOf) {
    this.row = RowBuilder.of(table);
    this.asOf = asOf;
    row.set(Table.AS_OF, asOf);
  }

  Figures set(String name, @Nullable Object value) {
    row.set(name, value);
    return this;
  }

  /** period, period_start, label, observed_to, is_complete. */
  Figures month(int month) {
    LocalDate start = Scope.MONTH.start(month);
    LocalDate end = Scope.MONTH.end(month);
    boolean complete = !end.isAfter(asOf);
    return set(Kpis.PERIOD, Scope.MONTH.value())
        .set(Kpis.PERIOD_START, start)
        .set(Kpis.LABEL, Scope.MONTH.label(start))
        .set(Kpis.OBSERVED_TO, complete ? end : asOf)
        .set(Kpis.IS_COMPLETE, complete);
  }

  /** A figure that is there where there is no {@code reason}. */
  Figures figure(String name, @Nullable Object value, @Nullable String reason) {
    return set(name, reason == null ? value : null).set(Kpis.nullReason(name), reason);
  }

  Figures bounds(
      String name, @Nullable Double low, @Nullable Double high, @Nullable String reason) {
    return set(Kpis.low(name), reason == null ? low : null)
        .set(Kpis.high(name), reason == null ? high : null);
  }

  /** A share of customers; {@code unknown} is a reason beside nobody to take a share of. */
  Figures share(String name, long hits, long n, @Nullable String unknown) {
    String reason = first(unknown, empty(n));
    return figure(name, Wilson.share(hits, n), reason)
        .bounds(name, Wilson.low(hits, n), Wilson.high(hits, n), reason);
  }

  /** A mean over customers. */
  Figures mean(String name, Mean mean, @Nullable String reason) {
    return figure(name, orNull(mean.mean()), reason)
        .bounds(name, orNull(mean.low()), orNull(mean.high()), reason);
  }

  Figures score(String name, NetPromoterScore score, @Nullable String reason) {
    return figure(name, score.value(), reason).bounds(name, score.low(), score.high(), reason);
  }

  /** The row; the next one begins with the date alone. */
  Row row() {
    Row made = row.row();
    row.set(Table.AS_OF, asOf);
    return made;
  }

  /** The first reason that there is. */
  static @Nullable String first(@Nullable String... reasons) {
    return Arrays.stream(reasons).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** The reason where there is nothing to divide by. */
  static @Nullable String empty(long denominator) {
    return denominator > 0 ? null : Kpis.DENOMINATOR_ZERO;
  }

  static @Nullable Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? (Double) figure.getAsDouble() : null;
  }

  /** An amount of a sum in ten-thousandths. */
  static BigDecimal money(long tenThousandths) {
    return BigDecimal.valueOf(tenThousandths, MONEY_SCALE);
  }
}
