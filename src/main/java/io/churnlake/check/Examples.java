package io.churnlake.check;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The first places of something, each with the text that is there: a few stand for all. */
public final class Examples implements Serializable {
  /** So many are shown. */
  static final int MOST = 3;

  private static final long serialVersionUID = 1L;

  private final TreeMap<Place, String> first = new TreeMap<>();

  /**
   * A row.
   *
   * @param place where it stands
   * @param text as the file has it
   */
  public record Example(Place place, String text) {}

  void add(Place place, String text) {
    if (first.size() < MOST || place.compareTo(first.lastKey()) < 0) {
      first.put(place, text);
      if (first.size() > MOST) {
        first.pollLastEntry();
      }
    }
  }

  void merge(Examples other) {
    other.first.forEach(this::add);
  }

  /** At most three, in the order of the files. */
  public List<Example> list() {
    return first.entrySet().stream().map(Examples::example).toList();
  }

  private static Example example(Map.Entry<Place, String> entry) {
    return new Example(entry.getKey(), entry.getValue());
  }
}
