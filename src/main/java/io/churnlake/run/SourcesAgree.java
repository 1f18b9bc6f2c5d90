package io.churnlake.run;

import io.churnlake.config.Configuration;
import io.churnlake.config.InputMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.step.JobContext;
import java.util.HashSet;
import java.util.Set;

/** The sources of a run are of one shop, and each has its name. */
final class SourcesAgree {
  private SourcesAgree() {}

  /**
   * Refuses sources that cannot be in one lake.
   *
   * @throws io.churnlake.error.UserException saying how they differ
   */
  static void check(Configuration configuration, JobContext.Delivery delivery) {
    Set<String> names = new HashSet<>();
    for (JobContext.Delivery each : delivery.each()) {
      SourceMapping source = each.source();
      if (!names.add(source.name())) {
        throw Errors.usage(
            "Two sources are named " + source.name() + ".",
            "The name is part of a file's identity in the lake.",
            "Give source.name of one of the mappings another value. Nothing was changed.");
      }
      same("zone", delivery.zone(configuration), each.zone(configuration), source);
      same("currency", delivery.currency(configuration), each.currency(configuration), source);
    }
    for (JobContext.Delivery other : delivery.beside()) {
      if (other.source().inputs().stream().anyMatch(InputMapping::isPresent)
          || other.source().contracts().isPresent()) {
        throw Errors.usage(
            "The source " + other.source().name() + " maps inputs or contracts.",
            "A lake takes them from the mapping of its own source, which is "
                + delivery.source().name()
                + ".",
            "Move inputs and contracts to that mapping. Nothing was changed.");
      }
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
