package io.churnlake.inspect;

import io.churnlake.error.Errors;
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
  static SampleFiles of(List<Path> given) {
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
        for (SampleFile file : Files.isDirectory(path) ? below(path) : List.of(single(path))) {
          if (Files.size(file.path()) == 0) {
            empty.add(file.name());
          } else {
            files.add(file);
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
    boolean subfolders = files.stream().anyMatch(file -> file.name().contains("/"));
    return new SampleFiles(List.copyOf(files), List.copyOf(empty), subfolders);
  }

  private static SampleFile single(Path path) {
    return new SampleFile(path.toAbsolutePath(), String.valueOf(path.getFileName()));
  }

  /** A folder's files; those of folders below only if it has none itself. */
  private static List<SampleFile> below(Path folder) throws IOException {
    List<SampleFile> here = walked(folder, 1);
    return here.isEmpty() ? walked(folder, Integer.MAX_VALUE) : here;
  }

  private static List<SampleFile> walked(Path folder, int depth) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> isRead(folder.relativize(path)))
          .sorted()
          .limit(MOST)
          .map(
              path ->
                  new SampleFile(
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
