package io.churnlake.retention;

import io.churnlake.table.Kpis;
import io.churnlake.table.RevenueRetention;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Revenue retention straight from the definitions, customer by customer and period by period. */
final class RevenueReference {
  static final String[] COLUMNS = {
    RevenueRetention.PERIOD,
    RevenueRetention.PERIOD_START,
    RevenueRetention.REVENUE,
    RevenueRetention.START_REVENUE,
    RevenueRetention.CHURNED_REVENUE,
    RevenueRetention.CONTRACTION,
    RevenueRetention.EXPANSION,
    RevenueRetention.NEW_REVENUE,
    RevenueRetention.RESURRECTED_REVENUE,
    RevenueRetention.ADJUSTMENT,
    RevenueRetention.GRR,
    Kpis.low(RevenueRetention.GRR),
    Kpis.high(RevenueRetention.GRR),
    RevenueRetention.NRR,
    Kpis.low(RevenueRetention.NRR),
    Kpis.high(RevenueRetention.NRR),
    RevenueRetention.QUICK_RATIO,
    Kpis.low(RevenueRetention.QUICK_RATIO),
    Kpis.high(RevenueRetention.QUICK_RATIO)
  };

  private final Map<String, TreeMap<LocalDate, BigDecimal>> revenue = new HashMap<>();
  private final Map<String, LocalDate> firstOrders = new HashMap<>();

  void add(String customer, LocalDate date, BigDecimal amount) {
    revenue.computeIfAbsent(customer, key -> new TreeMap<>()).merge(date, amount, BigDecimal::add);
  }

  void firstOrder(String customer, LocalDate date) {
    firstOrders.merge(customer, date, (a, b) -> a.isBefore(b) ? a : b);
  }

  /** Lines of {@link SmallWorld#text} of {@link #COLUMNS}, in order. */
  String text(LocalDate logStart, LocalDate asOf) {
    List<String> lines = new ArrayList<>();
    for (var unit : Map.of("month", 1, "quarter", 3).entrySet()) {
      LocalDate start = logStart.withDayOfMonth(1);
      while (unit.getValue() == 3 && start.get(IsoFields.DAY_OF_QUARTER) != 1) {
        start = start.minusMonths(1);
      }
      for (; !start.isAfter(asOf); start = start.plusMonths(unit.getValue())) {
        lines.add(line(unit.getKey(), start, unit.getValue(), logStart, asOf));
        if (unit.getValue() == 1) {
          lines.add(line("twelve_months", start.minusMonths(11), 12, logStart, asOf));
        }
      }
    }
    lines.sort(null);
    return String.join("\n", lines) + "\n";
  }

  private String line(
      String name, LocalDate start, int months, LocalDate logStart, LocalDate asOf) {
    LocalDate before = start.minusMonths(months);
    LocalDate next = start.plusMonths(months);
    LocalDate known = next.isAfter(asOf) ? asOf.plusDays(1) : next;
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    for (String part : List.of(COLUMNS).subList(2, 10)) {
      parts.put(part, BigDecimal.ZERO);
    }
    List<double[]> gross = new ArrayList<>();
    List<double[]> net = new ArrayList<>();
    List<double[]> quick = new ArrayList<>();
    revenue.forEach(
        (customer, amounts) -> {
          BigDecimal then = total(amounts.subMap(before, start).values());
          BigDecimal now = total(amounts.subMap(start, known).values());
          if (then.signum() == 0 && now.signum() == 0) {
            return;
          }
          BigDecimal difference = now.subtract(then);
          double gained = 0;
          double lost = 0;
          parts.merge(RevenueRetention.REVENUE, now, BigDecimal::add);
          if (now.signum() < 0) {
            parts.merge(RevenueRetention.ADJUSTMENT, now, BigDecimal::add);
          }
          if (then.signum() > 0) {
            parts.merge(RevenueRetention.START_REVENUE, then, BigDecimal::add);
            double above = Math.max(0, now.doubleValue());
            gross.add(new double[] {Math.min(then.doubleValue(), above), then.doubleValue()});
            net.add(new double[] {above, then.doubleValue()});
            if (now.signum() <= 0) {
              parts.merge(RevenueRetention.CHURNED_REVENUE, then, BigDecimal::add);
              lost = then.doubleValue();
            } else if (difference.signum() < 0) {
              parts.merge(RevenueRetention.CONTRACTION, difference.negate(), BigDecimal::add);
              lost = -difference.doubleValue();
            } else {
              parts.merge(RevenueRetention.EXPANSION, difference, BigDecimal::add);
              gained = difference.doubleValue();
            }
          } else if (now.signum() > 0) {
            LocalDate first = firstOrders.get(customer);
            boolean isNew = first != null && !first.isBefore(start);
            parts.merge(
                isNew ? RevenueRetention.NEW_REVENUE : RevenueRetention.RESURRECTED_REVENUE,
                now,
                BigDecimal::add);
            gained = now.doubleValue();
          }
          quick.add(new double[] {gained, lost});
        });
    StringBuilder line = new StringBuilder(name + " " + start);
    parts.values().forEach(part -> line.append(' ').append(SmallWorld.cell(part)));
    boolean rated = !next.minusDays(1).isAfter(asOf) && !before.isBefore(logStart);
    line.append(ratio(gross, rated, 1));
    line.append(ratio(net, rated, Double.MAX_VALUE));
    line.append(ratio(quick, rated, Double.MAX_VALUE));
    return line.toString();
  }

  /** The ratio of sums with 1.96 standard errors of its linear approximation. */
  private static String ratio(List<double[]> customers, boolean known, double most) {
    double a = customers.stream().mapToDouble(pair -> pair[0]).sum();
    double b = customers.stream().mapToDouble(pair -> pair[1]).sum();
    if (!known || b == 0) {
      return " - - -";
    }
    double ratio = a / b;
    int n = customers.size();
    double meanB = b / n;
    double squares =
        customers.stream().mapToDouble(pair -> Math.pow(pair[0] - ratio * pair[1], 2)).sum();
    double error = 1.959963984540054 * Math.sqrt(squares / (n - 1) / n) / meanB;
    Double low = n > 1 ? (Double) Math.max(0, ratio - error) : null;
    Double high = n > 1 ? (Double) Math.min(most, ratio + error) : null;
    return " " + SmallWorld.cell(ratio) + " " + SmallWorld.cell(low) + " " + SmallWorld.cell(high);
  }

  private static BigDecimal total(Iterable<BigDecimal> amounts) {
    BigDecimal total = BigDecimal.ZERO;
    for (BigDecimal amount : amounts) {
      total = total.add(amount);
    }
    return total;
  }
}
