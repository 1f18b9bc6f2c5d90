package io.churnlake.reading;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.churn.reason.ReasonSentences;
import io.churnlake.report.figure.Call;
import io.churnlake.report.figure.Decile;
import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.MeasureTotal;
import io.churnlake.report.figure.Model;
import io.churnlake.report.figure.Quality;
import io.churnlake.report.figure.Reason;
import io.churnlake.report.figure.RiskBand;
import io.churnlake.report.section.ModelQuality;
import io.churnlake.table.Actions;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.Feature;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The churn model of a night, what it says of the customers, and what is to be done. */
final class ChurnReadings {
  /** Customers that are named, those of greatest expected worth. */
  static final int CALLS = 25;

  private static final int REASONS = 10;

  /** Measures are few; a setting of thousands of them is cut. */
  private static final int MEASURES = 50;

  private static final String CUSTOMERS = "customers";
  private static final String POPULATION = "all";

  private final Slices slices;
  private final LocalDate asOf;
  private final Locale language;
  private final String currency;

  ChurnReadings(Slices slices, LocalDate asOf, Locale language, String currency) {
    this.currency = currency;
    this.slices = slices;
    this.asOf = asOf;
    this.language = language;
  }

  /** The model that scored the night. */
  Optional<Reading> champion() {
    if (!slices.isThere(ChurnModels.TABLE) || !slices.isThere(ChurnScores.TABLE)) {
      return Optional.empty();
    }
    Dataset<Row> scored =
        slices.of(ChurnScores.TABLE, List.of(asOf)).select(ChurnScores.MODEL_VERSION).limit(1);
    Dataset<Row> model =
        slices
            .whole(ChurnModels.TABLE)
            .join(scored, ChurnModels.MODEL_VERSION)
            .select(
                ChurnModels.AS_OF,
                ChurnModels.MODEL_VERSION,
                ChurnModels.ALGORITHM,
                ChurnModels.HORIZON_DAYS)
            .limit(1);
    return Slices.read(model).stream().findFirst();
  }

  /** How its scores and the baselines did when it was trained, out of time and on customers. */
  List<Reading> validation(Reading champion) {
    if (!slices.isThere(ChurnValidation.TABLE)) {
      return List.of();
    }
    Dataset<Row> scores =
        slices
            .of(ChurnValidation.TABLE, List.of(champion.date(ChurnModels.AS_OF)))
            .filter(
                col(ChurnMetrics.POPULATION)
                    .equalTo(lit(POPULATION))
                    .and(
                        col(ChurnMetrics.SCORE_NAME)
                            .isin(ModelQuality.MODEL, ModelQuality.RECENCY, "base_rate")));
    return Slices.read(scores);
  }

  static Model model(Reading champion, String split) {
    return new Model(
        champion.text(ChurnModels.MODEL_VERSION),
        champion.text(ChurnModels.ALGORITHM),
        champion.date(ChurnModels.AS_OF),
        champion.integer(ChurnModels.HORIZON_DAYS),
        split);
  }

  static Quality quality(Reading row) {
    List<Row> deciles = row.row().getList(row.row().fieldIndex(ChurnMetrics.DECILES));
    return new Quality(
        row.text(ChurnMetrics.SCORE_NAME),
        row.count(ChurnMetrics.N),
        row.sum(ChurnMetrics.BASE_RATE),
        row.estimate(
            ChurnMetrics.AUC,
            ChurnMetrics.AUC_LOW,
            ChurnMetrics.AUC_HIGH,
            ChurnMetrics.NULL_REASON),
        row.number(ChurnMetrics.TOP_DECILE_LIFT),
        row.number(ChurnMetrics.LIFT_CEILING),
        row.number(ChurnMetrics.MEAN_PREDICTION),
        row.number(ChurnMetrics.CALIBRATION_ERROR),
        row.number(ChurnMetrics.BRIER),
        deciles == null ? List.of() : deciles.stream().map(ChurnReadings::decile).toList());
  }

  private static Decile decile(Row decile) {
    Reading row = new Reading(decile);
    return new Decile(
        row.integer("decile"),
        row.sum("mean_score"),
        new Estimate(
            row.number("churn_rate"),
            row.number("churn_rate_low"),
            row.number("churn_rate_high"),
            null),
        row.sum("lift"),
        row.sum("gain"));
  }

  List<RiskBand> bands(Collection<LocalDate> nights) {
    if (!slices.isThere(ChurnScores.TABLE)) {
      return List.of();
    }
    Dataset<Row> bands =
        slices
            .of(ChurnScores.TABLE, nights)
            .groupBy(
                col(ChurnScores.AS_OF),
                coalesce(col(ChurnScores.RISK_BAND), lit(ChurnScores.CUSTOMERS_ALIKE))
                    .as(ChurnScores.RISK_BAND))
            .agg(
                count(lit(1)).as(CUSTOMERS),
                avg(ChurnScores.CHURN_PROBABILITY).as(ChurnScores.CHURN_PROBABILITY),
                sum(ChurnScores.VALUE_AT_RISK).as(ChurnScores.VALUE_AT_RISK))
            .orderBy(col(ChurnScores.AS_OF), col(ChurnScores.CHURN_PROBABILITY).desc());
    return Slices.read(bands).stream()
        .map(
            row ->
                new RiskBand(
                    row.date(ChurnScores.AS_OF),
                    row.text(ChurnScores.RISK_BAND),
                    row.count(CUSTOMERS),
                    row.sum(ChurnScores.CHURN_PROBABILITY),
                    row.number(ChurnScores.VALUE_AT_RISK)))
        .toList();
  }

  /** What is most often among the three strongest reasons of customers at high risk. */
  List<Reason> reasons() {
    if (!slices.isThere(ChurnScores.TABLE)) {
      return List.of();
    }
    Dataset<Row> reasons =
        slices
            .of(ChurnScores.TABLE, List.of(asOf))
            .filter(col(ChurnScores.RISK_BAND).equalTo(lit(ChurnScores.HIGH)))
            .select(explode(slice(col(ChurnScores.REASONS_TO_LEAVE), 1, 3)).as("reason"))
            .groupBy(col("reason.feature").as("feature"))
            .agg(
                count(lit(1)).as(CUSTOMERS),
                median(col("reason.value")).as("value"),
                avg("reason.contribution").as("contribution"))
            .orderBy(col(CUSTOMERS).desc(), col("contribution").desc(), col("feature"))
            .limit(REASONS);
    ReasonSentences sentences = new ReasonSentences(language, currency);
    return Slices.read(reasons).stream()
        .map(
            row ->
                new Reason(
                    row.text("feature"),
                    sentence(sentences, row.text("feature"), row.number("value")),
                    row.count(CUSTOMERS),
                    row.sum("contribution")))
        .toList();
  }

  /** In words; a feature of an older program that has none is its own name. */
  private static String sentence(
      ReasonSentences sentences, String column, @Nullable Double median) {
    Optional<Feature> feature =
        Arrays.stream(Feature.values()).filter(one -> one.column().equals(column)).findFirst();
    try {
      return feature
          .map(known -> sentences.of(known, median == null ? Double.NaN : median))
          .orElse(column);
    } catch (MissingResourceException noSentence) {
      return column;
    }
  }

  List<MeasureTotal> measures() {
    if (!slices.isThere(Actions.TABLE)) {
      return List.of();
    }
    // Who is left alone to compare is told beside the measure that would have been taken.
    Dataset<Row> totals =
        slices
            .of(Actions.TABLE, List.of(asOf))
            .groupBy(
                coalesce(col(Actions.PLANNED_MEASURE), col(Actions.MEASURE)).as(Actions.MEASURE))
            .agg(
                count(lit(1)).as(CUSTOMERS),
                sum(when(col(Actions.IS_CONTROL), 1).otherwise(0)).as("control"),
                sum(Actions.EXPECTED_WORTH).as(Actions.EXPECTED_WORTH),
                sum(Actions.COST).as(Actions.COST))
            .orderBy(col(Actions.EXPECTED_WORTH).desc(), col(Actions.MEASURE))
            .limit(MEASURES);
    return Slices.read(totals).stream()
        .map(
            row ->
                new MeasureTotal(
                    row.text(Actions.MEASURE),
                    row.count(CUSTOMERS),
                    row.count("control"),
                    row.sum(Actions.EXPECTED_WORTH),
                    row.sum(Actions.COST)))
        .toList();
  }

  List<Call> calls() {
    if (!slices.isThere(Actions.TABLE)) {
      return List.of();
    }
    Dataset<Row> best =
        slices
            .of(Actions.TABLE, List.of(asOf))
            .filter(col(Actions.MEASURE).notEqual(lit(Actions.NOTHING)))
            .orderBy(col(Actions.EXPECTED_WORTH).desc(), col(Actions.CUSTOMER_KEY))
            .limit(CALLS);
    List<Reading> rows = Slices.read(best);
    Map<String, String> why = why(rows);
    return rows.stream()
        .map(
            row ->
                new Call(
                    row.text(Actions.CUSTOMER_KEY),
                    row.text(Actions.MEASURE),
                    row.sum(Actions.EXPECTED_WORTH),
                    row.sum(Actions.COST),
                    row.sum(Actions.CHURN_PROBABILITY),
                    row.number(Actions.VALUE_KEPT),
                    row.textOrNull(Actions.RISK_BAND),
                    row.textOrNull(Actions.SEGMENT),
                    why.get(row.text(Actions.CUSTOMER_KEY))))
        .toList();
  }

  /** The strongest reason of each of these customers, in the report's language. */
  private Map<String, String> why(List<Reading> customers) {
    Map<String, String> why = new HashMap<>();
    if (customers.isEmpty() || !slices.isThere(ChurnScores.TABLE)) {
      return why;
    }
    boolean isGerman = language.getLanguage().equals(Locale.GERMAN.getLanguage());
    Object[] keys = customers.stream().map(row -> row.text(Actions.CUSTOMER_KEY)).toArray();
    Dataset<Row> reasons =
        slices
            .of(ChurnScores.TABLE, List.of(asOf))
            .filter(col(ChurnScores.CUSTOMER_KEY).isin(keys))
            .select(
                col(ChurnScores.CUSTOMER_KEY),
                // Of whom nothing raises the score there is none.
                get(col(ChurnScores.REASONS_TO_LEAVE), lit(0))
                    .getField(isGerman ? "german" : "english")
                    .as("why"));
    for (Reading row : Slices.read(reasons)) {
      String told = row.textOrNull("why");
      if (told != null) {
        why.put(row.text(ChurnScores.CUSTOMER_KEY), told);
      }
    }
    return why;
  }
}
