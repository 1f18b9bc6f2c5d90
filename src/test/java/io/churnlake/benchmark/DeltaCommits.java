package io.churnlake.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commits of a lake's tables, by the files that Delta keeps of them. */
public final class DeltaCommits {
  private final Set<Path> commits;

  private DeltaCommits(Set<Path> commits) {
    this.commits = commits;
  }

  /** Those that are there; none if the lake is not. */
  public static DeltaCommits of(Path lake) throws IOException {
    if (!Files.exists(lake)) {
      return new DeltaCommits(Set.of());
    }
    try (Stream<Path> files = Files.walk(lake)) {
      return new DeltaCommits(
          files
              .filter(file -> file.toString().matches(".*/_delta_log/\\d{20}\\.json"))
              .collect(Collectors.toSet()));
    }
  }

  /** When those came that were not there before, in milliseconds since 1970. */
  public List<Long> since(DeltaCommits before) throws IOException {
    Set<Path> added = new HashSet<>(commits);
    added.removeAll(before.commits);
    List<Long> times = new java.util.ArrayList<>();
    for (Path commit : added) {
      times.add(Files.getLastModifiedTime(commit).toMillis());
    }
    return times;
  }
}
