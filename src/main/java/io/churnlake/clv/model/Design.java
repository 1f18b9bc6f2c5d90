package io.churnlake.clv.model;

import java.io.Serializable;
import java.util.List;

/**
 * Covariates of the groups that customers fall into, as zeros and ones: group g has value {@code
 * rows.get(g).get(j)} of covariate j. Without covariates there are no columns.
 *
 * @param names of the covariates, such as {@code channel=email}
 * @param rows one a group
 */
public record Design(List<String> names, List<List<Integer>> rows) implements Serializable {
  /** No covariates, whatever the group. */
  public static final Design NONE = new Design(List.of(), List.of());

  /** Copies the lists. */
  public Design {
    names = List.copyOf(names);
    rows = rows.stream().map(List::copyOf).toList();
  }

  int columns() {
    return names.size();
  }

  int value(int group, int column) {
    return rows.get(group).get(column);
  }
}
