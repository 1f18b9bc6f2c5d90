package io.churnlake.churn.feature;

import java.io.Serializable;
import java.util.List;

/**
 * Events of one customer beside the order log.
 *
 * @param events in any order
 */
public record OtherEvents(List<Event> events) implements Serializable {
  public static final OtherEvents NONE = new OtherEvents(List.of());

  /** What happened. */
  public enum Kind {
    VISIT,
    EMAIL_OPEN,
    EMAIL_CLICK,
    TICKET,
    CONTACT,
    /** The value is the answer, 0 to 10. */
    NPS
  }

  /**
   * One event.
   *
   * @param date days since 1970-01-01
   * @param value of an answer; else 0
   */
  public record Event(Kind kind, int date, int value) implements Serializable {}

  /** Copies the list. */
  public OtherEvents {
    events = List.copyOf(events);
  }

  /** Events of that kind in (to - days, to]. */
  int within(Kind kind, int to, int days) {
    int number = 0;
    for (Event event : events) {
      if (event.kind() == kind && event.date() <= to && event.date() > to - days) {
        number++;
      }
    }
    return number;
  }

  /** The last day with such an event in (to - days, to]; the least of numbers without any. */
  int last(Kind kind, int to, int days) {
    int last = Integer.MIN_VALUE;
    for (Event event : events) {
      if (event.kind() == kind && event.date() <= to && event.date() > to - days) {
        last = Math.max(last, event.date());
      }
    }
    return last;
  }

  /** The lowest of the newest day's answers up to that date; NaN without any. */
  double lastAnswer(int to) {
    int newest = Integer.MIN_VALUE;
    double answer = Double.NaN;
    for (Event event : events) {
      if (event.kind() == Kind.NPS
          && event.date() <= to
          && (event.date() > newest || (event.date() == newest && event.value() < answer))) {
        newest = event.date();
        answer = event.value();
      }
    }
    return answer;
  }
}
