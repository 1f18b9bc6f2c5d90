package io.churnlake.churn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What can be said with too little history for a model: the share that churned, by class of
 * recency. Plain Java.
 *
 * @param classes in order of recency; the last one is open above
 */
record RecencyRates(List<RecencyClass> classes) {
  /** Classes of about equal size are made, at most so many. */
  private static final int CLASSES = 5;

  /** A class counts as if it held so many more customers with the overall rate. */
  private static final double PRIOR_CUSTOMERS = 20;

  /** Customers who were seen and, of these, churned. */
  record Count(long customers, long churners) {}

  /**
   * @param upToDays the highest recency of the class
   * @param probability of churning, strictly between 0 and 1
   */
  record RecencyClass(int upToDays, double probability) {}

  RecencyRates {
    classes = List.copyOf(classes);
  }

  /**
   * Rates from labelled customers by recency. The overall rate is (churners + 1/2) / (customers +
   * 1) (Jeffreys); a class's is drawn to it as if by {@value #PRIOR_CUSTOMERS} more customers, so
   * that none is 0 or 1.
   *
   * @param byRecency at least one recency with at least one customer
   */
  static RecencyRates of(SortedMap<Integer, Count> byRecency) {
    long customers = byRecency.values().stream().mapToLong(Count::customers).sum();
    long churners = byRecency.values().stream().mapToLong(Count::churners).sum();
    double overall = (churners + 0.5) / (customers + 1.0);
    List<RecencyClass> classes = new ArrayList<>();
    long seen = 0;
    long inClass = 0;
    long churnedInClass = 0;
    for (var entry : byRecency.entrySet()) {
      seen += entry.getValue().customers();
      inClass += entry.getValue().customers();
      churnedInClass += entry.getValue().churners();
      boolean isFull = seen * CLASSES >= customers * (classes.size() + 1L);
      if (isFull) {
        double rate = (churnedInClass + PRIOR_CUSTOMERS * overall) / (inClass + PRIOR_CUSTOMERS);
        classes.add(new RecencyClass(entry.getKey(), rate));
        inClass = 0;
        churnedInClass = 0;
      }
    }
    return new RecencyRates(classes);
  }

  /** The probability as an SQL expression over {@code column}. */
  String expression(String column) {
    StringBuilder sql = new StringBuilder();
    for (RecencyClass c : classes.subList(0, classes.size() - 1)) {
      sql.append("WHEN %s <= %d THEN %sD ".formatted(column, c.upToDays(), c.probability()));
    }
    double otherwise = classes.get(classes.size() - 1).probability();
    return sql.isEmpty() ? otherwise + "D" : "CASE " + sql + "ELSE " + otherwise + "D END";
  }
}
