package io.churnlake.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium, where it is installed: its scripts run under its own policy. */
@Tag("fast")
class ReportInBrowserTest {
  /** Short enough for the axis of a chart. */
  private static final String HOSTILE = "</script><img src=x onerror=a>";

  @TempDir Path folder;

  private static Optional<String> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(path -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  @Test
  void everyChartIsDrawnAndNamesStayText() throws Exception {
    Optional<String> browser = browser();
    Assumptions.assumeTrue(browser.isPresent(), "no Chromium is installed");
    Path page = folder.resolve("page.html");
    Files.writeString(page, NightlyReport.html(SampleNight.naming(HOSTILE), Locale.GERMAN));
    Document shown = shown(browser.get(), page);
    List<Element> charts = shown.select(".chart");
    assertThat(charts).hasSize(8);
    for (Element chart : charts) {
      assertThat(chart.select("svg path")).as(chart.id()).isNotEmpty();
      assertThat(chart.select("svg text").text()).as(chart.id()).isNotBlank();
    }
    assertThat(shown.getElementById("revenue-chart").text()).contains("Verlorene Kunden");
    assertThat(shown.getElementById("value-chart").text()).contains(HOSTILE);
    assertThat(shown.select("img, [onerror]")).isEmpty();
    assertThat(shown.title()).isEqualTo("Kunden am 23.06.2025");
  }

  /** What the page has become when its scripts have run; it has broken no rule of its policy. */
  private Document shown(String browser, Path page) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                browser,
                "--headless=new",
                "--disable-gpu",
                "--window-size=1280,9000",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom"));
    // Its sandbox refuses to start as root, as builds in a container do.
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox");
    }
    command.add(page.toUri().toString());
    Path log = folder.resolve("log");
    Path dom = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(command)
            .redirectError(log.toFile())
            .redirectOutput(dom.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
    return Jsoup.parse(Files.readString(dom));
  }
}
