package io.churnlake.economics;

import io.churnlake.customer.CustomerLog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers who are told in a few words, without Spark. */
final class PersonMade {
  private final String channel;
  private final boolean isKnown;
  private final List<CustomerLog.Day> days = new ArrayList<>();
  private final List<Person.Events> events = new ArrayList<>();
  private boolean leftTruncated;
  private boolean isReferred;
  private boolean refers;
  private @Nullable String segment;
  private Person.@Nullable Value value;
  private @Nullable Answer answer;
  private @Nullable Answer ended;
  private NpsCounts anonymous = NpsCounts.NONE;

  private PersonMade(String channel, boolean isKnown) {
    this.channel = channel;
    this.isKnown = isKnown;
  }

  static PersonMade of(String channel) {
    return new PersonMade(channel, true);
  }

  /** Those whom nobody knows. */
  static PersonMade nobody() {
    return new PersonMade("(unknown)", false);
  }

  /** A day on which so many lines were bought. */
  PersonMade buys(String date, int lines, int full, String revenue, String... categories) {
    int day = (int) LocalDate.parse(date).toEpochDay();
    days.add(
        new CustomerLog.Day(
            day, 1, lines, full, money(revenue), 0, 0, List.of(categories), 1, lines, 0));
    return this;
  }

  /** The last day's costs, and the revenue that they are those of. */
  PersonMade at(String cost, String costedRevenue) {
    CustomerLog.Day day = days.remove(days.size() - 1);
    days.add(
        new CustomerLog.Day(
            day.date(),
            day.orders(),
            day.lines(),
            day.fullPriceLines(),
            day.revenue(),
            money(cost),
            money(costedRevenue),
            day.categories(),
            day.netOrders(),
            day.netLines(),
            day.netRevenue()));
    return this;
  }

  PersonMade worth(String historic, String expected) {
    value = new Person.Value(money(historic), money(expected));
    return this;
  }

  PersonMade in(String name) {
    segment = name;
    return this;
  }

  PersonMade leftTruncated() {
    leftTruncated = true;
    return this;
  }

  PersonMade referred() {
    isReferred = true;
    return this;
  }

  PersonMade refers() {
    refers = true;
    return this;
  }

  /** The newest answer, whose window has ended or not. */
  PersonMade answers(String date, int nps, boolean hasEnded) {
    answer = new Answer((int) LocalDate.parse(date).toEpochDay(), nps);
    ended = hasEnded ? answer : null;
    return this;
  }

  PersonMade anonymous(long promoters, long passives, long detractors) {
    anonymous = new NpsCounts(promoters, passives, detractors);
    return this;
  }

  PersonMade does(String kind, String month, long times) {
    events.add(new Person.Events(kind, Scope.MONTH.index(LocalDate.parse(month + "-01")), times));
    return this;
  }

  Person made() {
    int first = days.isEmpty() ? CustomerLog.NEVER : days.get(0).date();
    return new Person(
        isKnown,
        new CustomerLog(first, leftTruncated, List.of(), days),
        channel,
        "DE",
        segment,
        days.size(),
        value,
        isReferred,
        isReferred,
        refers,
        answer,
        ended,
        anonymous,
        events);
  }

  private static long money(String amount) {
    return new BigDecimal(amount).movePointRight(4).longValueExact();
  }
}
