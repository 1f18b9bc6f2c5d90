package io.churnlake.churn.recommend;

import java.util.Locale;

/** What chooses products for a customer. */
public enum RecommendationModel {
  /** What sells best in the shop. */
  BEST_SELLERS,

  /** What sells best in the category that the customer buys most, then in the shop. */
  CATEGORY_BEST_SELLERS,

  /** Alternating least squares; see {@link ItemFactors}. */
  ALS;

  /** Its name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The model of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RecommendationModel named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
