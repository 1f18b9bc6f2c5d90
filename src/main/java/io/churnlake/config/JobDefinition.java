package io.churnlake.config;

import com.typesafe.config.ConfigFactory;
import java.util.List;

/**
 * What jobs/NAME.conf says of a job.
 *
 * @param name the job
 * @param nightly whether it is a step of the nightly run, or run on demand
 * @param after the jobs that come before it in a night
 */
public record JobDefinition(String name, boolean nightly, List<String> after) {

  /** The definition that the program carries for this job. */
  public static JobDefinition of(String name) {
    Settings s =
        Settings.over(
            "/churnlake/jobs/" + name + ".conf", "jobs/" + name + ".conf", ConfigFactory.empty());
    JobDefinition definition =
        new JobDefinition(
            s.string("job.name"),
            s.oneOf("job.when", List.of("nightly", "on-demand")).equals("nightly"),
            s.strings("job.after"));
    s.check();
    if (!definition.name().equals(name)) {
      throw new IllegalStateException("jobs/" + name + ".conf defines " + definition.name());
    }
    return definition;
  }
}
