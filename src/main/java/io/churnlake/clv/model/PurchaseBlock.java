package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import java.util.ArrayList;
import java.util.List;

/** Purchase rows under a family. */
final class PurchaseBlock implements LikelihoodBlock {
  private static final long serialVersionUID = 1;

  private final PurchaseRows rows;
  private final PurchaseFamily family;
  private final Design design;
  private final double unitDays;

  PurchaseBlock(PurchaseRows rows, PurchaseFamily family, Design design, double unitDays) {
    this.rows = rows;
    this.family = family;
    this.design = design;
    this.unitDays = unitDays;
  }

  @Override
  public List<LikelihoodSums> sums(List<double[]> points) {
    List<LikelihoodSums> result = new ArrayList<>();
    for (double[] point : points) {
      result.add(design.columns() == 0 ? plain(point) : withCovariates(point));
    }
    return result;
  }

  private LikelihoodSums plain(double[] point) {
    LikelihoodSums sums = new LikelihoodSums(point.length);
    add(point, 0, rows.size(), sums);
    return sums;
  }

  /** Sums in each group's own parameters first; the chain rule is paid once a run of a group. */
  private LikelihoodSums withCovariates(double[] point) {
    LikelihoodSums sums = new LikelihoodSums(point.length);
    int from = 0;
    while (from < rows.size()) {
      int group = rows.group(from);
      int to = from;
      while (to < rows.size() && rows.group(to) == group) {
        to++;
      }
      double[] own = GroupedModel.logParameters(family, design, point, group);
      LikelihoodSums groupSums = new LikelihoodSums(own.length);
      add(own, from, to, groupSums);
      double[] gradient = groupSums.gradient();
      sums.add(1, groupSums.value(), GroupedModel.chained(family, design, gradient, group));
      from = to;
    }
    return sums;
  }

  private void add(double[] logParameters, int from, int to, LikelihoodSums sums) {
    double[] gradient = new double[logParameters.length];
    RowLikelihood likelihood = family.likelihood(logParameters);
    for (int i = from; i < to; i++) {
      double value =
          likelihood.at(rows.x(i), rows.txDays(i) / unitDays, rows.tDays(i) / unitDays, gradient);
      sums.add((double) rows.customers(i), value, gradient);
    }
  }

  @Override
  public List<CompensatedSum> moments() {
    return rows.moments();
  }
}
