package io.churnlake.lake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Places at which a test kills the process: before and after each commit to a table. The system
 * property {@value #PROPERTY} names one, such as {@code "after ops.loads 2"} for the second commit
 * to that table; there the process says so and waits for its end. Without the property nothing
 * happens.
 */
final class Failpoints {
  static final String PROPERTY = "churnlake.failpoint";

  private static final String WANTED = System.getProperty(PROPERTY, "");
  private static final Map<String, Integer> REACHED = new ConcurrentHashMap<>();

  private Failpoints() {}

  static void before(String table) {
    if (!WANTED.isEmpty()) {
      reach("before " + table);
    }
  }

  static void after(String table) {
    if (!WANTED.isEmpty()) {
      reach("after " + table);
    }
  }

  @SuppressWarnings("SystemOut") // For the process that started this one.
  private static void reach(String place) {
    int times = REACHED.merge(place, 1, Integer::sum);
    String point = place + " " + times;
    System.err.println("failpoint: " + point);
    if (!point.equals(WANTED)) {
      return;
    }
    System.err.println("failpoint reached");
    while (true) {
      try {
        TimeUnit.HOURS.sleep(1);
      } catch (InterruptedException e) {
        // Only its end ends it.
      }
    }
  }
}
