package io.churnlake.lake;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows that Spark has read become records, as those of a Parquet file do; their text is JSON. */
public final class TypedRecords {
  private static final int OWN = 2;

  private TypedRecords() {}

  /**
   * What rows of a file are told by.
   *
   * @param file its name
   * @param before what is added to the numbers of all its blocks
   */
  public record Place(String file, long before) implements Serializable {}

  /**
   * As {@link OrderRows#records} gives them. Rows of a block, which a task reads one after the
   * other, are numbered in their order.
   *
   * @param rows a key of the places and what is added to the numbers of the block, then the table's
   *     columns
   * @param columns paths in a row
   */
  public static Dataset<Row> of(
      Dataset<Row> rows, Map<String, Place> places, RecordFormat format, List<String> columns) {
    StructType schema = rows.schema();
    List<String> wanted = List.copyOf(columns);
    Broadcast<Map<String, Place>> sent =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(places);
    return rows.sparkSession()
        .createDataFrame(
            rows.javaRDD()
                .mapPartitions(part -> new Records(part, schema, sent.value(), format, wanted)),
            OrderFiles.RECORDS);
  }

  /** The paths of all leaves of a row, and of lists. */
  public static List<String> paths(StructType schema) {
    return TypedValues.paths(schema);
  }

  /** The records of some rows. What a row is made of does not depend on those before it. */
  private static final class Records implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final StructType schema;
    private final Map<String, Place> places;
    private final RecordReader reader;
    private final NestedRows nested;
    private final Deque<FileRecord> pending = new ArrayDeque<>();
    private Place place = new Place("", 0);
    private String key = "";
    private long block = -1;
    private long number;
    private @Nullable FileRecord next;

    Records(
        Iterator<Row> rows,
        StructType schema,
        Map<String, Place> places,
        RecordFormat format,
        List<String> columns) {
      this.rows = rows;
      this.schema = schema;
      this.places = places;
      RowShape shape = format.shape();
      this.nested = new NestedRows(format, shape.isPlain() ? columns : shape.sources(columns));
      RecordReader plain = new Pending(pending);
      this.reader = shape.isPlain() ? plain : new ShapedRecords(plain, shape, columns, "");
      this.next = read();
    }

    private @Nullable FileRecord read() {
      try {
        FileRecord record = reader.next();
        while (record == null && rows.hasNext()) {
          Row row = rows.next();
          count(row.getString(0), row.getLong(1));
          Map<String, @Nullable Object> object = TypedValues.object(row, schema, OWN);
          pending.addAll(nested.of(number, 0, JsonText.of(object), object));
          record = reader.next();
        }
        return record;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void count(String rowKey, long rowBlock) {
      if (!rowKey.equals(key) || rowBlock != block) {
        key = rowKey;
        block = rowBlock;
        place = requireNonNull(places.get(key), key);
        number = place.before() + block;
      }
      number++;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      FileRecord record = next;
      if (record == null) {
        throw new NoSuchElementException();
      }
      Row row = OrderFiles.row(place.file(), record, 0);
      next = read();
      return row;
    }
  }

  /** The records of the row that was read last. */
  private record Pending(Deque<FileRecord> records) implements RecordReader {
    @Override
    public @Nullable FileRecord next() {
      return records.poll();
    }

    @Override
    public List<String> columns() {
      return Collections.emptyList();
    }

    @Override
    public int headerLines() {
      return 0;
    }

    @Override
    public long blankLines() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
