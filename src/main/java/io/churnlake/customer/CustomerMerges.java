package io.churnlake.customer;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.PrivacyTables;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Several customer ids of one person: a guest who opened an account, an account of a household. */
public final class CustomerMerges {
  /** Characters of a customer key. */
  private static final int KEY_CHARACTERS = 22;

  private static final String MERGED_FROM = "merged_from";
  private static final String MERGED_TO = "merged_to";

  private CustomerMerges() {}

  /**
   * Why the merge cannot be added to those that are there: it would merge a customer with itself,
   * close a circle, or give one customer two others. Empty if it can.
   *
   * @param merges from key to key
   */
  public static Optional<String> conflict(Map<String, String> merges, String from, String to) {
    if (from.equals(to)) {
      return Optional.of("a customer is merged with itself");
    }
    String before = merges.get(from);
    if (before != null && !before.equals(to)) {
      return Optional.of("a customer would become two others");
    }
    return end(merges, to).equals(from)
        ? Optional.of("the merges would go in a circle")
        : Optional.empty();
  }

  /** Each merged key with the key at the end of its chain. */
  public static Map<String, String> resolved(Map<String, String> merges) {
    Map<String, String> resolved = new HashMap<>();
    merges.keySet().forEach(from -> resolved.put(from, end(merges, from)));
    return resolved;
  }

  /** The keys with all that are merged with one of them, directly or not. */
  public static Set<String> group(Map<String, String> merges, Collection<String> keys) {
    Set<String> ends = new HashSet<>();
    keys.forEach(key -> ends.add(end(merges, key)));
    Set<String> group = new HashSet<>(keys);
    group.addAll(ends);
    merges.keySet().stream().filter(from -> ends.contains(end(merges, from))).forEach(group::add);
    return group;
  }

  private static String end(Map<String, String> merges, String key) {
    String at = key;
    for (int steps = 0; steps <= merges.size() && merges.containsKey(at); steps++) {
      at = merges.get(at);
    }
    return at;
  }

  /**
   * The lines with each customer's key replaced by the one at the end of its merges, and with it
   * the order ids that were made of the key where the log has none.
   *
   * @param lines with customer_key and, if they have it, order_id
   * @param resolved from_key and to_key, each from_key once, see {@link #resolved}
   */
  public static Dataset<Row> canonical(Dataset<Row> lines, Dataset<Row> resolved) {
    Dataset<Row> merges =
        resolved.select(
            col(PrivacyTables.FROM_KEY).as(MERGED_FROM), col(PrivacyTables.TO_KEY).as(MERGED_TO));
    Column merged = col(MERGED_TO);
    Column key = col(BronzeOrderLines.CUSTOMER_KEY);
    Dataset<Row> joined =
        lines.join(
            broadcast(merges),
            lines.col(BronzeOrderLines.CUSTOMER_KEY).equalTo(col(MERGED_FROM)),
            "left");
    Map<String, Column> changed =
        Map.of(
            BronzeOrderLines.CUSTOMER_KEY,
            coalesce(merged, key),
            BronzeOrderLines.ORDER_ID,
            rekeyedOrder(key, merged));
    return joined.select(
        Arrays.stream(lines.columns())
            .map(name -> changed.getOrDefault(name, col(name)).as(name))
            .toArray(Column[]::new));
  }

  /** An order id that was made of the old key, made of the new one; any other as it is. */
  public static Column rekeyedOrder(Column oldKey, Column newKey) {
    Column order = col(BronzeOrderLines.ORDER_ID);
    return when(
            newKey.isNotNull().and(order.startsWith(concat(oldKey, lit("|")))),
            concat(newKey, substring(order, KEY_CHARACTERS + 1, Integer.MAX_VALUE)))
        .otherwise(order);
  }
}
