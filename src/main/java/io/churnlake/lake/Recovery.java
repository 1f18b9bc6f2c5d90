package io.churnlake.lake;

import io.churnlake.lake.LakeState.Damage;
import io.churnlake.lake.LakeState.Kind;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Layout;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Makes a damaged lake one that runs can go on with. Nothing is deleted: what cannot be read is set
 * aside in a folder of the lake. A table that a run makes whole each time is set aside with every
 * damage; one that grows keeps what is left of it, a slice is kept whole or not at all, and loads
 * that lost lines are forgotten, so that their files are loaded anew.
 */
public final class Recovery {
  /** Where what cannot be read is set aside. */
  static final String ASIDE = "_damaged";

  private final Lake lake;
  private final String runId;
  private final Instant at;
  private final List<String> told = new ArrayList<>();
  private final Set<Table> changed = new HashSet<>();

  public Recovery(Lake lake, String runId, Instant at) {
    this.lake = lake;
    this.runId = runId;
    this.at = at;
  }

  /** All that is wrong, data files included; looks into every table's log and folder. */
  public static List<Damage> damages(Lake lake) {
    List<Damage> damages = new ArrayList<>(LakeState.damages(lake));
    Map<Table, TableLog> logs = lake.logs();
    Map<String, Long> visible =
        logs.containsKey(OpsTables.PUBLISHED) && logs.get(OpsTables.PUBLISHED).fault().isEmpty()
            ? new Publications(lake).current()
            : Map.of();
    logs.forEach(
        (table, log) -> {
          if (log.fault().isEmpty()) {
            ofFiles(lake, table, log, visible.get(table.fullName())).ifPresent(damages::add);
          }
        });
    boolean isListed = damages.stream().anyMatch(damage -> damage.table().equals(OpsTables.LAKE));
    if (!isListed && logs.containsKey(OpsTables.LAKE) && LakeRecord.isMissing(lake)) {
      damages.add(new Damage(OpsTables.LAKE, Kind.OLDER, "it has no row"));
    }
    return damages;
  }

  private static Optional<Damage> ofFiles(
      Lake lake, Table table, TableLog log, @Nullable Long seen) {
    DataFiles files = new DataFiles(lake, table);
    int missing = files.missing().size();
    if (missing > 0) {
      String told = missing + (missing == 1 ? " data file is" : " data files are");
      return Optional.of(new Damage(table, Kind.FILES_MISSING, told + " missing or cut off"));
    }
    if (seen == null || seen == log.newest() || !log.hasVersion(seen) || files.isWhole(seen)) {
      return Optional.empty();
    }
    return Optional.of(
        new Damage(
            table,
            Kind.VERSION_GONE,
            "files of version " + seen + ", which readers see, are missing or cut off"));
  }

  /** What {@link #repair} does about a damage, as a sentence without its end. */
  public static String remedy(Damage damage) {
    Table table = damage.table();
    if (table.equals(OpsTables.PUBLISHED)) {
      return "publish the newest versions of all tables; after a run that died in between they may be"
          + " of different dates until the next night";
    }
    if (table.equals(OpsTables.LAKE)) {
      return "write it again from --source, after the key was proved by a known customer";
    }
    if (table.equals(OpsTables.LOADS)) {
      return "put it together from ops.files";
    }
    if (table.equals(PrivacyTables.FORGOTTEN) || table.equals(PrivacyTables.FORGET_REQUESTS)) {
      return "go on without; forget those persons again before the next night, or files bring them"
          + " back";
    }
    if (table.equals(PrivacyTables.CUSTOMER_MERGES)) {
      return "go on without; merge those customers again";
    }
    if (table.equals(CustomerIdentity.TABLE)) {
      return "go on with what is left; customers whose id is lost have no id to be found by until their"
          + " files are delivered again under other names";
    }
    if (table.equals(BronzeOrderLines.TABLE)) {
      return "go on with what is left; files whose lines are lost are loaded anew from the input"
          + " folder, if they are there";
    }
    if (table.layout() == Layout.SLICED) {
      return "go on with the slices that are whole; run the lost dates again";
    }
    return table.layout() == Layout.APPENDED
        ? "go on with what is left"
        : "set it aside; the next run of "
            + (table.writer().equals(OpsTables.EVERY_RUN) ? "a step" : table.writer())
            + " makes it anew";
  }

  /**
   * Repairs what can be repaired without the source; ops.lake is there again before.
   *
   * @return what was done, a line each
   */
  public List<String> repair(List<Damage> damages) {
    boolean knowsPublished =
        damages.stream().noneMatch(damage -> damage.table().equals(OpsTables.PUBLISHED));
    for (Damage damage : damages) {
      repair(damage);
    }
    if (damages.stream().anyMatch(damage -> damage.table().equals(OpsTables.LOADS))
        && lake.exists(BronzeOrderLines.TABLE)) {
      told.add(new Loads(lake).putTogether(at) + " loads put together again in ops.loads");
    }
    loseNewest(damages);
    publish(knowsPublished);
    return told;
  }

  private void repair(Damage damage) {
    Table table = damage.table();
    boolean grows = table.layout() == Layout.APPENDED || table.layout() == Layout.SLICED;
    changed.add(table);
    boolean onlyOlder = damage.kind() == Kind.OLDER || damage.kind() == Kind.VERSION_GONE;
    if (damage.kind() == Kind.GONE || (onlyOlder && grows)) {
      return;
    }
    if (damage.kind() == Kind.NO_LOG || !grows) {
      setAside(table);
    } else if (damage.kind() == Kind.CUT_COMMIT) {
      setLastCommitAside(table);
    } else if (damage.kind() == Kind.FILES_MISSING) {
      DataFiles files = new DataFiles(lake, table);
      List<AddFile> missing = files.missing();
      if (table.equals(BronzeOrderLines.TABLE)) {
        // First, so that a run that dies here has not hidden what is to be loaded anew.
        lose(DataFiles.mayHoldLoad(missing));
      }
      Set<String> slices = files.giveUp(missing);
      told.add(
          table.fullName()
              + (slices.isEmpty()
                  ? ": missing files taken out"
                  : ": slices given up: " + String.join(", ", new TreeSet<>(slices))));
    }
  }

  private void setAside(Table table) {
    move(new Path(lake.path(table)), new Path(aside(table), "table"));
    lake.isGone(table);
    told.add(table.fullName() + ": set aside");
  }

  private Path aside(Table table) {
    return new Path(lake.path(ASIDE + "/" + runId + "/" + table.area() + "/" + table.name()));
  }

  /** And those before it, as long as they are cut too. */
  private void setLastCommitAside(Table table) {
    for (Optional<TableLog> log = TableLog.of(lake, table);
        log.flatMap(TableLog::fault).isPresent();
        log = TableLog.of(lake, table)) {
      TableLog.Fault fault = log.get().fault().get();
      if (fault.kind() != TableLog.Fault.Kind.CUT_COMMIT || log.get().newest() == 0) {
        setAside(table);
        return;
      }
      Path folder = TableLog.folder(lake, table);
      Path commit = CommitFile.path(folder, log.get().newest());
      move(commit, new Path(aside(table), commit.getName()));
      String checksum = commit.getName().replace(".json", ".crc");
      move(new Path(folder, checksum), new Path(aside(table), checksum));
      told.add(table.fullName() + ": version " + log.get().newest() + " set aside");
    }
  }

  private void move(Path from, Path to) {
    try {
      FileSystem files = from.getFileSystem(Hadoop.conf(lake.spark()));
      if (files.exists(from)) {
        files.mkdirs(to.getParent());
        if (!files.rename(from, to)) {
          throw new IOException("it stays where it is");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set " + from + " aside", e);
    }
  }

  /** Each append to bronze is one load, so that of an older table the newest loads are gone. */
  private void loseNewest(List<Damage> damages) {
    boolean isOlder =
        damages.stream()
            .anyMatch(
                damage ->
                    damage.table().equals(BronzeOrderLines.TABLE)
                        && damage.kind() != Kind.FILES_MISSING);
    if (isOlder) {
      long newest = newestLoad(BronzeOrderLines.TABLE);
      lose(load -> load > newest);
    }
  }

  private void lose(LongPredicate lost) {
    if (lake.exists(OpsTables.LOADS)) {
      long files = new Loads(lake).lose(lost::test, at);
      told.add(files + " files will be loaded anew, if they are in the input folder");
    }
  }

  private long newestLoad(Table table) {
    if (!lake.exists(table)) {
      return 0;
    }
    return lake.read(table)
        .agg(functions.coalesce(functions.max(OpsTables.LOAD_ID), functions.lit(0L)))
        .first()
        .getLong(0);
  }

  private boolean isReadable(Table table) {
    return TableLog.of(lake, table).filter(log -> log.fault().isEmpty()).isPresent();
  }

  private void publish(boolean knowsPublished) {
    Publications publications = new Publications(lake);
    if (knowsPublished) {
      // What a run left unpublished before, as every run does first.
      publications.restore(
          publications.unpublished().stream().filter(table -> !changed.contains(table)).toList());
    }
    boolean lostSlices =
        changed.stream()
            .anyMatch(table -> table.area().equals("gold") && table.layout() == Layout.SLICED);
    if ((lostSlices || !knowsPublished) && isReadable(NightCalendar.TABLE)) {
      CalendarRows.empty(lake);
      changed.add(NightCalendar.TABLE);
      told.add(NightCalendar.TABLE.fullName() + ": no date is current until the next night");
    }
    Map<String, Long> versions = new TreeMap<>(publications.current());
    Map<Table, TableLog> logs = lake.logs();
    for (Table table : Tables.all()) {
      if (table.area().equals("ops") || (knowsPublished && !changed.contains(table))) {
        continue;
      }
      if (logs.containsKey(table)) {
        versions.put(table.fullName(), logs.get(table).newest());
      } else if (changed.contains(table)) {
        versions.put(table.fullName(), Publications.GONE);
      }
    }
    // Also without a table, for it says from now on what there is.
    publications.publish(runId, at.atZone(java.time.ZoneOffset.UTC).toLocalDate(), versions, at);
    told.add("published " + versions.size() + " tables as they are now");
  }
}
