package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.benchmark.Benchmark;
import io.churnlake.testing.DocumentedCommands;
import io.churnlake.testing.DocumentedCommands.Documented;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What the documentation has people type is understood by the command line as it is. */
@Tag("fast")
class DocumentedCommandsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  /** What stands for a number, a time or a date in the table of commands. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "N",
          "1",
          "D",
          "1",
          "S",
          "1",
          "X",
          "1.5",
          "HH:MM",
          "02:00",
          "DATE",
          "2024-01-01",
          "ZONE",
          "UTC");

  private static CommandLine commandLine() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Cli.commandLine(new Terminal(nowhere, nowhere, Clock.systemUTC()));
  }

  /** Why the command line does not take it; empty if it does. */
  private static String refusal(CommandLine line, List<String> words, boolean mayLack) {
    try {
      line.parseArgs(words.toArray(String[]::new));
    } catch (MissingParameterException e) {
      return mayLack ? "" : String.valueOf(e.getMessage());
    } catch (ParameterException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }

  @Test
  void allCommandsOfThePagesAreUnderstood() throws IOException {
    List<Documented> all = DocumentedCommands.all();
    assertThat(all)
        .hasSizeGreaterThan(80)
        .extracting(Documented::where)
        .anyMatch(where -> where.startsWith("README.md:"))
        .anyMatch(where -> where.startsWith("docs/cluster.md:"));
    for (Documented documented : all) {
      List<String> words = new ArrayList<>(documented.words());
      boolean isShortened = words.removeIf("..."::equals) || documented.isInSentence();
      CommandLine line =
          documented.program().equals("benchmark") ? Benchmark.commandLine() : commandLine();
      assertThat(refusal(line, words, isShortened)).as(documented.toString()).isEmpty();
    }
  }

  @Test
  void theTableOfCommandsHasAllOfThemAndNoOptionThatIsNotThere() throws IOException {
    List<String> named = new ArrayList<>();
    for (MatchResult row :
        ROW.matcher(Files.readString(Path.of("docs/commands.md"))).results().toList()) {
      String command = row.group(1).replaceAll("\\\\\\|\\w+", "");
      List<String> words =
          DocumentedCommands.words(command).stream()
              .map(word -> EXAMPLES.getOrDefault(word, word))
              .toList();
      named.add(words.get(0));
      assertThat(refusal(commandLine(), words, false)).as(row.group(1)).isEmpty();
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(commandLine().getSubcommands().keySet());
  }
}
