package io.churnlake.clv;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.clv.model.Design;
import io.churnlake.error.Errors;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Customers in groups of the same attributes, which covariates or segments tell apart. A value that
 * few customers have counts as {@link #OTHER}.
 *
 * @param attributes columns of {@link CustomerSummaries#withAttributes}; none: one group of all
 * @param common the values of each attribute that many customers have, the most frequent first
 * @param groups the values of each group, as many as there are attributes
 * @param sizes customers of each group
 */
public record CustomerGroups(
    List<String> attributes,
    List<List<String>> common,
    List<List<String>> groups,
    List<Long> sizes) {
  public static final String GROUP = "customer_group";
  public static final String OTHER = "other";

  private static final String CUSTOMERS = "customers";

  /** Beyond it a model has more parameters than anybody can look at. */
  private static final int MOST = 500;

  /** All customers in one group. */
  public static final CustomerGroups ONE =
      new CustomerGroups(List.of(), List.of(), List.of(List.of()), List.of(0L));

  /** Copies the lists. */
  public CustomerGroups {
    attributes = List.copyOf(attributes);
    common = common.stream().map(List::copyOf).toList();
    groups = groups.stream().map(List::copyOf).toList();
    sizes = List.copyOf(sizes);
  }

  /**
   * Counts customers by attributes, to be collected for {@link #of}.
   *
   * @return the attributes STRING, customers LONG
   */
  public static Dataset<Row> counts(Dataset<Row> summaries, List<String> attributes) {
    Column[] columns = attributes.stream().map(name -> col(name)).toArray(Column[]::new);
    return summaries.groupBy(columns).agg(count(lit(1)).as(CUSTOMERS));
  }

  /**
   * Makes groups.
   *
   * @param counts rows of {@link #counts}
   * @param least values of fewer customers count as other
   */
  public static CustomerGroups of(List<String> attributes, List<Row> counts, int least) {
    List<List<String>> common = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      Map<String, Long> sizes = new TreeMap<>();
      for (Row row : counts) {
        sizes.merge(row.getString(i), row.getLong(attributes.size()), Long::sum);
      }
      common.add(
          sizes.entrySet().stream()
              .filter(entry -> entry.getValue() >= least && !entry.getKey().equals(OTHER))
              .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
              .map(Map.Entry::getKey)
              .toList());
    }
    TreeMap<List<String>, Long> groups = new TreeMap<>(CustomerGroups::compare);
    for (Row row : counts) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < attributes.size(); i++) {
        String value = row.getString(i);
        values.add(common.get(i).contains(value) ? value : OTHER);
      }
      groups.merge(values, row.getLong(attributes.size()), Long::sum);
    }
    if (groups.size() > MOST) {
      throw Errors.dataRefused(
          "The value models cannot tell apart " + groups.size() + " groups of customers.",
          "The attributes "
              + String.join(", ", attributes)
              + " have so many combinations of values.",
          "Raise churnlake.clv.least-customers, so that rare values count as other, or name fewer"
              + " attributes.");
    }
    return new CustomerGroups(
        attributes, common, List.copyOf(groups.keySet()), List.copyOf(groups.values()));
  }

  private static int compare(List<String> left, List<String> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Adds the column {@link #GROUP} INT. */
  public Dataset<Row> assign(Dataset<Row> summaries) {
    if (attributes.isEmpty()) {
      return summaries.withColumn(GROUP, lit(0));
    }
    StructType schema = new StructType();
    for (String attribute : attributes) {
      schema = schema.add("group_" + attribute, Types.STRING);
    }
    List<Row> rows = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      List<Object> cells = new ArrayList<>(groups.get(group));
      cells.add(group);
      rows.add(RowFactory.create(cells.toArray()));
    }
    Dataset<Row> numbers =
        summaries.sparkSession().createDataFrame(rows, schema.add(GROUP, Types.INT));
    Column same = lit(true);
    for (int i = 0; i < attributes.size(); i++) {
      Column value = summaries.col(attributes.get(i));
      Column level = when(value.isin(common.get(i).toArray()), value).otherwise(lit(OTHER));
      same = same.and(level.equalTo(numbers.col("group_" + attributes.get(i))));
    }
    List<Column> columns = new ArrayList<>();
    for (String name : summaries.columns()) {
      columns.add(summaries.col(name));
    }
    columns.add(numbers.col(GROUP));
    return summaries.join(broadcast(numbers), same).select(columns.toArray(new Column[0]));
  }

  /**
   * One covariate a value, but for each attribute's most frequent, which the others compare with.
   */
  public Design design() {
    List<String> names = new ArrayList<>();
    List<List<Integer>> rows = new ArrayList<>();
    IndependentColumns independent = new IndependentColumns(groups.size());
    groups.forEach(group -> rows.add(new ArrayList<>()));
    for (int i = 0; i < attributes.size(); i++) {
      int attribute = i;
      List<String> values = new ArrayList<>(common.get(i));
      if (groups.stream().anyMatch(group -> group.get(attribute).equals(OTHER))) {
        values.add(OTHER);
      }
      for (String value : values.subList(Math.min(1, values.size()), values.size())) {
        List<Integer> column =
            groups.stream().map(group -> group.get(attribute).equals(value) ? 1 : 0).toList();
        // A value that others imply, such as one that comes with another always, adds nothing.
        if (independent.add(column)) {
          names.add(attributes.get(i) + "=" + value);
          for (int group = 0; group < groups.size(); group++) {
            rows.get(group).add(column.get(group));
          }
        }
      }
    }
    return new Design(names, rows);
  }

  /** A group's name, such as {@code channel=email}. */
  public String name(int group) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      parts.add(attributes.get(i) + "=" + groups.get(group).get(i));
    }
    return String.join(", ", parts);
  }

  /** How many groups there are. */
  public int size() {
    return groups.size();
  }
}
