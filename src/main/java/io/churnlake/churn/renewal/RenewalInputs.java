package io.churnlake.churn.renewal;

import io.churnlake.churn.feature.RecordedFrom;
import io.churnlake.churn.model.ModelInputs;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of a model of contracts, made of features: each on its scale, 0 where it is not known;
 * after one that some contracts lack, whether it is not known. The month is a point on a circle, so
 * that December lies beside January. Plain Java.
 */
public final class RenewalInputs implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double MONTHS = 12;

  private final List<RenewalFeature> features;
  private final int[] featureOfInput;

  /** Inputs of these features, in their order. */
  public RenewalInputs(List<RenewalFeature> features) {
    this.features = List.copyOf(features);
    List<Integer> of = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      of.add(i);
      if (features.get(i).mayBeUnknown() || features.get(i) == RenewalFeature.RENEWAL_MONTH) {
        of.add(i);
      }
    }
    featureOfInput = of.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Inputs of all features that look at nothing before what was recorded at that date.
   *
   * @param hasWholeYear whether the renewals that are learnt from fall into every month of the
   *     year; else a season could not be told from a trend, and the month is no input
   */
  public static RenewalInputs recorded(
      RecordedFrom recorded, LocalDate oldest, boolean hasWholeYear) {
    return new RenewalInputs(
        RenewalFeature.all().stream()
            .filter(feature -> hasWholeYear || feature != RenewalFeature.RENEWAL_MONTH)
            .filter(feature -> feature.isRecorded(recorded, oldest))
            .toList());
  }

  public List<RenewalFeature> features() {
    return features;
  }

  /** The number of the feature in {@link #features} that each input belongs to. */
  public int[] featureOfInput() {
    return featureOfInput.clone();
  }

  /** How many inputs a row has. */
  public int size() {
    return featureOfInput.length;
  }

  /**
   * A row of inputs.
   *
   * @param values one for each {@link RenewalFeature}, NaN where it is not known
   */
  public double[] of(double[] values) {
    double[] inputs = new double[featureOfInput.length];
    int input = 0;
    for (RenewalFeature feature : features) {
      double value = values[feature.index()];
      if (feature == RenewalFeature.RENEWAL_MONTH) {
        inputs[input++] = Math.sin(2 * Math.PI * value / MONTHS);
        inputs[input++] = Math.cos(2 * Math.PI * value / MONTHS);
        continue;
      }
      inputs[input++] = Double.isNaN(value) ? 0 : ModelInputs.scaled(feature.scale(), value);
      if (feature.mayBeUnknown()) {
        inputs[input++] = Double.isNaN(value) ? 1 : 0;
      }
    }
    return inputs;
  }

  /** What an input is, such as amount, or amount (unknown). */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (RenewalFeature feature : features) {
      if (feature == RenewalFeature.RENEWAL_MONTH) {
        names.add(feature.column() + " (sine)");
        names.add(feature.column() + " (cosine)");
        continue;
      }
      names.add(feature.column());
      if (feature.mayBeUnknown()) {
        names.add(feature.column() + " (unknown)");
      }
    }
    return names;
  }
}
