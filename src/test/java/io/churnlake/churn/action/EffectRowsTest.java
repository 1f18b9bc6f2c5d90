package io.churnlake.churn.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.table.MeasureEffect;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EffectRowsTest {
  private static final List<String> COLUMNS = MeasureEffect.TABLE.columnNames();

  /** Sums of a group of whom each retained one spent 10, at a cost of 1 each if treated. */
  private static Row sums(String measure, String band, boolean isControl, long n, long retained) {
    return RowFactory.create(
        measure,
        band,
        isControl,
        n,
        retained,
        BigDecimal.valueOf(10 * retained),
        BigDecimal.valueOf(100 * retained),
        BigDecimal.valueOf(isControl ? 0 : n),
        isControl ? 0L : n);
  }

  private static Object value(Row row, String column) {
    return row.get(COLUMNS.indexOf(column));
  }

  private static double number(Row row, String column) {
    return row.getDouble(COLUMNS.indexOf(column));
  }

  private static List<Row> rows(Row... sums) {
    return EffectRows.of(List.of(sums), LocalDate.of(2024, 6, 30), 90);
  }

  @Test
  void treatedStandBesideControlInEachBandAndInAll() {
    List<Row> rows =
        rows(
            sums("voucher", "high", false, 40, 30),
            sums("voucher", "high", true, 50, 20),
            sums("voucher", "low", false, 30, 26),
            sums("voucher", "low", true, 30, 28));
    assertThat(rows)
        .extracting(row -> value(row, MeasureEffect.RISK_BAND))
        .containsExactly("all", "high", "low");
    Row all = rows.get(0);
    assertThat(value(all, MeasureEffect.TREATED)).isEqualTo(70L);
    assertThat(value(all, MeasureEffect.TREATED_RETAINED)).isEqualTo(56L);
    assertThat(value(all, MeasureEffect.CONTROL)).isEqualTo(80L);
    assertThat(value(all, MeasureEffect.CONTROL_RETAINED)).isEqualTo(48L);
    // Newcombe's example.
    assertThat(number(all, MeasureEffect.RATE_DIFFERENCE)).isCloseTo(0.2, within(1e-12));
    assertThat(number(all, "rate_difference_low")).isCloseTo(0.0524, within(5e-5));
    assertThat(number(all, "rate_difference_high")).isCloseTo(0.3339, within(5e-5));
    // Of the 40 % who leave without it, half are saved.
    assertThat(number(all, MeasureEffect.SAVED)).isCloseTo(0.5, within(1e-12));
    assertThat(number(all, MeasureEffect.TREATED_REVENUE)).isCloseTo(8, within(1e-12));
    assertThat(number(all, MeasureEffect.CONTROL_REVENUE)).isCloseTo(6, within(1e-12));
    assertThat(number(all, MeasureEffect.REVENUE_DIFFERENCE)).isCloseTo(2, within(1e-12));
    assertThat(number(all, "revenue_difference_low")).isBetween(0.0, 2.0);
    assertThat(number(all, MeasureEffect.TREATED_COST)).isCloseTo(1, within(1e-12));
    assertThat(value(all, MeasureEffect.NULL_REASON)).isNull();
    assertThat(number(rows.get(2), MeasureEffect.RATE_DIFFERENCE)).isNegative();
  }

  @Test
  void anEmptyGroupHasNoRateAndTheReasonIsTold() {
    Row treated = rows(sums("voucher", "high", false, 40, 30)).get(1);
    assertThat(value(treated, MeasureEffect.NULL_REASON)).isEqualTo("nobody_in_control");
    assertThat(number(treated, MeasureEffect.TREATED_RATE)).isCloseTo(0.75, within(1e-12));
    assertThat(value(treated, MeasureEffect.CONTROL_RATE)).isNull();
    assertThat(value(treated, MeasureEffect.RATE_DIFFERENCE)).isNull();
    assertThat(value(treated, "revenue_difference_low")).isNull();
    assertThat(value(treated, MeasureEffect.SAVED)).isNull();
    Row control = rows(sums("voucher", "high", true, 40, 40)).get(1);
    assertThat(value(control, MeasureEffect.NULL_REASON)).isEqualTo("nobody_treated");
    assertThat(value(control, MeasureEffect.TREATED_COST)).isNull();
  }

  @Test
  void whereAllOfControlStayNobodyCanBeSaved() {
    Row row = rows(sums("voucher", "low", false, 5, 4), sums("voucher", "low", true, 5, 5)).get(0);
    assertThat(value(row, MeasureEffect.SAVED)).isNull();
    assertThat(number(row, MeasureEffect.RATE_DIFFERENCE)).isCloseTo(-0.2, within(1e-12));
  }
}
