package io.churnlake.orders;

import io.churnlake.table.Returns;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets one customer's returns against the lines that they undo.
 *
 * <p>Returns are taken in the order of time. One that names an order takes from that order's lines
 * of its code. Any other takes from the customer's earlier lines of the same code that have pieces
 * left: those of the same unit price first, then the latest, then by their place in the order. A
 * return may take from several lines; what finds none is an unmatched return. Since later returns
 * only take what earlier ones left, they never change what was known before them.
 */
final class ReturnMatcher {
  private final int swapDays;
  private final List<AccountLine> lines;

  /** Pieces of each sale that have not come back. */
  private final long[] left;

  private final Map<String, Integer> openLines = new HashMap<>();
  private final Map<String, List<Integer>> salesByOrder = new HashMap<>();
  private final Map<String, List<Integer>> earlierByCode = new HashMap<>();
  private final List<ReturnPart> parts = new ArrayList<>();

  private ReturnMatcher(List<AccountLine> lines, int swapDays) {
    this.lines = lines;
    this.swapDays = swapDays;
    this.left = new long[lines.size()];
  }

  /**
   * Matches.
   *
   * @param lines all sales, returns and credits of one customer in the order of time, order id and
   *     place in the order; no two of the same key and occurrence
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
        salesByOrder.computeIfAbsent(line.orderId(), id -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      AccountLine line = lines.get(i);
      switch (line.kind()) {
        case SALE -> earlierByCode.computeIfAbsent(codeOf(line), code -> new ArrayList<>()).add(i);
        case ADJUSTMENT ->
            parts.add(
                new ReturnPart(
                    line,
                    1,
                    Returns.ADJUSTMENT,
                    null,
                    line.pieces(),
                    line.amount(),
                    false,
                    false,
                    null));
        case RETURN -> takeBack(i);
      }
    }
  }

  private void takeBack(int at) {
    AccountLine back = lines.get(at);
    Integer swappedOn = swappedOn(at);
    boolean named = back.refersTo() != null;
    List<Integer> candidates = named ? ofNamedOrder(back) : ofSameCode(back);
    long open = back.pieces();
    long money = back.amount();
    int number = 0;
    for (int candidate : candidates) {
      if (open == 0) {
        break;
      }
      AccountLine sale = lines.get(candidate);
      long available = left[candidate];
      if (available == 0) {
        continue;
      }
      long taken = Math.min(open, available);
      long amount = taken == open ? money : share(back.amount(), taken, back.pieces());
      left[candidate] = available - taken;
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
              amount,
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

  /** The lines of the order that the return names: of its code, or all if it has none. */
  private List<Integer> ofNamedOrder(AccountLine back) {
    List<Integer> candidates = new ArrayList<>();
    for (int i : salesByOrder.getOrDefault(String.valueOf(back.refersTo()), List.of())) {
      AccountLine sale = lines.get(i);
      boolean sameCode = back.code() == null || back.code().equals(sale.code());
      if (sameCode && sale.orderDay() <= back.lineDay()) {
        candidates.add(i);
      }
    }
    candidates.sort(Comparator.comparing((Integer i) -> !samePrice(back, lines.get(i))));
    return candidates;
  }

  private List<Integer> ofSameCode(AccountLine back) {
    List<Integer> earlier = earlierByCode.getOrDefault(codeOf(back), List.of());
    List<Integer> candidates = new ArrayList<>(earlier);
    candidates.removeIf(i -> left[i] == 0);
    // Orders come latest first, the lines of one order by their place.
    Comparator<Integer> latest =
        Comparator.comparing((Integer i) -> lines.get(i).time())
            .thenComparing(i -> lines.get(i).orderId())
            .reversed();
    candidates.sort(
        Comparator.comparing((Integer i) -> !samePrice(back, lines.get(i)))
            .thenComparing(latest)
            .thenComparing(i -> i));
    return candidates;
  }

  private static boolean samePrice(AccountLine back, AccountLine sale) {
    return Objects.equals(back.unitPrice(), sale.unitPrice());
  }

  private static String codeOf(AccountLine line) {
    return line.code() == null ? "" : line.code();
  }

  /** Rounded half up; the last part of a return gets what is left, so that the parts add up. */
  private static long share(long amount, long taken, long pieces) {
    BigInteger twice = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(taken)).shiftLeft(1);
    BigInteger divisor = BigInteger.valueOf(pieces);
    return twice.add(divisor).divide(divisor.shiftLeft(1)).longValueExact();
  }

  private @Nullable Integer swappedOn(int at) {
    AccountLine back = lines.get(at);
    for (int i = at + 1; i < lines.size(); i++) {
      AccountLine later = lines.get(i);
      if (later.lineDay() > back.lineDay() + swapDays) {
        return null;
      }
      if (later.kind() == AccountLine.Kind.SALE
          && (same(later.code(), back.code()) || same(later.category(), back.category()))) {
        return later.lineDay();
      }
    }
    return null;
  }

  private static boolean same(@Nullable String left, @Nullable String right) {
    return left != null && left.equals(right);
  }
}
