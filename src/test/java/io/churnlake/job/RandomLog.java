package io.churnlake.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A shop's log made of everything that can go wrong in one, as lines of CSV. */
final class RandomLog {
  static final String HEADER = "when;who;order;line;what;kind;pieces;price;state;of";
  static final String MAPPING =
      """
      source {
        name = "random", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd HH:mm"]
        columns {
          time = when, customer-id = who, order-id = order, line-id = line, product-code = what
          category = kind, quantity = pieces, unit-price = price, refers-to-order = of
        }
        cancelled { column = state, pattern = "^back$" }
        credit-codes = [OFF]
        no-product-codes = [SHIP]
        restatement = %s
      }
      """;

  private static final String[] CODES = {"A1", "A2", "B1", "B2", "SHIP", "OFF", ""};

  private final Random random;
  private final int customers;
  private final List<String> lines = new ArrayList<>();
  private final List<String[]> sold = new ArrayList<>();
  private int orders;

  RandomLog(long seed, int customers) {
    this.random = new Random(seed);
    this.customers = customers;
  }

  /** So many orders with what comes back of them; identical lines stand as often as they occur. */
  List<String> lines(int count) {
    for (int i = 0; i < count; i++) {
      order();
    }
    return lines;
  }

  private void order() {
    String order = "o" + orders++;
    String customer = chance(.08) ? "" : "c" + random.nextInt(customers);
    int day = random.nextInt(90);
    int size = 1 + random.nextInt(3);
    for (int line = 1; line <= size; line++) {
      String who = chance(.01) ? "c" + random.nextInt(customers) : customer;
      String code = CODES[random.nextInt(4)];
      int pieces = 1 + random.nextInt(4);
      int price = chance(.03) ? 0 : code.charAt(1) == '1' ? 5 : 5 + random.nextInt(2);
      String text = line(day, who, order, line, code, pieces, price, "", "");
      add(text);
      if (chance(.05)) {
        add(text);
      }
      sold.add(new String[] {who, order, code, Integer.toString(price), Integer.toString(day)});
    }
    if (chance(.2)) {
      add(line(day, customer, order, size + 1, "SHIP", 1, 4, "", ""));
    }
    if (chance(.4)) {
      takeBack();
    }
    if (chance(.05)) {
      add(line(day, customer, order, 9, chance(.5) ? "OFF" : "", -1, 2, "back", ""));
    }
  }

  private void takeBack() {
    String[] of = sold.get(random.nextInt(sold.size()));
    int day = Math.min(89, Integer.parseInt(of[4]) + random.nextInt(20));
    boolean names = chance(.4);
    String who = names && chance(.2) ? "" : names && chance(.1) ? "c0" : of[0];
    int price = Integer.parseInt(of[3]) + (chance(.2) ? 1 : 0);
    String order = "r" + orders++;
    if (chance(.3)) {
      // What else comes back with it, of another order or of none.
      String[] other = sold.get(random.nextInt(sold.size()));
      add(line(day, who, order, 2, other[2], -1, 5, "back", chance(.5) ? other[1] : ""));
    }
    add(line(day, who, order, 1, of[2], -1 - random.nextInt(3), price, "back", names ? of[1] : ""));
  }

  private String line(
      int day,
      String who,
      String order,
      int line,
      String code,
      int pieces,
      int price,
      String state,
      String of) {
    String when =
        "2024-%02d-%02d %02d:00".formatted(1 + day / 28, 1 + day % 28, 8 + random.nextInt(3));
    String kind = code.isEmpty() ? "" : code.substring(0, 1);
    return String.join(
        ";", when, who, order, "" + line, code, kind, "" + pieces, "" + price, state, of);
  }

  private void add(String line) {
    lines.add(line);
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** The lines in files of random sizes: identical ones in one file, copies of some in others. */
  List<List<String>> split(int files) {
    List<List<String>> split = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      split.add(new ArrayList<>());
    }
    Set<String> distinct = new LinkedHashSet<>(lines);
    for (String line : distinct) {
      // The first file is the history; the others are nights.
      int file = chance(.85) ? 0 : random.nextInt(files);
      int times = (int) lines.stream().filter(line::equals).count();
      for (int i = 0; i < times; i++) {
        split.get(file).add(random.nextInt(split.get(file).size() + 1), line);
      }
      if (chance(.1)) {
        split.get(random.nextInt(files)).add(line);
      }
    }
    // A copy that met its own file would be a repeat.
    for (int i = 0; i < files; i++) {
      split.set(i, notOftener(split.get(i)));
    }
    return split;
  }

  /** Lines that lack some, and have some under another customer. */
  List<String> mistaken(List<String> lines) {
    List<String> mistaken = new ArrayList<>();
    for (String line : lines) {
      if (chance(.5)) {
        String[] fields = line.split(";", -1);
        fields[1] = chance(.3) ? "c" + random.nextInt(customers) : fields[1];
        mistaken.add(String.join(";", fields));
      }
    }
    return mistaken;
  }

  private List<String> notOftener(List<String> file) {
    List<String> kept = new ArrayList<>();
    for (String line : file) {
      long most = lines.stream().filter(line::equals).count();
      if (kept.stream().filter(line::equals).count() < most) {
        kept.add(line);
      }
    }
    return kept;
  }
}
