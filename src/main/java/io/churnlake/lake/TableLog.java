package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * What the log folder of a table tells by the names of its files and the end of its last commit:
 * one listing and one small read, no Spark job.
 *
 * @param newest the newest version; -1 where the log has none
 * @param commits the versions whose commits are there
 * @param checkpoints the versions whose whole state is there
 * @param fault why no reader can open the table, if that is so
 */
record TableLog(
    long newest,
    NavigableSet<Long> commits,
    NavigableSet<Long> checkpoints,
    Optional<Fault> fault) {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint\\..*");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The last line of a commit is looked for in so many bytes; one file's entry is shorter. */
  private static final int END = 1 << 20;

  /**
   * Why a table cannot be opened.
   *
   * @param kind what is wrong
   * @param told the same in words, with the version
   */
  record Fault(Kind kind, String told) {
    /** What can be wrong with a log. */
    enum Kind {
      NO_LOG,
      GAP,
      CUT_COMMIT
    }
  }

  /** The log of a table; empty if nothing at all lies where the table should be. */
  static Optional<TableLog> of(Lake lake, Table table) {
    Path folder = new Path(lake.path(table));
    Path log = folder(lake, table);
    try {
      FileSystem files = folder.getFileSystem(Hadoop.conf(lake.spark()));
      try {
        return Optional.of(of(files, files.listStatus(log)));
      } catch (FileNotFoundException noLog) {
        return isEmpty(files, folder)
            ? Optional.empty()
            : Optional.of(faulty(-1, Fault.Kind.NO_LOG, "its folder has no log"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + folder, e);
    }
  }

  /** Whether a table has a log, be it empty. */
  static boolean isThere(Lake lake, Table table) {
    Path log = folder(lake, table);
    try {
      return log.getFileSystem(Hadoop.conf(lake.spark())).exists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + log, e);
    }
  }

  /** Where the log of a table lies. */
  static Path folder(Lake lake, Table table) {
    return new Path(lake.path(table), "_delta_log");
  }

  private static boolean isEmpty(FileSystem files, Path folder) throws IOException {
    return !files.exists(folder) || files.listStatus(folder).length == 0;
  }

  private static TableLog of(FileSystem files, FileStatus[] found) throws IOException {
    NavigableSet<Long> commits = new TreeSet<>();
    NavigableSet<Long> checkpoints = new TreeSet<>();
    for (FileStatus file : found) {
      Matcher commit = COMMIT.matcher(file.getPath().getName());
      if (commit.matches()) {
        commits.add(Long.parseLong(commit.group(1)));
      }
      Matcher whole = CHECKPOINT.matcher(file.getPath().getName());
      if (whole.matches()) {
        checkpoints.add(Long.parseLong(whole.group(1)));
      }
    }
    long newest =
        Math.max(
            checkpoints.isEmpty() ? -1 : checkpoints.last(),
            commits.isEmpty() ? -1 : commits.last());
    TableLog log = new TableLog(newest, commits, checkpoints, Optional.empty());
    if (newest < 0) {
      return faulty(-1, Fault.Kind.NO_LOG, "its log is empty");
    }
    if (!log.hasVersion(newest)) {
      return faulty(newest, Fault.Kind.GAP, "its log lacks commits before version " + newest);
    }
    boolean cut = commits.contains(newest) && isCut(files, file(found, newest));
    return cut
        ? faulty(
            newest, Fault.Kind.CUT_COMMIT, "its last commit, version " + newest + ", is cut off")
        : log;
  }

  /** Whether a version can be put together: from a checkpoint, or the first commit, on. */
  boolean hasVersion(long version) {
    Long checkpoint = checkpoints.floor(version);
    for (long next = checkpoint == null ? 0 : checkpoint + 1; next <= version; next++) {
      if (!commits.contains(next)) {
        return false;
      }
    }
    return version >= 0;
  }

  private static TableLog faulty(long newest, Fault.Kind kind, String told) {
    return new TableLog(
        newest, new TreeSet<>(), new TreeSet<>(), Optional.of(new Fault(kind, told)));
  }

  private static FileStatus file(FileStatus[] found, long commit) {
    String name = CommitFile.name(commit);
    return Stream.of(found)
        .filter(file -> file.getPath().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Each line of a commit is a JSON object and ends with a line feed, the last one too. */
  private static boolean isCut(FileSystem files, FileStatus commit) throws IOException {
    long length = commit.getLen();
    byte[] end = new byte[(int) Math.min(length, END)];
    // With what the listing has told of it, a store is not asked again.
    try (FSDataInputStream in =
        FutureIO.awaitFuture(files.openFile(commit.getPath()).withFileStatus(commit).build())) {
      in.readFully(length - end.length, end);
    }
    String text = new String(end, StandardCharsets.UTF_8).stripTrailing();
    if (text.isEmpty()) {
      return true;
    }
    try {
      JSON.readTree(text.substring(text.lastIndexOf('\n') + 1));
      return false;
    } catch (JsonProcessingException e) {
      // A line longer than what was read says nothing.
      return length <= END || text.indexOf('\n') >= 0;
    }
  }
}
