package io.churnlake.cli;

import io.churnlake.clv.SpendHistories;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.error.Errors;
import io.churnlake.job.Build;
import io.churnlake.job.ClvBenchmark;
import io.churnlake.job.GoldBenchmark;
import io.churnlake.job.Job;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Sparks;
import io.churnlake.simulate.CustomerBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast this machine fits and scores the value models. */
@Command(
    name = "benchmark",
    description = {
      "Times value models and nights on simulated customers; a Markdown table.",
      "",
      "sample  Fits every model in memory, without Spark: 5 runs to warm up, the",
      "        median of 5 more. Customers are drawn under CDNOW's published",
      "        parameters and observed for 27 to 39 weeks; with --log there are",
      "        also those of a purchase log, ten times over.",
      "base    Writes silver.customer_days of two years into a scratch lake below",
      "        --work, then fits and scores with Spark, each step once. Scoring is",
      "        from summaries to sums of scores. The first size pays for Spark's",
      "        start: give a small one before those that count.",
      "gold    Writes the same base, and times the jobs timing and products",
      "        in a night that follows the customers of one more day, and in",
      "        the same night made anew. Both times hold the gold tables made of the",
      "        sums; the row tells the first as a share of the second.",
      ""
    },
    footer = {
      "",
      "Peak heap is the most that the heap's pools held during a step, garbage",
      "included. What a step needs shows in the smallest CHURNLAKE_HEAP that it",
      "still runs under.",
      "",
      "For docs/benchmarks.md, on an idle machine; --output appends the table:",
      "  churnlake benchmark sample --log CDNOW_sample.txt --as-of 1997-09-30 \\",
      "    --output docs/benchmarks.md",
      "  churnlake benchmark base --customers 100000,1000000,10000000 \\",
      "    --work DIR --output docs/benchmarks.md",
      "  churnlake benchmark gold --customers 10000,1000000,10000000 \\",
      "    --work DIR --output docs/benchmarks.md"
    },
    mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Callable<Integer> {
  /** What is worked on. */
  enum Workload {
    sample,
    base,
    gold
  }

  private static final long SAMPLE_CUSTOMERS = 23_570;
  private static final long BASE_CUSTOMERS = 1_000_000;
  private static final int LEAST_SAMPLE_DAYS = 27 * 7;
  private static final int MOST_SAMPLE_DAYS = 39 * 7;
  private static final int LOG_COPIES = 10;
  private static final String SCRATCH = "churnlake-benchmark";

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "sample|base|gold", description = "The workload.")
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
          "For base and gold: where the scratch lake goes, some 40 bytes a customer for base, 200"
              + " for gold; it is left there.")
  private @Nullable String work;

  @Option(
      names = "--jobs",
      split = ",",
      paramLabel = "JOB",
      description = "For gold: which of its jobs; default all.")
  private List<String> jobs = List.of();

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

  BenchmarkCommand(Terminal terminal) {
    this.terminal = terminal;
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
    if (workload != Workload.gold) {
      refuse("--jobs", jobs.isEmpty() ? null : jobs, "workload gold");
    }
    if (workload == Workload.sample) {
      refuse("--work", work, "workloads base and gold");
      CountedCustomers given =
          log == null ? null : PurchaseLog.read(log).copies(LOG_COPIES, asOf, seed);
      printing(rows -> sample(given, rows));
    } else {
      refuse("--log", log, "workload sample");
      List<Job> timed = timed();
      String scratch = scratch();
      printing(
          rows -> {
            if (workload == Workload.base) {
              base(scratch, rows);
            } else {
              gold(scratch, timed, rows);
            }
          });
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

  private List<Job> timed() {
    List<String> names = GoldBenchmark.JOBS.stream().map(Job::name).toList();
    for (String job : jobs) {
      if (!names.contains(job)) {
        throw Errors.usage(
            "The workload gold has no job " + job + ".",
            "Its jobs are " + String.join(", ", names) + ".",
            "Choose --jobs among them.");
      }
    }
    return GoldBenchmark.JOBS.stream()
        .filter(job -> jobs.isEmpty() || jobs.contains(job.name()))
        .toList();
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
            terminal.out().println(line);
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
    terminal.err().println("The scratch lake " + lake.root() + " can be removed.");
  }

  private void gold(String scratch, List<Job> timed, Consumer<BenchmarkRow> rows) {
    SparkSession spark = Sparks.open(0);
    Lake lake = Lake.at(spark, scratch);
    int cores = spark.sparkContext().defaultParallelism();
    for (long n : customers.isEmpty() ? List.of(BASE_CUSTOMERS) : customers) {
      GoldBenchmark base = GoldBenchmark.write(lake, n, seed, Clock.systemUTC());
      timed.forEach(base::runBefore);
      base.addLastDay();
      long days = base.rows();
      for (Job job : timed) {
        Measured<String> followed = Measured.once(() -> base.run(job));
        base.loseTrack(job);
        Measured<String> anew = Measured.once(() -> base.run(job));
        String share =
            String.format(Locale.ROOT, " (%.2f of anew)", followed.seconds() / anew.seconds());
        String how = job.name() + ", " + followed.result() + share;
        rows.accept(row(n, days, how, followed, cores));
        rows.accept(row(n, days, job.name() + ", " + anew.result(), anew, cores));
      }
    }
    terminal.err().println("The scratch lake " + lake.root() + " can be removed.");
  }

  private static BenchmarkRow row(
      long customers, long days, String step, Measured<String> measured, int cores) {
    return new BenchmarkRow(
        Workload.gold.name(), customers, days, step, measured.map(how -> List.of()), cores);
  }
}
