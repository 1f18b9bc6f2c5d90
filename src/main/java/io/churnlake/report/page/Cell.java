package io.churnlake.report.page;

/**
 * A cell of a table.
 *
 * @param kind how it is set
 * @param shade 0 to 10, of a heat map; else 0
 */
public record Cell(String text, Kind kind, int shade) {
  /** How a cell is set. */
  public enum Kind {
    TEXT,
    NUMBER,
    /** A value of the tables that is no word of a language, such as a key. */
    CODE,
    /** A number on a ground the darker the greater it is. */
    SHADED,
    /** Of a period that goes on. */
    UNFINISHED,
    EMPTY
  }

  public static final Cell EMPTY = new Cell("", Kind.EMPTY, 0);

  public static Cell text(String text) {
    return new Cell(text, Kind.TEXT, 0);
  }

  public static Cell number(String number) {
    return new Cell(number, Kind.NUMBER, 0);
  }

  public static Cell code(String code) {
    return new Cell(code, Kind.CODE, 0);
  }

  public static Cell unfinished(String sign) {
    return new Cell(sign, Kind.UNFINISHED, 0);
  }

  /** A share of 0 to {@code greatest}, shaded in eleven steps. */
  public static Cell shaded(String text, double share, double greatest) {
    double part = greatest > 0 ? share / greatest : 0;
    return new Cell(text, Kind.SHADED, (int) Math.round(10 * Math.max(0, Math.min(1, part))));
  }
}
