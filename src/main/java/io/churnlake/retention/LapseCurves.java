package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Cohorts;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Time from the first order to the first lapse: gold.survival, and the comparison of the parts of
 * each split. A customer lapses on the day by which so many days have passed since the last
 * occasion of the first active spell; one for whom that day lies after the business date is
 * censored there.
 */
public final class LapseCurves {
  private static final String SPLIT = TimingTally.SPLIT;
  private static final String PART = TimingTally.SPLIT_VALUE;
  private static final String DAY = Survival.DAY;
  private static final String LAPSES = Survival.LAPSES;
  private static final String CENSORED = Survival.CENSORED;

  private static final StructType GROUP =
      new StructType().add(SPLIT, Types.STRING).add(PART, Types.STRING);

  private LapseCurves() {}

  /**
   * Customers by the length of their time to the lapse, or to {@code asOf}: split, split_value,
   * day, lapses, censored.
   *
   * @param tally see {@link TimingTally#of}, with the parts that are wanted
   * @param windowDays the same as the tally's
   */
  public static Dataset<Row> durations(Dataset<Row> tally, LocalDate asOf, int windowDays) {
    Column untilLapse = col(TimingTally.LENGTH).plus(windowDays);
    Column untilAsOf = unix_date(lit(asOf)).minus(col(TimingTally.START));
    Column lapsed = untilLapse.leq(untilAsOf);
    Column customers = col(TimingTally.CUSTOMERS);
    return tally
        .filter(col(TimingTally.KIND).equalTo(TimingCell.SPELL))
        .groupBy(col(SPLIT), col(PART), when(lapsed, untilLapse).otherwise(untilAsOf).as(DAY))
        .agg(
            sum(when(lapsed, customers).otherwise(0L)).as(LAPSES),
            sum(when(lapsed, 0L).otherwise(customers)).as(CENSORED));
  }

  /**
   * gold.survival: one row a split, value and day on which somebody lapses, and one of day 0.
   *
   * @param durations see {@link #durations}
   */
  public static Dataset<Row> curves(Dataset<Row> durations, LocalDate asOf, int windowDays) {
    FlatMapGroupsFunction<Row, Row, Row> finish =
        (group, days) -> {
          DayCounts counts = new DayCounts();
          while (days.hasNext()) {
            add(days.next(), counts);
          }
          return steps(group, windowDays, new KaplanMeier(counts)).iterator();
        };
    return durations
        .groupBy(col(SPLIT), col(PART))
        .as(Encoders.row(GROUP), Encoders.row(durations.schema()))
        .flatMapSortedGroups(
            new Column[] {col(DAY)}, finish, Encoders.row(withoutAsOf(Survival.TABLE)))
        .select(columns(Survival.TABLE, asOf));
  }

  /**
   * gold.survival_parts: one row a split and value.
   *
   * @param durations see {@link #durations}
   */
  public static Dataset<Row> parts(Dataset<Row> durations, LocalDate asOf, int windowDays) {
    FlatMapGroupsFunction<String, Row, Row> finish =
        (split, days) -> partRows(split, windowDays, new Parts(days)).iterator();
    return bySplit(durations, finish, SurvivalParts.TABLE, asOf);
  }

  /**
   * gold.survival_tests: one row a split other than 'all'.
   *
   * @param durations see {@link #durations}
   */
  public static Dataset<Row> tests(Dataset<Row> durations, LocalDate asOf, int windowDays) {
    FlatMapGroupsFunction<String, Row, Row> finish =
        (split, days) -> List.of(testRow(split, windowDays, new Parts(days))).iterator();
    return bySplit(
        durations.filter(col(SPLIT).notEqual(Cohorts.ALL)), finish, SurvivalTests.TABLE, asOf);
  }

  /** A split's days have the size of its curves, so that one task holds them. */
  private static Dataset<Row> bySplit(
      Dataset<Row> durations,
      FlatMapGroupsFunction<String, Row, Row> finish,
      Table table,
      LocalDate asOf) {
    return durations
        .groupBy(col(SPLIT))
        .as(Encoders.STRING(), Encoders.row(durations.schema()))
        .flatMapSortedGroups(
            new Column[] {col(PART), col(DAY)}, finish, Encoders.row(withoutAsOf(table)))
        .select(columns(table, asOf));
  }

  private static StructType withoutAsOf(Table table) {
    StructType schema = table.schema();
    return new StructType(Arrays.copyOfRange(schema.fields(), 1, schema.length()));
  }

  private static Column[] columns(Table table, LocalDate asOf) {
    return table.columnNames().stream()
        .map(name -> name.equals(Table.AS_OF) ? lit(asOf).as(name) : col(name))
        .toArray(Column[]::new);
  }

  private static void add(Row row, DayCounts counts) {
    counts.add(row.getInt(2), row.getLong(3), row.getLong(4));
  }

  /** The parts of one split, from its days by part. */
  private static final class Parts {
    private final List<String> names = new ArrayList<>();
    private final List<DayCounts> counts = new ArrayList<>();

    Parts(Iterator<Row> days) {
      while (days.hasNext()) {
        Row row = days.next();
        String name = row.getString(1);
        if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
          names.add(name);
          counts.add(new DayCounts());
        }
        add(row, counts.get(counts.size() - 1));
      }
    }
  }

  private static List<Row> steps(Row group, int windowDays, KaplanMeier curve) {
    List<Row> rows = new ArrayList<>();
    for (int point = 0; point < curve.points(); point++) {
      rows.add(
          RowFactory.create(
              group.get(0),
              group.get(1),
              curve.day(point),
              windowDays,
              curve.atRisk(point),
              curve.eventsOn(point),
              curve.censoredFrom(point),
              curve.survival(point),
              curve.standardError(point),
              curve.low(point),
              curve.high(point)));
    }
    return rows;
  }

  private static List<Row> partRows(String split, int windowDays, Parts parts) {
    LogRank test = LogRank.of(parts.counts);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < parts.names.size(); i++) {
      KaplanMeier curve = new KaplanMeier(parts.counts.get(i));
      OptionalInt median = curve.quantile(0.5);
      rows.add(
          RowFactory.create(
              split,
              parts.names.get(i),
              windowDays,
              curve.customers(),
              curve.events(),
              test.expected().get(i),
              curve.observedDays(),
              orNull(median),
              median.isPresent() ? null : OrderTiming.NOT_REACHED,
              orNull(curve.medianLow()),
              orNull(curve.medianHigh())));
    }
    return rows;
  }

  private static Row testRow(String split, int windowDays, Parts parts) {
    LogRank test = LogRank.of(parts.counts);
    boolean compares = test.degreesOfFreedom() > 0;
    return RowFactory.create(
        split,
        windowDays,
        parts.names.size(),
        parts.counts.stream().mapToLong(DayCounts::total).sum(),
        parts.counts.stream().mapToLong(DayCounts::allEvents).sum(),
        compares ? test.chiSquare() : null,
        test.degreesOfFreedom(),
        compares ? test.pValue() : null,
        compares ? null : parts.names.size() < 2 ? SurvivalTests.ONE_PART : SurvivalTests.NO_LAPSE);
  }

  private static @Nullable Integer orNull(OptionalInt day) {
    return day.isPresent() ? day.getAsInt() : null;
  }
}
