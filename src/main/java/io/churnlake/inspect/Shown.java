package io.churnlake.inspect;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of a file as a person is shown them: short, and of persons a few letters only. */
public final class Shown {
  private static final int LONGEST = 24;
  private static final int OF_PERSONS = 2;

  private static final Pattern PERSONAL =
      Pattern.compile(
          "name|cust(_.*)?|kd_.*|.*(mail|phone|telefon|mobil|first_name|last_name|vorname|nachname|surname|full_name"
              + "|customer|kunde|client|buyer|user|billing|shipping|ship_(to|name|address|city|zip"
              + "|postal)|address|adresse|street|strasse|zip|postal|plz|city|company|firma|note|card"
              + "|account|from_|member).*");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Control and format characters, and what divides lines. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private Shown() {}

  static boolean isPersonal(ColumnValues column) {
    return PERSONAL.matcher(column.words()).matches()
        && !column.words().matches(".*(country|land|currency|group).*");
  }

  /** The beginning of a person's id or name. */
  public static String person(String text) {
    return text.isEmpty()
        ? ""
        : escaped(text.substring(0, Math.min(OF_PERSONS, text.length() - 1))) + "…";
  }

  /** At most so many characters, in one line. */
  public static String shortened(String text) {
    return shortened(text, LONGEST);
  }

  /** The same with a limit of its own. */
  public static String shortened(String text, int most) {
    String line = BLANKS.matcher(text).replaceAll(" ");
    if (line.length() <= most) {
      return escaped(line);
    }
    int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
    return escaped(line.substring(0, end)) + "…";
  }

  /**
   * What a terminal would act on, such as the beginning of a colour or a change of the writing's
   * direction, is shown as what it is.
   */
  public static String escaped(String text) {
    return CONTROLS
        .matcher(text)
        .replaceAll(found -> String.format(Locale.ROOT, "<%02X>", found.group().codePointAt(0)));
  }
}
