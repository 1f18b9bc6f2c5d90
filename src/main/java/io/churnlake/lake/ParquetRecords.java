package io.churnlake.lake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file, numbered from 1; their text is their JSON. */
final class ParquetRecords implements RecordReader {
  private final ParquetFileReader file;
  private final FileOpener.LocalCopy copy;
  private final NestedRows rows;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private final Deque<FileRecord> pending = new ArrayDeque<>();
  private org.apache.parquet.io.@Nullable RecordReader<Group> group;
  private long leftInGroup;
  private long row;

  private ParquetRecords(ParquetFileReader file, FileOpener.LocalCopy copy, NestedRows rows) {
    this.file = file;
    this.copy = copy;
    this.rows = rows;
    this.schema = file.getFooter().getFileMetaData().getSchema();
    this.columns = new ColumnIOFactory().getColumnIO(schema);
    rows.see(ParquetValues.paths(schema));
  }

  /** The format's own reader throws what is no IOException for a file that is none of its own. */
  static ParquetRecords open(OrderFile file, NestedRows rows, FileOpener opener)
      throws IOException {
    FileOpener.LocalCopy copy = opener.seekable(file);
    try {
      return new ParquetRecords(ParquetFileReader.open(copy.file()), copy, rows);
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw new IOException("it is no Parquet file, or a broken one", e);
    }
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    try {
      while (pending.isEmpty()) {
        if (leftInGroup == 0 && !nextGroup()) {
          return null;
        }
        read();
      }
      return pending.remove();
    } catch (RuntimeException e) {
      throw new IOException("after row " + row + ": it is broken", e);
    }
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages = file.readNextRowGroup();
    if (pages == null) {
      return false;
    }
    leftInGroup = pages.getRowCount();
    group = columns.getRecordReader(pages, new GroupRecordConverter(schema));
    return true;
  }

  private void read() {
    if (group != null && leftInGroup > 0) {
      leftInGroup--;
      row++;
      Map<String, @Nullable Object> object = ParquetValues.object(group.read());
      pending.addAll(rows.of(row, 0, JsonText.of(object), object));
    }
  }

  @Override
  public List<String> columns() {
    return rows.seen();
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
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      copy.close();
    }
  }
}
