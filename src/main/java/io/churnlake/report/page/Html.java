package io.churnlake.report.page;

import java.util.Locale;

/**
 * HTML as it grows. All text and every attribute's value is escaped, so that nothing of the tables
 * can become markup; names of elements and attributes are the program's own. Plain Java.
 */
final class Html {
  private final StringBuilder html = new StringBuilder();

  /**
   * Opens an element.
   *
   * @param attributes name, value, name, value, ...
   */
  Html open(String element, String... attributes) {
    html.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1]));
      html.append('"');
    }
    html.append('>');
    return this;
  }

  Html close(String element) {
    html.append("</").append(element).append(">\n");
    return this;
  }

  Html text(String text) {
    html.append(escaped(text));
    return this;
  }

  /** An element with text and nothing else. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /**
   * The content of a script or style, which HTML does not unescape.
   *
   * @throws IllegalArgumentException if it could end its element or begin a comment
   */
  Html raw(String content) {
    String lower = content.toLowerCase(Locale.ROOT);
    if (lower.contains("</script") || lower.contains("</style") || lower.contains("<!--")) {
      throw new IllegalArgumentException("the content would end its element");
    }
    html.append(content);
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }

  /** Text that is text wherever it stands; characters that HTML does not allow are replaced. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean isAllowed(int c) {
    boolean isControl = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean isLoneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isControl && !isLoneSurrogate && (c & 0xFFFE) != 0xFFFE;
  }
}
