package io.churnlake.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file of any file system, to be read from any place. */
final class SeekableFile implements SeekableByteChannel {
  private final FSDataInputStream bytes;
  private final long size;
  private boolean open = true;

  private SeekableFile(FSDataInputStream bytes, long size) {
    this.bytes = bytes;
    this.size = size;
  }

  static SeekableFile open(Path path, Configuration hadoop) throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoop);
    long size = fileSystem.getFileStatus(path).getLen();
    return new SeekableFile(fileSystem.open(path), size);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    byte[] read = new byte[into.remaining()];
    int n = bytes.read(read, 0, read.length);
    if (n > 0) {
      into.put(read, 0, n);
    }
    return n;
  }

  @Override
  public long position() throws IOException {
    return bytes.getPos();
  }

  @Override
  public SeekableByteChannel position(long place) throws IOException {
    if (place < 0 || place > size) {
      throw new IOException("there is no byte " + place);
    }
    bytes.seek(place);
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    bytes.close();
  }
}
