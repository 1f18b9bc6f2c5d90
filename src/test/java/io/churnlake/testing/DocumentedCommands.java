package io.churnlake.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** The commands that the documentation names, taken apart as a shell does. */
public final class DocumentedCommands {
  /** In a code block; what spark-submit hands on comes later. */
  private static final Pattern BEGIN =
      Pattern.compile("(?:^|\\s)(?:scripts/(churnlake|benchmark)\\s+|(spark-submit)\\s)");

  private static final Pattern IN_SENTENCE = Pattern.compile("`scripts/churnlake\\s+([^`]+)`");
  private static final List<String> ENDS = List.of("#", "|", "<", ">", ";", "&&");

  private DocumentedCommands() {}

  /**
   * One command.
   *
   * @param where file and line, for messages
   * @param program churnlake or benchmark
   * @param words its arguments; {@code ...} stands for those that are told elsewhere
   * @param isInSentence whether it is named in passing, where options may be left out
   */
  public record Documented(
      String where, String program, List<String> words, boolean isInSentence) {}

  /** Those of README, docs and the other pages of the repository, in their order. */
  public static List<Documented> all() throws IOException {
    List<Documented> all = new ArrayList<>();
    for (Path page : pages()) {
      read(page, all);
    }
    return all;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.of(top, docs, Stream.of(Path.of("notebooks/README.md")))
          .flatMap(pages -> pages)
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !page.endsWith("CHANGELOG.md"))
          .sorted()
          .toList();
    }
  }

  private static void read(Path page, List<Documented> all) throws IOException {
    List<String> lines = Files.readAllLines(page);
    StringBuilder sentences = new StringBuilder();
    boolean isFenced = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      isFenced ^= line.startsWith("```");
      Matcher begin = BEGIN.matcher(line);
      if (!isFenced && !line.startsWith("    ")) {
        sentences.append(line).append('\n');
      } else if (begin.find()) {
        String where = page + ":" + (i + 1);
        StringBuilder command = new StringBuilder(line.substring(begin.end()));
        while (isOpen(command)) {
          i++;
          command.append('\n').append(lines.get(i));
        }
        List<String> words = words(command.toString().replace("\\\n", " "));
        boolean isSubmitted = begin.group(2) != null;
        words = isSubmitted ? ofTheJar(words) : words;
        if (!words.isEmpty()) {
          all.add(new Documented(where, isSubmitted ? "churnlake" : begin.group(1), words, false));
        }
      }
    }
    IN_SENTENCE
        .matcher(sentences)
        .results()
        .map(found -> words(found.group(1).replace('\n', ' ')))
        .forEach(words -> all.add(new Documented(page.toString(), "churnlake", words, true)));
  }

  /** Whether the next line belongs to it. */
  private static boolean isOpen(CharSequence command) {
    String text = command.toString();
    return text.endsWith("\\") || text.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  /** What spark-submit hands on: all that comes after the jar. */
  private static List<String> ofTheJar(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).endsWith(".jar")) {
        return words.subList(i + 1, words.size());
      }
    }
    return List.of();
  }

  /** Up to what is the shell's own; without the brackets of what may be left out. */
  public static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    for (String word :
        new DefaultParser().parse(command, 0, Parser.ParseContext.SPLIT_LINE).words()) {
      if (ENDS.contains(word)) {
        break;
      }
      if (word.startsWith("\"")) {
        words.add(word.substring(1, word.length() - 1));
      } else if (!word.isEmpty()) {
        words.add(word.replaceAll("[\\[\\]]", ""));
      }
    }
    return words;
  }
}
