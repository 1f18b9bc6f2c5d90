package io.churnlake.check;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a column holds, over all rows of all files. */
final class ColumnFacts implements Serializable {
  /** A status or a currency has few values. */
  static final int MOST_VALUES = 60;

  private static final long serialVersionUID = 1L;

  private long filled;
  private long numbers;
  private long positive;
  private long negative;
  private long fractions;
  private long lists;
  private boolean hasMany;
  private final TreeMap<String, RowGroup> values = new TreeMap<>();
  private final Examples otherThanNothing = new Examples();
  private final Examples belowNothing = new Examples();

  /** A cell that holds no number. */
  void add(Place place, String value) {
    filled++;
    count(place, value);
  }

  /** A cell that holds a number. */
  void add(Place place, String value, BigDecimal number) {
    add(place, value);
    numbers++;
    fractions += number.signum() != 0 && number.abs().compareTo(BigDecimal.ONE) < 0 ? 1 : 0;
    if (number.signum() != 0) {
      otherThanNothing.add(place, value);
    }
    if (number.signum() > 0) {
      positive++;
    } else if (number.signum() < 0) {
      negative++;
      belowNothing.add(place, value);
    }
  }

  /** A list in nested records, which holds something; its text may be anybody's. */
  void addList(Place place) {
    filled++;
    lists++;
    otherThanNothing.add(place, "");
  }

  private void count(Place place, String value) {
    if (hasMany) {
      return;
    }
    values.computeIfAbsent(value, k -> new RowGroup()).add(place, value, BigDecimal.ZERO);
    if (values.size() > MOST_VALUES) {
      hasMany = true;
      values.clear();
    }
  }

  ColumnFacts merge(ColumnFacts other) {
    filled += other.filled;
    numbers += other.numbers;
    positive += other.positive;
    negative += other.negative;
    fractions += other.fractions;
    lists += other.lists;
    hasMany |= other.hasMany;
    other.values.forEach(
        (value, group) -> values.computeIfAbsent(value, k -> new RowGroup()).merge(group));
    hasMany |= values.size() > MOST_VALUES;
    if (hasMany) {
      values.clear();
    }
    otherThanNothing.merge(other.otherThanNothing);
    belowNothing.merge(other.belowNothing);
    return this;
  }

  /** Cells that are not empty. */
  long filled() {
    return filled;
  }

  /** Of these, numbers. */
  long numbers() {
    return numbers;
  }

  /** Of these, above nothing. */
  long positive() {
    return positive;
  }

  /** Of these, below nothing. */
  long negative() {
    return negative;
  }

  /** Of the numbers, those that are nearer to nothing than 1, and not nothing. */
  long fractions() {
    return fractions;
  }

  /** Cells that are lists with something in them. */
  long lists() {
    return lists;
  }

  /** The different values and their rows; none if they are many. */
  Map<String, RowGroup> values() {
    return values;
  }

  /** Rows that have one of these values. */
  long rows(Collection<String> of) {
    return of.stream().mapToLong(value -> group(value).rows()).sum();
  }

  /** Where the first of them stand. */
  List<Examples.Example> examples(Collection<String> of) {
    Examples examples = new Examples();
    of.forEach(value -> examples.merge(group(value).examples()));
    return examples.list();
  }

  private RowGroup group(String value) {
    RowGroup group = values.get(value);
    return group == null ? new RowGroup() : group;
  }

  Examples otherThanNothing() {
    return otherThanNothing;
  }

  Examples belowNothing() {
    return belowNothing;
  }
}
