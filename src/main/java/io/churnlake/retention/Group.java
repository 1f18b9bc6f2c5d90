package io.churnlake.retention;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Customers who are counted together.
 *
 * @param split what divides the customers
 * @param value the part of it
 * @param next a further division of the part; empty for none
 */
record Group(String split, String value, String next) implements Comparable<Group>, Serializable {
  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::split).thenComparing(Group::value).thenComparing(Group::next);

  static Group of(String split, String value) {
    return new Group(split, value, "");
  }

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }
}
