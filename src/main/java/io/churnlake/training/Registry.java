package io.churnlake.training;

import static org.apache.spark.sql.functions.col;

import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.drift.ReferenceJson;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.MarginJson;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.model.Trial;
import io.churnlake.lake.Lake;
import io.churnlake.table.ChurnModels;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The models of gold.churn_models, and which of them scores a date: the one that was put into use
 * last, by its training or by a person. A date knows nothing of what came after it, so that a past
 * one is scored again by the model that scored it.
 */
public final class Registry {
  /** So many days on, the season that an offset was found for has gone: half a quarter. */
  private static final int SEASON_DAYS = 45;

  private final LocalDate asOf;
  private final List<Entry> all;

  /**
   * A model that was trained.
   *
   * @param json empty for a challenger, and for one that is kept no longer
   * @param scoresFrom the dates from which it scores until another one does
   * @param seasonOffset log-odds that the season of its as_of adds to the model in use then
   * @param reference empty for a challenger, and for a model of an earlier version of churnlake
   * @param seasonOf the version of the model that the offset is for
   */
  public record Entry(
      LocalDate asOf,
      String version,
      String algorithm,
      String status,
      List<String> features,
      String json,
      String settings,
      int horizonDays,
      List<LocalDate> learntOn,
      List<LocalDate> scoresFrom,
      double seasonOffset,
      String reference,
      String seasonOf) {

    private static Entry of(Row row) {
      LocalDate asOf = row.getDate(0).toLocalDate();
      String status = row.getString(3);
      return new Entry(
          asOf,
          row.getString(1),
          row.getString(2),
          status,
          row.getList(4),
          row.isNullAt(5) ? "" : row.getString(5),
          row.getString(6),
          row.getInt(7),
          dates(row, 8),
          // Rows of earlier versions of churnlake do not name the dates: nothing was taken back.
          !row.isNullAt(9)
              ? dates(row, 9)
              : status.equals(ChurnModels.CHAMPION) ? List.of(asOf) : List.of(),
          row.isNullAt(10) ? 0 : row.getDouble(10),
          row.isNullAt(11) ? "" : row.getString(11),
          row.isNullAt(12) ? "" : row.getString(12));
    }

    private static List<LocalDate> dates(Row row, int place) {
      return row.<Date>getList(place).stream().map(Date::toLocalDate).toList();
    }

    public boolean isChallenger() {
      return status.equals(ChurnModels.CHALLENGER);
    }

    /** Whether it can score. */
    public boolean isKept() {
      return !json.isEmpty();
    }

    /** Whether this version of churnlake has all its features and knows its kind. */
    boolean canBeApplied() {
      try {
        model();
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /** The last date up to this one on which it was put into use. */
    Optional<LocalDate> inUseSince(LocalDate date) {
      return scoresFrom.stream().filter(from -> !from.isAfter(date)).max(Comparator.naturalOrder());
    }

    /** Whether it has learnt of no day of the outcomes that the trial compares with. */
    boolean isStrangerTo(Trial trial) {
      return trial.split().equals(Trial.TIME)
          && learntOn.stream()
              .noneMatch(date -> date.plusDays(horizonDays).isAfter(trial.validatedOn()));
    }

    public ChurnModel model() {
      return new ChurnModel(ModelInputs.named(features), MarginJson.read(json));
    }

    /** The customers that it learnt from; null if it has no reference. */
    public @Nullable Reference comparedWith() {
      return reference.isEmpty() ? null : ReferenceJson.read(reference);
    }
  }

  Registry(LocalDate asOf, List<Entry> all) {
    this.asOf = asOf;
    this.all = List.copyOf(all);
  }

  public static Registry of(Lake lake, LocalDate asOf) {
    return new Registry(
        asOf, lake.exists(ChurnModels.TABLE) ? entries(lake.read(ChurnModels.TABLE)) : List.of());
  }

  /** The models that these rows of gold.churn_models tell. */
  static List<Entry> entries(Dataset<Row> models) {
    return models
        // Rows of earlier versions of churnlake name no status, and their models are no more.
        .filter(col(ChurnModels.STATUS).isNotNull())
        .select(
            ChurnModels.AS_OF,
            ChurnModels.MODEL_VERSION,
            ChurnModels.ALGORITHM,
            ChurnModels.STATUS,
            ChurnModels.FEATURES,
            ChurnModels.MODEL,
            ChurnModels.SETTINGS,
            ChurnModels.HORIZON_DAYS,
            ChurnModels.TRAINING_CUT_OFFS,
            ChurnModels.SCORES_FROM,
            ChurnModels.SEASON + "." + ChurnModels.SEASON_APPLIED,
            ChurnModels.REFERENCE,
            ChurnModels.SEASON + "." + ChurnModels.SEASON_OF)
        .collectAsList()
        .stream()
        .map(Entry::of)
        .toList();
  }

  /** All models, of whatever date. */
  public List<Entry> all() {
    return all;
  }

  /** What was trained for the date itself. */
  public Optional<Entry> own() {
    return all.stream().filter(entry -> entry.asOf().equals(asOf)).findFirst();
  }

  /**
   * The model that scores the date; where that is kept no longer or cannot be applied, the one in
   * use before it.
   */
  public Optional<Entry> champion() {
    return inUse(entry -> true);
  }

  /**
   * What the newest training that looked for it found the season to add to this model; 0 where that
   * is so long ago that the season is another one.
   */
  public double seasonOffset(Entry model) {
    return all.stream()
        .filter(entry -> !entry.asOf().isAfter(asOf))
        .filter(entry -> !entry.asOf().isBefore(asOf.minusDays(SEASON_DAYS)))
        .filter(entry -> entry.seasonOf().equals(model.version()))
        .max(Comparator.comparing(Entry::asOf))
        .map(Entry::seasonOffset)
        .orElse(0.0);
  }

  /** The model that scores the date if nothing is trained for it. */
  public Optional<Entry> incumbent() {
    return inUse(entry -> entry.asOf().isBefore(asOf));
  }

  private Optional<Entry> inUse(Predicate<Entry> among) {
    return newestFirst(among).filter(Entry::canBeApplied).findFirst();
  }

  private Stream<Entry> newestFirst(Predicate<Entry> among) {
    return all.stream()
        .filter(among)
        .filter(entry -> entry.isKept() && entry.inUseSince(asOf).isPresent())
        .sorted(
            Comparator.comparing((Entry entry) -> entry.inUseSince(asOf).orElseThrow())
                .thenComparing(Entry::asOf)
                .reversed());
  }

  /**
   * The model that would score the date, if this version of churnlake could apply it: another
   * version learnt it of features, or in a way, that this one does not know.
   */
  public Optional<Entry> passedOver() {
    return newestFirst(entry -> true).findFirst().filter(entry -> !entry.canBeApplied());
  }

  /** The newest date before this one for which something was trained. */
  public Optional<LocalDate> lastTrained() {
    return all.stream()
        .map(Entry::asOf)
        .filter(date -> date.isBefore(asOf))
        .max(Comparator.naturalOrder());
  }

  /** From when on a model scores that is trained for the date, in place of one that was before. */
  public List<LocalDate> scoresFrom(boolean isChampion) {
    if (!isChampion) {
      return List.of();
    }
    Stream<LocalDate> later =
        own().stream()
            .flatMap(before -> before.scoresFrom().stream())
            .filter(date -> date.isAfter(asOf));
    return Stream.concat(Stream.of(asOf), later).toList();
  }

  /**
   * The models that need not be kept when one is trained for the date: those that neither score now
   * nor are among the newest.
   *
   * @param isChampion whether the new one is kept
   * @param most how many are, the new one among them
   */
  public List<LocalDate> superfluous(boolean isChampion, int most) {
    List<LocalDate> kept =
        Stream.concat(
                isChampion ? Stream.of(asOf) : Stream.empty(),
                all.stream()
                    .filter(Entry::isKept)
                    .map(Entry::asOf)
                    .filter(date -> !date.equals(asOf)))
            .sorted(Comparator.reverseOrder())
            .toList();
    Optional<LocalDate> scores = new Registry(LocalDate.MAX, all).champion().map(Entry::asOf);
    return kept.stream()
        .skip(most)
        .filter(date -> !date.equals(asOf) && !scores.equals(Optional.of(date)))
        .toList();
  }

  /**
   * The models that change when an earlier champion is put into use from this date on: it, and
   * those that would score from then on without that. What scored before the date stays.
   *
   * @return the changed ones
   */
  public List<Entry> use(Entry wanted) {
    return all.stream()
        .map(entry -> entry.equals(wanted) ? takenBack(entry) : passedOver(entry, wanted))
        .filter(entry -> !all.contains(entry))
        .toList();
  }

  private Entry takenBack(Entry entry) {
    List<LocalDate> from = Stream.concat(before(entry), Stream.of(asOf)).toList();
    return changed(entry, ChurnModels.CHAMPION, from);
  }

  private Entry passedOver(Entry entry, Entry wanted) {
    boolean isNewer = !entry.isChallenger() && entry.asOf().isAfter(wanted.asOf());
    String status = isNewer ? ChurnModels.ROLLED_BACK : entry.status();
    return changed(entry, status, before(entry).toList());
  }

  private Stream<LocalDate> before(Entry entry) {
    return entry.scoresFrom().stream().filter(date -> date.isBefore(asOf));
  }

  private static Entry changed(Entry entry, String status, List<LocalDate> scoresFrom) {
    return new Entry(
        entry.asOf(),
        entry.version(),
        entry.algorithm(),
        status,
        entry.features(),
        entry.json(),
        entry.settings(),
        entry.horizonDays(),
        entry.learntOn(),
        scoresFrom,
        entry.seasonOffset(),
        entry.reference(),
        entry.seasonOf());
  }
}
