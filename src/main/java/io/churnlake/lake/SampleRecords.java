package io.churnlake.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * The first records of files on this machine, read by the readers that the jobs have and without
 * Spark: what a person is shown of a file is what a run sees.
 */
public final class SampleRecords {
  /** JSON tells its columns object by object; so many are asked. */
  private static final int FIRST_OBJECTS = 1000;

  /** Without a header the fields of so many columns are looked at. */
  private static final int POSITIONS = 100;

  private final Configuration hadoop;
  private final FileOpener opener;

  /** Finds out which compressed files can be read. */
  public SampleRecords() {
    this.hadoop = new Configuration();
    hadoop.set("fs.file.impl", LocalFiles.class.getName());
    this.opener = new FileOpener(hadoop);
  }

  /**
   * Some records of a file.
   *
   * @param columns the columns' names, as far as the file tells them
   * @param records those from the beginning of the file
   * @param whole whether the file has no more of them
   */
  public record Sample(List<String> columns, List<FileRecord> records, boolean whole) {}

  /** The file's beginning, unpacked if its ending says that it is packed. */
  public byte[] beginning(OrderFile file, int bytes) throws IOException {
    try (InputStream content = opener.text(file, opener.bytes(file))) {
      return content.readNBytes(bytes);
    }
  }

  /** The columns that the file names; positions where it names none. */
  public List<String> columns(OrderFile file, RecordFormat format) throws IOException {
    if (!format.isNested() && format.header() == RecordFormat.Header.NONE) {
      return positions(file, format);
    }
    int most = format.isNested() ? FIRST_OBJECTS : 1;
    try (RecordReader reader = RecordReader.open(file, format, List.of(), opener)) {
      for (int i = 0; i < most; i++) {
        if (reader.next() == null) {
          break;
        }
      }
      return reader.columns();
    }
  }

  /** As many positions as the file's first records have fields. */
  private List<String> positions(OrderFile file, RecordFormat format) throws IOException {
    List<String> all = IntStream.rangeClosed(1, POSITIONS).mapToObj(String::valueOf).toList();
    int width = 0;
    for (FileRecord record : first(file, format, all, FIRST_OBJECTS).records()) {
      for (int i = width; i < all.size(); i++) {
        width = record.fields().get(i).isEmpty() ? width : i + 1;
      }
    }
    return all.subList(0, width);
  }

  /**
   * The first records.
   *
   * @param file whose folders may be columns
   * @param columns those that are asked for
   * @param most how many records are read
   */
  public Sample first(OrderFile file, RecordFormat format, List<String> columns, int most)
      throws IOException {
    List<FileRecord> records = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, format, columns, opener)) {
      FileRecord record = reader.next();
      while (record != null && records.size() < most) {
        records.add(record);
        record = reader.next();
      }
      return new Sample(reader.columns(), records, record == null);
    }
  }

  /**
   * The file of this machine, or its members where it is an archive or a workbook.
   *
   * @param name its path below the folder that is looked at
   * @throws IOException if it is an archive or a workbook that cannot be looked into
   */
  public List<OrderFile> files(Path file, String name) throws IOException {
    RecordFormat.Separation separation =
        Members.isWorkbook(name)
            ? RecordFormat.Separation.SHEETS
            : RecordFormat.Separation.DELIMITED;
    return new Members(separation, "*", hadoop)
        .of(
            new OrderFile(
                name,
                file.toUri().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis()));
  }
}
