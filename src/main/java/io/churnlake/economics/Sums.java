package io.churnlake.economics;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Some whole-number sums for each key. */
final class Sums<K extends Comparable<K> & Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final Map<K, long[]> sums = new HashMap<>();

  /**
   * Of no key yet.
   *
   * @param width sums of a key
   */
  Sums(int width) {
    this.width = width;
  }

  void add(K key, int index, long amount) {
    long[] own = sums.computeIfAbsent(key, none -> new long[width]);
    own[index] = Math.addExact(own[index], amount);
  }

  void add(K key, int index, boolean counts) {
    add(key, index, counts ? 1 : 0);
  }

  void add(Sums<K> other) {
    other.sums.forEach(
        (key, amounts) -> {
          for (int i = 0; i < width; i++) {
            add(key, i, amounts[i]);
          }
        });
  }

  /** The key's sums, in the order of their indices; of one that nothing was added for, zeros. */
  long[] of(K key) {
    return sums.getOrDefault(key, new long[width]);
  }

  SortedSet<K> keys() {
    return new TreeSet<>(sums.keySet());
  }

  int size() {
    return sums.size();
  }
}
