package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.churnlake.table.Layout;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The data files that a table's newest version names, against those that lie in its folder. */
final class DataFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lake lake;
  private final Table table;
  private final DeltaLog log;

  DataFiles(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
    DeltaLog.invalidateCache(lake.spark(), new Path(lake.path(table)));
    this.log = DeltaLog.forTable(lake.spark(), new Path(lake.path(table)));
  }

  /**
   * The files that are named and are not there, or are not as long as they were, or whose marks of
   * deleted rows are not there.
   */
  List<AddFile> missing() {
    Map<String, Long> there = there();
    return named().stream().filter(file -> !isThere(file, there)).toList();
  }

  /** Whether the version, too, can be read: readers see it, and a run may have to restore it. */
  boolean isWhole(long version) {
    Map<String, Long> there = there();
    return log
        .getSnapshotAt(version, Option.empty(), Option.empty(), Option.empty(), false)
        .allFiles()
        .collectAsList()
        .stream()
        .allMatch(file -> isThere(file, there));
  }

  private List<AddFile> named() {
    return KnownFiles.all(lake, table, log.update(false, Option.empty(), Option.empty()));
  }

  private boolean isThere(AddFile file, Map<String, Long> there) {
    Path folder = new Path(lake.path(table));
    // As the protocol says, an encoded URI relative to the table.
    Long length = there.get(path(new Path(folder, new Path(URI.create(file.path())))));
    boolean marks =
        file.deletionVector() == null
            || !file.deletionVector().isOnDisk()
            || there.containsKey(path(file.deletionVector().absolutePath(folder)));
    return length != null && length == file.size() && marks;
  }

  private static String path(Path file) {
    return file.toUri().getPath();
  }

  private Map<String, Long> there() {
    Map<String, Long> there = new HashMap<>();
    Path folder = new Path(lake.path(table));
    try {
      FileSystem files = folder.getFileSystem(Hadoop.conf(lake.spark()));
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        there.put(path(file.getPath()), file.getLen());
      }
      return there;
    } catch (FileNotFoundException none) {
      return there;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the files of " + folder, e);
    }
  }

  /**
   * Takes missing files out of the newest version, in one commit; of a sliced table the whole
   * slice, for a part of one would be a wrong figure.
   *
   * @return the slices that are lost, as they are named in paths; empty for other tables
   */
  Set<String> giveUp(List<AddFile> missing) {
    Set<String> slices =
        table.layout() == Layout.SLICED
            ? missing.stream().map(DataFiles::slice).collect(Collectors.toSet())
            : Set.of();
    Map<String, AddFile> lost =
        missing.stream().collect(Collectors.toMap(AddFile::path, file -> file));
    List<Action> removed = new ArrayList<>();
    for (AddFile file : named()) {
      if (lost.containsKey(file.path()) || slices.contains(slice(file))) {
        removed.add(file.remove());
      }
    }
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    transaction.commit(
        CollectionConverters.asScala(removed).toSeq(), DeltaOperations.ManualUpdate$.MODULE$);
    return slices;
  }

  /**
   * Whether files may hold rows of a load; asked of the statistics of each file, where it has some.
   */
  static LongPredicate mayHoldLoad(List<AddFile> files) {
    LongPredicate any = load -> false;
    for (AddFile file : files) {
      JsonNode least = statistic(file, "minValues");
      JsonNode greatest = statistic(file, "maxValues");
      any =
          any.or(
              load ->
                  least.isMissingNode()
                      || greatest.isMissingNode()
                      || (least.asLong() <= load && load <= greatest.asLong()));
    }
    return any;
  }

  private static JsonNode statistic(AddFile file, String which) {
    try {
      return JSON.readTree(String.valueOf(file.stats())).path(which).path(OpsTables.LOAD_ID);
    } catch (JsonProcessingException none) {
      return MissingNode.getInstance();
    }
  }

  private static String slice(AddFile file) {
    return CollectionConverters.asJava(file.partitionValues()).getOrDefault(Table.AS_OF, "");
  }
}
