package io.churnlake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The segments of gold.rfm, in order: the first rule that fits a customer wins. */
public record RfmRules(List<Segment> segments) {
  private static final String KEY = "churnlake.rfm.segments";
  private static final int BEST = 5;

  /** Words that gold.rfm, gold.rfm_migration and gold.loyalty use for something else. */
  private static final Set<String> RESERVED =
      Set.of("prospects", "alike", "first_seen", "gone", "all");

  /** The scores from {@code low} to {@code high}, 1 to 5. */
  public record Scores(int low, int high) {
    boolean hold(int score) {
      return low <= score && score <= high;
    }
  }

  public record Segment(String name, Scores recency, Scores frequency, Scores monetary) {
    private static final Set<String> KEYS = Set.of("name", "recency", "frequency", "monetary");

    boolean fits(int r, int f, int m) {
      return recency.hold(r) && frequency.hold(f) && monetary.hold(m);
    }
  }

  static RfmRules of(Settings s) {
    List<Segment> segments = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<Config> rules = s.objects(KEY);
    for (int i = 0; i < rules.size(); i++) {
      segments.add(segment(rules.get(i), "rule " + (i + 1), problems));
    }
    names(segments, problems);
    if (problems.isEmpty() && !rules.isEmpty()) {
      gap(segments, problems);
    }
    problems.forEach(problem -> s.problem(KEY, problem));
    return new RfmRules(List.copyOf(segments));
  }

  private static Segment segment(Config rule, String place, List<String> problems) {
    Set<String> unknown = new TreeSet<>(rule.root().keySet());
    unknown.removeAll(Segment.KEYS);
    unknown.forEach(key -> problems.add(place + " has the unknown key " + key));
    String name = "";
    try {
      name = rule.getString("name").trim();
    } catch (ConfigException e) {
      problems.add(place + " needs a name");
    }
    return new Segment(
        name,
        scores(rule, "recency", place, problems),
        scores(rule, "frequency", place, problems),
        scores(rule, "monetary", place, problems));
  }

  private static Scores scores(Config rule, String key, String place, List<String> problems) {
    try {
      List<BigDecimal> bounds =
          rule.getNumberList(key).stream().map(n -> new BigDecimal(n.toString())).toList();
      if (bounds.size() == 2) {
        Scores scores = new Scores(bounds.get(0).intValueExact(), bounds.get(1).intValueExact());
        if (1 <= scores.low() && scores.low() <= scores.high() && scores.high() <= BEST) {
          return scores;
        }
      }
    } catch (ConfigException | ArithmeticException | NumberFormatException e) {
      // Told below, like numbers that do not fit.
    }
    problems.add(place + ": " + key + " must be two whole numbers from 1 to 5, the lower first");
    return new Scores(1, BEST);
  }

  private static void names(List<Segment> segments, List<String> problems) {
    Set<String> seen = new HashSet<>();
    for (Segment segment : segments) {
      String name = segment.name();
      if (!name.matches("[\\p{L}_]+")) {
        problems.add("has the name \"" + name + "\", must be of letters and underscores");
      } else if (RESERVED.contains(name)) {
        problems.add("has the name " + name + ", which is kept for something else");
      } else if (!seen.add(name)) {
        problems.add("has the name " + name + " twice");
      }
    }
  }

  private static void gap(List<Segment> segments, List<String> problems) {
    for (int r = 1; r <= BEST; r++) {
      for (int f = 1; f <= BEST; f++) {
        for (int m = 1; m <= BEST; m++) {
          int recency = r;
          int frequency = f;
          int monetary = m;
          if (segments.stream().noneMatch(s -> s.fits(recency, frequency, monetary))) {
            problems.add(
                "no rule fits recency %d, frequency %d, monetary %d".formatted(r, f, m)
                    + "; every combination of scores needs a segment");
            return;
          }
        }
      }
    }
  }
}
