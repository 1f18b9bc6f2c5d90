package io.churnlake.orders;

import io.churnlake.table.Returns;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sets one customer's returns against the lines that they undo.
 *
 * <p>Returns are taken in the order of time. One that names an order takes from that order's lines
 * of its code. Any other takes from the customer's earlier lines of the same code that have pieces
 * left: those of the same unit price, in the currency sold in, first, then the latest, then by
 * their place in the order. A return may take from several lines; what finds none is an unmatched
 * return. Since later returns only take what earlier ones left, they never change what was known
 * before them.
 */
final class ReturnMatcher {
  private final int swapDays;
  private final List<AccountLine> lines;

  /** Pieces of each sale that have not come back. */
  private final long[] left;

  private final Map<String, Integer> openLines = new HashMap<>();
  private final Map<String, NavigableSet<Integer>> salesByCode = new HashMap<>();
  private final Map<String, NavigableSet<Integer>> salesByCategory = new HashMap<>();
  private final OpenSales sales;
  private final List<ReturnPart> parts = new ArrayList<>();

  private ReturnMatcher(List<AccountLine> lines, int swapDays) {
    this.lines = lines;
    this.swapDays = swapDays;
    this.left = new long[lines.size()];
    this.sales = new OpenSales(lines, left);
  }

  /**
   * Matches.
   *
   * @param lines all sales, returns and credits of one customer in the order of time (and so of
   *     days), order id and place in the order; no two of the same key and occurrence
   * @param swapDays days after a return within which buying the same again makes it a swap
   */
  static List<ReturnPart> match(List<AccountLine> lines, int swapDays) {
    ReturnMatcher matcher = new ReturnMatcher(lines, swapDays);
    matcher.run();
    return matcher.parts;
  }

  private void run() {
    for (int i = 0; i < lines.size(); i++) {
      AccountLine line = lines.get(i);
      if (line.kind() == AccountLine.Kind.SALE) {
        left[i] = line.pieces();
        openLines.merge(line.orderId(), 1, Integer::sum);
        sales.addToOrder(i);
        index(salesByCode, line.code(), i);
        index(salesByCategory, line.category(), i);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      AccountLine line = lines.get(i);
      switch (line.kind()) {
        case SALE -> sales.addEarlier(i);
        case ADJUSTMENT ->
            parts.add(
                new ReturnPart(
                    line,
                    1,
                    Returns.ADJUSTMENT,
                    null,
                    line.pieces(),
                    amount(line),
                    false,
                    false,
                    null));
        case RETURN -> takeBack(i);
      }
    }
  }

  private static void index(
      Map<String, NavigableSet<Integer>> sales, @Nullable String value, int position) {
    if (value != null) {
      sales.computeIfAbsent(value, any -> new TreeSet<>()).add(position);
    }
  }

  private void takeBack(int at) {
    AccountLine back = lines.get(at);
    Integer swappedOn = swappedOn(at);
    boolean named = back.refersTo() != null;
    long open = back.pieces();
    long money = amount(back);
    int number = 0;
    while (open > 0) {
      int next = sales.next(back);
      if (next < 0) {
        break;
      }
      AccountLine sale = lines.get(next);
      long available = left[next];
      long taken = Math.min(open, available);
      long amount = taken == open ? money : share(amount(back), taken, back.pieces());
      long given = back.amount() == null ? share(amount(sale), taken, sale.pieces()) : amount;
      left[next] = available - taken;
      boolean closesLine = taken == available;
      boolean closesOrder = closesLine && openLines.merge(sale.orderId(), -1, Integer::sum) == 0;
      number++;
      parts.add(
          new ReturnPart(
              back,
              number,
              named ? Returns.BY_REFERENCE : Returns.MATCHED,
              sale,
              taken,
              given,
              closesLine,
              closesOrder,
              swappedOn));
      open -= taken;
      money -= amount;
    }
    if (open > 0) {
      parts.add(
          new ReturnPart(
              back, number + 1, Returns.UNMATCHED, null, open, money, false, false, swappedOn));
    }
  }

  private static long amount(AccountLine line) {
    Long amount = line.amount();
    return amount == null ? 0 : amount;
  }

  /** Rounded half up; the last part of a return gets what is left, so that the parts add up. */
  private static long share(long amount, long taken, long pieces) {
    BigInteger twice = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(taken)).shiftLeft(1);
    BigInteger divisor = BigInteger.valueOf(pieces);
    return twice.add(divisor).divide(divisor.shiftLeft(1)).longValueExact();
  }

  /** Looks at the sales of the same code and the same category, whichever comes first. */
  private @Nullable Integer swappedOn(int at) {
    AccountLine back = lines.get(at);
    Integer next =
        earlier(after(at, salesByCode, back.code()), after(at, salesByCategory, back.category()));
    if (next == null || lines.get(next).lineDay() > back.lineDay() + swapDays) {
      return null;
    }
    return lines.get(next).lineDay();
  }

  private static @Nullable Integer earlier(@Nullable Integer one, @Nullable Integer other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.min(one, other);
  }

  private static @Nullable Integer after(
      int at, Map<String, NavigableSet<Integer>> sales, @Nullable String value) {
    NavigableSet<Integer> same = value == null ? null : sales.get(value);
    return same == null ? null : same.higher(at);
  }
}
