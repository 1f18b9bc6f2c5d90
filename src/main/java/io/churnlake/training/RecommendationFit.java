package io.churnlake.training;

import io.churnlake.churn.recommend.Assortment;
import io.churnlake.churn.recommend.ItemFactors;
import io.churnlake.churn.recommend.RecommendationModel;
import io.churnlake.churn.recommend.Recommender;
import io.churnlake.lake.Lake;
import io.churnlake.table.RecommendationProducts;
import io.churnlake.table.RecommendationQuality;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What recommendations follow from until it is learnt anew.
 *
 * @param asOf when it was learnt
 * @param assortment what can be recommended
 * @param factors of these products; null if another model is used
 * @param customers among whom sales were counted
 * @param model what recommends
 */
public record RecommendationFit(
    LocalDate asOf,
    Assortment assortment,
    @Nullable ItemFactors factors,
    long customers,
    RecommendationModel model) {

  public Recommender recommender(boolean alreadyBought) {
    return new Recommender(assortment, factors, customers, alreadyBought);
  }

  /** Its rows of gold.recommendation_products. */
  public List<Row> productRows() {
    RowBuilder row = RowBuilder.of(RecommendationProducts.TABLE);
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < assortment.size(); number++) {
      Assortment.Seller seller = assortment.seller(number);
      rows.add(
          row.set(RecommendationProducts.AS_OF, asOf)
              .set(RecommendationProducts.PRODUCT, seller.product())
              .set(RecommendationProducts.CATEGORY, seller.category())
              .set(RecommendationProducts.CUSTOMERS, seller.customers())
              .set(
                  RecommendationProducts.FACTORS,
                  factors == null
                      ? null
                      : Arrays.stream(factors.vector(number)).boxed().toArray(Double[]::new))
              .row());
    }
    return rows;
  }

  /** The one that was learnt for a date. */
  public static RecommendationFit read(Lake lake, LocalDate asOf) {
    Row used =
        lake.slice(RecommendationQuality.TABLE, asOf)
            .filter(RecommendationQuality.IS_USED)
            .select(RecommendationQuality.MODEL, RecommendationQuality.LEARNT_FROM)
            .first();
    List<Assortment.Seller> sellers = new ArrayList<>();
    Map<String, double[]> vectors = new HashMap<>();
    lake.slice(RecommendationProducts.TABLE, asOf)
        .select(
            RecommendationProducts.PRODUCT,
            RecommendationProducts.CATEGORY,
            RecommendationProducts.CUSTOMERS,
            RecommendationProducts.FACTORS)
        .collectAsList()
        .forEach(
            row -> {
              sellers.add(
                  new Assortment.Seller(
                      row.getString(0), row.isNullAt(1) ? null : row.getString(1), row.getLong(2)));
              if (!row.isNullAt(3)) {
                List<Double> vector = row.getList(3);
                vectors.put(
                    row.getString(0), vector.stream().mapToDouble(Double::doubleValue).toArray());
              }
            });
    Assortment assortment = new Assortment(sellers);
    RecommendationModel model = RecommendationModel.named(used.getString(0));
    return new RecommendationFit(
        asOf,
        assortment,
        model == RecommendationModel.ALS ? factors(assortment, vectors) : null,
        used.getLong(1),
        model);
  }

  private static ItemFactors factors(Assortment assortment, Map<String, double[]> vectors) {
    List<double[]> factors = new ArrayList<>();
    for (int number = 0; number < assortment.size(); number++) {
      double[] vector = vectors.get(assortment.seller(number).product());
      if (vector == null) {
        throw new IllegalStateException("a product without its vector");
      }
      factors.add(vector);
    }
    return new ItemFactors(factors, Als.ALPHA, Als.LAMBDA);
  }
}
