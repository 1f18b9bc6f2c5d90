package io.churnlake.lake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet with something in them, one after the other. Their places are the numbers
 * that the program shows beside them; of cells that are not there, and of those that were given a
 * colour only, the text is empty.
 */
final class SheetRows implements FieldReader {
  private final Workbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final String decimal;
  private final BitSet errors = new BitSet();

  /** Fields that a row has at least. */
  private int width;

  private String raw = "";
  private long number;

  private SheetRows(Workbook workbook, Stream<Row> stream, int width, String decimal) {
    this.workbook = workbook;
    this.stream = stream;
    this.rows = stream.iterator();
    this.width = width;
    this.decimal = decimal;
  }

  /**
   * Opens a sheet.
   *
   * @param width fields that a row has at least; 0: as many as the first one
   * @param decimal the decimal point of numbers
   */
  static SheetRows open(OrderFile file, int width, String decimal, Configuration hadoop)
      throws IOException {
    Workbook workbook = Workbook.open(file, hadoop);
    try {
      return new SheetRows(workbook, workbook.sheet(file.member()).openStream(), width, decimal);
    } catch (RuntimeException e) {
      workbook.close();
      throw broken(0, e);
    } catch (IOException e) {
      workbook.close();
      throw e;
    }
  }

  /** What its cells say, whenever and however the workbook was saved. */
  static void digest(OrderFile file, MessageDigest digest, Configuration hadoop)
      throws IOException {
    try (SheetRows rows = open(file, 1, ".", hadoop)) {
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        String text = rows.line() + "\0" + String.join("\0", row) + "\n";
        digest.update(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public String @Nullable [] next() throws IOException {
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        number = row.getRowNum();
        String[] fields = fields(row);
        if (fields.length > 0) {
          width = width == 0 ? fields.length : width;
          raw = String.join("\t", fields);
          return fields.length < width ? padded(fields) : fields;
        }
      }
      return null;
    } catch (RuntimeException e) {
      // The library throws many kinds for XML that is none, or breaks off.
      throw broken(number, e);
    }
  }

  private static IOException broken(long row, RuntimeException e) {
    return new IOException("after row " + row + ": it is broken", e);
  }

  /** The cells up to the last one that holds something. */
  private String[] fields(Row row) {
    errors.clear();
    String[] fields = new String[row.getCellCount()];
    int length = 0;
    for (int i = 0; i < fields.length; i++) {
      fields[i] = CellText.of(row.getCell(i), decimal, workbook.from1904());
      if (CellText.isError(row.getCell(i))) {
        errors.set(i);
      }
      length = fields[i].isBlank() && !errors.get(i) ? length : i + 1;
    }
    return Arrays.copyOf(fields, length);
  }

  private String[] padded(String[] fields) {
    String[] whole = Arrays.copyOf(fields, width);
    Arrays.fill(whole, fields.length, width, "");
    return whole;
  }

  @Override
  public long line() {
    return number;
  }

  @Override
  public int lines() {
    return 0;
  }

  @Override
  public long blankLines() {
    return 0;
  }

  @Override
  public String raw() {
    return raw;
  }

  @Override
  public @Nullable String problem() {
    return raw.length() > RecordReader.MAX_RECORD_CHARACTERS ? RecordReader.LINE_TOO_LONG : null;
  }

  @Override
  public @Nullable String problemOf(int field) {
    return errors.get(field) ? CellText.CELL_ERROR : null;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
