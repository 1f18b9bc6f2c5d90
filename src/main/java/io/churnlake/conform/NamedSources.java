package io.churnlake.conform;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.Loads;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sources that a run names, and those that the lake has lines of. */
final class NamedSources {
  private NamedSources() {}

  /**
   * Refuses a run that does not say how all lines of the lake are to be judged.
   *
   * @throws io.churnlake.error.UserException naming the sources that are missing
   */
  static void mustBeAll(Loads loads, List<SourceMapping> sources) {
    Set<String> missing = new TreeSet<>(loads.sources());
    sources.forEach(source -> missing.remove(source.name()));
    if (!missing.isEmpty()) {
      throw Errors.usage(
          "The lake has orders of sources that this run does not name: "
              + String.join(", ", missing)
              + ".",
          "All lines are judged together, each by the rules of its source.",
          "Give --source and --input of each source of the lake. Nothing was changed.");
    }
  }
}
