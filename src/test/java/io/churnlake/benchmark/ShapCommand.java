package io.churnlake.benchmark;

import io.churnlake.churn.model.TreeEnsemble;
import io.churnlake.churn.reason.TreeShap;
import io.churnlake.error.Errors;
import io.churnlake.testing.RandomTrees;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast this machine scores customers by trees, and explains the scores. */
@Command(
    name = "shap",
    description = {
      "Times margins and exact Shapley values of made customers under an ensemble of full random",
      "trees, on all cores, without Spark; a Markdown table. One run to warm up, the median of",
      "three more."
    },
    mixinStandardHelpOptions = true)
final class ShapCommand implements Callable<Integer> {
  private static final int RUNS = 3;
  private static final int MILLION = 1_000_000;

  /** Customers that one thread takes at a time. */
  private static final int CHUNK = 5_000;

  private final PrintStream out;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "200000",
      description = "How many customers (default ${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--trees",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many trees (default ${DEFAULT-VALUE}).")
  private int trees;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "5",
      description = "Splits on every way to a leaf (default ${DEFAULT-VALUE}).")
  private int depth;

  @Option(
      names = "--inputs",
      paramLabel = "N",
      defaultValue = "60",
      description = "Inputs of the model (default ${DEFAULT-VALUE}).")
  private int inputs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of trees and customers (default ${DEFAULT-VALUE}).")
  private long seed;

  ShapCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (Math.min(Math.min(customers, trees), Math.min(depth, inputs)) < 1) {
      throw Errors.usage(
          "The benchmark cannot be run.",
          "It takes at least one customer, tree, split and input.",
          "Choose numbers of 1 or more.");
    }
    TreeEnsemble ensemble = RandomTrees.ensemble(new Random(seed), inputs, trees, depth, 0);
    double[][] rows =
        IntStream.range(0, customers)
            .parallel()
            .mapToObj(i -> RandomTrees.row(new Random(seed + i), inputs))
            .toArray(double[][]::new);
    out.println("| step | customers | trees | depth | inputs | rows/s | s for 1,000,000 | cores |");
    out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    print("margins", Measured.median(() -> margins(ensemble, rows), 1, RUNS));
    print("contributions", Measured.median(() -> contributions(ensemble, rows), 1, RUNS));
    return 0;
  }

  private void print(String step, Measured<Double> measured) {
    double perSecond = customers / measured.seconds();
    out.println(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %d | %d | %d | %,.0f | %.2f | %d |",
            step,
            customers,
            trees,
            depth,
            inputs,
            perSecond,
            MILLION / perSecond,
            Runtime.getRuntime().availableProcessors()));
  }

  private static double margins(TreeEnsemble ensemble, double[][] rows) {
    return Arrays.stream(rows).parallel().mapToDouble(ensemble::margin).sum();
  }

  /** The sum of all contributions: what nobody looks at need not be computed. */
  private double contributions(TreeEnsemble ensemble, double[][] rows) {
    return IntStream.rangeClosed(0, (rows.length - 1) / CHUNK)
        .parallel()
        .mapToDouble(
            chunk -> {
              TreeShap shap = new TreeShap(ensemble);
              double[] contributions = new double[inputs];
              double sum = 0;
              for (int i = chunk * CHUNK; i < Math.min((chunk + 1) * CHUNK, rows.length); i++) {
                shap.explain(rows[i], contributions);
                sum += Arrays.stream(contributions).sum();
              }
              return sum;
            })
        .sum();
  }
}
