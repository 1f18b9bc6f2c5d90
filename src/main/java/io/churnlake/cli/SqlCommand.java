package io.churnlake.cli;

import io.churnlake.error.Errors;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Queries over the published tables: one, those on standard input, or a prompt. */
@Command(
    name = "sql",
    description = {
      "Runs queries over the published tables; results alone are on standard output.",
      "Without a query, standard input is read; at a terminal there is a prompt, with history and"
          + " completion.",
      "SHOW TABLES lists the tables, DESCRIBE gold.clv the columns of one.",
      "Nothing but the lake's tables can be read, and nothing can be written.",
      "A table gold.x with as_of slices also has gold.x_current, its newest slice."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description =
          "table (default; rounds doubles, fits the screen), csv (RFC 4180) or json (one object a"
              + " line).")
  private ResultFormat format = ResultFormat.table;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description =
          "The query in quotes: \"SELECT * FROM gold.clv_current LIMIT 5\"; several have semicolons"
              + " between them.")
  private List<String> queries = List.of();

  SqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (queries.size() > 1) {
      throw Errors.queryUnquoted(String.join(" ", queries));
    }
    if (queries.isEmpty()) {
      Optional<Prompt> prompt = Prompt.open();
      if (prompt.isPresent()) {
        try (Prompt opened = prompt.get()) {
          Lake lake = open();
          Path history = Path.of(System.getProperty("user.home"), ".churnlake", "sql_history");
          new SqlShell(lake, new Queries(lake, format, terminal), history, terminal).run(opened);
        }
        return ExitCode.DONE.code();
      }
    }
    String text =
        queries.isEmpty()
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : queries.get(0);
    List<String> statements = Statements.of(text).all();
    if (statements.isEmpty()) {
      throw Errors.usage(
          "There is no query.",
          queries.isEmpty() ? "Standard input holds none." : "The argument holds none.",
          "Give one in quotes, or on standard input: churnlake sql --lake DIR \"SHOW TABLES\"");
    }
    Queries lake = new Queries(open(), format, terminal);
    // The first that fails ends it: what follows may rest on it.
    for (String statement : statements) {
      lake.print(statement, Screen.width());
    }
    return ExitCode.DONE.code();
  }

  private Lake open() {
    return lakeOptions.open(lakeOptions.configuration());
  }
}
