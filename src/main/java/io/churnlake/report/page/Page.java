package io.churnlake.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report as one HTML page. Its policy lets it run the two scripts and the style that are in it
 * and forbids every request. Each chart has its figures in a table too.
 */
public final class Page {
  /** A table with so many shaded cells is a map, and set narrower. */
  private static final int MAP_CELLS = 20;

  private static final String FOLDER = "/churnlake/report/";

  private final Words words;
  private final Html html = new Html();

  private Page(Words words) {
    this.words = words;
  }

  /**
   * The whole page.
   *
   * @param title of the page and its first heading
   * @param subtitle lines below it
   */
  public static String of(
      Words words, String title, List<String> subtitle, List<Section> sections) {
    return new Page(words).whole(title, subtitle, sections);
  }

  private String whole(String title, List<String> subtitle, List<Section> sections) {
    String style = Inline.file(FOLDER + "report.css");
    String library = Inline.file(Inline.ECHARTS);
    String script = Inline.file(FOLDER + "report.js");
    html.raw("<!DOCTYPE html>\n").open("html", "lang", words.tag()).open("head");
    html.open("meta", "charset", "utf-8");
    html.open(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        policy(Inline.hash(style), Inline.hash(library), Inline.hash(script)));
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "referrer", "content", "no-referrer");
    html.element("title", title);
    html.open("style").raw(style).close("style").close("head").open("body");
    html.element("a", words.text("page.skip"), "class", "skip", "href", "#content");
    html.open("header").element("h1", title);
    subtitle.forEach(line -> html.element("p", line));
    contents(sections);
    html.close("header").open("main", "id", "content");
    html.open("noscript").element("p", words.text("page.noscript")).close("noscript");
    sections.forEach(this::section);
    html.close("main");
    html.open("footer").element("p", words.text("page.footer")).close("footer");
    html.open("script", "type", "application/json", "id", "charts")
        .raw(Inline.json(drawings(sections)))
        .close("script");
    html.open("script").raw(library).close("script");
    html.open("script").raw(script).close("script");
    return html.close("body").close("html").toString();
  }

  /**
   * Nothing may be loaded, sent or framed. ECharts sets the style attribute of what it draws, which
   * has an own rule; a style cannot load anything either.
   */
  private static String policy(String style, String library, String script) {
    return "default-src 'none'; script-src "
        + library
        + " "
        + script
        + "; style-src "
        + style
        + "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  }

  private Map<String, Object> drawings(List<Section> sections) {
    Map<String, Object> drawings = new LinkedHashMap<>();
    for (Section section : sections) {
      for (Block block : section.blocks()) {
        if (block instanceof Block.Drawn drawn) {
          drawings.put(drawn.chart().id(), drawn.chart().drawing());
        }
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("language", words.tag());
    all.put("currency", words.currency());
    all.put("interval", words.text("page.interval"));
    all.put("charts", drawings);
    return all;
  }

  private void contents(List<Section> sections) {
    html.open("nav", "aria-label", words.text("page.contents")).open("ul");
    for (Section section : sections) {
      html.open("li").element("a", section.title(), "href", "#" + section.id()).close("li");
    }
    html.close("ul").close("nav");
  }

  private void section(Section section) {
    html.open("section", "aria-labelledby", section.id());
    html.element("h2", section.title(), "id", section.id());
    if (!section.lead().isEmpty()) {
      html.element("p", section.lead(), "class", "lead");
    }
    for (Block block : section.blocks()) {
      block(block);
    }
    html.close("section");
  }

  private void block(Block block) {
    if (block instanceof Block.Sentence sentence) {
      html.element("p", sentence.text());
    } else if (block instanceof Block.Tiles tiles) {
      html.open("div", "class", "tiles");
      tiles.tiles().forEach(this::tile);
      html.close("div");
    } else if (block instanceof Block.Table table) {
      table(table);
    } else if (block instanceof Block.Drawn drawn) {
      html.open("figure");
      String told = drawn.chart().id() + "-told";
      html.element(
          "div",
          "",
          "id",
          drawn.chart().id(),
          "class",
          "chart",
          "role",
          "img",
          "aria-labelledby",
          told);
      html.element("figcaption", drawn.chart().told(), "id", told);
      html.open("details").element("summary", words.text("page.figures"));
      table(drawn.figures());
      html.close("details").close("figure");
    }
  }

  private void tile(Block.Tile tile) {
    html.open("div", "class", "tile");
    html.element("h3", tile.label());
    html.element("p", tile.period(), "class", "period");
    html.element("p", tile.value(), "class", "value");
    if (!tile.range().isEmpty()) {
      html.element("p", tile.range(), "class", "range");
    }
    tile.changes().forEach(change -> html.element("p", change, "class", "change"));
    html.close("div");
  }

  /** A wide table scrolls by itself, by keyboard too. */
  private void table(Block.Table table) {
    // The name stands outside of what scrolls, so that it is read whole.
    html.element("p", table.caption(), "class", "caption");
    html.open(
        "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", table.caption());
    boolean isMap =
        table.rows().stream()
                .flatMap(List::stream)
                .filter(cell -> cell.kind() == Cell.Kind.SHADED)
                .limit(MAP_CELLS)
                .count()
            == MAP_CELLS;
    html.open("table", "class", isMap ? "map" : "plain", "aria-label", table.caption());
    html.open("thead").open("tr");
    for (int i = 0; i < table.heads().size(); i++) {
      html.element("th", table.heads().get(i), "scope", "col", "class", headClass(table, i));
    }
    html.close("tr").close("thead").open("tbody");
    for (List<Cell> row : table.rows()) {
      html.open("tr");
      List<Cell> cells = new ArrayList<>(row);
      Cell first = cells.remove(0);
      html.open("th", "scope", "row", "class", css(first)).open("bdi").text(first.text());
      html.close("bdi").close("th");
      cells.forEach(this::cell);
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private static String headClass(Block.Table table, int column) {
    boolean isText =
        table.rows().stream()
            .map(row -> row.get(column).kind())
            .allMatch(kind -> kind == Cell.Kind.TEXT || kind == Cell.Kind.CODE);
    return isText ? "text" : "number";
  }

  private void cell(Cell cell) {
    html.open("td", "class", css(cell));
    // A value written from right to left does not turn the others round.
    html.open("bdi").text(cell.text()).close("bdi").close("td");
  }

  private static String css(Cell cell) {
    return switch (cell.kind()) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case CODE -> "text code";
      case SHADED -> "number shade" + cell.shade();
      case UNFINISHED -> "number unfinished";
      case EMPTY -> "empty";
    };
  }
}
