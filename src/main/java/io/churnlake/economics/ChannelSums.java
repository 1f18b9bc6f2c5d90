package io.churnlake.economics;

import io.churnlake.customer.CustomerLog;
import io.churnlake.quality.ProductSum;
import io.churnlake.table.UnitEconomics;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Customers by the channel of their first order, and all together, month by month. */
final class ChannelSums implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int NEW = 0;
  static final int LEFT_TRUNCATED = 1;
  static final int DESCRIBED = 2;
  static final int REFERRED = 3;
  static final int RETAINED = 4;

  /** New customers who have a value, its parts, and what it comes to in whole cents. */
  static final int VALUED = 5;

  static final int HISTORIC = 6;
  static final int EXPECTED = 7;
  static final int CENTS = 8;

  private static final int WIDTH = 9;
  private static final int MONEY_IN_CENTS = 2;

  private final Scope scope;
  private final @Nullable BigDecimal marginRate;
  private final Sums<PartMonth> months = new Sums<>(WIDTH);
  private final Map<PartMonth, ProductSum> squaredCents = new HashMap<>();

  /** Of each month's new customers, the margin that they brought in each month, by its number. */
  private final Map<PartMonth, NavigableMap<Integer, Long>> margins = new HashMap<>();

  private int marginCells;

  ChannelSums(Scope scope, @Nullable BigDecimal marginRate) {
    this.scope = scope;
    this.marginRate = marginRate;
  }

  void add(Person person, List<ActiveMonths> active) {
    if (person.hasBought()) {
      for (String part : List.of(person.channel(), UnitEconomics.ALL)) {
        first(new PartMonth(part, person.cohort()), person, active);
        active.forEach(run -> retained(part, run));
      }
    }
  }

  private void first(PartMonth cohort, Person person, List<ActiveMonths> active) {
    boolean fresh = person.isNew();
    months.add(cohort, NEW, fresh);
    months.add(cohort, LEFT_TRUNCATED, !fresh);
    if (fresh) {
      months.add(cohort, DESCRIBED, person.isDescribed());
      months.add(cohort, REFERRED, person.isReferred());
      if (person.value() != null) {
        add(cohort, person.value());
      }
      if (marginRate != null) {
        BigDecimal rate = marginRate;
        active.stream()
            .filter(run -> scope.hasEnded(run.month()))
            .forEach(run -> margin(cohort, run.month(), margin(run, rate)));
      }
    }
  }

  private void add(PartMonth cohort, Person.Value value) {
    long cents =
        BigDecimal.valueOf(Math.addExact(value.historic(), value.expected()), MONEY_IN_CENTS)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    months.add(cohort, VALUED, 1);
    months.add(cohort, HISTORIC, value.historic());
    months.add(cohort, EXPECTED, value.expected());
    months.add(cohort, CENTS, cents);
    squares(cohort).add(cents, cents);
  }

  private ProductSum squares(PartMonth cohort) {
    return squaredCents.computeIfAbsent(cohort, none -> new ProductSum());
  }

  private void margin(PartMonth cohort, int month, long margin) {
    NavigableMap<Integer, Long> own = margins.computeIfAbsent(cohort, none -> new TreeMap<>());
    marginCells +=
        own.put(month, Math.addExact(own.getOrDefault(month, 0L), margin)) == null ? 1 : 0;
  }

  /** As gold.clv has it, in ten-thousandths: known where costs are, elsewhere at the rate. */
  private static long margin(ActiveMonths run, BigDecimal rate) {
    long revenue = 0;
    long cost = 0;
    long costed = 0;
    for (CustomerLog.Day day : run.days()) {
      revenue = Math.addExact(revenue, day.revenue());
      cost = Math.addExact(cost, day.cost());
      costed = Math.addExact(costed, day.costedRevenue());
    }
    return BigDecimal.valueOf(Math.subtractExact(revenue, costed))
        .multiply(rate)
        .add(BigDecimal.valueOf(Math.subtractExact(costed, cost)))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** Active at a month's start and at its end, or on the business date. */
  private void retained(String part, ActiveMonths run) {
    int from = run.carriedOn() ? run.month() : run.month() + 1;
    for (int month = from; month <= run.until(); month++) {
      months.add(new PartMonth(part, month), RETAINED, 1);
    }
  }

  void add(ChannelSums other) {
    months.add(other.months);
    other.squaredCents.forEach((cohort, sum) -> squares(cohort).add(sum));
    other.margins.forEach(
        (cohort, own) -> own.forEach((month, margin) -> margin(cohort, month, margin)));
  }

  int cells() {
    return months.size() + squaredCents.size() + marginCells;
  }

  Sums<PartMonth> months() {
    return months;
  }

  double squaredCents(PartMonth cohort) {
    return squares(cohort).value().doubleValue();
  }

  /** By the months' numbers; empty where the log has no amounts. */
  NavigableMap<Integer, Long> margins(PartMonth cohort) {
    return margins.getOrDefault(cohort, new TreeMap<>());
  }
}
