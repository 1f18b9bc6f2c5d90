package io.churnlake.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.churnlake.churn.model.Learner;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Sparks;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long this machine takes to learn churn models. */
@Command(
    name = "train",
    description = {
      "Times churn models of made customers with orders of two years, visits, e-mails, tickets,",
      "contacts and answers; a Markdown table, each step once, with the CPU time of the process.",
      "First the steps of a night: features, train (all candidates, trials, the chosen model), score",
      "with reasons. Then, from the rows that train has written, each learner by itself and alone on",
      "all cut-offs, and one trial of all candidates. The first step pays for Spark's start."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final PrintStream out;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many customers (default ${DEFAULT-VALUE}).")
  private long customers;

  @Option(
      names = "--cut-offs",
      paramLabel = "N",
      defaultValue = "4",
      description = "At how many dates they are learnt from (default ${DEFAULT-VALUE}).")
  private int cutOffs;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      required = true,
      description = "Where the scratch lake goes, some 2 KB a customer; it is left there.")
  private @Nullable Path work;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the customers (default ${DEFAULT-VALUE}).")
  private long seed;

  TrainCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (work == null || customers < 1 || cutOffs < 1) {
      throw Errors.usage(
          "The benchmark cannot be run.",
          "It takes at least one customer and one cut-off.",
          "Choose numbers of 1 or more.");
    }
    Path folder = Files.createDirectories(work.resolve("churnlake-benchmark-train")).toRealPath();
    Path settings =
        Files.writeString(folder.resolve("train.conf"), "churnlake.churn.cut-offs = " + cutOffs);
    Lake lake = Lake.at(Sparks.open(0), folder.resolve("lake").toString());
    TrainBenchmark benchmark = new TrainBenchmark(lake, settings);
    out.println("| step | customers | rows | seconds | CPU s | cores |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    print("write the inputs", () -> benchmark.write(customers, seed));
    print("features", benchmark::features);
    print("train", benchmark::train);
    print("score", benchmark::score);
    try (TrainBenchmark.Rows rows = benchmark.rows()) {
      print("training rows as vectors", rows::size);
      List<Learner> learners = new ArrayList<>();
      for (Learner learner : Learner.values()) {
        print(learner.algorithm(), () -> rows.learn(learner));
        learners.add(learner);
      }
      print("a trial of all candidates", () -> rows.trial(learners));
    }
    return 0;
  }

  /** Does it, and prints a row of the table. */
  private void print(String step, Supplier<Long> work) {
    long cpu = PROCESS.getProcessCpuTime();
    long started = System.nanoTime();
    long rows = work.get();
    out.println(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %.1f | %.1f | %d |",
            step,
            customers,
            rows,
            (System.nanoTime() - started) / NANOS,
            (PROCESS.getProcessCpuTime() - cpu) / NANOS,
            Runtime.getRuntime().availableProcessors()));
    out.flush();
  }
}
