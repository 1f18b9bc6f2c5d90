package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.NextCategories;
import java.util.ArrayList;
import java.util.List;

/** Counts customers by the categories of their first occasion and of the one after it. */
final class CategoryPairs {
  /** The split of the groups, whose value is the first category; no other one is named so. */
  static final String SPLIT = "(next category)";

  /** The sum that holds those who came again. */
  static final int CAME_AGAIN = 0;

  private CategoryPairs() {}

  static void count(CustomerLog log, Groups groups) {
    List<CustomerLog.Day> occasions =
        log.days().stream().filter(day -> day.isOccasion(false)).limit(2).toList();
    if (occasions.size() < 2 || occasions.get(0).categories().isEmpty()) {
      return;
    }
    List<String> categories = new ArrayList<>(occasions.get(0).categories());
    categories.add(NextCategories.ANY);
    for (String category : categories) {
      groups.add(new Group(SPLIT, category, NextCategories.ANY), CAME_AGAIN, 1);
      for (String next : occasions.get(1).categories()) {
        groups.add(new Group(SPLIT, category, next), CAME_AGAIN, 1);
      }
    }
  }
}
