package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.table.Table;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;

/**
 * What a Delta commit says of itself in its file, which the protocol describes. The table's history
 * says the same at the price of several Spark jobs.
 */
final class CommitFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode info;

  private CommitFile(JsonNode info) {
    this.info = info;
  }

  static CommitFile of(Lake lake, Table table, long version) {
    return new CommitFile(action(lake, table, version, "commitInfo"));
  }

  /** The first action of that name; without fields where the commit has none, or is not there. */
  private static JsonNode action(Lake lake, Table table, long version, String name) {
    List<String> first = actions(lake, table, version, name, 1);
    try {
      return first.isEmpty() ? JSON.createObjectNode() : JSON.readTree(first.get(0)).path(name);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "cannot read version " + version + " of " + table.fullName(), e);
    }
  }

  /** Up to so many actions of that name as their lines; none where the commit is not there. */
  private static List<String> actions(Lake lake, Table table, long version, String name, int most) {
    Path file = path(TableLog.folder(lake, table), version);
    try {
      FileSystem files = file.getFileSystem(Hadoop.conf(lake.spark()));
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> line.startsWith("{\"" + name + "\""))
            .limit(most)
            .toList();
      }
    } catch (FileNotFoundException cleanedUp) {
      // Delta drops commits that a checkpoint has taken in; what they said is not known then.
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The files that a version added, at most so many of them. */
  static List<AddFile> added(Lake lake, Table table, long version, int most) {
    return actions(lake, table, version, "add", most).stream()
        .map(line -> Action.fromJson(line).wrap().add())
        .toList();
  }

  /** Where a log keeps the commit of a version. */
  static Path path(Path log, long version) {
    return new Path(log, name(version));
  }

  /** What the file of a version is called. */
  static String name(long version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }

  /** Rows that the commit wrote, changed or took out; 0 if it does not say. */
  long outputRows() {
    if (info.path("operation").asText().equals("MERGE")) {
      return metric("numTargetRowsInserted")
          + metric("numTargetRowsUpdated")
          + metric("numTargetRowsDeleted");
    }
    return metric("numOutputRows");
  }

  private long metric(String name) {
    return info.path("operationMetrics").path(name).asLong(0);
  }

  /** What the writer noted, a run's where upkeep came after it; empty if nothing. */
  String note() {
    return upkeep().map(UpkeepNote::note).orElseGet(this::ownNote);
  }

  private String ownNote() {
    return info.path("userMetadata").asText("");
  }

  /** What upkeep noted, if the commit is one of upkeep. */
  Optional<UpkeepNote> upkeep() {
    return UpkeepNote.of(ownNote());
  }

  /** Which commit it is, whatever its version; empty if it does not say. */
  Optional<String> id() {
    return Stream.of("txnId", "timestamp")
        .map(name -> info.path(name).asText(""))
        .filter(id -> !id.isEmpty())
        .findFirst();
  }

  /** The version whose content the commit brought back, if that is what it did. */
  Optional<Long> restoredTo() {
    return info.path("operation").asText().equals("RESTORE")
        ? Optional.of(info.path("operationParameters").path("version").asLong())
        : Optional.empty();
  }

  /** Whether the commit brought that version's content back. */
  boolean isRestoreTo(long version) {
    return restoredTo().equals(Optional.of(version));
  }

  /** Whether the commit wrote rows of a run's: what a person does to files changes none. */
  boolean writesRows() {
    return upkeep().isEmpty() && Set.of("WRITE", "MERGE").contains(info.path("operation").asText());
  }

  /** Whether the commit wrote rows as a whole: not a merge, and no work on files. */
  boolean isWrite() {
    return upkeep().isEmpty() && info.path("operation").asText().equals("WRITE");
  }

  /** The number of the transaction that a commit is, if it is one. */
  static OptionalLong transaction(Lake lake, Table table, long version) {
    Optional<UpkeepNote> upkeep = of(lake, table, version).upkeep();
    if (upkeep.isPresent()) {
      return upkeep.get().transaction();
    }
    JsonNode number = action(lake, table, version, "txn").path("version");
    return number.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(number.asLong());
  }

  /** Whether the commit left no row: all were deleted, or the table was made without any. */
  boolean emptiesAll() {
    String operation = info.path("operation").asText();
    return operation.equals("CREATE TABLE")
        || (operation.equals("DELETE")
            && info.path("operationParameters").path("predicate").asText().equals("[]"));
  }

  /** When it was made; of upkeep, when the run before it made its own. */
  Instant at() {
    return upkeep().map(UpkeepNote::at).orElseGet(this::ownTime);
  }

  private Instant ownTime() {
    return Instant.ofEpochMilli(info.path("timestamp").asLong(0));
  }
}
