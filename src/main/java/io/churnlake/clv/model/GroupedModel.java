package io.churnlake.clv.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A purchase family with covariates: a point holds the base parameters' logarithms, then for each
 * parameter that covariates act on one coefficient a covariate. Group g's log-parameter is the base
 * plus the sum of coefficient times covariate.
 *
 * <p>Source: Fader, Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and
 * BG/NBD models". There alpha = alpha_0 exp(-γ'z); here the sign is positive for all parameters.
 *
 * @param family the purchase model
 * @param design covariates of the groups
 * @param point logarithms and coefficients
 */
public record GroupedModel(PurchaseFamily family, Design design, List<Double> point)
    implements Serializable {

  /** Copies the point. */
  public GroupedModel {
    point = List.copyOf(point);
  }

  /** The model of a group; any group without covariates. */
  public PurchaseModel of(int group) {
    double[] array = point.stream().mapToDouble(Double::doubleValue).toArray();
    return family.model(logParameters(family, design, array, group));
  }

  /** How many coordinates a point has. */
  static int dimension(PurchaseFamily family, Design design) {
    return family.parameterNames().size() + family.covariateParameters().size() * design.columns();
  }

  static double[] logParameters(PurchaseFamily family, Design design, double[] point, int group) {
    int base = family.parameterNames().size();
    double[] result = new double[base];
    System.arraycopy(point, 0, result, 0, base);
    int at = base;
    for (int parameter : family.covariateParameters()) {
      for (int j = 0; j < design.columns(); j++) {
        result[parameter] += point[at++] * design.value(group, j);
      }
    }
    return result;
  }

  /** The gradient in the point's coordinates, from that in a group's log-parameters. */
  static double[] chained(PurchaseFamily family, Design design, double[] gradient, int group) {
    double[] result = new double[dimension(family, design)];
    System.arraycopy(gradient, 0, result, 0, gradient.length);
    int at = gradient.length;
    for (int parameter : family.covariateParameters()) {
      for (int j = 0; j < design.columns(); j++) {
        result[at++] = gradient[parameter] * design.value(group, j);
      }
    }
    return result;
  }

  /** The names of a point's coordinates beyond the base: {@code alpha:channel=email}. */
  static List<String> coefficientNames(PurchaseFamily family, Design design) {
    List<String> names = new ArrayList<>();
    for (int parameter : family.covariateParameters()) {
      for (String covariate : design.names()) {
        names.add(family.parameterNames().get(parameter) + ":" + covariate);
      }
    }
    return names;
  }
}
