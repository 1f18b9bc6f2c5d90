package io.churnlake.upkeep;

import io.churnlake.config.UpkeepSettings;
import io.churnlake.lake.CalendarRows;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnImportance;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.Layout;
import io.churnlake.table.RecommendationProducts;
import io.churnlake.table.RecommendationQuality;
import io.churnlake.table.Table;
import io.churnlake.table.UpliftQuality;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The dates whose slices can go, in all tables alike: a date that readers find in one table they
 * find in the others.
 */
final class OldSlices {
  /**
   * What was learnt and measured. Later nights go on with it, whatever its date, an earlier model
   * can be taken back into use, and there are few rows of it.
   */
  private static final Set<Table> RECORDS =
      Set.of(
          ChurnModels.TABLE,
          ChurnValidation.TABLE,
          ChurnImportance.TABLE,
          ChurnEvaluation.TABLE,
          RecommendationProducts.TABLE,
          RecommendationQuality.TABLE,
          UpliftQuality.TABLE);

  private OldSlices() {}

  /** Whether old slices of the table can go. */
  static boolean areOf(Table table) {
    return table.area().equals("gold")
        && table.layout() == Layout.SLICED
        && !RECORDS.contains(table);
  }

  /** The dates that go. */
  static NavigableSet<LocalDate> of(Lake lake, UpkeepSettings settings, Collection<Table> tables) {
    if (!settings.thins()) {
      return new TreeSet<>();
    }
    NavigableSet<LocalDate> dates = new TreeSet<>();
    tables.stream().filter(OldSlices::areOf).forEach(table -> dates.addAll(lake.slices(table)));
    return new SliceRule(settings).dropped(dates, needed(lake));
  }

  /**
   * The current date; that of the newest publication, which may be an older one; and scored dates
   * that wait for their evaluation, which reads scores, features and segments of that date.
   */
  private static Set<LocalDate> needed(Lake lake) {
    Set<LocalDate> needed = new TreeSet<>(lake.slices(ChurnScores.TABLE));
    needed.removeAll(lake.slices(ChurnEvaluation.TABLE));
    CalendarRows.current(lake).ifPresent(needed::add);
    new Publications(lake).lastDate().ifPresent(needed::add);
    return needed;
  }
}
