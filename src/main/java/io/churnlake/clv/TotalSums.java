package io.churnlake.clv;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the base and its parts are worth: sums over customers, also under each draw of the
 * parameters, from which the totals' intervals follow.
 */
public final class TotalSums {
  private static final String SCOPE = "scope";
  private static final String SCOPE_VALUE = "scope_value";
  private static final String SUMS = "sums";
  private static final StructType PARTIAL =
      new StructType()
          .add(SCOPE, Types.STRING, false)
          .add(SCOPE_VALUE, Types.STRING, false)
          .add(SUMS, Types.listOf(Types.DOUBLE), false);

  /** Positions of the sums; those under the draws follow. */
  private static final int CUSTOMERS = 0;

  private static final int ORDERS = 1;
  private static final int CLV = 2;
  private static final int RESIDUAL = 3;

  /** In ten-thousandths: whole numbers, which add up exactly. */
  private static final int HISTORIC = 4;

  private static final int VARIANCE = 5;
  private static final int DRAWS = 6;

  private static final int MOST_REPEATS = 7;

  private static final double MOST_MONEY = 9e13;

  private TotalSums() {}

  /**
   * Adds up, within each partition first; one row a scope and value, to be collected for {@link
   * #rows}.
   *
   * @param grouped as of {@link CustomerSummaries#withAttributes}, with {@link
   *     CustomerGroups#assign}
   * @return scope, scope_value STRING, sums ARRAY of DOUBLE
   */
  public static Dataset<Row> partial(
      Dataset<Row> grouped, ClvModel model, ClvSettings settings, LocalDate asOf) {
    Broadcast<SharedScorer> shared =
        JavaSparkContext.fromSparkContext(grouped.sparkSession().sparkContext())
            .broadcast(new SharedScorer(model, settings));
    MapPartitionsFunction<Row, Row> sum = rows -> sums(rows, shared.value());
    Column[] added = new Column[DRAWS + 2 * model.draws()];
    Arrays.setAll(added, i -> sum(col(SUMS).getItem(i)));
    return grouped
        .select(
            col(CustomerGroups.GROUP),
            col(CustomerSummaries.X),
            col(CustomerSummaries.T_X_DAYS),
            col(CustomerSummaries.T_DAYS),
            col(CustomerSummaries.MEAN_SPEND),
            Margin.historic(settings.marginRate()),
            date_format(date_sub(lit(asOf), col(CustomerSummaries.T_DAYS)), "yyyy-MM"),
            col(CustomerSummaries.CHANNEL),
            col(CustomerSummaries.COUNTRY),
            col(CustomerSummaries.FIRST_CATEGORY))
        .mapPartitions(sum, Encoders.row(PARTIAL))
        .groupBy(SCOPE, SCOPE_VALUE)
        .agg(array(added).as(SUMS))
        .select(col(SCOPE), col(SCOPE_VALUE), col(SUMS));
  }

  private static Iterator<Row> sums(Iterator<Row> customers, SharedScorer shared) {
    ClvScorer scorer = shared.scorer();
    double margin = shared.settings().marginRate();
    int draws = shared.model().draws();
    Map<String, Map<String, double[]>> sums = new HashMap<>();
    double[] own = new double[DRAWS + 2 * draws];
    while (customers.hasNext()) {
      Row row = customers.next();
      int x = row.getInt(1);
      double meanSpend = row.isNullAt(4) ? 0 : row.getDouble(4);
      ClvScore score =
          scorer.score(row.getInt(0), x, row.getInt(2), row.getInt(3), meanSpend, margin);
      own[CUSTOMERS] = 1;
      own[ORDERS] = score.orders()[score.main()];
      own[CLV] = score.clv()[score.main()];
      own[RESIDUAL] = score.residualClv();
      own[HISTORIC] = row.getDecimal(5).unscaledValue().doubleValue();
      own[VARIANCE] = score.variance();
      System.arraycopy(score.drawn(), 0, own, DRAWS, 2 * draws);
      add(sums, "all", "all", own);
      add(sums, "cohort", row.getString(6), own);
      add(sums, "channel", row.getString(7), own);
      add(sums, "country", row.getString(8), own);
      add(sums, "first_category", row.getString(9), own);
      add(sums, "repeat_purchases", x < MOST_REPEATS ? "" + x : MOST_REPEATS + "+", own);
    }
    List<Row> result = new ArrayList<>();
    sums.forEach(
        (scope, values) ->
            values.forEach(
                (value, total) ->
                    result.add(
                        RowFactory.create(
                            scope,
                            value,
                            CollectionConverters.asScala(Arrays.stream(total).boxed().toList())))));
    return result.iterator();
  }

  private static void add(
      Map<String, Map<String, double[]>> sums, String scope, String value, double[] own) {
    double[] total =
        sums.computeIfAbsent(scope, s -> new HashMap<>())
            .computeIfAbsent(value, v -> new double[own.length]);
    for (int i = 0; i < own.length; i++) {
      total[i] += own[i];
    }
  }

  /**
   * The totals.
   *
   * @param partial the collected rows of {@link #partial}
   * @param error of the purchase model, as holdouts show it
   * @return rows of {@link io.churnlake.table.ClvTotals#TABLE}, sorted by scope and value
   */
  public static List<Row> rows(
      List<Row> partial,
      ClvModel model,
      ClvSettings settings,
      LocalDate asOf,
      ModelError error,
      Season season) {
    return partial.stream()
        .sorted(
            Comparator.<Row, String>comparing(row -> row.getString(0))
                .thenComparing(row -> row.getString(1)))
        .map(
            row ->
                total(
                    row.getString(0),
                    row.getString(1),
                    row.<Double>getList(2).stream().mapToDouble(Double::doubleValue).toArray(),
                    settings,
                    model,
                    asOf,
                    error,
                    season))
        .toList();
  }

  private static Row total(
      String scope,
      String value,
      double[] sums,
      ClvSettings settings,
      ClvModel model,
      LocalDate asOf,
      ModelError error,
      Season season) {
    int draws = model.draws();
    boolean known = draws > 0 && model.drawsSpend();
    double @Nullable [] orders =
        draws == 0 ? null : Uncertainty.bounds(sums[ORDERS], sums, DRAWS, draws);
    double @Nullable [] clv =
        known ? Uncertainty.bounds(sums[CLV], sums, DRAWS + draws, draws) : null;
    boolean finite = Double.isFinite(sums[VARIANCE]);
    double spread =
        Uncertainty.spread(
            Uncertainty.ofDraws(sums, DRAWS + draws, draws, sums[CLV]), sums[VARIANCE]);
    boolean given = known && finite;
    double low = lowest(sums[CLV], spread);
    double high = sums[CLV] + spread;
    double[] wide = given && error.isKnown() ? error.widened(sums[CLV], low, high) : new double[0];
    boolean predicted = wide.length > 0;
    OptionalDouble factor = season.factor();
    return RowFactory.create(
        Date.valueOf(asOf),
        scope,
        value,
        Math.round(sums[CUSTOMERS]),
        sums[ORDERS],
        orders == null ? null : orders[0],
        orders == null ? null : orders[1],
        money(sums[CLV]),
        clv == null ? null : money(clv[0]),
        clv == null ? null : money(clv[1]),
        predicted ? money(wide[0]) : null,
        predicted ? money(wide[1]) : null,
        given ? money(low) : null,
        given ? money(high) : null,
        error.holdouts(),
        error.isKnown() ? error.deviation() : null,
        factor.isPresent() ? factor.getAsDouble() : null,
        factor.isPresent() ? money(sums[CLV] * factor.getAsDouble()) : null,
        season.reason().orElse(null),
        money(sums[RESIDUAL]),
        BigDecimal.valueOf(Math.round(sums[HISTORIC]), 4),
        settings.horizonDays(),
        reason(known, finite, error));
  }

  private static @Nullable String reason(boolean known, boolean finite, ModelError error) {
    if (!known) {
      return "parameters_undetermined";
    }
    if (!finite) {
      return "spend_variance_infinite";
    }
    return error.isKnown() ? null : "no_holdout";
  }

  /** What sells with a margin brings no less than 0. */
  private static double lowest(double clv, double spread) {
    return clv < 0 ? clv - spread : Math.max(0, clv - spread);
  }

  /** NULL where there is none, as without a discount rate, or beyond what the column holds. */
  private static @Nullable BigDecimal money(double amount) {
    return Math.abs(amount) < MOST_MONEY
        ? BigDecimal.valueOf(amount).setScale(4, RoundingMode.HALF_UP)
        : null;
  }
}
