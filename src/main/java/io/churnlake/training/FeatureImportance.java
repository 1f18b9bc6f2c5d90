package io.churnlake.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.reason.Contributions;
import io.churnlake.churn.reason.Importance;
import io.churnlake.churn.reason.TopContributions;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnImportance;
import io.churnlake.table.Rfm;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Writes gold.churn_importance on the first date that a model scores. Other nights ask the table
 * once whether that has been done, and are left with it: the same model on the customers of the
 * next day says next to the same.
 */
public final class FeatureImportance {
  /** The mean of a feature is known to a hundredth of its spread with half of them. */
  private static final int SAMPLE = 20_000;

  private static final int SLOTS = 1_000_000;

  private final JobContext context;
  private final Registry.Entry model;
  private final Column isInSample;

  private FeatureImportance(JobContext context, Registry.Entry model, long customers) {
    this.context = context;
    this.model = model;
    long slots = customers <= SAMPLE ? SLOTS : (long) SAMPLE * SLOTS / customers;
    isInSample = pmod(xxhash64(col(ChurnFeatures.CUSTOMER_KEY)), lit(SLOTS)).lt(slots);
  }

  /**
   * Writes the slice of the run's date, if it is to be written.
   *
   * @param features of the date
   * @param model that scores it
   * @param customers whom it scores
   */
  public static Optional<Written> written(
      JobContext context, Dataset<Row> features, Registry.Entry model, long customers) {
    FeatureImportance importance = new FeatureImportance(context, model, customers);
    return importance.isDue()
        ? Optional.of(
            context
                .lake()
                .replaceSlice(ChurnImportance.TABLE, context.asOf(), importance.rows(features)))
        : Optional.empty();
  }

  /** Unless an earlier date has it, since this model was put into use; a date keeps its slice. */
  private boolean isDue() {
    Lake lake = context.lake();
    if (!lake.exists(ChurnImportance.TABLE)) {
      return true;
    }
    LocalDate since = model.inUseSince(context.asOf()).orElse(context.asOf());
    List<Row> there =
        lake.read(ChurnImportance.TABLE)
            .filter(col(Table.AS_OF).between(lit(since), lit(context.asOf())))
            .filter(col(ChurnImportance.SPLIT).equalTo(ChurnImportance.ALL))
            .filter(col(ChurnImportance.RANK).equalTo(1))
            .select(ChurnImportance.AS_OF, ChurnImportance.MODEL_VERSION)
            .collectAsList();
    return there.stream().anyMatch(row -> row.getDate(0).toLocalDate().equals(context.asOf()))
        || there.stream().noneMatch(row -> row.getString(1).equals(model.version()));
  }

  private List<Row> rows(Dataset<Row> features) {
    ChurnModel scoring = model.model();
    Map<String, String> segments = segments();
    Importance all = new Importance(scoring.inputs().features().size());
    Map<String, Importance> bySegment = new TreeMap<>();
    // In the order of their keys, since a sum of doubles depends on the order.
    for (Map.Entry<String, double[]> customer : contributions(features, scoring).entrySet()) {
      all.add(customer.getValue());
      String segment = segments.get(customer.getKey());
      if (segment != null) {
        bySegment
            .computeIfAbsent(segment, name -> new Importance(scoring.inputs().features().size()))
            .add(customer.getValue());
      }
    }
    List<Row> rows = new ArrayList<>(rows(ChurnImportance.ALL, ChurnImportance.ALL, all, scoring));
    bySegment.forEach(
        (segment, importance) ->
            rows.addAll(rows(ChurnImportance.SEGMENT, segment, importance, scoring)));
    return rows;
  }

  /** What each feature contributes, by customer. */
  private SortedMap<String, double[]> contributions(Dataset<Row> features, ChurnModel scoring) {
    JavaRDD<Row> sample = features.filter(isInSample).javaRDD();
    return new TreeMap<>(
        sample
            .mapPartitionsToPair(
                rows -> {
                  Contributions contributions = new Contributions(scoring.margin());
                  TopContributions sums =
                      new TopContributions(scoring.inputs().featureOfInput(), 1);
                  double[] each = new double[scoring.inputs().size()];
                  List<Tuple2<String, double[]>> explained = new ArrayList<>();
                  rows.forEachRemaining(
                      row -> {
                        contributions.explain(scoring.inputs().of(FeatureRows.values(row)), each);
                        explained.add(
                            new Tuple2<>(
                                row.getAs(ChurnFeatures.CUSTOMER_KEY), sums.byFeature(each)));
                      });
                  return explained.iterator();
                })
            .collectAsMap());
  }

  /** Of the customers in the sample; none where gold.rfm has no rows of the date. */
  private Map<String, String> segments() {
    Lake lake = context.lake();
    Map<String, String> segments = new TreeMap<>();
    if (lake.exists(Rfm.TABLE)) {
      lake.slice(Rfm.TABLE, context.asOf())
          .filter(isInSample)
          .select(Rfm.CUSTOMER_KEY, Rfm.SEGMENT)
          .collectAsList()
          .forEach(row -> segments.put(row.getString(0), row.getString(1)));
    }
    return segments;
  }

  private List<Row> rows(String split, String part, Importance importance, ChurnModel scoring) {
    List<Row> rows = new ArrayList<>();
    if (importance.customers() == 0) {
      return rows;
    }
    RowBuilder row = RowBuilder.of(ChurnImportance.TABLE);
    for (int feature : importance.ranked()) {
      rows.add(
          row.set(ChurnImportance.AS_OF, context.asOf())
              .set(ChurnImportance.MODEL_VERSION, model.version())
              .set(ChurnImportance.SPLIT, split)
              .set(ChurnImportance.PART, part)
              .set(ChurnImportance.FEATURE, scoring.inputs().features().get(feature).column())
              .set(ChurnImportance.CUSTOMERS, importance.customers())
              .set(ChurnImportance.MEAN_ABS_CONTRIBUTION, importance.meanAbsolute(feature))
              .set(ChurnImportance.MEAN_CONTRIBUTION, importance.mean(feature))
              .set(ChurnImportance.RANK, rows.size() + 1)
              .row());
    }
    return rows;
  }
}
