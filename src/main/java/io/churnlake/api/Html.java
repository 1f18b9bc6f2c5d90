package io.churnlake.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows as a table for a notebook's cell. */
public final class Html {
  private static final String NUMBER = " style=\"text-align: right\"";

  private Html() {}

  /**
   * An HTML table. Numbers have at most four decimals; all texts are escaped.
   *
   * @param rows in the order in which they are shown
   * @param most rows that are shown; a last line tells whether there are more
   */
  public static String table(Dataset<Row> rows, int most) {
    List<Row> some = rows.takeAsList(most + 1);
    String head =
        List.of(rows.columns()).stream()
            .map(name -> "<th>" + StringEscapeUtils.escapeHtml4(name) + "</th>")
            .collect(Collectors.joining());
    String body = some.stream().limit(most).map(Html::row).collect(Collectors.joining("\n"));
    String more = some.size() > most ? "<p>and more</p>" : "";
    return "<table><thead><tr>"
        + head
        + "</tr></thead><tbody>\n"
        + body
        + "</tbody></table>"
        + more;
  }

  private static String row(Row row) {
    StringBuilder cells = new StringBuilder("<tr>");
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      cells
          .append("<td")
          .append(value instanceof Number ? NUMBER : "")
          .append(">")
          .append(value == null ? "" : StringEscapeUtils.escapeHtml4(text(value)))
          .append("</td>");
    }
    return cells.append("</tr>").toString();
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() || number.isInfinite()
          ? number.toString()
          : new java.math.BigDecimal(String.format(Locale.ROOT, "%.4f", number))
              .stripTrailingZeros()
              .toPlainString();
    }
    return value.toString();
  }
}
