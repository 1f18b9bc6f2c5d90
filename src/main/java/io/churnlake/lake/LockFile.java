package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A small file that is there with its whole text or not at all: on a local disk it is written
 * beside its place and then moved there in one step, so that nobody meets it empty and a full disk
 * leaves the old text; an object store puts a whole object anyway.
 */
final class LockFile {
  private final FileSystem files;
  private final Path path;

  /** The path on this machine's disk, if that is where it is. */
  private final Optional<java.nio.file.Path> local;

  private LockFile(FileSystem files, Path path) {
    this.files = files;
    this.path = files.makeQualified(path);
    this.local =
        this.path.toUri().getScheme().equals("file")
            ? Optional.of(java.nio.file.Path.of(this.path.toUri().getPath()))
            : Optional.empty();
  }

  static LockFile at(Path path, Configuration hadoop) throws IOException {
    return new LockFile(path.getFileSystem(hadoop), path);
  }

  Path path() {
    return path;
  }

  boolean exists() throws IOException {
    return files.exists(path);
  }

  /** The text; empty if the file is not there. */
  String read() throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException | NoSuchFileException none) {
      return "";
    }
  }

  /** When it was last written; in the far future if it is not there. */
  Instant modified() throws IOException {
    try {
      return Instant.ofEpochMilli(files.getFileStatus(path).getModificationTime());
    } catch (FileNotFoundException none) {
      return Instant.MAX;
    }
  }

  /**
   * Makes the file with this text, unless it is there.
   *
   * @return whether it was made
   * @throws io.churnlake.error.UserException if an object store cannot make it on that condition
   */
  boolean create(String text) throws IOException {
    if (local.isEmpty()) {
      return createInStore(text);
    }
    java.nio.file.Path place = local.get();
    Files.createDirectories(place.toAbsolutePath().getParent());
    java.nio.file.Path written = beside(place, text);
    try {
      // A second name for the written file: made by the operating system in one step, or refused.
      Files.createLink(place, written);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      return createWithoutLinks(place, text);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Some stores know nothing of conditions and say so of none: there a second one is made, too. */
  private boolean createInStore(String text) throws IOException {
    if (!NewObject.create(files, path, text.getBytes(StandardCharsets.UTF_8))) {
      return false;
    }
    if (NewObject.isDecidedByStore(files, path)
        && NewObject.create(files, path, (text + "\n").getBytes(StandardCharsets.UTF_8))) {
      delete();
      throw Errors.storeWithoutCondition(path.toString());
    }
    return true;
  }

  /** For file systems that know no second names. */
  private static boolean createWithoutLinks(java.nio.file.Path place, String text)
      throws IOException {
    try {
      Files.createFile(place);
    } catch (FileAlreadyExistsException there) {
      return false;
    }
    try {
      Files.writeString(place, text);
      return true;
    } catch (IOException e) {
      Files.deleteIfExists(place);
      throw e;
    }
  }

  /** Gives the file another text. */
  void replace(String text) throws IOException {
    if (local.isEmpty()) {
      try (FSDataOutputStream out = files.create(path, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    java.nio.file.Path written = beside(local.get(), text);
    try {
      Files.move(
          written,
          local.get(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static java.nio.file.Path beside(java.nio.file.Path place, String text)
      throws IOException {
    java.nio.file.Path written =
        Files.createTempFile(place.toAbsolutePath().getParent(), LakeLock.NAME, ".new");
    try {
      return Files.writeString(written, text);
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw e;
    }
  }

  void delete() throws IOException {
    files.delete(path, false);
  }

  /** A refused first run leaves no empty folder behind. */
  void leaveNothing() throws IOException {
    Path folder = path.getParent();
    if (files.exists(folder) && files.listStatus(folder).length == 0) {
      files.delete(folder, false);
    }
  }

  static boolean isDiskFull(IOException failure) {
    return String.valueOf(failure.getMessage())
        .toLowerCase(Locale.ROOT)
        .contains("no space left on device");
  }
}
