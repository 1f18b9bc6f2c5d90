package io.churnlake.config;

import com.typesafe.config.ConfigFactory;
import java.util.List;

/**
 * What jobs/NAME.conf says of a job.
 *
 * @param name the job
 * @param does what it does, one sentence
 * @param nightly whether it is a step of the nightly run, or run on demand
 * @param after the jobs that come before it in a night
 * @param arguments the options of {@code run} that it needs, without their dashes
 * @param reads full names of the tables that it reads
 * @param writes full names of the tables that it writes
 * @param expectedSeconds how long it took in a first night of 70,000 lines on two cores
 */
public record JobDefinition(
    String name,
    String does,
    boolean nightly,
    List<String> after,
    List<String> arguments,
    List<String> reads,
    List<String> writes,
    int expectedSeconds) {

  private static final List<String> OPTIONS = List.of("source", "input", "lake", "as-of");

  /** The definition that the program carries for this job. */
  public static JobDefinition of(String name) {
    Settings s =
        Settings.over(
            "/churnlake/jobs/" + name + ".conf", "jobs/" + name + ".conf", ConfigFactory.empty());
    JobDefinition definition =
        new JobDefinition(
            s.string("job.name"),
            s.string("job.does"),
            s.oneOf("job.when", List.of("nightly", "on-demand")).equals("nightly"),
            s.strings("job.after"),
            s.someOf("job.arguments", OPTIONS),
            s.strings("job.reads"),
            s.strings("job.writes"),
            s.whole("job.expected-seconds", 1, 3600));
    s.check();
    if (!definition.name().equals(name)) {
      throw new IllegalStateException("jobs/" + name + ".conf defines " + definition.name());
    }
    return definition;
  }
}
