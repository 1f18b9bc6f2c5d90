package io.churnlake.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chart as {@code report.js} draws it.
 *
 * @param id of its place in the page
 * @param told what it shows in words, for those who do not see it
 * @param drawing kind, axes and series, as JSON
 */
public record Chart(String id, String told, Map<String, Object> drawing) {
  /** How values on an axis are written. */
  public enum Format {
    SHARE,
    NUMBER,
    MONEY
  }

  /**
   * A line.
   *
   * @param points x and y; a y of null is a gap
   * @param low lower ends of a band, one a point; empty if there is none
   * @param high likewise
   * @param look solid, dashed, step, points
   */
  public record Line(
      String name, List<Point> points, List<Double> low, List<Double> high, String look) {}

  /** A point; without a y, a gap. */
  public record Point(Object x, @Nullable Double y) {}

  /**
   * Lines over names (then each line has a point a name) or over numbers.
   *
   * @param names on the x axis; empty for numbers
   */
  public static Chart lines(
      String id,
      String told,
      List<String> names,
      String xTitle,
      String yTitle,
      Format format,
      List<Line> lines) {
    Map<String, Object> drawing = axes("lines", names, xTitle, yTitle, format);
    List<Object> series = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", line.name());
      one.put("look", line.look());
      one.put("points", line.points().stream().map(Chart::pair).toList());
      one.put("low", line.low());
      one.put("high", line.high());
      series.add(one);
    }
    drawing.put("series", series);
    return new Chart(id, told, drawing);
  }

  /** Bars of one or several series beside each other. */
  public static Chart bars(
      String id,
      String told,
      List<String> names,
      String xTitle,
      String yTitle,
      Format format,
      Map<String, List<Double>> bars,
      Map<String, Double> references) {
    Map<String, Object> drawing = axes("bars", names, xTitle, yTitle, format);
    drawing.put("series", bars);
    drawing.put("references", references);
    return new Chart(id, told, drawing);
  }

  /** A point with its interval for each name. */
  public static Chart intervals(
      String id,
      String told,
      List<String> names,
      String xTitle,
      String yTitle,
      Format format,
      String seriesName,
      List<List<@Nullable Double>> valueLowHigh) {
    Map<String, Object> drawing = axes("intervals", names, xTitle, yTitle, format);
    drawing.put("name", seriesName);
    drawing.put("values", valueLowHigh);
    return new Chart(id, told, drawing);
  }

  /**
   * From one sum to another.
   *
   * @param steps the first and the last are sums, the others what is added
   */
  public static Chart waterfall(
      String id,
      String told,
      List<String> names,
      String yTitle,
      Format format,
      List<Double> steps) {
    Map<String, Object> drawing = axes("waterfall", names, "", yTitle, format);
    drawing.put("steps", steps);
    return new Chart(id, told, drawing);
  }

  /** The same with axes that begin where the values do. */
  public Chart zoomed() {
    Map<String, Object> closer = new LinkedHashMap<>(drawing);
    closer.put("zoomed", true);
    return new Chart(id, told, closer);
  }

  private static Map<String, Object> axes(
      String kind, List<String> names, String xTitle, String yTitle, Format format) {
    Map<String, Object> drawing = new LinkedHashMap<>();
    drawing.put("kind", kind);
    drawing.put("names", names);
    drawing.put("xTitle", xTitle);
    drawing.put("yTitle", yTitle);
    drawing.put("format", format.name());
    return drawing;
  }

  private static List<@Nullable Object> pair(Point point) {
    List<@Nullable Object> pair = new ArrayList<>();
    pair.add(point.x());
    pair.add(point.y());
    return pair;
  }
}
