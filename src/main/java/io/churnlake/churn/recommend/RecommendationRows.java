package io.churnlake.churn.recommend;

import io.churnlake.table.Recommendations;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** Rows of gold.recommendations. */
public final class RecommendationRows {
  /** More digits of a score would tell nothing. */
  private static final double DIGITS = 1e6;

  private final LocalDate asOf;
  private final LocalDate fittedOn;
  private final RowBuilder row = RowBuilder.of(Recommendations.TABLE);
  private final RecommendationSentences english = new RecommendationSentences(Locale.ENGLISH);
  private final RecommendationSentences german = new RecommendationSentences(Locale.GERMAN);

  private RecommendationRows(LocalDate asOf, LocalDate fittedOn) {
    this.asOf = asOf;
    this.fittedOn = fittedOn;
  }

  /**
   * The rows of these customers, without a shuffle.
   *
   * @param fittedOn as_of of the products
   */
  public static JavaRDD<Row> of(
      JavaRDD<Basket> baskets,
      Recommender recommender,
      RecommendationModel model,
      LocalDate asOf,
      LocalDate fittedOn) {
    return baskets.mapPartitions(
        part -> {
          RecommendationRows rows = new RecommendationRows(asOf, fittedOn);
          Iterable<Basket> once = () -> part;
          return StreamSupport.stream(once.spliterator(), false)
              .flatMap(basket -> rows.of(basket.key(), recommender.of(basket, model)).stream())
              .iterator();
        });
  }

  private List<Row> of(String customer, List<Recommendation> recommended) {
    List<Row> rows = new ArrayList<>();
    for (Recommendation each : recommended) {
      rows.add(
          row.set(Recommendations.AS_OF, asOf)
              .set(Recommendations.CUSTOMER_KEY, customer)
              .set(Recommendations.RANK, rows.size() + 1)
              .set(Recommendations.PRODUCT, each.product())
              .set(Recommendations.SCORE, Math.rint(each.score() * DIGITS) / DIGITS)
              .set(Recommendations.MODEL, each.model().label())
              .set(Recommendations.BECAUSE_OF, each.because())
              .set(Recommendations.ENGLISH, english.of(each))
              .set(Recommendations.GERMAN, german.of(each))
              .set(Recommendations.FITTED_ON, fittedOn)
              .row());
    }
    return rows;
  }
}
