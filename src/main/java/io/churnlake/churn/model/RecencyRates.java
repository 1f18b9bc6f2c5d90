package io.churnlake.churn.model;

import io.churnlake.table.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The share that churned by class of recency: the rule that a model has to beat, and what can be
 * said with too little history for one. Plain Java.
 *
 * @param classes in order of recency; the last one is open above
 */
public record RecencyRates(List<RecencyClass> classes) {
  /** Classes of about equal size are made, at most so many. */
  private static final int CLASSES = 10;

  /** A class counts as if it held so many more customers with the overall rate. */
  private static final double PRIOR_CUSTOMERS = 20;

  /**
   * @param upToDays the highest recency of the class
   * @param probability of churning, strictly between 0 and 1
   * @param customers that it was counted of
   */
  record RecencyClass(int upToDays, double probability, long customers) {}

  /** Copies the list. */
  public RecencyRates {
    classes = List.copyOf(classes);
  }

  /**
   * Rates from labelled customers by recency. The overall rate is (churners + 1/2) / (customers +
   * 1) (Jeffreys); a class's is drawn to it as if by {@value #PRIOR_CUSTOMERS} more customers, so
   * that none is 0 or 1.
   *
   * @param byRecency at least one recency with at least one customer
   */
  static RecencyRates of(SortedMap<Integer, Churners> byRecency) {
    Churners all = byRecency.values().stream().reduce(Churners.NONE, Churners::plus);
    double overall = (all.churned() + 0.5) / (all.customers() + 1.0);
    List<RecencyClass> classes = new ArrayList<>();
    long seen = 0;
    Churners inClass = Churners.NONE;
    for (var entry : byRecency.entrySet()) {
      seen += entry.getValue().customers();
      inClass = inClass.plus(entry.getValue());
      boolean isFull = seen * CLASSES >= all.customers() * (classes.size() + 1L);
      if (isFull) {
        double rate =
            (inClass.churned() + PRIOR_CUSTOMERS * overall)
                / (inClass.customers() + PRIOR_CUSTOMERS);
        classes.add(new RecencyClass(entry.getKey(), rate, inClass.customers()));
        inClass = Churners.NONE;
      }
    }
    return new RecencyRates(classes);
  }

  /** The rates as a tree: one class after the other is asked for. */
  Margin margin(ModelInputs inputs) {
    int input = inputs.inputOf(Feature.RECENCY_DAYS);
    int nodes = 2 * classes.size() - 1;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] value = new double[nodes];
    double[] cover = new double[nodes];
    for (int c = 0; c < classes.size(); c++) {
      RecencyClass here = classes.get(c);
      boolean isLast = c == classes.size() - 1;
      int leaf = isLast ? 2 * c : 2 * c + 1;
      feature[leaf] = -1;
      value[leaf] = Math.log(here.probability() / (1 - here.probability()));
      cover[leaf] = here.customers();
      if (!isLast) {
        feature[2 * c] = input;
        threshold[2 * c] = ModelInputs.scaled(Feature.RECENCY_DAYS, here.upToDays());
        left[2 * c] = leaf;
        right[2 * c] = leaf + 1;
        cover[2 * c] =
            classes.subList(c, classes.size()).stream().mapToLong(RecencyClass::customers).sum();
      }
    }
    DecisionTree tree = new DecisionTree(feature, threshold, left, right, value, cover);
    return new TreeEnsemble(inputs.size(), 0, List.of(new TreeEnsemble.Weighted(tree, 1)));
  }
}
