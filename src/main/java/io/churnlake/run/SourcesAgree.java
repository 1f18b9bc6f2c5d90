package io.churnlake.run;

import io.churnlake.config.Configuration;
import io.churnlake.config.InputMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.conform.ConformRules;
import io.churnlake.error.Errors;
import io.churnlake.step.JobContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sources of a run are of one shop, and each has its name. */
public final class SourcesAgree {
  private SourcesAgree() {}

  /**
   * Refuses sources that cannot be in one lake.
   *
   * @param sources the lake's own first
   * @throws io.churnlake.error.UserException saying how they differ
   */
  public static void check(Configuration configuration, List<SourceMapping> sources) {
    SourceMapping own = sources.get(0);
    Set<String> names = new HashSet<>();
    for (SourceMapping source : sources) {
      if (!names.add(source.name())) {
        throw Errors.usage(
            "Two sources are named " + source.name() + ".",
            "The name is part of a file's identity in the lake.",
            "Give source.name of one of the mappings another value. Nothing was changed.");
      }
      same(
          "zone",
          JobContext.Delivery.zone(configuration, own),
          JobContext.Delivery.zone(configuration, source),
          source);
      same(
          "currency",
          JobContext.Delivery.currency(configuration, own),
          JobContext.Delivery.currency(configuration, source),
          source);
    }
    sources.stream().skip(1).forEach(other -> refuseInputs(own, other));
    ConformRules.check(sources);
  }

  private static void refuseInputs(SourceMapping own, SourceMapping other) {
    if (other.inputs().stream().anyMatch(InputMapping::isPresent)
        || other.contracts().isPresent()) {
      throw Errors.usage(
          "The source " + other.name() + " maps inputs or contracts.",
          "A lake takes them from the mapping of its own source, which is " + own.name() + ".",
          "Move inputs and contracts to that mapping. Nothing was changed.");
    }
  }

  private static void same(String what, String lakes, String its, SourceMapping source) {
    if (!lakes.equals(its)) {
      throw Errors.usage(
          "The source " + source.name() + " has another " + what + ": " + its + ".",
          "All orders of a lake are in one " + what + ", here " + lakes + ".",
          what.equals("zone")
              ? "Set shop.zone in the configuration. Nothing was changed."
              : "Set shop.currency in the configuration, and rates in the mapping. Nothing was changed.");
    }
  }
}
