package io.churnlake.lake;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** A workbook (.xlsx), opened; sheets that are hidden are none. */
final class Workbook implements Closeable {
  private static final String PARTS = "xl/workbook.xml";
  private static final int SIGNATURE_BYTES = 8;
  private static final String STYLES = "xl/styles.xml";

  /** The library takes "true" only; programs write 1 too, and dates would be four years off. */
  private static final Pattern FROM_1904 =
      Pattern.compile("<(\\w+:)?workbookPr\\b[^>]*\\bdate1904\\s*=\\s*[\"'](1|true|on)[\"']");

  private final ReadableWorkbook book;
  private final java.nio.file.@Nullable Path temporary;
  private final boolean from1904;

  private Workbook(
      ReadableWorkbook book, java.nio.file.@Nullable Path temporary, boolean from1904) {
    this.book = book;
    this.temporary = temporary;
    this.from1904 = from1904;
  }

  /** The names of its sheets, in their order. */
  static List<String> sheets(OrderFile file, Configuration hadoop) throws IOException {
    try (Workbook workbook = open(file, hadoop)) {
      return workbook.visible().stream().map(Sheet::getName).toList();
    }
  }

  /**
   * Opens a workbook.
   *
   * @throws IOException if it is none, or a broken one
   */
  static Workbook open(OrderFile file, Configuration hadoop) throws IOException {
    Path path = FileOpener.path(file);
    boolean hasStyles = false;
    boolean from1904 = false;
    refuseOlderForm(path, hadoop);
    try (ZipArchive zip = ZipArchive.open(path, hadoop)) {
      for (ZipArchiveEntry entry : zip.members()) {
        zip.check(entry);
        hasStyles |= entry.getName().equalsIgnoreCase(STYLES);
        if (entry.getName().equalsIgnoreCase(PARTS)) {
          from1904 = FROM_1904.matcher(zip.text(entry)).find();
        }
      }
    }
    FileSystem fileSystem = path.getFileSystem(hadoop);
    boolean isLocal = "file".equals(fileSystem.getUri().getScheme());
    java.nio.file.Path temporary = isLocal ? null : copied(fileSystem, path);
    File local = temporary == null ? new File(path.toUri().getPath()) : temporary.toFile();
    try {
      ReadableWorkbook book = new ReadableWorkbook(local, new ReadingOptions(hasStyles, true));
      return new Workbook(book, temporary, from1904 || book.isDate1904());
    } catch (IOException | RuntimeException e) {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
      throw new IOException("it is no workbook, or a broken one", e);
    }
  }

  private static java.nio.file.Path copied(FileSystem fileSystem, Path path) throws IOException {
    java.nio.file.Path copy = Files.createTempFile("churnlake", ".xlsx");
    try (InputStream content = fileSystem.open(path)) {
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  /** What a workbook with a password is too. */
  private static void refuseOlderForm(Path path, Configuration hadoop) throws IOException {
    try (InputStream content = path.getFileSystem(hadoop).open(path)) {
      byte[] first = content.readNBytes(SIGNATURE_BYTES);
      if (first.length == SIGNATURE_BYTES && ReadableWorkbook.isOLE2Header(first)) {
        throw new IOException(
            "it is protected by a password, or a workbook of the older form (.xls); save it as"
                + " .xlsx without a password");
      }
    }
  }

  private List<Sheet> visible() {
    return book.getSheets()
        .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
        .toList();
  }

  /**
   * A sheet.
   *
   * @throws IOException if there is none of that name
   */
  Sheet sheet(String name) throws IOException {
    for (Sheet sheet : visible()) {
      if (sheet.getName().equals(name)) {
        return sheet;
      }
    }
    throw new IOException("its workbook has no sheet " + name + " any more");
  }

  /** Whether its days are counted from 1904 on. */
  boolean from1904() {
    return from1904;
  }

  @Override
  public void close() throws IOException {
    try {
      book.close();
    } finally {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
