package io.churnlake.churn.score;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures scores in several populations at once. Spark counts the customers at each distinct
 * score; only these counts travel. Scores are rounded to a millionth first, so that there are at
 * most a million and one of them however many customers there are; two customers less than that
 * apart may count as tied.
 */
public final class Measurement {
  public static final String MODEL = "model";
  public static final String MODEL_IN_SEASON = "model_in_season";
  public static final String RECENCY = "recency";
  public static final String INCUMBENT = "incumbent";
  public static final String BASE_RATE = "base_rate";

  public static final String ALL = "all";
  public static final String NOT_LAPSED = "not_lapsed";
  public static final String REPEAT_BUYERS = "repeat_buyers";

  private static final List<String> POPULATIONS = List.of(ALL, NOT_LAPSED, REPEAT_BUYERS);
  private static final double STEPS = 1e6;

  private static final String NAME = "score_name";
  private static final String SCORE = "score";

  private Measurement() {}

  /** The populations that each score is measured in. */
  public static List<String> populations() {
    return POPULATIONS;
  }

  /**
   * The quality of one score in one population.
   *
   * @param gains by tenth, the riskiest first; none without customers
   * @param bins the same tenths by ascending score
   */
  public record Measured(
      String population,
      String scoreName,
      Quality quality,
      List<Gains.Decile> gains,
      List<CalibrationBins.Bin> bins) {

    /** Measures a score from the customers at each of its values. */
    public static Measured of(
        String population,
        String scoreName,
        SortedMap<Double, Quality.Count> byScore,
        Quality.Scale scale) {
      return new Measured(
          population,
          scoreName,
          Quality.of(byScore, scale),
          Gains.of(byScore),
          CalibrationBins.of(byScore));
    }
  }

  /** The model's score and recency's. */
  public static Map<String, Column> scores() {
    Map<String, Column> scores = new LinkedHashMap<>();
    scores.put(MODEL, col(ChurnScores.CHURN_PROBABILITY));
    scores.put(RECENCY, col(ChurnScores.RECENCY_DAYS).cast(Types.DOUBLE));
    return scores;
  }

  /**
   * Churners and stayers of each population at each value of each score.
   *
   * @param outcome churned, recency_days, occasions, and what {@code scores} need
   * @param activityWindowDays who bought in so many days up to the cut-off has not lapsed
   */
  public static Dataset<Row> counts(
      Dataset<Row> outcome, Map<String, Column> scores, int activityWindowDays) {
    Column[] pairs =
        scores.entrySet().stream()
            .map(
                entry ->
                    struct(
                        lit(entry.getKey()).as(NAME),
                        rint(entry.getValue().multiply(STEPS)).divide(STEPS).as(SCORE)))
            .toArray(Column[]::new);
    Column churned = col(ChurnTraining.CHURNED);
    Column notLapsed = col(ChurnFeatures.RECENCY_DAYS).lt(activityWindowDays);
    Column repeat = col(ChurnFeatures.OCCASIONS).geq(2);
    return outcome
        .withColumn(SCORE, explode(array(pairs)))
        .groupBy(col(SCORE).getField(NAME).as(NAME), col(SCORE).getField(SCORE).as(SCORE))
        .agg(
            number(churned.equalTo(false), "all_stayers"),
            number(churned, "all_churners"),
            number(churned.equalTo(false).and(notLapsed), "not_lapsed_stayers"),
            number(churned.and(notLapsed), "not_lapsed_churners"),
            number(churned.equalTo(false).and(repeat), "repeat_stayers"),
            number(churned.and(repeat), "repeat_churners"))
        .select(
            NAME,
            SCORE,
            "all_stayers",
            "all_churners",
            "not_lapsed_stayers",
            "not_lapsed_churners",
            "repeat_stayers",
            "repeat_churners");
  }

  /**
   * The quality of each score in each population.
   *
   * @param counts the collected rows of {@link #counts}
   * @param scoreNames all scores, since one without customers has no rows
   */
  public static List<Measured> of(List<Row> counts, Iterable<String> scoreNames) {
    List<Measured> measured = new ArrayList<>();
    for (String scoreName : scoreNames) {
      for (int p = 0; p < POPULATIONS.size(); p++) {
        TreeMap<Double, Quality.Count> byScore = new TreeMap<>();
        for (Row row : counts) {
          Quality.Count at = new Quality.Count(row.getLong(2 + 2 * p), row.getLong(3 + 2 * p));
          if (row.getString(0).equals(scoreName) && at.customers() > 0) {
            byScore.merge(row.getDouble(1), at, Quality.Count::plus);
          }
        }
        measured.add(Measured.of(POPULATIONS.get(p), scoreName, byScore, scale(scoreName)));
      }
    }
    return List.copyOf(measured);
  }

  private static Quality.Scale scale(String scoreName) {
    return scoreName.equals(RECENCY) ? Quality.Scale.ORDER : Quality.Scale.PROBABILITY;
  }

  private static Column number(Column condition, String name) {
    return count(when(condition, 1)).as(name);
  }
}
