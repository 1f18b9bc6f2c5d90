package io.churnlake.run;

import io.churnlake.config.JobDefinition;
import io.churnlake.error.Errors;
import io.churnlake.job.ActionsJob;
import io.churnlake.job.BiJob;
import io.churnlake.job.ClvJob;
import io.churnlake.job.CohortsJob;
import io.churnlake.job.ConformJob;
import io.churnlake.job.ContractsJob;
import io.churnlake.job.EconomicsJob;
import io.churnlake.job.EvaluateJob;
import io.churnlake.job.FeaturesJob;
import io.churnlake.job.IngestJob;
import io.churnlake.job.InputsJob;
import io.churnlake.job.ProductsJob;
import io.churnlake.job.RecommendJob;
import io.churnlake.job.RevenueJob;
import io.churnlake.job.RfmJob;
import io.churnlake.job.ScoreJob;
import io.churnlake.job.TimingJob;
import io.churnlake.job.TrainJob;
import io.churnlake.job.UpliftJob;
import io.churnlake.step.Job;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The registry of all jobs, and the order of the nightly ones as jobs/ defines it. */
public final class Jobs {
  private static final List<Job> ALL =
      List.of(
          new IngestJob(),
          new InputsJob(),
          new ConformJob(),
          new CohortsJob(),
          new RevenueJob(),
          new TimingJob(),
          new ProductsJob(),
          new RfmJob(),
          new ClvJob(),
          new EconomicsJob(),
          new FeaturesJob(),
          new TrainJob(),
          new ScoreJob(),
          new UpliftJob(),
          new ActionsJob(),
          new RecommendJob(),
          new ContractsJob(),
          EvaluateJob.ofAllDue(),
          new BiJob());

  private Jobs() {}

  /** All jobs that can be run by name, nightly ones first and in their order. */
  public static List<Job> all() {
    List<Job> all = new ArrayList<>(nightly());
    ALL.stream().filter(job -> !all.contains(job)).forEach(all::add);
    return all;
  }

  /**
   * The job of that name.
   *
   * @throws io.churnlake.error.UserException if there is none
   */
  public static Job named(String name) {
    return ALL.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Errors.unknownJob(name, all().stream().map(Job::name).toList()));
  }

  /**
   * How long the job takes in a first night of a small shop; 1 for one that jobs/ does not tell of.
   */
  static int expectedSeconds(Job job) {
    return ALL.stream().anyMatch(one -> one.name().equals(job.name()))
        ? JobDefinition.of(job.name()).expectedSeconds()
        : 1;
  }

  /** The steps of a night, each after those that its definition names. */
  public static List<Job> nightly() {
    Set<String> placed = new LinkedHashSet<>();
    List<JobDefinition> waiting =
        new ArrayList<>(
            ALL.stream()
                .map(job -> JobDefinition.of(job.name()))
                .filter(JobDefinition::nightly)
                .toList());
    while (!waiting.isEmpty()) {
      JobDefinition next =
          waiting.stream()
              .filter(definition -> placed.containsAll(definition.after()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("jobs/ defines a circle: " + waiting));
      placed.add(next.name());
      waiting.remove(next);
    }
    return placed.stream().map(Jobs::named).toList();
  }
}
