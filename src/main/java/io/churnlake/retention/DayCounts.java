package io.churnlake.retention;

import java.util.Arrays;

/**
 * Durations in whole days, counted: how many ended with the event on each day, and how many were
 * observed so long without it.
 */
final class DayCounts {
  private int[] days = new int[16];
  private long[] events = new long[16];
  private long[] censored = new long[16];
  private int size;

  /**
   * Adds a day; days come in ascending order.
   *
   * @throws IllegalArgumentException if the day is below 0 or not after the one before
   */
  void add(int day, long withEvent, long withoutEvent) {
    if (day < 0 || (size > 0 && day <= days[size - 1])) {
      throw new IllegalArgumentException("day " + day + " is not after the one before");
    }
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
      censored = Arrays.copyOf(censored, 2 * size);
    }
    days[size] = day;
    events[size] = withEvent;
    censored[size] = withoutEvent;
    size++;
  }

  int size() {
    return size;
  }

  int day(int i) {
    return days[i];
  }

  long events(int i) {
    return events[i];
  }

  long censored(int i) {
    return censored[i];
  }

  /** All durations. */
  long total() {
    return Arrays.stream(events).sum() + Arrays.stream(censored).sum();
  }

  /** Those that ended with the event. */
  long allEvents() {
    return Arrays.stream(events).sum();
  }

  /** The longest duration; 0 if there is none. */
  int longest() {
    return size == 0 ? 0 : days[size - 1];
  }
}
