package io.churnlake.churn.model;

import io.churnlake.table.ChurnFeatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The inputs of the models, as SQL over gold.churn_features: logarithms of what spreads over
 * magnitudes, shares as they are. With one occasion the gap is taken to be the tenure. What a young
 * log cannot fill equally at every cut-off (totals since the first day, left_truncated) stays out.
 */
final class ModelFeatures {
  private static final Map<String, String> EXPRESSIONS = new LinkedHashMap<>();

  static {
    String gap =
        "coalesce(%s, CAST(%s AS DOUBLE))"
            .formatted(ChurnFeatures.MEAN_GAP_DAYS, ChurnFeatures.TENURE_DAYS);
    String overGap =
        "coalesce(%s, IF(%s = 0, 0D, 1D))"
            .formatted(ChurnFeatures.RECENCY_OVER_GAP, ChurnFeatures.TENURE_DAYS);
    put("log_recency", log1p(ChurnFeatures.RECENCY_DAYS));
    put("log_tenure", log1p(ChurnFeatures.TENURE_DAYS));
    put(
        "log_occasion_rate",
        "ln(%s / (%s + 30D))".formatted(ChurnFeatures.OCCASIONS, ChurnFeatures.TENURE_DAYS));
    put("log_occasions_180", log1p(ChurnFeatures.OCCASIONS_180));
    put("single_occasion", "IF(%s = 1, 1D, 0D)".formatted(ChurnFeatures.OCCASIONS));
    put("log_mean_gap", log1p(gap));
    put("log_recency_over_gap", log1p(overGap));
    put("log_mean_revenue", log1p("greatest(%s, 0D)".formatted(ChurnFeatures.MEAN_REVENUE)));
    put("log_lines_per_occasion", log1p(ChurnFeatures.LINES_PER_OCCASION));
    put("returned_share", "least(greatest(%s, 0D), 1D)".formatted(ChurnFeatures.RETURN_SHARE));
    put("discounted_share", ChurnFeatures.DISCOUNT_SHARE);
    put("discounted_first", "IF(%s, 1D, 0D)".formatted(ChurnFeatures.FIRST_DISCOUNTED));
  }

  private ModelFeatures() {}

  static List<String> names() {
    return List.copyOf(EXPRESSIONS.keySet());
  }

  /** For MLlib's SQLTransformer: all columns given, and the model's inputs. */
  static String statement() {
    return EXPRESSIONS.entrySet().stream()
        .map(entry -> entry.getValue() + " AS " + entry.getKey())
        .collect(Collectors.joining(", ", "SELECT *, ", " FROM __THIS__"));
  }

  private static String log1p(String expression) {
    return "ln(1D + " + expression + ")";
  }

  private static void put(String name, String expression) {
    EXPRESSIONS.put(name, expression);
  }
}
