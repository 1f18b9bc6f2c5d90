package io.churnlake.clv;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.clv.model.Design;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
 */
public record CustomerGroups(
    List<String> attributes, List<List<String>> common, List<List<String>> groups) {
  public static final String GROUP = "customer_group";
  public static final String OTHER = "other";

  private static final String CUSTOMERS = "customers";

  /** All customers in one group. */
  public static final CustomerGroups ONE =
      new CustomerGroups(List.of(), List.of(), List.of(List.of()));

  /** Copies the lists. */
  public CustomerGroups {
    attributes = List.copyOf(attributes);
    common = common.stream().map(List::copyOf).toList();
    groups = groups.stream().map(List::copyOf).toList();
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
              .filter(entry -> entry.getValue() >= least)
              .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
              .map(Map.Entry::getKey)
              .toList());
    }
    TreeSet<List<String>> groups = new TreeSet<>(Comparator.comparing(List::toString));
    for (Row row : counts) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < attributes.size(); i++) {
        String value = row.getString(i);
        values.add(common.get(i).contains(value) ? value : OTHER);
      }
      groups.add(values);
    }
    return new CustomerGroups(attributes, common, new ArrayList<>(groups));
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
    groups.forEach(group -> rows.add(new ArrayList<>()));
    for (int i = 0; i < attributes.size(); i++) {
      int attribute = i;
      List<String> values = new ArrayList<>(common.get(i));
      if (groups.stream().anyMatch(group -> group.get(attribute).equals(OTHER))) {
        values.add(OTHER);
      }
      for (String value : values.subList(Math.min(1, values.size()), values.size())) {
        names.add(attributes.get(i) + "=" + value);
        for (int group = 0; group < groups.size(); group++) {
          rows.get(group).add(groups.get(group).get(i).equals(value) ? 1 : 0);
        }
      }
    }
    return new Design(names, rows);
  }

  /** A group's name, such as {@code email}. */
  public String name(int group) {
    return String.join(", ", groups.get(group));
  }

  /** How many groups there are. */
  public int size() {
    return groups.size();
  }

  Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    for (int group = 0; group < size(); group++) {
      names.put(group, name(group));
    }
    return names;
  }
}
