package io.churnlake.retention;

import io.churnlake.table.Cohorts;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What became of customers by the product and the category that they began with, and by pairs of
 * categories: what gold.products and gold.next_categories are made of. They are bounded by the
 * catalogue, of which they hold what somebody began with, and not by the customers.
 */
public final class ProductSums {
  /** What customers can have begun with. */
  public static final List<String> SPLITS = List.of("first_product", "first_category");

  private static final Group ALL = Group.of(Cohorts.ALL, Cohorts.ALL);

  private final SortedMap<Group, GroupCounts> groups;

  ProductSums(SortedMap<Group, GroupCounts> groups) {
    this.groups = groups;
  }

  /**
   * Costed revenue, cost, revenue of all, in ten-thousandths: what the margin rate follows from.
   */
  public Row costs() {
    Brought all = Brought.of(of(ALL), 0);
    return RowFactory.create(
        BigDecimal.valueOf(all.costedRevenue()),
        BigDecimal.valueOf(all.cost()),
        BigDecimal.valueOf(all.revenue()));
  }

  /** The curve of all new customers' time to the second order. */
  KaplanMeier curveOfAll() {
    return new KaplanMeier(of(ALL).spells(ProductTally.TO_SECOND_ORDER));
  }

  private GroupCounts of(Group group) {
    GroupCounts counts = groups.get(group);
    return counts == null ? ProductTally.SHAPE.empty() : counts;
  }

  /** Shows each product and category with its counts, in order. */
  void forEachPart(BiConsumer<Group, GroupCounts> part) {
    groups.forEach(
        (group, counts) -> {
          if (SPLITS.contains(group.split())) {
            part.accept(group, counts);
          }
        });
  }

  /** Shows each pair of categories with those who came again, in order. */
  void forEachPair(BiConsumer<Group, Long> pair) {
    groups.forEach(
        (group, counts) -> {
          if (group.split().equals(CategoryPairs.SPLIT)) {
            pair.accept(group, cameAgain(group.value(), group.next()));
          }
        });
  }

  /** Customers with the first category who came again for the next one. */
  long cameAgain(String category, String next) {
    return of(new Group(CategoryPairs.SPLIT, category, next)).sum(CategoryPairs.CAME_AGAIN);
  }
}
