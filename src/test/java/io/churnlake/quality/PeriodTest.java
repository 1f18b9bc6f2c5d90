package io.churnlake.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.testing.SparkTest;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodTest {
  private static final LocalDate FROM = LocalDate.of(1968, 12, 1);

  @ParameterizedTest
  @EnumSource
  void numbersEveryDayWithoutGapsAndColumnsAgree(Period period) {
    Dataset<Row> days =
        SparkTest.spark()
            .range(0, 60 * 366)
            .select(date_add(lit(FROM), col("id").cast("int")).as("day"));
    List<Row> rows =
        days.select(col("day"), period.index(col("day"))).orderBy("day").collectAsList();
    int previous = rows.get(0).getInt(1);
    for (Row row : rows) {
      LocalDate day = row.getDate(0).toLocalDate();
      LocalDate start = period.start(row.getInt(1));
      assertThat(row.getInt(1)).isEqualTo(period.index(day)).isBetween(previous, previous + 1);
      assertThat(day).isBetween(start, period.end(row.getInt(1)));
      assertThat(row.getInt(1) > previous).isEqualTo(day.equals(start) && !day.equals(FROM));
      assertThat(start)
          .isEqualTo(
              switch (period) {
                case WEEK -> day.with(java.time.DayOfWeek.MONDAY);
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
              });
      previous = row.getInt(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WEEK, 2011-01-02, 2010-W52",
    "WEEK, 2012-12-31, 2013-W01",
    "MONTH, 2010-12-09, 2010-12",
    "QUARTER, 2010-12-09, 2010-Q4"
  })
  void names(Period period, LocalDate day, String name) {
    assertThat(period.label(day)).isEqualTo(name);
  }
}
