package io.churnlake.lake;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

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

  /** The file as it lies there. */
  InputStream bytes(OrderFile file) throws IOException {
    Path path = path(file);
    return path.getFileSystem(hadoop).open(path, BUFFER);
  }

  /** The file's content, decompressed if its ending says so. */
  InputStream text(OrderFile file) throws IOException {
    CompressionCodec codec = codecs.getCodec(path(file));
    return codec == null ? bytes(file) : codec.createInputStream(bytes(file));
  }

  private static Path path(OrderFile file) {
    return new Path(URI.create(file.uri()));
  }
}
