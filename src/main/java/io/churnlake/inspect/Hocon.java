package io.churnlake.inspect;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a mapping, line by line. */
final class Hocon {
  private final StringBuilder text = new StringBuilder();
  private String indent = "";

  void comment(String words) {
    line("# " + words.replaceAll("\\s+", " "));
  }

  void open(String key) {
    line(key + " {");
    indent = indent + "  ";
  }

  void close() {
    indent = indent.substring(2);
    line("}");
  }

  void value(String key, String value) {
    raw(key, ConfigUtil.quoteString(value));
  }

  void list(String key, List<String> values) {
    raw(key, list(values));
  }

  /** One column, the first of several that is not empty, or several joined. */
  void column(String key, List<List<String>> alternatives) {
    if (alternatives.size() == 1 && alternatives.get(0).size() == 1) {
      value(key, alternatives.get(0).get(0));
      return;
    }
    raw(
        key,
        alternatives.stream()
            .map(parts -> parts.size() == 1 ? ConfigUtil.quoteString(parts.get(0)) : list(parts))
            .collect(Collectors.joining(", ", "[", "]")));
  }

  void raw(String key, String value) {
    line(key + " = " + value);
  }

  private static String list(List<String> values) {
    return values.stream().map(ConfigUtil::quoteString).collect(Collectors.joining(", ", "[", "]"));
  }

  private void line(String line) {
    text.append(indent).append(line).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
