package io.churnlake.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/architecture.md names classes and packages that are there. */
@Tag("fast")
class HouseInDocsTest {
  private static final Path MAIN = Path.of("src/main/java/io/churnlake");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");
  private static final Pattern ROOM = Pattern.compile("`([a-z]+)`");

  @Test
  void classesOfTheWalksExist() throws IOException {
    Set<String> classes;
    try (Stream<Path> files = Files.walk(MAIN)) {
      classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    List<String> named = named(CLASS, Files.readString(Path.of("docs/architecture.md")));
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(classes).containsAll(named);
  }

  @Test
  void everyRoomIsInTheTable() throws IOException {
    String rooms =
        Files.readAllLines(Path.of("docs/architecture.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf('|', 2)))
            .collect(Collectors.joining());
    try (Stream<Path> packages = Files.list(MAIN)) {
      assertThat(named(ROOM, rooms))
          .containsExactlyInAnyOrderElementsOf(
              packages
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .toList());
    }
  }

  private static List<String> named(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).distinct().toList();
  }
}
