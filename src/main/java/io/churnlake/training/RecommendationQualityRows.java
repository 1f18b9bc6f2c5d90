package io.churnlake.training;

import io.churnlake.churn.recommend.HitCounts;
import io.churnlake.churn.recommend.RecommendationModel;
import io.churnlake.quality.Wilson;
import io.churnlake.table.Kpis;
import io.churnlake.table.RecommendationQuality;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of gold.recommendation_quality, one a model. */
public final class RecommendationQualityRows {
  private RecommendationQualityRows() {}

  public static List<Row> of(LocalDate asOf, RecommendationTraining.Learnt learnt) {
    HitCounts hits = learnt.hits();
    RowBuilder row = RowBuilder.of(RecommendationQuality.TABLE);
    List<Row> rows = new ArrayList<>();
    for (RecommendationModel model : RecommendationModel.values()) {
      boolean isAls = model == RecommendationModel.ALS;
      String reason = reason(learnt, isAls);
      HitCounts.@Nullable Lead lead =
          isAls && reason == null ? hits.lead(model, hits.bestSellers()) : null;
      long n = reason == null ? hits.customers() : 0;
      long hit = reason == null ? hits.hits(model) : 0;
      rows.add(
          row.set(RecommendationQuality.AS_OF, asOf)
              .set(RecommendationQuality.MODEL, model.label())
              .set(RecommendationQuality.IS_USED, model == learnt.fit().model())
              .set(RecommendationQuality.LEARNT_FROM, learnt.fit().customers())
              .set(RecommendationQuality.TRIED_ON, hits.customers())
              .set(RecommendationQuality.HITS, reason == null ? (Long) hit : null)
              .set(RecommendationQuality.HIT_RATE, Wilson.share(hit, n))
              .set(Kpis.low(RecommendationQuality.HIT_RATE), Wilson.low(hit, n))
              .set(Kpis.high(RecommendationQuality.HIT_RATE), Wilson.high(hit, n))
              .set(RecommendationQuality.LEAD, lead == null ? null : (Double) lead.difference())
              .set(Kpis.low(RecommendationQuality.LEAD), lead == null ? null : (Double) lead.low())
              .set(
                  Kpis.high(RecommendationQuality.LEAD), lead == null ? null : (Double) lead.high())
              .set(RecommendationQuality.NULL_REASON, reason)
              .row());
    }
    return rows;
  }

  private static @Nullable String reason(RecommendationTraining.Learnt learnt, boolean isAls) {
    if (isAls && learnt.isTooSmall()) {
      return RecommendationQuality.TOO_FEW;
    }
    return learnt.hits().customers() == 0 ? RecommendationQuality.NOBODY : null;
  }
}
