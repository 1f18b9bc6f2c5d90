package io.churnlake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Places at which a test kills the process: before and after each commit to a table, and before
 * each deletion of a file on this machine. The system property {@value #PROPERTY} is a place and a
 * file, such as {@code "after ops.loads 2@/tmp/log"} for the second commit to that table; the
 * places come by are written to the file, and at the one named the process waits for its end.
 * Without the property nothing happens.
 */
final class Failpoints {
  static final String PROPERTY = "churnlake.failpoint";

  private static final String WANTED = System.getProperty(PROPERTY, "").replaceFirst("@.*", "");
  private static final Path LOG =
      Path.of(System.getProperty(PROPERTY, "").replaceFirst("[^@]*@?", ""));
  private static final Map<String, Integer> REACHED = new ConcurrentHashMap<>();

  private Failpoints() {}

  static void before(String what) {
    if (!WANTED.isEmpty()) {
      reach("before " + what);
    }
  }

  static void after(String table) {
    if (!WANTED.isEmpty()) {
      reach("after " + table);
    }
  }

  private static void reach(String place) {
    String point = place + " " + REACHED.merge(place, 1, Integer::sum);
    boolean here = point.equals(WANTED);
    try {
      Files.writeString(
          LOG,
          (here ? "reached " : "passed ") + point + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (here) {
      try {
        TimeUnit.HOURS.sleep(1);
      } catch (InterruptedException e) {
        // Only its end ends it.
      }
    }
  }
}
