package io.churnlake.churn.recommend;

import org.jspecify.annotations.Nullable;

/**
 * A product for a customer.
 *
 * @param score by ALS how much it is expected to be liked, about 0 to 1; by best sellers the share
 *     of customers who bought it of late
 * @param model what chose it
 * @param place among the best sellers of the shop or the category, counted from 1; 0 by ALS
 * @param because by ALS the purchase that speaks most for it; by best sellers of a category that
 *     category; else null
 */
public record Recommendation(
    String product, double score, RecommendationModel model, int place, @Nullable String because) {}
