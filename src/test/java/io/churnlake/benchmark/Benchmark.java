package io.churnlake.benchmark;

import io.churnlake.error.UserException;
import io.churnlake.testing.ContentFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Nights of made shops of several sizes, set against DuckDB. */
@Command(
    name = "scripts/benchmark",
    description = {
      "Measures nights of made shops, each as the real command in a process of its own: the first",
      "night, the night after with one more day's files, the same again without news, and a query.",
      "DuckDB does the work that it can share from the same files on the same cores, and its counts",
      "and sums must be the lake's. Prints Markdown tables for docs/benchmarks.md."
    },
    mixinStandardHelpOptions = true)
public final class Benchmark implements Callable<Integer> {
  @Option(
      names = "--lines",
      split = ",",
      paramLabel = "N",
      defaultValue = "70k,1m,10m",
      description = "About so many order lines, such as 70k or 1m (default ${DEFAULT-VALUE}).")
  private List<String> lines = List.of();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where shops and lakes go, some 400 bytes a line; shops are used again, lakes made anew.")
  private @Nullable Path work;

  @Spec private CommandSpec spec;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Everything so often; the medians are told (default ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--by-step",
      description =
          "Runs steps one after the other, and tells what each took. Else some run at the same time.")
  private boolean byStep;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "4g",
      description = "CHURNLAKE_HEAP, and DuckDB's limit (default ${DEFAULT-VALUE}).")
  private String heap = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Appends the tables to this file, too.")
  private @Nullable Path output;

  /** All that can be measured. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Benchmark());
    line.addSubcommand(new ModelsCommand(System.out));
    line.addSubcommand(new ReadCommand(System.out));
    line.addSubcommand(new ShapCommand(System.out));
    line.addSubcommand(new TrainCommand(System.out));
    line.addSubcommand(new UpkeepCommand(System.out));
    line.addSubcommand(new Contents());
    return line;
  }

  public static void main(String[] args) {
    CommandLine line = commandLine();
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          if (e instanceof UserException told) {
            System.err.println(told.problem() + " " + told.reason() + " " + told.remedy());
            return told.exitCode().code();
          }
          throw e;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (work == null) {
      // Required here only: a required option would be asked of the subcommands, too.
      throw new ParameterException(spec.commandLine(), "Missing required option: '--work=DIR'");
    }
    Path folder = Files.createDirectories(work).toRealPath();
    Nights nights = new Nights(folder, heap, repeat, byStep);
    NightTables tables = new NightTables(heap, byStep);
    print(tables.surroundings());
    print(NightTables.TOTALS);
    int different = 0;
    for (String size : lines) {
      Nights.Measured measured = nights.measure(size);
      print(tables.totals(measured));
      tables.keepSteps(measured);
      different += measured.differences().size();
      measured.differences().stream().limit(20).forEach(System.err::println);
    }
    if (byStep) {
      print(tables.steps());
    }
    if (different > 0) {
      System.err.println(
          "error: DuckDB and the lake differ in " + different + " values, see above");
    }
    return different > 0 ? 1 : 0;
  }

  /** Rows go out as they come: a long run that is stopped has told what it knows. */
  private void print(String text) throws IOException {
    System.out.println(text);
    if (output != null) {
      try (PrintWriter file =
          new PrintWriter(
              Files.newBufferedWriter(
                  output, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
        file.println(text);
      }
    }
  }

  /** The content of lakes, before and after a change of the program. */
  @Command(
      name = "contents",
      description = {
        "dump LAKE FOLDER writes the published silver and gold of a lake as text, a file a table.",
        "compare FOLDER FOLDER tells what differs between two of them."
      },
      mixinStandardHelpOptions = true)
  static final class Contents implements Callable<Integer> {
    @Parameters(arity = "3", paramLabel = "dump|compare A B")
    private List<String> args = List.of();

    @Override
    public Integer call() throws IOException {
      ContentFiles.main(args.toArray(String[]::new));
      return 0;
    }
  }
}
