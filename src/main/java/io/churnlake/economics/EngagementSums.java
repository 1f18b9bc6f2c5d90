package io.churnlake.economics;

import java.io.Serializable;
import java.util.List;

/** Events by kind and month, and who is active. */
final class EngagementSums implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int EVENTS = 0;
  static final int CUSTOMERS = 1;
  static final int EVENTS_OF_ACTIVE = 2;

  /** Each active customer's events, squared. */
  static final int SQUARES = 3;

  private final Sums<PartMonth> kinds = new Sums<>(4);
  private final Sums<Integer> active = new Sums<>(1);

  void add(Person person, List<ActiveMonths> runs) {
    for (ActiveMonths run : runs) {
      for (int month = run.month(); month <= run.until(); month++) {
        active.add(month, 0, 1);
      }
    }
    for (Person.Events events : person.events()) {
      PartMonth key = new PartMonth(events.kind(), events.month());
      long n = events.count();
      kinds.add(key, EVENTS, n);
      kinds.add(key, CUSTOMERS, person.isKnown());
      if (runs.stream().anyMatch(run -> run.covers(events.month()))) {
        kinds.add(key, EVENTS_OF_ACTIVE, n);
        kinds.add(key, SQUARES, Math.multiplyExact(n, n));
      }
    }
  }

  void add(EngagementSums other) {
    kinds.add(other.kinds);
    active.add(other.active);
  }

  int cells() {
    return kinds.size() + active.size();
  }

  Sums<PartMonth> kinds() {
    return kinds;
  }

  /** Customers active at the end of the month of that number, or on the business date. */
  long active(int month) {
    return active.of(month)[0];
  }
}
