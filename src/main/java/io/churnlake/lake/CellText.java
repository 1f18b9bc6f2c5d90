package io.churnlake.lake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a workbook says, as text. Numbers have the fifteen digits that a spreadsheet
 * program knows of them, whatever its format shows: 4.35 is kept as 4.3499999999999996. Dates are
 * numbers that only their format tells from others.
 */
final class CellText {
  /** Of a cell that holds an error, or a formula that nobody has reckoned out. */
  static final String CELL_ERROR = "cell_error";

  private static final MathContext KNOWN_DIGITS = new MathContext(15, RoundingMode.HALF_UP);

  /** Larger exponents are no numbers of a shop. */
  private static final int MOST_ZEROS = 30;

  private static final Pattern ERROR =
      Pattern.compile("#(N/A|DIV/0!|REF!|VALUE!|NAME\\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)");

  /** What is no letter of a format: texts, characters that stand for themselves, colours. */
  private static final Pattern NO_LETTERS =
      Pattern.compile("\"[^\"]*\"|[\\\\_*].|\\[(?!h+]|m+]|s+])[^\\]]*]");

  /** Formats that programs know by number alone. */
  private static final int DAY_AND_TIME = 22;

  private static final Set<Integer> DAYS_BY_ID =
      Set.of(14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

  private static final Set<Integer> TIMES_BY_ID =
      Set.of(18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47);

  private static final Pattern OF_DAY = Pattern.compile("[yd]|m{3,}");
  private static final Pattern OF_TIME = Pattern.compile("[hs]");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter FRACTION = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private static final BigDecimal DAY_MILLIS = BigDecimal.valueOf(86_400_000);

  /** Behind the last day of the year 9999. */
  private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);

  private CellText() {}

  /** Whether the cell holds no value that its writer knew. */
  static boolean isError(@Nullable Cell cell) {
    if (cell == null) {
      return false;
    }
    boolean notReckoned = cell.getType() == CellType.FORMULA && cell.getRawValue() == null;
    return notReckoned
        || cell.getType() == CellType.ERROR
        || (cell.getType() == CellType.FORMULA
            && cell.getValue() instanceof String text
            && ERROR.matcher(text).matches());
  }

  /** The cell's text; empty where it holds nothing. */
  static String of(@Nullable Cell cell, String decimal, boolean from1904) {
    Object value = cell == null ? null : cell.getValue();
    if (cell == null || value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      Integer id = cell.getDataFormatId();
      String format = cell.getDataFormatString();
      return date(number, id == null ? 0 : id, format == null ? "" : format, from1904)
          .orElseGet(() -> digits(number).replace(".", decimal));
    }
    return value.toString();
  }

  private static Optional<String> date(BigDecimal number, int id, String format, boolean from1904) {
    String letters = letters(id, format);
    boolean day = OF_DAY.matcher(letters).find();
    boolean time = OF_TIME.matcher(letters).find();
    if (!(day || time) || number.signum() < 0 || number.compareTo(DAYS) >= 0) {
      return Optional.empty();
    }
    long millis = number.multiply(DAY_MILLIS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    long days = Math.floorDiv(millis, DAY_MILLIS.longValueExact());
    LocalTime ofDay =
        LocalTime.ofNanoOfDay(Math.floorMod(millis, DAY_MILLIS.longValueExact()) * 1_000_000);
    String clock = (ofDay.equals(ofDay.withNano(0)) ? TIME : FRACTION).format(ofDay);
    if (!day && days == 0) {
      return Optional.of(clock);
    }
    LocalDateTime moment = start(days, from1904).plusDays(days).atTime(ofDay);
    return Optional.of(
        DAY.format(moment) + (time || !ofDay.equals(LocalTime.MIDNIGHT) ? " " + clock : ""));
  }

  /** Spreadsheet programs know a 29 February 1900, which never was. */
  private static LocalDate start(long days, boolean from1904) {
    if (from1904) {
      return LocalDate.of(1904, 1, 1);
    }
    return days < 61 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
  }

  /** The letters of a format's first part; of those that have numbers only, letters like theirs. */
  private static String letters(int id, String format) {
    if (id == DAY_AND_TIME) {
      return "d h";
    }
    if (DAYS_BY_ID.contains(id)) {
      return "d";
    }
    if (TIMES_BY_ID.contains(id)) {
      return "h";
    }
    if (format.equalsIgnoreCase("General")) {
      return "";
    }
    String bare = NO_LETTERS.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    return bare.split(";", 2)[0].replace("am/pm", "").replace("a/p", "");
  }

  private static String digits(BigDecimal number) {
    if (Math.abs((long) number.precision() - number.scale()) > MOST_ZEROS) {
      return number.signum() == 0 ? "0" : number.toString();
    }
    BigDecimal known = number.round(KNOWN_DIGITS);
    return known.signum() == 0 ? "0" : known.stripTrailingZeros().toPlainString();
  }
}
