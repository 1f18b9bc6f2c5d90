package io.churnlake.check;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a row stands.
 *
 * @param file its file's name, below the input folder
 * @param line its line there; of Parquet its row
 */
public record Place(String file, long line) implements Comparable<Place>, Serializable {
  private static final Comparator<Place> IN_FILES =
      Comparator.comparing(Place::file).thenComparingLong(Place::line);

  @Override
  public int compareTo(Place other) {
    return IN_FILES.compare(this, other);
  }
}
