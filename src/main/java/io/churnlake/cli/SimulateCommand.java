package io.churnlake.cli;

import io.churnlake.error.Errors;
import io.churnlake.lake.Sparks;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.simulate.SimulationSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A made shop, with the truth beside its logs. */
@Command(
    name = "simulate",
    description = {
      "Writes the order log of a simulated shop, one file a day, what the shop knows beside it,"
          + " and the truth about its customers.",
      "The same values give the same bytes."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--customers",
      required = true,
      paramLabel = "N",
      description = "How many customers.")
  private long customers;

  @Option(
      names = "--days",
      required = true,
      paramLabel = "D",
      description = "How many days of trade.")
  private int days;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "S",
      description = "Any whole number; another one gives another shop.")
  private long seed;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "A new or empty folder; gets orders/, truth/ and a folder for each input.")
  private String output = "";

  @Option(
      names = "--start",
      paramLabel = "YYYY-MM-DD",
      defaultValue = "2024-01-01",
      description = "First day of trade (default ${DEFAULT-VALUE}).")
  private LocalDate start = LocalDate.EPOCH;

  @Option(
      names = "--campaign-lift",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Effect of the vouchers, from 0 to 1 (default ${DEFAULT-VALUE}): in the 30 days after a"
              + " treated contact, customers have 1 + X times the purchase days that they would have"
              + " without it. Each such day is followed, with probability X, by another one within"
              + " these 30 days. truth/summary.json records it.")
  private double campaignLift;

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SimulationSpec spec = spec(customers, days, seed, start, campaignLift);
    write(terminal, Sparks.open(0), spec, output);
    terminal
        .err()
        .println(
            "next: churnlake nightly --source conf/sources/simulator.conf --input "
                + output
                + " --lake DIR --as-of "
                + spec.end());
    return 0;
  }

  private static SimulationSpec spec(
      long customers, int days, long seed, LocalDate start, double campaignLift) {
    try {
      return new SimulationSpec(customers, days, seed, start, campaignLift);
    } catch (IllegalArgumentException e) {
      throw Errors.usage(
          "Such a shop cannot be made.",
          String.valueOf(e.getMessage()) + ".",
          "Choose values within these limits.");
    }
  }

  static void write(Terminal terminal, SparkSession spark, SimulationSpec spec, String output) {
    Instant started = terminal.clock().instant();
    terminal.err().print("simulate ");
    terminal.err().flush();
    SimulationSummary summary = made(terminal, spark, spec, output);
    terminal
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "      %6.1f s  %,11d lines of %,d customers in %s",
                Duration.between(started, terminal.clock().instant()).toMillis() / 1000.0,
                summary.deliveredLines(),
                summary.customers(),
                output));
  }

  /** Ends the line that was begun, so that a message has one of its own. */
  private static SimulationSummary made(
      Terminal terminal, SparkSession spark, SimulationSpec spec, String output) {
    try {
      return ShopFiles.write(spark, spec, output);
    } catch (RuntimeException e) {
      terminal.err().println("failed");
      throw e;
    }
  }
}
