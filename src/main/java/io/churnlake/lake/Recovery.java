package io.churnlake.lake;

import io.churnlake.lake.LakeState.Damage;
import io.churnlake.lake.LakeState.Kind;
import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Layout;
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

/**
 * Makes a damaged lake one that runs can go on with. Nothing is deleted: what cannot be read is set
 * aside in a folder of the lake. A table that a run makes whole each time is set aside with every
 * damage; one that grows keeps what is left of it, a slice is kept whole or not at all, and loads
 * that lost lines are forgotten, so that their files are loaded anew.
 */
public final class Recovery {
  /** Where what cannot be read is set aside. */
  static final String ASIDE = "_damaged";

  private static final Set<Table> OF_LOADS =
      Set.of(BronzeOrderLines.TABLE, BronzeOrderHeaders.TABLE, CustomerIdentity.TABLE);

  private final Lake lake;
  private final String runId;
  private final List<String> told = new ArrayList<>();
  private final Set<Table> changed = new HashSet<>();

  /** Loads some of whose rows are gone. */
  private LongPredicate lost = load -> false;

  public Recovery(Lake lake, String runId) {
    this.lake = lake;
    this.runId = runId;
  }

  /** All that is wrong, data files included; looks into every table's log and folder. */
  public static List<Damage> damages(Lake lake) {
    List<Damage> damages = new ArrayList<>(LakeState.damages(lake));
    lake.logs()
        .forEach(
            (table, log) -> {
              if (log.fault().isEmpty()) {
                int missing = new DataFiles(lake, table).missing().size();
                if (missing > 0) {
                  String told = missing + (missing == 1 ? " data file is" : " data files are");
                  damages.add(new Damage(table, Kind.FILES_MISSING, told + " missing"));
                }
              }
            });
    return damages;
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
    if (OF_LOADS.contains(table)) {
      return "go on with what is left; files whose lines are lost are loaded anew from the input"
          + " folder, if they are there";
    }
    if (table.layout() == Layout.SLICED) {
      return "go on with the slices that are whole; run the lost dates again";
    }
    return table.layout() == Layout.APPENDED
        ? "go on with what is left"
        : "set it aside; the next run of " + table.writer() + " makes it anew";
  }

  /**
   * Repairs what can be repaired without the source; ops.lake is there again before.
   *
   * @return what was done, a line each
   */
  public List<String> repair(List<Damage> damages, Instant at) {
    boolean knowsPublished =
        damages.stream().noneMatch(damage -> damage.table().equals(OpsTables.PUBLISHED));
    for (Damage damage : damages) {
      repair(damage);
    }
    if (damages.stream().anyMatch(damage -> damage.table().equals(OpsTables.LOADS))
        && lake.exists(OpsTables.FILES)) {
      told.add(new Loads(lake).putTogether(at) + " loads put together again in ops.loads");
    }
    loseLoads(damages, at);
    publish(knowsPublished, at);
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
      if (OF_LOADS.contains(table)) {
        lost = lost.or(DataFiles.mayHoldLoad(missing));
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

  /** Each append to a table of loads is one load, so that of an older table the newest are gone. */
  private void loseLoads(List<Damage> damages, Instant at) {
    boolean any = false;
    for (Damage damage : damages) {
      if (OF_LOADS.contains(damage.table())) {
        any = true;
        if (damage.kind() != Kind.FILES_MISSING) {
          long newest = newestLoad(damage.table());
          lost = lost.or(load -> load > newest);
        }
      }
    }
    if (any && lake.exists(OpsTables.LOADS)) {
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

  private void publish(boolean knowsPublished, Instant at) {
    Publications publications = new Publications(lake);
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
