package io.churnlake.inspect;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the lines come to.
 *
 * @param read lines that were read
 * @param rejected how many would be rejected, by their first reason
 * @param lines good ones, each once
 * @param counting those that count
 * @param orders of these
 * @param customers of these
 * @param purchaseDays days of a customer with an order that counts
 * @param revenue what they come to, in the reporting currency
 * @param first day of an order that counts; null if there is none
 * @param last such day
 * @param excluded lines that do not count and what they come to, by why not
 * @param months revenue by month
 * @param foreign lines in other currencies, which revenue leaves out, by currency
 * @param givenBack money back without goods, below zero
 */
record Figures(
    long read,
    Map<String, Long> rejected,
    long lines,
    long counting,
    long orders,
    long customers,
    long purchaseDays,
    BigDecimal revenue,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    Map<String, Sum> excluded,
    Map<YearMonth, BigDecimal> months,
    Map<String, Long> foreign,
    BigDecimal givenBack) {

  /**
   * Lines and their amounts.
   *
   * @param lines how many
   * @param amount what they come to
   */
  record Sum(long lines, BigDecimal amount) {
    private Sum with(BigDecimal more) {
      return new Sum(lines + 1, amount.add(more));
    }
  }

  static Figures of(
      List<ReadLine> read,
      List<JudgedLine> judged,
      Function<ReadLine, String> orderOf,
      String currency) {
    Map<String, Long> rejected = new TreeMap<>();
    read.stream()
        .filter(line -> !line.isGood())
        .forEach(line -> rejected.merge(line.reasons().get(0), 1L, Long::sum));
    Map<String, Sum> excluded = new TreeMap<>();
    Map<YearMonth, BigDecimal> months = new TreeMap<>();
    Map<String, Long> foreign = new TreeMap<>();
    Set<String> orders = new HashSet<>();
    Set<String> customers = new HashSet<>();
    Set<String> days = new HashSet<>();
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal givenBack = BigDecimal.ZERO;
    long counting = 0;
    LocalDate first = null;
    LocalDate last = null;
    for (JudgedLine line : judged) {
      BigDecimal amount = line.line().amountOrNothing();
      boolean reported = line.line().currency().equals(currency);
      if (!reported) {
        foreign.merge(line.line().currency(), 1L, Long::sum);
      }
      if (line.line().moneyBack()) {
        givenBack = givenBack.add(amount);
      } else if (!line.counts()) {
        excluded.put(
            line.excluded(),
            excluded.getOrDefault(line.excluded(), new Sum(0, BigDecimal.ZERO)).with(amount));
      }
      if (line.counts()) {
        LocalDate day = line.day();
        counting++;
        orders.add(orderOf.apply(line.line()));
        customers.add(line.line().customer());
        days.add(line.line().customer() + '\0' + day);
        first = first == null || day.isBefore(first) ? day : first;
        last = last == null || day.isAfter(last) ? day : last;
        if (reported) {
          revenue = revenue.add(amount);
          months.merge(YearMonth.from(day), amount, BigDecimal::add);
        }
      }
    }
    return new Figures(
        read.size(),
        rejected,
        judged.size(),
        counting,
        orders.size(),
        customers.size(),
        days.size(),
        revenue,
        first,
        last,
        excluded,
        months,
        foreign,
        givenBack);
  }

  /** Lines that are made of what orders gave back without goods; of nothing, too. */
  long linesBack() {
    return lines - counting - excluded.values().stream().mapToLong(Sum::lines).sum();
  }

  /** Lines that another file has too, or that it restates. */
  long again() {
    return read - rejectedLines() - lines;
  }

  /** The most frequent reason for which lines would be rejected. */
  Optional<Map.Entry<String, Long>> mostFrequentReason() {
    return rejected.entrySet().stream().max(Map.Entry.comparingByValue());
  }

  long rejectedLines() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
