package io.churnlake.churn.scored;

import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.reason.Contributions;
import io.churnlake.churn.reason.Reason;
import io.churnlake.churn.reason.ReasonSentences;
import io.churnlake.churn.reason.TopContributions;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Feature;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows of gold.churn_scores, as far as they follow from features and a model. */
public final class ScoredRows implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int REASONS = 5;

  private final ChurnModel model;
  private final RiskRanks ranks;
  private final RiskBands bands;
  private final Origin origin;

  /**
   * Where a score comes from.
   *
   * @param currency of amounts in sentences; empty if it is not known
   */
  public record Origin(
      int horizonDays,
      String modelVersion,
      @Nullable String fallbackReason,
      String dataVersion,
      String runId,
      LocalDate logEndsOn,
      String currency)
      implements Serializable {}

  /** Scores by this model. */
  public ScoredRows(ChurnModel model, RiskRanks ranks, RiskBands bands, Origin origin) {
    this.model = model;
    this.ranks = ranks;
    this.bands = bands;
    this.origin = origin;
  }

  /**
   * A row a customer.
   *
   * @param features rows of gold.churn_features
   * @return the columns of gold.churn_scores; those that gold.clv tells are NULL
   */
  public JavaRDD<Row> of(JavaRDD<Row> features) {
    return features.mapPartitions(
        rows -> {
          Explained explained = new Explained(model, origin.currency());
          Iterable<Row> once = () -> rows;
          Iterator<Row> scored =
              StreamSupport.stream(once.spliterator(), false)
                  .map(row -> scored(row, explained))
                  .iterator();
          return scored;
        });
  }

  private Row scored(Row row, Explained explained) {
    double[] values = FeatureRows.values(row);
    double probability = model.probability(values);
    // Where all have the same probability nobody is riskier than another, and nobody is called so.
    @Nullable Long rank = ranks.tellApart() ? (Long) ranks.rank(probability) : null;
    TopContributions.Top top = explained.top(values);
    return RowFactory.create(
        row.getAs(ChurnFeatures.AS_OF),
        row.getAs(ChurnFeatures.CUSTOMER_KEY),
        probability,
        rank == null ? null : bands.of(rank, ranks.customers()),
        rank,
        null,
        null,
        model.margin(values),
        explained.contributions.baseValue() + model.offset(),
        explained.rows(top.towardsLeaving(), values),
        explained.rows(top.towardsStaying(), values),
        (int) values[Feature.RECENCY_DAYS.index()],
        (int) values[Feature.OCCASIONS.index()],
        origin.horizonDays(),
        origin.modelVersion(),
        origin.dataVersion(),
        origin.runId(),
        Date.valueOf(origin.logEndsOn()),
        origin.fallbackReason(),
        rank == null ? ChurnScores.CUSTOMERS_ALIKE : null);
  }

  /** What it takes to explain rows, made once a partition. */
  private static final class Explained {
    private final ChurnModel model;
    private final Contributions contributions;
    private final TopContributions choice;
    private final double[] all;
    private final ReasonSentences english;
    private final ReasonSentences german;

    private Explained(ChurnModel model, String currency) {
      this.english = new ReasonSentences(Locale.ENGLISH, currency);
      this.german = new ReasonSentences(Locale.GERMAN, currency);
      this.model = model;
      this.contributions = new Contributions(model.margin());
      this.choice = new TopContributions(model.inputs().toldFeatureOfInput(), REASONS);
      this.all = new double[model.inputs().size()];
    }

    private TopContributions.Top top(double[] values) {
      contributions.explain(model.inputs().of(values), all);
      return choice.of(all);
    }

    /** The purchase model's forecast last: that it expects nothing is no answer to why. */
    private Row[] rows(List<Reason> reasons, double[] values) {
      List<Feature> features = model.inputs().features();
      return reasons.stream()
          .sorted(
              Comparator.comparing(
                  reason -> features.get(reason.feature()) == Feature.P_NO_PURCHASE))
          .map(
              reason -> {
                Feature feature = features.get(reason.feature());
                double value = values[feature.index()];
                @Nullable Double known = Double.isNaN(value) ? null : value;
                return RowFactory.create(
                    feature.column(),
                    known,
                    reason.logOdds(),
                    english.of(feature, value),
                    german.of(feature, value));
              })
          .toArray(Row[]::new);
    }
  }
}
