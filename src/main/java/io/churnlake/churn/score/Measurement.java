package io.churnlake.churn.score;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.churn.action.ContactProfitRows;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.Feature;
import io.churnlake.table.Rfm;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures scores in several populations at once. Spark counts the customers at each distinct
 * score; only these counts travel. Scores are rounded to a millionth first, so that there are at
 * most a million and one of them however many customers there are, and to a ten-thousandth within a
 * segment or band, of which there are several; two customers less than that apart may count as
 * tied.
 */
public final class Measurement {
  public static final String MODEL = "model";
  public static final String MODEL_IN_SEASON = "model_in_season";
  public static final String RECENCY = "recency";
  public static final String BG_NBD = "bg_nbd";
  public static final String INCUMBENT = "incumbent";
  public static final String BASE_RATE = "base_rate";

  public static final String ALL = "all";
  public static final String NOT_LAPSED = "not_lapsed";
  public static final String REPEAT_BUYERS = "repeat_buyers";

  /** Before the name of a segment of gold.rfm that is a population. */
  public static final String SEGMENT = "segment:";

  /** Before a risk band that is a population: how many of those called high left, and so on. */
  public static final String BAND = "band:";

  private static final List<String> POPULATIONS = List.of(ALL, NOT_LAPSED, REPEAT_BUYERS);
  private static final double STEPS = 1e6;
  private static final double STEPS_WITHIN = 1e4;

  private static final String NAME = "score_name";
  private static final String WITHIN = "within";
  private static final String SCORE = "score";
  private static final String STAYERS = "_stayers";
  private static final String CHURNERS = "_churners";

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
   * @param intervals of the population of all; none of others
   */
  public record Measured(
      String population,
      String scoreName,
      Quality quality,
      List<Gains.Decile> gains,
      List<CalibrationBins.Bin> bins,
      QualityIntervals intervals) {

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
          CalibrationBins.of(byScore),
          population.equals(ALL) ? QualityIntervals.of(byScore, scale) : QualityIntervals.NONE);
    }
  }

  /**
   * Churners and stayers of each population at each value of each score, and the profit of
   * contacting them: the model's score, recency's, BG/NBD's where it is known, the first two within
   * each segment, and the model's within each risk band.
   *
   * @param outcome of each customer churned, churn_probability, recency_days, occasions,
   *     p_no_purchase, segment, risk_band, and what {@link ContactProfitRows} adds
   * @param activityWindowDays who bought in so many days up to the cut-off has not lapsed
   */
  public static Dataset<Row> counts(Dataset<Row> outcome, int activityWindowDays) {
    Column model = col(ChurnScores.CHURN_PROBABILITY);
    Column recency = col(ChurnScores.RECENCY_DAYS).cast(Types.DOUBLE);
    Column notLapsed = col(ChurnFeatures.RECENCY_DAYS).lt(activityWindowDays);
    List<Column> counted = new ArrayList<>();
    counted.addAll(number(ALL, lit(true)));
    counted.addAll(number(NOT_LAPSED, notLapsed));
    counted.addAll(number(REPEAT_BUYERS, col(ChurnFeatures.OCCASIONS).geq(2)));
    counted.add(sum(ContactProfitRows.EXPECTED).as(ContactProfitRows.EXPECTED));
    counted.add(sum(ContactProfitRows.REALISED).as(ContactProfitRows.REALISED));
    return outcome
        .withColumn(
            SCORE,
            explode(
                array(
                    overall(MODEL, model),
                    overall(RECENCY, recency),
                    overall(BG_NBD, col(Feature.P_NO_PURCHASE.column())),
                    within(MODEL, SEGMENT, col(Rfm.SEGMENT), model),
                    within(RECENCY, SEGMENT, col(Rfm.SEGMENT), recency),
                    within(MODEL, BAND, col(ChurnScores.RISK_BAND), model))))
        // Nothing to count for who is in no segment, or unknown to BG/NBD.
        .filter(col(SCORE).isNotNull())
        .groupBy(
            col(SCORE).getField(NAME).as(NAME),
            col(SCORE).getField(WITHIN).as(WITHIN),
            col(SCORE).getField(SCORE).as(SCORE))
        .agg(counted.get(0), counted.subList(1, counted.size()).toArray(Column[]::new));
  }

  /** What {@link #counts} found, of its collected rows. */
  public static MeasuredCounts counted(List<Row> counts) {
    MeasuredCounts counted = new MeasuredCounts();
    for (Row row : counts) {
      String name = row.getAs(NAME);
      double score = row.<Double>getAs(SCORE);
      String within = row.getAs(WITHIN);
      if (within != null) {
        counted.add(within, name, score, count(row, ALL));
      } else {
        POPULATIONS.forEach(
            population -> counted.add(population, name, score, count(row, population)));
        BigDecimal expected = row.getAs(ContactProfitRows.EXPECTED);
        BigDecimal realised = row.getAs(ContactProfitRows.REALISED);
        if (expected != null && realised != null) {
          counted.addProfit(name, score, expected.doubleValue(), realised.doubleValue());
        }
      }
    }
    return counted;
  }

  private static Quality.Count count(Row row, String population) {
    return new Quality.Count(
        row.<Long>getAs(population + STAYERS), row.<Long>getAs(population + CHURNERS));
  }

  private static Column overall(String name, Column score) {
    Column entry = entry(name, lit(null).cast(Types.STRING), score, STEPS);
    return when(score.isNotNull(), entry);
  }

  private static Column within(String name, String kind, Column part, Column score) {
    return when(part.isNotNull(), entry(name, concat(lit(kind), part), score, STEPS_WITHIN));
  }

  private static Column entry(String name, Column within, Column score, double steps) {
    return struct(
        lit(name).as(NAME), within.as(WITHIN), rint(score.multiply(steps)).divide(steps).as(SCORE));
  }

  private static List<Column> number(String population, Column isIn) {
    Column churned = col(ChurnTraining.CHURNED);
    return List.of(
        count_if(isIn.and(churned.equalTo(false))).as(population + STAYERS),
        count_if(isIn.and(churned)).as(population + CHURNERS));
  }
}
