package io.churnlake.benchmark;

import io.churnlake.clv.SpendHistories;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Sparks;
import io.churnlake.simulate.CustomerBase;
import io.churnlake.step.Build;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast this machine fits and scores the value models. */
@Command(
    name = "models",
    description = {
      "Times value models on made customers; a Markdown table.",
      "",
      "sample  Fits every model in memory, without Spark: 5 runs to warm up, the",
      "        median of 5 more. Customers are drawn under CDNOW's published",
      "        parameters and observed for 27 to 39 weeks; with --log there are",
      "        also those of a purchase log, ten times over.",
      "base    Writes silver.customer_days of two years into a scratch lake below",
      "        --work, then fits and scores with Spark, each step once. Scoring is",
      "        from summaries to sums of scores. The first size pays for Spark's",
      "        start: give a small one before those that count.",
      ""
    },
    footer = {
      "",
      "Peak heap is the most that the heap's pools held during a step, garbage",
      "included. What a step needs shows in the smallest CHURNLAKE_HEAP that it",
      "still runs under."
    },
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  /** What is worked on. */
  enum Workload {
    sample,
    base
  }

  private static final long SAMPLE_CUSTOMERS = 23_570;
  private static final long BASE_CUSTOMERS = 1_000_000;
  private static final int LEAST_SAMPLE_DAYS = 27 * 7;
  private static final int MOST_SAMPLE_DAYS = 39 * 7;
  private static final int LOG_COPIES = 10;
  private static final String SCRATCH = "churnlake-benchmark";

  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "sample|base", description = "The workload.")
  private Workload workload = Workload.sample;

  @Option(
      names = "--customers",
      split = ",",
      paramLabel = "N",
      description = "How many customers; default 23570 for sample, else 1000000.")
  private List<Long> customers = List.of();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "For sample: also a log in CDNOW's layout (customer, date as yyyyMMdd, pieces, amount).")
  private @Nullable Path log;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "For --log: the last day that is looked at; default the log's last.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "For base: where the scratch lake goes, some 40 bytes a customer; it is left there.")
  private @Nullable String work;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the customers (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Appends the table to this file, too.")
  private @Nullable Path output;

  ModelsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    for (long n : customers) {
      if (n < 1) {
        throw Errors.usage(
            "A benchmark of " + n + " customers cannot be run.",
            "It takes at least one.",
            "Choose --customers of 1 or more.");
      }
    }
    if (workload == Workload.sample) {
      refuse("--work", work, "workload base");
      CountedCustomers given =
          log == null ? null : PurchaseLog.read(log).copies(LOG_COPIES, asOf, seed);
      printing(rows -> sample(given, rows));
    } else {
      refuse("--log", log, "workload sample");
      String scratch = scratch();
      printing(rows -> base(scratch, rows));
    }
    return 0;
  }

  private void refuse(String option, @Nullable Object value, String where) {
    if (value != null) {
      throw Errors.usage(
          "The option " + option + " means nothing to the workload " + workload + ".",
          "It belongs to the " + where + ".",
          "Leave it out, or choose the other workload.");
    }
  }

  private String scratch() {
    if (work == null) {
      throw Errors.usage(
          "The workload " + workload + " needs a folder to work in.",
          "It writes a scratch lake.",
          "Give a folder with --work.");
    }
    if (!work.contains("://")) {
      try {
        Files.createDirectories(Path.of(work, SCRATCH));
      } catch (IOException e) {
        throw Errors.usage(
            "The folder " + work + " cannot be worked in.",
            String.valueOf(e) + ".",
            "Give a folder that can be written to with --work.");
      }
    }
    return work + "/" + SCRATCH;
  }

  /** Rows go out as they come: a long run that is stopped has told what it knows. */
  private void printing(Consumer<Consumer<BenchmarkRow>> benchmark) throws IOException {
    try (PrintWriter file = new PrintWriter(file())) {
      Consumer<String> print =
          line -> {
            out.println(line);
            file.println(line);
            file.flush();
          };
      print.accept(surroundings() + "\n\n" + BenchmarkRow.head());
      benchmark.accept(row -> print.accept(row.markdown()));
      print.accept("");
      if (file.checkError()) {
        throw new IOException("The table could not be written to " + output);
      }
    }
  }

  private Writer file() {
    if (output == null) {
      return Writer.nullWriter();
    }
    try {
      return Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw Errors.usage(
          "The file " + output + " cannot be written.",
          String.valueOf(e) + ".",
          "Give a file in a folder that exists with --output.");
    }
  }

  private static String surroundings() {
    return "churnlake "
        + Build.version()
        + " ("
        + Build.commit()
        + "), Java "
        + Runtime.version().feature()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  private void sample(@Nullable CountedCustomers given, Consumer<BenchmarkRow> rows) {
    CustomerBase made = new CustomerBase(LEAST_SAMPLE_DAYS, MOST_SAMPLE_DAYS, seed);
    for (long n : customers.isEmpty() ? List.of(SAMPLE_CUSTOMERS) : customers) {
      new ModelBenchmark("sample", ModelBenchmark.counted(made, n)).run(rows);
    }
    if (given != null) {
      new ModelBenchmark("log x " + LOG_COPIES, given).run(rows);
    }
  }

  private void base(String scratch, Consumer<BenchmarkRow> rows) {
    SparkSession spark = Sparks.open(0);
    Lake lake = Lake.at(spark, scratch);
    int cores = spark.sparkContext().defaultParallelism();
    for (long n : customers.isEmpty() ? List.of(BASE_CUSTOMERS) : customers) {
      Measured<ClvBenchmark> write = Measured.once(() -> ClvBenchmark.write(lake, n, seed));
      try (ClvBenchmark base = write.result()) {
        rows.accept(
            new BenchmarkRow(
                "base", n, base.rows(), "write customer_days", write.map(b -> List.of()), cores));
        Measured<ClvBenchmark.Purchases> purchases = Measured.once(base::fitPurchases);
        Fit<GroupedModel> bgNbd = purchases.result().fit();
        rows.accept(
            new BenchmarkRow(
                "base",
                n,
                purchases.result().distinctRows(),
                "summaries, bg_nbd",
                purchases.map(made -> List.of(made.fit())),
                cores));
        Measured<SpendHistories> spend = Measured.once(base::fitSpend);
        rows.accept(
            new BenchmarkRow(
                "base",
                n,
                spend.result().distinctRows(),
                "gamma_gamma",
                spend.map(made -> List.of(made.fit())),
                cores));
        Measured<Long> score = Measured.once(() -> base.score(bgNbd, spend.result().fit()));
        rows.accept(
            new BenchmarkRow(
                "base", n, score.result(), "score", score.map(scored -> List.of()), cores));
      }
    }
    System.err.println("The scratch lake " + lake.root() + " can be removed.");
  }
}
