package io.churnlake.lake;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant by a name that is not there. */
public final class NearestNames {
  private static final int MOST = 3;

  private NearestNames() {}

  /**
   * The known names that are few edits away, nearest first; at most three. A name after its area's
   * dot counts by itself, too: who leaves the area out, or takes another, means the table.
   */
  public static List<String> to(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int most = Math.max(2, last(wanted).length() / 3);
    return known.stream()
        .filter(other -> distance(wanted, other) <= most)
        .sorted(
            Comparator.<String>comparingInt(other -> distance(wanted, other))
                .thenComparingInt(other -> edits(wanted, other))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  private static int distance(String wanted, String other) {
    return Math.min(edits(wanted, other), edits(last(wanted), last(other)));
  }

  private static int edits(String left, String right) {
    return LevenshteinDistance.getDefaultInstance().apply(left, right);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
