package io.churnlake.retention;

import io.churnlake.table.Cohorts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;
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

  private final SortedMap<Group, byte[]> groups;

  private ProductSums(SortedMap<Group, byte[]> groups) {
    this.groups = groups;
  }

  /**
   * Rows for {@link #read}.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}, with all parts of {@link
   *     #SPLITS}
   * @param splits names of the splits, 'all' first
   */
  public static Dataset<Row> of(Dataset<Row> logs, List<String> splits, LocalDate asOf) {
    int today = Math.toIntExact(asOf.toEpochDay());
    return Groups.added(logs, ProductTally.SHAPE, () -> new ProductTally(splits, today));
  }

  /**
   * All that was counted.
   *
   * @param rows all of {@link #of}
   * @throws io.churnlake.error.UserException if it is more than a driver should hold
   */
  public static ProductSums read(List<Row> rows) {
    return new ProductSums(
        Groups.read(
            rows,
            "Check the columns of product codes and categories in the source mapping: they may be"
                + " different for nearly every line. A catalogue is wanted of half a million"
                + " products at most."));
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
    byte[] counts = groups.get(group);
    return counts == null ? ProductTally.SHAPE.empty() : ProductTally.SHAPE.of(counts);
  }

  /** Shows each product and category with its counts, in order. */
  void forEachPart(BiConsumer<Group, GroupCounts> part) {
    groups.forEach(
        (group, counts) -> {
          if (SPLITS.contains(group.split())) {
            part.accept(group, ProductTally.SHAPE.of(counts));
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
