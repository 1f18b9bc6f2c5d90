package io.churnlake.lake;

import io.churnlake.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.DeletionVectorDescriptor;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * What of a table no version needs that was written since a time: told before it is removed, and so
 * that Delta is not asked to look through tables where there is nothing. Delta itself decides what
 * goes.
 *
 * @param files data files
 * @param bytes of these
 * @param logFiles files of the log
 * @param logBytes of these
 */
public record Unneeded(long files, long bytes, long logFiles, long logBytes) {
  private static final String LOG = "_delta_log";

  /** The files of a log that Delta removes, by the version that their name begins with. */
  private static final Pattern ENTRY = Pattern.compile("(\\d{20})\\.(json|crc|checkpoint\\..*)");

  public static final Unneeded NOTHING = new Unneeded(0, 0, 0, 0);

  /** Both together. */
  public Unneeded plus(Unneeded other) {
    return new Unneeded(
        files + other.files,
        bytes + other.bytes,
        logFiles + other.logFiles,
        logBytes + other.logBytes);
  }

  /** Of one table. */
  static Unneeded of(Lake lake, Table table, Instant since) {
    try {
      Path folder = new Path(lake.path(table));
      FileSystem files = folder.getFileSystem(Hadoop.conf(lake.spark()));
      Snapshot newest =
          DeltaLog.forTable(lake.spark(), folder).update(false, Option.empty(), Option.empty());
      Unneeded data = data(lake, table, files, files.makeQualified(folder), newest, since);
      Unneeded log = log(files.listStatus(TableLog.folder(lake, table)), newest.version(), since);
      return new Unneeded(data.files(), data.bytes(), log.logFiles(), log.logBytes());
    } catch (FileNotFoundException gone) {
      return NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + table.fullName(), e);
    }
  }

  /** Asks the log for no more than the folder's old files make necessary. */
  private static Unneeded data(
      Lake lake, Table table, FileSystem files, Path folder, Snapshot newest, Instant since)
      throws IOException {
    Map<String, Long> old = old(files, folder, since);
    if (!old.isEmpty()) {
      KnownFiles.all(lake, table, newest)
          .forEach(file -> without(old, folder, file.path(), file.deletionVector()));
    }
    if (!old.isEmpty()) {
      for (RemoveFile file : newest.tombstones().collectAsList()) {
        if (file.delTimestamp() > since.toEpochMilli()) {
          without(old, folder, file.path(), file.deletionVector());
        }
      }
    }
    long bytes = old.values().stream().mapToLong(size -> size).sum();
    return new Unneeded(old.size(), bytes, 0, 0);
  }

  /** Data files that were written before, with their sizes. */
  private static Map<String, Long> old(FileSystem files, Path folder, Instant since)
      throws IOException {
    String log = folder.toUri().getPath() + "/" + LOG + "/";
    Map<String, Long> old = new HashMap<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      String path = path(file.getPath());
      if (file.getModificationTime() < since.toEpochMilli() && !path.startsWith(log)) {
        old.put(path, file.getLen());
      }
    }
    return old;
  }

  private static void without(
      Map<String, Long> old, Path folder, String file, @Nullable DeletionVectorDescriptor marks) {
    // As the protocol says, an encoded URI relative to the table.
    old.remove(path(new Path(folder, new Path(URI.create(file)))));
    if (marks != null && marks.isOnDisk()) {
      old.remove(path(marks.absolutePath(folder)));
    }
  }

  private static String path(Path file) {
    return file.toUri().getPath();
  }

  /**
   * Delta removes what stands before a whole state if the commit before that state is old enough.
   * The newest state will be there: upkeep writes it.
   */
  static Unneeded log(FileStatus[] found, long newest, Instant since) {
    NavigableSet<Long> states = new TreeSet<>(List.of(newest));
    NavigableSet<Long> young = new TreeSet<>();
    List<FileStatus> entries = new ArrayList<>();
    for (FileStatus file : found) {
      Matcher entry = ENTRY.matcher(file.getPath().getName());
      if (entry.matches()) {
        entries.add(file);
        long version = Long.parseLong(entry.group(1));
        if (entry.group(2).startsWith("checkpoint")) {
          states.add(version);
        } else if (entry.group(2).equals("json")
            && file.getModificationTime() > since.toEpochMilli()) {
          young.add(version);
        }
      }
    }
    Long first = young.isEmpty() ? states.last() : states.floor(young.first());
    long count = 0;
    long bytes = 0;
    for (FileStatus file : entries) {
      if (first != null && version(file) < first) {
        count++;
        bytes += file.getLen();
      }
    }
    return new Unneeded(0, 0, count, bytes);
  }

  private static long version(FileStatus entry) {
    return Long.parseLong(entry.getPath().getName().substring(0, 20));
  }
}
