package io.churnlake.job;

import static org.apache.spark.sql.functions.col;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Table;
import io.churnlake.training.ChurnRows;
import io.churnlake.training.Registry;
import io.churnlake.training.TrainingSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes an earlier champion back into use, from the newest date of the lake on. Dates before it
 * keep the model that scored them. The next training is compared with the model that is in use
 * then, as any other.
 */
public final class UseModelJob implements Job {
  private final String version;

  /** A job for the model of that version. */
  public UseModelJob(String version) {
    this.version = version;
  }

  @Override
  public String name() {
    return "use-model";
  }

  @Override
  public List<Table> reads() {
    return List.of(ChurnModels.TABLE, ChurnScores.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnModels.TABLE);
  }

  /**
   * Writes the rows of the models that change, in one commit.
   *
   * @throws io.churnlake.error.UserException if there is no such model, or it cannot score
   */
  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    lake.require(ChurnModels.TABLE, name());
    LocalDate from = newest(lake);
    Registry registry = Registry.of(lake, from);
    Registry.Entry wanted = usable(registry, TrainingSettings.of(context.configuration()));
    if (registry.champion().filter(wanted::equals).isPresent()) {
      return Outcome.of(0, version + " is in use already");
    }
    List<Registry.Entry> changed = registry.use(wanted);
    Written written = write(lake, changed, from);
    return Outcome.of(
        changed.size(),
        "%s (%s) scores from %s on; a night for %s, or the jobs score and actions, scores it anew"
            .formatted(version, wanted.algorithm(), from, from),
        written);
  }

  /** The newest date that was scored, or trained for. */
  private static LocalDate newest(Lake lake) {
    NavigableSet<LocalDate> dates = lake.slices(ChurnModels.TABLE);
    dates.addAll(lake.slices(ChurnScores.TABLE));
    return dates.isEmpty() ? LocalDate.EPOCH : dates.last();
  }

  private Registry.Entry usable(Registry registry, String settings) {
    Registry.Entry wanted =
        registry.all().stream()
            .filter(entry -> entry.version().equals(version))
            .findFirst()
            .orElseThrow(() -> refused("There is no such model.", registry, settings));
    if (wanted.isChallenger()) {
      throw refused("It was a challenger, whose model was not kept.", registry, settings);
    }
    if (!wanted.isKept()) {
      throw refused(
          "Newer ones have scored since, and churn.models-kept are kept.", registry, settings);
    }
    if (!wanted.settings().equals(settings)) {
      throw refused(
          "It was learnt under other settings, and the next training would replace it: "
              + wanted.settings()
              + " instead of "
              + settings
              + ".",
          registry,
          settings);
    }
    try {
      wanted.model();
    } catch (IllegalArgumentException e) {
      throw refused(
          "This version of churnlake cannot apply it: " + e.getMessage() + ".", registry, settings);
    }
    return wanted;
  }

  private UserException refused(String why, Registry registry, String settings) {
    String others =
        registry.all().stream()
            .filter(entry -> entry.isKept() && entry.settings().equals(settings))
            .sorted(Comparator.comparing(Registry.Entry::asOf).reversed())
            .map(entry -> entry.version() + " (" + entry.algorithm() + ")")
            .collect(Collectors.joining(", "));
    return Errors.usage(
        "The churn model " + version + " cannot be taken into use.",
        why + (others.isEmpty() ? " No model can be." : " Those that can be are " + others + "."),
        "Choose one of `churnlake models`, with the --conf that the nights have. Nothing was"
            + " changed.");
  }

  /** In one commit, although the models are of several dates. */
  private Written write(Lake lake, List<Registry.Entry> changed, LocalDate from) {
    List<LocalDate> dates = changed.stream().map(Registry.Entry::asOf).toList();
    Map<LocalDate, Registry.Entry> byDate =
        changed.stream().collect(Collectors.toMap(Registry.Entry::asOf, Function.identity()));
    List<Row> rows = new ArrayList<>();
    for (Row row :
        lake.read(ChurnModels.TABLE)
            .filter(col(ChurnModels.AS_OF).isInCollection(ChurnRows.dates(dates)))
            .collectAsList()) {
      Registry.Entry entry =
          byDate.get(row.getDate(row.fieldIndex(ChurnModels.AS_OF)).toLocalDate());
      rows.add(entry == null ? row : changed(row, entry, from));
    }
    return lake.replaceSlices(
        ChurnModels.TABLE, dates, ChurnRows.dataset(lake, rows, ChurnModels.TABLE));
  }

  private Row changed(Row row, Registry.Entry entry, LocalDate from) {
    @Nullable Object[] cells = new @Nullable Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    String note =
        entry.version().equals(version)
            ? "; taken back into use from " + from + " on"
            : "; " + version + " was taken back into use from " + from + " on";
    int decision = row.fieldIndex(ChurnModels.DECISION);
    cells[decision] = row.getString(decision) + note;
    cells[row.fieldIndex(ChurnModels.STATUS)] = entry.status();
    cells[row.fieldIndex(ChurnModels.SCORES_FROM)] = ChurnRows.dates(entry.scoresFrom());
    return RowFactory.create(cells);
  }
}
