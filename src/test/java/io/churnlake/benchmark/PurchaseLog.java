package io.churnlake.benchmark;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A purchase log in the layout of CDNOW's files: fields between blanks, the last four being
 * customer, date (yyyyMMdd), pieces and amount.
 */
final class PurchaseLog {
  private static final int MOST_SHIFT_DAYS = 3;

  private final Map<String, NavigableMap<LocalDate, Long>> centsByDay = new LinkedHashMap<>();
  private final Path file;

  private PurchaseLog(Path file) {
    this.file = file;
  }

  static PurchaseLog read(Path file) {
    PurchaseLog log = new PurchaseLog(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw unusable(file, "It is no text in UTF-8.");
    } catch (IOException e) {
      throw unusable(file, "The file cannot be read: " + e + ".");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        log.add(lines.get(i).strip().split("\\s+", -1), i + 1);
      }
    }
    if (log.centsByDay.isEmpty()) {
      throw unusable(file, "It holds no purchase.");
    }
    return log;
  }

  private void add(String[] fields, int line) {
    if (fields.length < 4) {
      throw unusable(file, "Line " + line + " has " + fields.length + " fields.");
    }
    int last = fields.length - 1;
    try {
      LocalDate day = LocalDate.parse(fields[last - 2], DateTimeFormatter.BASIC_ISO_DATE);
      long cents = new BigDecimal(fields[last]).movePointRight(2).longValue();
      centsByDay
          .computeIfAbsent(fields[last - 3], customer -> new TreeMap<>())
          .merge(day, cents, Long::sum);
    } catch (DateTimeException | NumberFormatException e) {
      throw unusable(file, "Line " + line + ": " + e.getMessage() + ".");
    }
  }

  private static UserException unusable(Path file, String reason) {
    return Errors.usage(
        "The purchase log " + file + " cannot be used.",
        reason,
        "Give a log in CDNOW's layout with --log: customer, date as yyyyMMdd, pieces, amount,"
            + " with blanks between them.");
  }

  /**
   * Each customer several times, all but the first with t_x and T moved by up to three days each,
   * so that rows are about as distinct as those of so many customers.
   *
   * @param asOf end of observation; the log's last day if not given
   * @param seed of the moves
   */
  CountedCustomers copies(int copies, @Nullable LocalDate asOf, long seed) {
    LocalDate end = asOf == null ? lastDay() : asOf;
    SplittableRandom random = new SplittableRandom(seed);
    CountedCustomers.Counter counter = new CountedCustomers.Counter();
    int customers = 0;
    for (NavigableMap<LocalDate, Long> all : centsByDay.values()) {
      NavigableMap<LocalDate, Long> days = all.headMap(end, true);
      if (!days.isEmpty()) {
        customers++;
        addCopies(counter, days, end, copies, random);
      }
    }
    if (customers == 0) {
      throw Errors.usage(
          "The purchase log " + file + " has no customer by " + end + ".",
          "All its purchases are dated later.",
          "Choose a later --as-of.");
    }
    return counter.counted();
  }

  private LocalDate lastDay() {
    LocalDate last = LocalDate.MIN;
    for (NavigableMap<LocalDate, Long> days : centsByDay.values()) {
      last = days.lastKey().isAfter(last) ? days.lastKey() : last;
    }
    return last;
  }

  private static void addCopies(
      CountedCustomers.Counter counter,
      NavigableMap<LocalDate, Long> days,
      LocalDate end,
      int copies,
      SplittableRandom random) {
    LocalDate first = days.firstKey();
    int x = days.size() - 1;
    int txDays = (int) ChronoUnit.DAYS.between(first, days.lastKey());
    int tDays = (int) ChronoUnit.DAYS.between(first, end);
    long repeatCents = days.tailMap(first, false).values().stream().mapToLong(c -> c).sum();
    for (int copy = 0; copy < copies; copy++) {
      // x repeat purchase-days need as many days.
      int t = copy == 0 ? tDays : Math.max(tDays + shift(random), x);
      int tx = copy == 0 ? txDays : Math.min(Math.max(txDays + shift(random), x), t);
      counter.add(x, x == 0 ? 0 : tx, t, repeatCents);
      LocalDate before = first;
      for (LocalDate day : days.tailMap(first, false).keySet()) {
        counter.addGap((int) ChronoUnit.DAYS.between(before, day));
        before = day;
      }
    }
  }

  private static int shift(SplittableRandom random) {
    return random.nextInt(-MOST_SHIFT_DAYS, MOST_SHIFT_DAYS + 1);
  }
}
