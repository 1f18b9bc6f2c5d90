package io.churnlake.economics;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A part of the customers, or a kind of events, in a month.
 *
 * @param part a channel, or all; or a kind
 * @param month its number
 */
record PartMonth(String part, int month) implements Comparable<PartMonth>, Serializable {
  private static final Comparator<PartMonth> ORDER =
      Comparator.comparing(PartMonth::part).thenComparing(PartMonth::month);

  @Override
  public int compareTo(PartMonth other) {
    return ORDER.compare(this, other);
  }
}
