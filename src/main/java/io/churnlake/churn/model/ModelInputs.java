package io.churnlake.churn.model;

import io.churnlake.churn.feature.RecordedFrom;
import io.churnlake.table.Feature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The inputs of a model, made of features: each on its scale, 0 where it is not known; after one
 * that some customers lack, whether it is not known. Plain Java.
 */
public final class ModelInputs implements java.io.Serializable {
  private static final long serialVersionUID = 1;

  /** Probabilities closer to 0 or 1 than this count as so far from it. */
  private static final double CLIP = 1e-6;

  private static final Set<Feature> MAY_BE_UNKNOWN =
      EnumSet.of(
          Feature.MEAN_GAP_DAYS,
          Feature.SD_GAP_DAYS,
          Feature.RECENCY_OVER_GAP,
          Feature.LAST_GAP_DAYS,
          Feature.LONGEST_GAP_DAYS,
          Feature.RECENCY_OVER_LONGEST_GAP,
          Feature.GAP_VARIATION,
          Feature.LAST_NPS);

  private final List<Feature> features;
  private final int[] featureOfInput;

  /** Inputs of these features, in their order. */
  public ModelInputs(List<Feature> features) {
    this.features = List.copyOf(features);
    List<Integer> of = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      of.add(i);
      if (MAY_BE_UNKNOWN.contains(features.get(i))) {
        of.add(i);
      }
    }
    featureOfInput = of.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Inputs of all features that look at nothing before what was recorded at that date. */
  public static ModelInputs recorded(RecordedFrom recorded, LocalDate oldest) {
    return new ModelInputs(
        Feature.all().stream()
            .filter(feature -> feature.scale() != Feature.Scale.NO_INPUT)
            .filter(feature -> recorded.covers(feature, oldest))
            .toList());
  }

  /**
   * The inputs that a table names.
   *
   * @throws IllegalArgumentException if a name is no feature's
   */
  public static ModelInputs named(List<String> columns) {
    return new ModelInputs(
        columns.stream().map(name -> Feature.valueOf(name.toUpperCase(Locale.ROOT))).toList());
  }

  public List<Feature> features() {
    return features;
  }

  /** The number of the feature in {@link #features} that each input belongs to. */
  public int[] featureOfInput() {
    return featureOfInput.clone();
  }

  /** The same for reasons, in which some features are told as one; see {@link Feature#toldAs}. */
  public int[] toldFeatureOfInput() {
    return Arrays.stream(featureOfInput)
        .map(
            feature -> {
              int told = features.indexOf(features.get(feature).toldAs());
              return told < 0 ? feature : told;
            })
        .toArray();
  }

  /** How many inputs a row has. */
  public int size() {
    return featureOfInput.length;
  }

  /** The input that holds a feature's value. */
  int inputOf(Feature feature) {
    int wanted = features.indexOf(feature);
    for (int input = 0; input < featureOfInput.length; input++) {
      if (featureOfInput[input] == wanted) {
        return input;
      }
    }
    throw new IllegalArgumentException(feature + " is no input");
  }

  /**
   * A row of inputs.
   *
   * @param values one for each {@link Feature}, NaN where it is not known
   */
  public double[] of(double[] values) {
    double[] inputs = new double[featureOfInput.length];
    int input = 0;
    for (Feature feature : features) {
      double value = values[feature.index()];
      inputs[input++] = Double.isNaN(value) ? 0 : scaled(feature, value);
      if (MAY_BE_UNKNOWN.contains(feature)) {
        inputs[input++] = Double.isNaN(value) ? 1 : 0;
      }
    }
    return inputs;
  }

  /** A known value on its feature's scale. */
  static double scaled(Feature feature, double value) {
    return scaled(feature.scale(), value);
  }

  /** A known value on a scale. */
  public static double scaled(Feature.Scale scale, double value) {
    return switch (scale) {
      case LOGARITHM -> Math.log1p(Math.max(0, value));
      case LOG_ODDS -> {
        double p = Math.min(1 - CLIP, Math.max(CLIP, value));
        yield Math.log(p / (1 - p));
      }
      case AS_IS, NO_INPUT -> value;
    };
  }
}
