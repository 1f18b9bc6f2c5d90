package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a message tells to use is there: options, commands, keys of settings and of mappings. */
@Tag("fast")
class ErrorsNameWhatIsThereTest {
  private static final Path ERRORS = Path.of("src/main/java/io/churnlake/error/Errors.java");
  private static final String WORD = "[a-z]+(?:-[a-z]+)*";

  private static List<String> named(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .distinct()
        .toList();
  }

  private static String commands() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/churnlake/cli"))) {
      return files.map(ErrorsNameWhatIsThereTest::text).collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void optionsAndCommands() throws IOException {
    // One of spark-submit's.
    String errors = Files.readString(ERRORS).replace("--packages", "");
    assertThat(named("(--" + WORD + ")", errors))
        .hasSizeGreaterThan(5)
        .isSubsetOf(named("[\"{ ](--" + WORD + ")\"?[,}\\n]", commands().replace("\"", "")));
    assertThat(named("churnlake (" + WORD + ")", errors))
        .hasSizeGreaterThan(3)
        .isSubsetOf(named("name = \"(" + WORD + ")\"", commands()));
  }

  @Test
  void keys() throws IOException {
    Config settings =
        ConfigFactory.parseFile(Path.of("conf/reference.conf").toFile()).getConfig("churnlake");
    Config mapping =
        ConfigFactory.parseFile(Path.of("conf/source-reference.conf").toFile()).getConfig("source");
    Set<String> sections = new HashSet<>(settings.root().keySet());
    sections.addAll(mapping.root().keySet());
    // Keys stand in texts, calls of methods in code.
    String texts = String.join("\n", named("\"((?:[^\"\\\\]|\\\\.)*)\"", text(ERRORS)));
    List<String> keys =
        named("(?<![\\w./-])(" + WORD + "(?:\\." + WORD + ")+)(?![\\w/])", texts).stream()
            .map(key -> key.replaceFirst("^(source|churnlake)\\.", ""))
            .filter(key -> sections.contains(key.replaceFirst("\\..*", "")))
            // Spark's own.
            .filter(key -> !key.startsWith("spark.hadoop"))
            .toList();
    assertThat(keys)
        .hasSizeGreaterThan(8)
        .allMatch(key -> mapping.hasPathOrNull(key) || settings.hasPathOrNull(key));
  }
}
