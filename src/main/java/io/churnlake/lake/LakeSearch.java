package io.churnlake.lake;

import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Looks into every file below a lake, whatever it is: tables, their logs and checkpoints, versions
 * that no log names any more, models, exports.
 */
public final class LakeSearch {
  private static final int FILES_A_TASK = 32;

  private final Lake lake;
  private final TextTest anywhere;
  private final TextTest whereIdsAre;

  /**
   * A search of a lake.
   *
   * @param anywhere asked of every text
   * @param whereIdsAre asked of the texts in restricted tables, too
   */
  public LakeSearch(Lake lake, TextTest anywhere, TextTest whereIdsAre) {
    this.lake = lake;
    this.anywhere = anywhere;
    this.whereIdsAre = whereIdsAre;
  }

  /**
   * What was found.
   *
   * @param files how many files were searched
   * @param found paths below the lake of those that hold what was looked for, sorted
   */
  public record Found(long files, List<String> found) {
    /** The tables that the files belong to. */
    public List<Table> tables() {
      return Tables.all().stream()
          .filter(table -> found.stream().anyMatch(file -> file.startsWith(folder(table))))
          .toList();
    }

    /** The files that belong to no table. */
    public List<String> others() {
      return found.stream()
          .filter(file -> Tables.all().stream().noneMatch(table -> file.startsWith(folder(table))))
          .toList();
    }
  }

  /** One Spark job over all files. */
  public Found run() {
    List<String> files = files();
    if (files.isEmpty()) {
      return new Found(0, List.of());
    }
    String root = lake.root() + "/";
    List<String> restricted =
        Tables.all().stream().filter(Table::restricted).map(LakeSearch::folder).toList();
    TextTest everywhere = anywhere;
    TextTest ids = whereIdsAre;
    SerializableConfiguration hadoop = new SerializableConfiguration(Hadoop.conf(lake.spark()));
    int tasks = Math.max(1, files.size() / FILES_A_TASK);
    List<String> found =
        JavaSparkContext.fromSparkContext(lake.spark().sparkContext())
            .parallelize(files, tasks)
            .mapPartitions(
                part -> holding(part, root, restricted, everywhere, ids, hadoop).iterator())
            .collect();
    return new Found(files.size(), List.copyOf(new TreeSet<>(found)));
  }

  private static List<String> holding(
      Iterator<String> files,
      String root,
      List<String> restricted,
      TextTest anywhere,
      TextTest whereIdsAre,
      SerializableConfiguration hadoop) {
    FileTexts texts = new FileTexts(hadoop.value());
    List<String> found = new ArrayList<>();
    while (files.hasNext()) {
      String file = files.next();
      String name = file.substring(root.length());
      TextTest decoded = restricted.stream().anyMatch(name::startsWith) ? whereIdsAre : anywhere;
      if (anywhere.holds(name) || texts.holds(new Path(file), anywhere, decoded)) {
        found.add(name);
      }
    }
    return found;
  }

  /** All files below the lake but its lock. */
  private List<String> files() {
    Path root = new Path(lake.root());
    List<String> files = new ArrayList<>();
    try {
      FileSystem fileSystem = root.getFileSystem(Hadoop.conf(lake.spark()));
      RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(root, true);
      while (all.hasNext()) {
        Path file = all.next().getPath();
        if (!(file.getName().startsWith(LakeLock.NAME) && root.equals(file.getParent()))) {
          files.add(file.toString());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the files of " + root, e);
    }
    return files;
  }

  private static String folder(Table table) {
    return table.area() + "/" + table.name() + "/";
  }
}
