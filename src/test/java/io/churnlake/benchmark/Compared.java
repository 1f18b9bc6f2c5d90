package io.churnlake.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The counts and sums that two engines give, as CSV files of a name and a number each. */
final class Compared {
  private Compared() {}

  /** A line for each value that is not the same in both, or in one of them only. */
  static List<String> differences(Path duck, Path lake) throws IOException {
    Map<String, BigDecimal> ducks = values(duck);
    Map<String, BigDecimal> lakes = values(lake);
    if (ducks.isEmpty()) {
      throw new IllegalStateException(duck + " holds no value to compare");
    }
    TreeSet<String> names = new TreeSet<>(ducks.keySet());
    names.addAll(lakes.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      // What one of them has no row for is nothing.
      BigDecimal ofDuck = ducks.getOrDefault(name, BigDecimal.ZERO);
      BigDecimal ofLake = lakes.getOrDefault(name, BigDecimal.ZERO);
      if (ofDuck.compareTo(ofLake) != 0) {
        differences.add(
            "difference: " + name + " is " + ofDuck + " in DuckDB, " + ofLake + " in the lake");
      }
    }
    return differences;
  }

  private static Map<String, BigDecimal> values(Path csv) throws IOException {
    Map<String, BigDecimal> values = new TreeMap<>();
    for (String line : Files.readAllLines(csv)) {
      int comma = line.lastIndexOf(',');
      String value = line.substring(comma + 1);
      if (!value.equals("value") && !value.equals("null") && !value.isEmpty()) {
        values.merge(line.substring(0, comma), new BigDecimal(value), BigDecimal::add);
      }
    }
    return values;
  }
}
