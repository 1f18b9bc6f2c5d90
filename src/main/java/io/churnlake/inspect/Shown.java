package io.churnlake.inspect;

import java.util.regex.Pattern;

/** Texts of a file as a person is shown them: short, and of persons a few letters only. */
final class Shown {
  private static final int LONGEST = 24;
  private static final int OF_PERSONS = 2;

  private static final Pattern PERSONAL =
      Pattern.compile(
          "name|.*(mail|phone|telefon|mobil|first_name|last_name|vorname|nachname|surname|full_name"
              + "|customer|kunde|client|buyer|user|billing|shipping|ship_(to|name|address|city|zip"
              + "|postal)|address|adresse|street|strasse|zip|postal|plz|city|company|firma|note|card"
              + "|account|from_|member).*");

  private Shown() {}

  static boolean isPersonal(ColumnValues column) {
    return PERSONAL.matcher(column.words()).matches()
        && !column.words().matches(".*(country|land|currency|group).*");
  }

  /** The beginning of a person's id or name. */
  static String person(String text) {
    return text.isEmpty() ? "" : text.substring(0, Math.min(OF_PERSONS, text.length() - 1)) + "…";
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
