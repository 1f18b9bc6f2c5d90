package io.churnlake.reading;

import static org.apache.spark.sql.functions.col;

import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.PublishedViews;
import io.churnlake.report.figure.Model;
import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.Quality;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.Kpis;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a night from the published tables. Some 18 small queries; collected are at most two years
 * of months (with their cohorts some 500 rows), a survival row a week, 25 customers.
 */
public final class ReportReader {
  /** Months that are told, the running one included. */
  static final int MONTHS = 24;

  private static final String TIME = "time";

  private ReportReader() {}

  /**
   * The night of a date.
   *
   * @param wanted its as_of; null for the newest one
   * @param language of the reasons
   * @throws io.churnlake.error.UserException if no night of that date, or none at all, has finished
   */
  public static Night read(Lake lake, @Nullable LocalDate wanted, Locale language) {
    PublishedViews views = PublishedViews.of(lake);
    LakeRecord record = LakeRecord.require(lake);
    Slices slices = new Slices(views);
    NavigableSet<LocalDate> finished = finished(slices);
    if (finished.isEmpty()) {
      throw Errors.noNight(lake.root());
    }
    LocalDate asOf = wanted == null ? finished.last() : wanted;
    if (!finished.contains(asOf)) {
      throw Errors.noNightOf(
          asOf.toString(),
          finished.descendingSet().stream().limit(5).map(LocalDate::toString).toList());
    }
    Optional<LocalDate> before = Optional.ofNullable(finished.lower(asOf));
    List<LocalDate> nights = new ArrayList<>(List.of(asOf));
    before.ifPresent(nights::add);
    LocalDate since = asOf.withDayOfMonth(1).minusMonths(MONTHS - 1L);
    CustomerReadings customers = new CustomerReadings(slices, nights, asOf, since);
    ValueReadings values = new ValueReadings(slices, asOf, since);
    ChurnReadings churn = new ChurnReadings(slices, asOf, language, record.currency());
    Optional<Reading> champion = churn.champion();
    List<Reading> validation = champion.map(churn::validation).orElseGet(List::of);
    boolean isTimely =
        validation.stream().anyMatch(row -> row.text(ChurnValidation.SPLIT).equals(TIME));
    List<Quality> qualities =
        validation.stream()
            .filter(row -> !isTimely || row.text(ChurnValidation.SPLIT).equals(TIME))
            .map(ChurnReadings::quality)
            .toList();
    Optional<Model> model =
        champion.map(row -> ChurnReadings.model(row, isTimely ? TIME : "customers"));
    return new Night(
        record.source(),
        record.currency(),
        asOf,
        before,
        slices.unpublished(),
        customers.months(),
        customers.quarters(),
        customers.cohorts(),
        customers.cohortMeans(),
        customers.survival(),
        customers.lifetime(),
        values.values(nights),
        values.tracking(),
        model,
        qualities,
        churn.bands(nights),
        churn.reasons(),
        churn.calls(),
        churn.measures(),
        values.economics());
  }

  /** The dates whose night has finished: those of the published gold.kpis. */
  private static NavigableSet<LocalDate> finished(Slices slices) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    if (slices.isThere(Kpis.TABLE)) {
      Slices.read(slices.whole(Kpis.TABLE).select(col(Kpis.AS_OF)).distinct())
          .forEach(row -> dates.add(row.date(Table.AS_OF)));
    }
    return dates;
  }
}
