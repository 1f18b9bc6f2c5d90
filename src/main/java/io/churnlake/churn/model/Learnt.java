package io.churnlake.churn.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.jspecify.annotations.Nullable;

/**
 * A trained churn model.
 *
 * @param pipeline from the columns of gold.churn_features to a probability
 * @param sample what it was trained from
 * @param algorithm {@code logistic}, {@code gbt} or {@code recency_rate}
 * @param features its inputs in their order
 * @param logistic what a logistic regression learnt, else null
 * @param rates what the recency rates are, else null
 * @param description of everything learnt, for the version
 */
public record Learnt(
    PipelineModel pipeline,
    Sample sample,
    String algorithm,
    List<String> features,
    @Nullable Logistic logistic,
    @Nullable Map<String, Double> rates,
    String description) {

  /** Labelled rows (a customer at a cut-off) and, of these, churned. */
  public record Sample(long rows, long churners) {
    public double baseRate() {
      return (double) churners / rows;
    }
  }

  /** By feature; log-odds = intercept + sum of coefficient x (value - mean) / deviation. */
  public record Logistic(
      double intercept,
      Map<String, Double> coefficients,
      Map<String, Double> means,
      Map<String, Double> deviations) {}

  /**
   * The as_of and eight digits of a hash of what was learnt, numbers to nine significant digits:
   * the same for a rerun on the same data and settings.
   */
  public String version(LocalDate asOf) {
    String text = algorithm + "\n" + features + "\n" + description;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return asOf + "-" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM knows SHA-256", e);
    }
  }

  static String digits(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + digits(entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  static String digits(double value) {
    return new BigDecimal(value).round(new MathContext(9)).toString();
  }
}
