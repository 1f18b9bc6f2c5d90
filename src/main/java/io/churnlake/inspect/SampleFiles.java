package io.churnlake.inspect;

import io.churnlake.error.Errors;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that are looked at, and empty ones beside them.
 *
 * @param files in the order of their names
 * @param empty names of those without content
 * @param subfolders whether some lie in folders below
 */
record SampleFiles(List<SampleFile> files, List<String> empty, boolean subfolders) {
  /** More files of a folder are not looked at. */
  private static final int MOST = 200;

  /**
   * Finds them.
   *
   * @param given files, or folders that hold them
   * @throws io.churnlake.error.UserException if nothing is there
   */
  static SampleFiles of(List<Path> given, SampleRecords records) {
    List<SampleFile> files = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (Path path : given) {
      if (!Files.exists(path)) {
        throw Errors.exportMissing(path.toString());
      }
      if (Files.isDirectory(path.resolve("_delta_log"))) {
        throw Errors.usage(
            path + " is a Delta table.",
            "inspect looks at files, and not all files of a table's folder are its rows.",
            "Write a mapping with format = \"delta\" (docs/sources.md, Tables) and look at it with"
                + " churnlake check.");
      }
      try {
        for (Found file : Files.isDirectory(path) ? below(path) : List.of(single(path))) {
          for (OrderFile member : inside(file, records)) {
            if (member.bytes() == 0) {
              empty.add(member.name());
            } else {
              files.add(new SampleFile(member));
            }
          }
        }
      } catch (IOException e) {
        throw Errors.filesUnreadable(List.of(path + ": " + e.getMessage()));
      }
    }
    if (files.isEmpty()) {
      throw Errors.exportEmpty(given.get(0).toString());
    }
    files.sort(Comparator.comparing(SampleFile::name));
    boolean subfolders = files.stream().anyMatch(file -> file.file().container().contains("/"));
    return new SampleFiles(List.copyOf(files), List.copyOf(empty), subfolders);
  }

  /** A file and its path below the folder that was given, with forward slashes. */
  private record Found(Path path, String name) {}

  private static List<OrderFile> inside(Found file, SampleRecords records) {
    try {
      return records.files(file.path(), file.name());
    } catch (IOException e) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
    }
  }

  private static Found single(Path path) {
    return new Found(path.toAbsolutePath(), String.valueOf(path.getFileName()));
  }

  /** A folder's files; those of folders below only if it has none itself. */
  private static List<Found> below(Path folder) throws IOException {
    List<Found> here = walked(folder, 1);
    return here.isEmpty() ? walked(folder, Integer.MAX_VALUE) : here;
  }

  private static List<Found> walked(Path folder, int depth) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> isRead(folder.relativize(path)))
          .sorted()
          .limit(MOST)
          .map(
              path ->
                  new Found(
                      path.toAbsolutePath(), folder.relativize(path).toString().replace('\\', '/')))
          .toList();
    }
  }

  private static boolean isRead(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }
}
