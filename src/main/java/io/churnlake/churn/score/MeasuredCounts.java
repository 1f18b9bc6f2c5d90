package io.churnlake.churn.score;

import io.churnlake.churn.score.CampaignProfit.AtScore;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.churn.score.Quality.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The customers at each value of several scores, in several populations. Plain Java. */
public final class MeasuredCounts {
  private final SortedMap<Measures, SortedMap<Double, Count>> counts = new TreeMap<>();
  private final Map<String, SortedMap<Double, AtScore>> contacts = new TreeMap<>();

  private record Measures(String population, String scoreName) implements Comparable<Measures> {
    private static final Comparator<Measures> ORDER =
        Comparator.comparing(Measures::population).thenComparing(Measures::scoreName);

    @Override
    public int compareTo(Measures other) {
      return ORDER.compare(this, other);
    }
  }

  /** Adds the customers of a population at a score; there may be none. */
  void add(String population, String scoreName, double score, Count at) {
    SortedMap<Double, Count> byScore =
        counts.computeIfAbsent(new Measures(population, scoreName), key -> new TreeMap<>());
    if (at.customers() > 0) {
      byScore.merge(score, at, Count::plus);
    }
  }

  /** Adds what contacting all customers at a score is worth; {@link #add} tells how many. */
  void addProfit(String scoreName, double score, double expected, double realised) {
    long customers = at(Measurement.ALL, scoreName).getOrDefault(score, Count.NONE).customers();
    contacts
        .computeIfAbsent(scoreName, key -> new TreeMap<>())
        .put(score, new AtScore(customers, expected, realised));
  }

  /** The quality of each score in each population, in the order of their names. */
  public List<Measured> measured() {
    List<Measured> measured = new ArrayList<>();
    counts.forEach(
        (key, byScore) ->
            measured.add(
                Measured.of(key.population(), key.scoreName(), byScore, scale(key.scoreName()))));
    return List.copyOf(measured);
  }

  /** What contacting the riskiest of all is worth; empty if the worth of none is known. */
  public Optional<CampaignProfit> profit(String scoreName) {
    SortedMap<Double, AtScore> known = contacts.get(scoreName);
    if (known == null) {
      return Optional.empty();
    }
    SortedMap<Double, AtScore> all = new TreeMap<>();
    at(Measurement.ALL, scoreName)
        .forEach(
            (score, at) ->
                all.put(score, known.getOrDefault(score, new AtScore(at.customers(), 0, 0))));
    return Optional.of(CampaignProfit.of(all));
  }

  private SortedMap<Double, Count> at(String population, String scoreName) {
    return counts.getOrDefault(new Measures(population, scoreName), new TreeMap<>());
  }

  private static Quality.Scale scale(String scoreName) {
    return scoreName.equals(Measurement.RECENCY) ? Quality.Scale.ORDER : Quality.Scale.PROBABILITY;
  }
}
