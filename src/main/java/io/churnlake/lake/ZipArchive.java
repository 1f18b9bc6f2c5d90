package io.churnlake.lake;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A zip archive, on whatever file system. Its members are read one by one and never unpacked onto a
 * disk. What its directory says of a member is held against what the member has.
 */
final class ZipArchive implements Closeable {
  /** A member may be packed so well; beyond it, and beyond the size below, it is none of a shop. */
  private static final int MOST_PACKED = 200;

  private static final long LARGE = 1 << 28;

  private static final int MOST_TEXT = 1 << 20;

  private final ZipFile zip;

  private ZipArchive(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if it is none, or cut off
   */
  static ZipArchive open(Path path, Configuration hadoop) throws IOException {
    SeekableFile file = SeekableFile.open(path, hadoop);
    try {
      return new ZipArchive(ZipFile.builder().setSeekableByteChannel(file).get());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw new IOException("it is no zip archive, or a broken one", e);
    }
  }

  /**
   * Its members but folders, in the order of the archive.
   *
   * @throws IOException if two have the same name
   */
  List<ZipArchiveEntry> members() throws IOException {
    List<ZipArchiveEntry> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (!entry.isDirectory()) {
        if (!names.add(entry.getName())) {
          throw new IOException("it has two members " + entry.getName());
        }
        members.add(entry);
      }
    }
    return members;
  }

  /**
   * Refuses what cannot be read as it is.
   *
   * @throws IOException naming the member
   */
  void check(ZipArchiveEntry entry) throws IOException {
    String what = "its member " + entry.getName();
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new IOException(what + " is encrypted; unpack it with its password");
    }
    if (!zip.canReadEntryData(entry)) {
      throw new IOException(what + " is packed in a way that cannot be read");
    }
    if (entry.getSize() > LARGE
        && entry.getSize() / MOST_PACKED > Math.max(1, entry.getCompressedSize())) {
      throw new IOException(
          what
              + " would be "
              + entry.getSize()
              + " bytes, more than "
              + MOST_PACKED
              + " times what it is packed; if that is right, unpack it");
    }
  }

  /** The whole text of a small member. */
  String text(ZipArchiveEntry entry) throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      return new String(content.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
    }
  }

  /** The content of a member; the archive is closed with it. */
  InputStream content(String name) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("its archive has no member " + name + " any more");
    }
    check(entry);
    return new Checked(zip.getInputStream(entry), entry.getSize(), entry.getCrc());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** A member's bytes, which must be as many as its archive says, with that checksum. */
  private final class Checked extends FilterInputStream {
    private final long size;
    private final long crc;
    private final CRC32 sum = new CRC32();
    private long seen;

    Checked(InputStream content, long size, long crc) {
      super(content);
      this.size = size;
      this.crc = crc;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int n = in.read(bytes, from, most);
      if (n > 0) {
        sum.update(bytes, from, n);
        seen += n;
      }
      if (seen > size) {
        throw new IOException("it is longer than its archive says");
      }
      if (n < 0 && (seen < size || sum.getValue() != crc)) {
        throw new IOException("it is not what its archive says: the archive is broken");
      }
      return n;
    }

    @Override
    public long skip(long most) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(most, 1 << 12)]));
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() throws IOException {
      super.close();
      ZipArchive.this.close();
    }
  }
}
