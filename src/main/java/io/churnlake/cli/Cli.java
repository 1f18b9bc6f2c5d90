package io.churnlake.cli;

import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.lake.Failures;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: which commands there are, and how errors end. */
@Command(
    name = "churnlake",
    description = "Churn, retention and customer lifetime value from order logs, in Delta tables.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 internal error, 2 usage or configuration, 3 data refused,",
      "            4 another run holds the lake, 143 stopped by a signal."
    })
final class Cli implements Runnable {
  @Spec CommandSpec spec;

  private Cli() {
    this.spec = CommandSpec.create();
  }

  /** Runs a command and gives the exit code; nothing is thrown. */
  static int execute(String[] args, Terminal terminal) {
    CommandLine commandLine = commandLine(terminal);
    commandLine.setOut(writer(terminal.out()));
    commandLine.setErr(writer(terminal.err()));
    commandLine.setParameterExceptionHandler(
        (e, given) -> {
          tell(
              terminal,
              "The command line cannot be understood.",
              reason(e),
              "See `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
          return ExitCode.USAGE.code();
        });
    commandLine.setExecutionExceptionHandler((e, line, result) -> end(terminal, e));
    try {
      return commandLine.execute(args);
    } catch (Throwable e) {
      // Out of memory, a class that is missing: the parser hands on errors that are no exceptions.
      return end(terminal, e);
    }
  }

  /** All commands with their options. */
  static CommandLine commandLine(Terminal terminal) {
    CommandLine commandLine = new CommandLine(new Cli());
    for (Object command :
        List.of(
            new DemoCommand(terminal),
            new InspectCommand(terminal),
            new CheckCommand(terminal),
            new NightlyCommand(terminal),
            new ScheduleCommand(terminal),
            new RunCommand(terminal),
            new JobsCommand(terminal),
            new BindingsCommand(terminal),
            new SqlCommand(terminal),
            new StatusCommand(terminal),
            new ReportCommand(terminal),
            new PublishCommand(terminal),
            new RegisterCommand(terminal),
            new TablesCommand(terminal),
            new EvaluateCommand(terminal),
            new ModelsCommand(terminal),
            new ForgetCommand(terminal),
            new MergeCustomersCommand(terminal),
            new RotateKeyCommand(terminal),
            new RecoverCommand(terminal),
            new MaintainCommand(terminal),
            new SimulateCommand(terminal))) {
      commandLine.addSubcommand(command);
    }
    // `churnlake sql --version` asks for the version of the program, too.
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(new Version());
    }
    return commandLine;
  }

  private static String reason(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> like = unmatched.getSuggestions();
      return "There is no command, option or argument "
          + String.join(" ", unmatched.getUnmatched())
          + (like.isEmpty() ? " here." : " here; there is " + String.join(", ", like) + ".");
    }
    return String.valueOf(e.getMessage());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Tells of a failure; gives the exit code. */
  static int end(Terminal terminal, Throwable failure) {
    Optional<UserException> told = Failures.behind(failure);
    if (told.isPresent()) {
      UserException e = told.get();
      tell(terminal, e.problem(), e.reason(), e.remedy());
      if (e != failure) {
        log(failure);
      }
      return e.exitCode().code();
    }
    // Told first: where classes or memory are missing, the log may fail too.
    tell(
        terminal,
        "churnlake failed: this is an error of the program or of its surroundings.",
        inOneLine(failure),
        "The log has the details ("
            + LogFile.name()
            + "). Nothing unfinished is visible to readers;"
            + " run again.");
    log(failure);
    return ExitCode.INTERNAL.code();
  }

  private static String inOneLine(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? type
        : type + ": " + message.strip().lines().findFirst().orElse("");
  }

  private static void log(Throwable failure) {
    try {
      logger().error("internal error", failure);
    } catch (Throwable unlogged) {
      // Nothing is left to write it to; the message has told its kind.
      failure.addSuppressed(unlogged);
    }
  }

  private static void tell(Terminal terminal, String problem, String reason, String remedy) {
    terminal.err().println("churnlake: " + problem);
    terminal.err().println("  cause:  " + reason);
    terminal.err().println("  remedy: " + remedy);
  }

  /** Made late, so that a command without Spark does not start the logging of one. */
  private static Logger logger() {
    return LoggerFactory.getLogger(Cli.class);
  }

  /** The version that --version prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "churnlake "
            + io.churnlake.step.Build.version()
            + " ("
            + io.churnlake.step.Build.commit()
            + ")"
      };
    }
  }
}
