package io.churnlake.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Prints the slowest test classes of a build from the reports that Surefire and Failsafe leave. */
public final class SlowestTests {
  private static final int SHOWN = 10;

  private record Suite(String name, int tests, double seconds) {}

  private SlowestTests() {}

  /** Takes the folders with reports; one that is not there has none. */
  public static void main(String[] folders)
      throws IOException, ParserConfigurationException, SAXException {
    List<Suite> suites = new ArrayList<>();
    for (String folder : folders) {
      for (Path report : reports(Path.of(folder))) {
        Element root =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getDocumentElement();
        suites.add(
            new Suite(
                root.getAttribute("name"),
                Integer.parseInt(root.getAttribute("tests")),
                Double.parseDouble(root.getAttribute("time"))));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d tests in %d classes, %.0f s; the slowest classes:%n",
        suites.stream().mapToInt(Suite::tests).sum(),
        suites.size(),
        suites.stream().mapToDouble(Suite::seconds).sum());
    suites.stream()
        .sorted(Comparator.comparingDouble(Suite::seconds).reversed())
        .limit(SHOWN)
        .forEach(
            suite ->
                System.out.printf(Locale.ROOT, "%6.0f s  %s%n", suite.seconds(), suite.name()));
  }

  private static List<Path> reports(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
    }
  }
}
