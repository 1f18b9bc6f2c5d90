package io.churnlake.lake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens order files, compressed ones by their ending. One serves a whole task: finding the codecs
 * looks through every jar of the program.
 */
final class FileOpener {
  private static final int BUFFER = 1 << 16;

  private final Configuration hadoop;
  private final CompressionCodecFactory codecs;

  FileOpener(Configuration hadoop) {
    this.hadoop = hadoop;
    this.codecs = new CompressionCodecFactory(hadoop);
  }

  /** The file as it lies there; a member as it was before it was packed. */
  InputStream bytes(OrderFile file) throws IOException {
    Path path = path(file);
    if (file.isMember()) {
      return member(path, file.member());
    }
    return path.getFileSystem(hadoop).open(path, BUFFER);
  }

  private InputStream member(Path path, String name) throws IOException {
    ZipArchive zip = ZipArchive.open(path, hadoop);
    try {
      return zip.content(name);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The rows of a sheet. */
  RecordReader sheet(OrderFile file, RecordFormat format, List<String> columns) throws IOException {
    boolean isNamed = format.header() == RecordFormat.Header.FIRST_LINE;
    int width = isNamed ? 0 : columns.stream().mapToInt(Integer::parseInt).max().orElse(1);
    return new TextRecords(SheetRows.open(file, width, format.decimal(), hadoop), format, columns);
  }

  /** What tells a content from others: its bytes, or what the cells of a sheet say. */
  void digestSheet(OrderFile file, MessageDigest digest) throws IOException {
    SheetRows.digest(file, digest, hadoop);
  }

  /** The content of a part of the file, or of the whole, decompressed if its ending says so. */
  InputStream text(OrderFile file, FilePart part) throws IOException {
    if (part.equals(FilePart.WHOLE)) {
      return text(file, bytes(file));
    }
    Path path = path(file);
    FSDataInputStream bytes = path.getFileSystem(hadoop).open(path, BUFFER);
    try {
      bytes.seek(part.from());
      return BoundedInputStream.builder()
          .setInputStream(bytes)
          .setMaxCount(part.to() - part.from())
          .get();
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** Whether its content is packed, so that it can be read from its start only. */
  boolean isCompressed(OrderFile file) {
    return file.isMember() || codec(file) != null;
  }

  /** Its content from its bytes. */
  InputStream text(OrderFile file, InputStream bytes) throws IOException {
    CompressionCodec codec = codec(file);
    return codec == null ? bytes : codec.createInputStream(bytes);
  }

  /**
   * The file to be read from any place; one that is compressed as a whole is unpacked into a
   * temporary file first.
   */
  LocalCopy seekable(OrderFile file) throws IOException {
    CompressionCodec codec = codec(file);
    if (codec == null && !file.isMember()) {
      return new LocalCopy(HadoopInputFile.fromPath(path(file), hadoop), null);
    }
    java.nio.file.Path unpacked = Files.createTempFile("churnlake", ".parquet");
    try (InputStream content = text(file, bytes(file))) {
      Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
      return new LocalCopy(HadoopInputFile.fromPath(new Path(unpacked.toUri()), hadoop), unpacked);
    } catch (IOException | RuntimeException e) {
      Files.delete(unpacked);
      throw e;
    }
  }

  /** A file and, if there is one, the temporary file that it is. */
  record LocalCopy(InputFile file, java.nio.file.@Nullable Path temporary) implements Closeable {
    @Override
    public void close() throws IOException {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private @Nullable CompressionCodec codec(OrderFile file) {
    return codecs.getCodec(file.isMember() ? new Path("/", "of" + file.memberName()) : path(file));
  }

  static Path path(OrderFile file) {
    return new Path(URI.create(file.uri()));
  }
}
