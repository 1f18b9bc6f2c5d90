package io.churnlake.testing;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * A Delta table opened by its path with Delta Kernel, as programs without Spark do. The library
 * refuses a table of a reader feature that it does not know.
 */
public final class KernelTable {
  private final Engine engine = DefaultEngine.create(new Configuration());
  private final Snapshot snapshot;

  private KernelTable(String path, Optional<Long> version) {
    Table table = Table.forPath(engine, path);
    this.snapshot =
        version
            .map(wanted -> table.getSnapshotAsOfVersion(engine, wanted))
            .orElseGet(() -> table.getLatestSnapshot(engine));
  }

  /** As it stands. */
  public static KernelTable newest(String path) {
    return new KernelTable(path, Optional.empty());
  }

  /** As of a version. */
  public static KernelTable at(String path, long version) {
    return new KernelTable(path, Optional.of(version));
  }

  /** The versions that the protocol asks of readers and of writers. */
  public List<Integer> protocol() {
    return List.of(
        snapshot.getProtocol().getMinReaderVersion(), snapshot.getProtocol().getMinWriterVersion());
  }

  /** All rows of scalar columns, by name; dates as {@link LocalDate}. */
  public List<Map<String, Object>> rows(String... columns) throws IOException {
    StructType wanted = new StructType();
    for (String column : columns) {
      wanted = wanted.add(snapshot.getSchema().get(column));
    }
    Scan scan = snapshot.getScanBuilder().withReadSchema(wanted).build();
    Row state = scan.getScanState(engine);
    List<Map<String, Object>> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> entries = files.next().getRows()) {
          while (entries.hasNext()) {
            add(rows, state, entries.next(), wanted);
          }
        }
      }
    }
    return rows;
  }

  private void add(List<Map<String, Object>> rows, Row state, Row file, StructType wanted)
      throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    CloseableIterator<ColumnarBatch> physical =
        engine
            .getParquetHandler()
            .readParquetFiles(
                iterator(List.of(status).iterator()),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, file, physical)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> read = batches.next().getRows()) {
          while (read.hasNext()) {
            rows.add(values(read.next(), wanted));
          }
        }
      }
    }
  }

  private static Map<String, Object> values(Row row, StructType schema) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < schema.length(); i++) {
      values.put(
          schema.at(i).getName(),
          row.isNullAt(i) ? null : value(row, i, schema.at(i).getDataType()));
    }
    return values;
  }

  private static Object value(Row row, int i, DataType type) {
    if (type instanceof StringType) {
      return row.getString(i);
    } else if (type instanceof DoubleType) {
      return row.getDouble(i);
    } else if (type instanceof DecimalType) {
      return row.getDecimal(i);
    } else if (type instanceof LongType) {
      return row.getLong(i);
    } else if (type instanceof IntegerType) {
      return row.getInt(i);
    } else if (type instanceof BooleanType) {
      return row.getBoolean(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(i));
    }
    throw new IllegalArgumentException("no scalar: " + type);
  }

  private static <T> CloseableIterator<T> iterator(Iterator<T> elements) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public T next() {
        return elements.next();
      }

      @Override
      public void close() {}
    };
  }
}
