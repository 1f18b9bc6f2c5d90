package io.churnlake.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser reads it: what it may do, what it says, and for whom. */
@Tag("fast")
class NightlyReportTest {
  private static final String HARMLESS = "web shop";

  /** Elements of a page without names of the shop's: no name may bring another one. */
  private static final Set<String> ELEMENTS = elements(page(HARMLESS, Locale.ENGLISH));

  private static Document page(String named, Locale language) {
    return Jsoup.parse(NightlyReport.html(SampleNight.naming(named), language));
  }

  private static Set<String> elements(Document page) {
    Set<String> names = new TreeSet<>();
    page.getAllElements().forEach(element -> names.add(element.normalName()));
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><img src=https://example.org/x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--<script>",
        "]]></style></title><base href=//example.org>",
        "{0} '{1}' {name|x} & &lt; &#60;b&#62;",
        "\u202egnihtemos\u2028\u2029",
      })
  void namesAreTextWhereverTheyStand(String hostile) throws Exception {
    Document page = page(hostile, Locale.ENGLISH);
    assertThat(elements(page)).isEqualTo(ELEMENTS);
    assertThat(page.getAllElements())
        .hasSameSizeAs(page(HARMLESS, Locale.ENGLISH).getAllElements())
        .allSatisfy(
            element ->
                assertThat(element.attributes().asList())
                    .extracting(Attribute::getKey)
                    .noneMatch(name -> name.startsWith("on") || name.equals("style")));
    // It is told, as it is, by text and by chart.
    String shown = Jsoup.parse("<p></p>").selectFirst("p").text(hostile).text();
    assertThat(page.select("td, th").eachText()).contains(shown);
    JsonNode charts = data(page).path("charts");
    assertThat(charts.path("value-chart").path("names")).anyMatch(n -> n.asText().equals(hostile));
    assertThat(page.selectFirst("#charts").data()).doesNotContain("<", ">", "&", "\u2028");
  }

  private static JsonNode data(Document page) throws Exception {
    return new ObjectMapper().readTree(page.selectFirst("#charts").data());
  }

  @Test
  void thePageMakesNoRequest() throws Exception {
    Document page = page(HARMLESS, Locale.ENGLISH);
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        Set<String> loading =
            Set.of("src", "href", "srcset", "action", "data", "poster", "background", "ping");
        if (loading.contains(attribute.getKey())) {
          assertThat(attribute.getValue()).as(element.normalName()).startsWith("#");
        }
      }
    }
    assertThat(page.select("link, iframe, object, embed, form, base, img, video, audio")).isEmpty();
    assertThat(page.selectFirst("style").data()).doesNotContain("url(", "@import", "@font-face");
  }

  @Test
  void nothingButTheProgramsOwnScriptsAndStyleIsAllowed() throws Exception {
    Document page = page(HARMLESS, Locale.ENGLISH);
    Element policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]");
    // A policy counts for what comes after it.
    assertThat(policy.previousElementSiblings().eachAttr("charset")).containsExactly("utf-8");
    List<Element> scripts = page.select("script:not([type])");
    assertThat(scripts).hasSize(2);
    assertThat(page.select("script[type]").eachAttr("type")).containsExactly("application/json");
    assertThat(policy.attr("content"))
        .isEqualTo(
            "default-src 'none'; script-src "
                + hash(scripts.get(0).data())
                + " "
                + hash(scripts.get(1).data())
                + "; style-src "
                + hash(page.selectFirst("style").data())
                + "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'");
    assertThat(scripts.get(0).data()).contains("Apache Software Foundation");
  }

  private static String hash(String content) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void everyChartIsToldInWordsAndFigures(String language) throws Exception {
    Document page = page(HARMLESS, Locale.forLanguageTag(language));
    assertThat(page.selectFirst("html").attr("lang")).startsWith(language);
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    for (Element link : page.select("a")) {
      assertThat(ids).contains(link.attr("href").substring(1));
    }
    List<Element> charts = page.select(".chart");
    assertThat(charts).hasSize(8).extracting(Element::id).containsExactlyElementsOf(names(page));
    for (Element chart : charts) {
      assertThat(chart.attr("role")).isEqualTo("img");
      assertThat(page.getElementById(chart.attr("aria-labelledby")).text()).isNotBlank();
      assertThat(chart.parent().select("details tbody tr")).as(chart.id()).isNotEmpty();
    }
    for (Element table : page.select("table")) {
      assertThat(table.attr("aria-label")).isNotBlank();
      int columns = table.select("thead th[scope=col]").size();
      for (Element row : table.select("tbody tr")) {
        assertThat(row.select("th[scope=row]")).hasSize(1);
        assertThat(row.children()).as(table.attr("aria-label")).hasSize(columns);
      }
    }
    // What scrolls can be reached by keyboard.
    assertThat(page.select(".wide"))
        .isNotEmpty()
        .allSatisfy(wide -> assertThat(wide.attr("tabindex")).isEqualTo("0"));
  }

  private static Set<String> names(Document page) throws Exception {
    Set<String> names = new java.util.LinkedHashSet<>();
    data(page).path("charts").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void headlinesStandAgainstTheNightAndThePeriodBefore() {
    Document page = page(HARMLESS, Locale.ENGLISH);
    assertThat(tile(page, "Customers so far"))
        .containsExactly("23 June 2025", "2,012", "▲ 12 since 22 June 2025");
    assertThat(tile(page, "Retention rate"))
        .containsExactly(
            "May 2025",
            "78.3%",
            "95%: 76.9% to 79.7%",
            "▲ 1.2 points against Apr 2025",
            "Told on 22 June 2025: 78.0% (May 2025)");
    assertThat(tile(page, "Churn rate"))
        .contains(
            "= 0.0 points against Apr 2025", "Told on 22 June 2025: 21.7% (May 2025) – unchanged");
    assertThat(tile(page, "Expected value of all customers"))
        .containsExactly(
            "next 365 days", "€9,100", "95%: €8,100 to €9,990", "▲ €100.00 since 22 June 2025");
    assertThat(tile(page, "Customers at high risk")).contains("200", "▲ 10 since 22 June 2025");
  }

  @Test
  void germanWordsHaveGermanNumbersAndDates() {
    Document page = page(HARMLESS, Locale.GERMAN);
    assertThat(page.title()).isEqualTo("Kunden am 23.06.2025");
    assertThat(tile(page, "Kundenbindungsrate"))
        .containsExactly(
            "Mai 2025",
            "78,3 %",
            "95 %: 76,9 % bis 79,7 %",
            "▲ 1,2 Prozentpunkte gegen Apr. 2025",
            "Am 22.06.2025 gemeldet: 78,0 % (Mai 2025)");
    assertThat(tile(page, "Erwarteter Wert aller Kunden")).contains("9.100 €");
  }

  private static List<String> tile(Document page, String label) {
    return page.select(".tile").stream()
        .filter(tile -> tile.selectFirst("h3").text().equals(label))
        .flatMap(tile -> tile.select("p").eachText().stream())
        .toList();
  }

  @Test
  void unfinishedCellsAreMarkedAndHaveNoRate() {
    Document page = page(HARMLESS, Locale.ENGLISH);
    Element map = page.selectFirst("section[aria-labelledby=cohorts] table");
    assertThat(map.select("tbody td").eachText()).containsExactly("50", "20.0%", "(3)");
    assertThat(map.select("td.unfinished").eachText()).containsExactly("(3)");
    Element months = page.selectFirst("section[aria-labelledby=rates] table");
    Element june = months.select("tbody tr").last();
    assertThat(june.text()).contains("Jun 2025 (not ended)").doesNotContain("%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void aSectionWithoutFiguresSaysWhy(String language) {
    Locale locale = Locale.forLanguageTag(language);
    Document rows = Jsoup.parse(NightlyReport.html(SampleNight.empty(Map.of()), locale));
    Document tables =
        Jsoup.parse(
            NightlyReport.html(SampleNight.empty(Map.of("gold.actions", "actions")), locale));
    assertThat(rows.select("section"))
        .hasSize(11)
        .allSatisfy(section -> assertThat(section.select("p").text()).contains("gold."));
    assertThat(rows.select(".chart, table, .tile")).isEmpty();
    String contacts = "section[aria-labelledby=contacts] p";
    assertThat(tables.select(contacts).text())
        .contains("gold.actions")
        .isNotEqualTo(rows.select(contacts).text());
    assertThat(new HashSet<>(tables.select("section p").eachText()))
        .containsAll(
            rows.select("section p").eachText().stream()
                .filter(told -> !told.equals(rows.select(contacts).text()))
                .toList());
  }

  @Test
  void whereNoModelScoredTheCustomersAtRiskAreSaidToBeUntried() {
    String section = "section[aria-labelledby=reasons]";
    Document untried = Jsoup.parse(NightlyReport.html(SampleNight.withoutModel(), Locale.ENGLISH));
    assertThat(untried.select(section).text()).contains("No churn model scored these customers");
    assertThat(page(HARMLESS, Locale.ENGLISH).select(section).text())
        .contains("Scored customers by risk")
        .doesNotContain("No churn model");
  }

  @Test
  void theSameFiguresMakeTheSamePage() {
    String html = NightlyReport.html(SampleNight.naming(HARMLESS), Locale.GERMAN);
    assertThat(NightlyReport.html(SampleNight.naming(HARMLESS), Locale.GERMAN)).isEqualTo(html);
    assertThat(Arrays.asList(html.split("\n"))).hasSizeGreaterThan(100);
  }
}
