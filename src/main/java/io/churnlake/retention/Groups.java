package io.churnlake.retention;

import io.churnlake.error.Errors;
import io.churnlake.table.Types;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Groups of customers and their counts: where partitions are tallied, on the way to the driver, and
 * there. The counts go as bytes, so that Spark plans three columns whatever is counted.
 */
final class Groups {
  /** Some ten million different spells, or half a million products. */
  static final int MOST_BYTES = 200_000_000;

  private static final StructType KEY =
      new StructType()
          .add("split", Types.STRING)
          .add("value", Types.STRING)
          .add("next", Types.STRING);
  private static final StructType ROW = KEY.add("counts", DataTypes.BinaryType);

  private final Shape shape;
  private final Map<Group, GroupCounts> counts = new HashMap<>();
  private int cells;

  /** How many sums and kinds of spells each group has. */
  record Shape(int sums, int kinds) implements Serializable {
    GroupCounts empty() {
      return new GroupCounts(sums, kinds);
    }

    GroupCounts of(byte[] bytes) {
      GroupCounts counts = empty();
      counts.add(bytes);
      return counts;
    }
  }

  Groups(Shape shape) {
    this.shape = shape;
  }

  /** Adds amounts to the group's sums from one on. */
  void add(Group group, int from, long... amounts) {
    of(group).add(from, amounts);
  }

  /** Counts a spell of the group. */
  void add(Group group, int kind, Spell spell) {
    if (of(group).add(kind, spell)) {
      cells++;
    }
  }

  private GroupCounts of(Group group) {
    return counts.computeIfAbsent(
        group,
        none -> {
          // The room that sums take, in that of spells.
          cells += 1 + shape.sums() / 8;
          return shape.empty();
        });
  }

  /** How much there is to be kept. */
  int cells() {
    return cells;
  }

  /** The groups as rows for {@link #added}; none is left. */
  List<Row> drain() {
    List<Row> rows = new ArrayList<>(counts.size());
    counts.forEach((group, own) -> rows.add(row(group, own)));
    counts.clear();
    cells = 0;
    return rows;
  }

  private static Row row(Group group, GroupCounts counts) {
    return RowFactory.create(group.split(), group.value(), group.next(), counts.bytes());
  }

  /**
   * What the tallies of all partitions find, each group once; to be collected for {@link #read}.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   */
  static Dataset<Row> added(Dataset<Row> logs, Shape shape, Tally.Maker maker) {
    MapGroupsFunction<Row, Row, Row> sum =
        (key, rows) -> {
          GroupCounts all = shape.empty();
          rows.forEachRemaining(row -> all.add(row.<byte[]>getAs(KEY.length())));
          return row(new Group(key.getString(0), key.getString(1), key.getString(2)), all);
        };
    return logs.mapPartitions(Tally.over(maker), Encoders.row(ROW))
        .groupBy(Cells.columns(KEY.fieldNames()))
        .as(Encoders.row(KEY), Encoders.row(ROW))
        .mapGroups(sum, Encoders.row(ROW));
  }

  /**
   * The groups in order, each to be read by {@link Shape#of}: few hold their counts at a time.
   *
   * @param rows all of {@link #added}
   * @param remedy what the user can do if they are too many
   * @throws io.churnlake.error.UserException if they are too many
   */
  static SortedMap<Group, byte[]> read(List<Row> rows, String remedy) {
    SortedMap<Group, byte[]> groups = new TreeMap<>();
    long bytes = 0;
    for (Row row : rows) {
      byte[] counts = row.getAs(KEY.length());
      bytes += counts.length;
      groups.put(new Group(row.getString(0), row.getString(1), row.getString(2)), counts);
    }
    if (bytes > MOST_BYTES) {
      throw Errors.dataRefused(
          "The customers fall into too many parts to be compared.",
          "There are %d parts, whose counts take %d MB; %d MB are the most."
              .formatted(groups.size(), bytes / 1_000_000, MOST_BYTES / 1_000_000),
          remedy);
    }
    return groups;
  }
}
