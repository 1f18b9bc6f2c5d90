package io.churnlake.churn.drift;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The customers that a model was made for, as far as others are compared with them: what it takes
 * of each, and the score that it gave.
 *
 * @param cutOff the date that they are known at
 * @param logDays how old the log was then
 * @param features one for each that the model goes by
 * @param score the model's own, of the same customers
 */
public record Reference(LocalDate cutOff, int logDays, List<Binned> features, Binned score)
    implements Serializable {

  /** Copies the list. */
  public Reference {
    features = List.copyOf(features);
  }

  /**
   * That of a sample.
   *
   * @param names of the features, in the order of a customer's values
   * @param customers at least one; the values of each, NaN where missing, the score last
   */
  public static Reference of(
      LocalDate cutOff, int logDays, List<String> names, String score, List<double[]> customers) {
    List<Binned> features = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      features.add(Binned.of(names.get(i), column(customers, i)));
    }
    return new Reference(
        cutOff, logDays, features, Binned.of(score, column(customers, names.size())));
  }

  private static double[] column(List<double[]> customers, int i) {
    return customers.stream().mapToDouble(values -> values[i]).toArray();
  }

  /** The features, and the score behind them. */
  public List<Binned> all() {
    return Stream.concat(features.stream(), Stream.of(score)).toList();
  }
}
