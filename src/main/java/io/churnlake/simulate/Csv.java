package io.churnlake.simulate;

/** Fields as RFC 4180 writes them. */
final class Csv {

  private Csv() {}

  /** The field, in quotes if it holds a comma or a quote; quotes inside are doubled. */
  static String field(String text) {
    if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
      return text;
    }
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
