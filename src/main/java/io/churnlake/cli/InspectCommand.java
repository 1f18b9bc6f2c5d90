package io.churnlake.cli;

import io.churnlake.error.Errors;
import io.churnlake.inspect.Inspection;
import io.churnlake.inspect.InspectionReport;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An order log before it is loaded: how it is read, and the mapping for it. */
@Command(
    name = "inspect",
    description = {
      "Looks at order files, without a lake: how they are written, what their columns are, which"
          + " known export they are, and what they come to.",
      "Writes a mapping for them; ids of customers are shown shortened."
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILES",
      description = "Files of one export, or the folder that holds them.")
  private List<Path> files = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "A new file for the mapping; else it goes to standard output, and what is told of the"
              + " files to standard error.")
  private @Nullable Path output;

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (output != null && Files.exists(output)) {
      throw Errors.notWritten(output.toString(), "There is a file of that name.");
    }
    Inspection found = Inspection.of(files);
    PrintStream told = output == null ? terminal.err() : terminal.out();
    InspectionReport.of(found).forEach(told::println);
    if (output == null) {
      told.println();
      terminal.out().print(found.text());
      terminal.out().flush();
    } else {
      WholeFile.write(found.text(), output.toAbsolutePath());
      told.println();
      told.println("The mapping is in " + output + ".");
      terminal
          .err()
          .println(
              "next: churnlake check --source "
                  + output
                  + " --input "
                  + folder()
                  + "\n      churnlake nightly --source "
                  + output
                  + " --input "
                  + folder()
                  + " --lake DIR --as-of DATE");
    }
    return 0;
  }

  private String folder() {
    Path first = files.get(0);
    Path parent = first.toAbsolutePath().getParent();
    return Files.isDirectory(first) || parent == null ? first.toString() : parent.toString();
  }
}
