package io.churnlake.config;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The secret that hashes customer ids. It never enters a log, a table or a plan's text: {@link
 * #toString()} shows its id only.
 */
public final class CustomerKeySecret {
  private static final int BYTES = 32;

  private final byte[] bytes;

  private CustomerKeySecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Where a key may be made up if none is given. */
  public enum WhenMissing {
    MAKE_ONE,
    REFUSE
  }

  /**
   * The key from CHURNLAKE_KEY, else from the file in CHURNLAKE_KEY_FILE, else from {@code
   * keyFile}, else from {@code ~/.churnlake/key}, which is made on first use where that is allowed.
   */
  public static CustomerKeySecret find(
      Map<String, String> environment, String keyFile, Path home, WhenMissing whenMissing) {
    String inline = environment.getOrDefault("CHURNLAKE_KEY", "");
    if (!inline.isEmpty()) {
      return parse("the environment variable CHURNLAKE_KEY", inline);
    }
    String named = environment.getOrDefault("CHURNLAKE_KEY_FILE", keyFile);
    if (!named.isEmpty()) {
      return read(Path.of(named));
    }
    if (whenMissing == WhenMissing.REFUSE) {
      throw Errors.noKey();
    }
    Path own = home.resolve(".churnlake").resolve("key");
    makeIfMissing(own);
    return read(own);
  }

  /**
   * The key in that file.
   *
   * @throws io.churnlake.error.UserException if there is none
   */
  public static CustomerKeySecret ofFile(String file) {
    return read(Path.of(file));
  }

  private static CustomerKeySecret read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw Errors.badKey(file.toString(), "The file cannot be read: " + e.getMessage());
    }
  }

  private static CustomerKeySecret parse(String origin, String text) {
    String digits = text.trim();
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw Errors.badKey(origin, "It is not 64 hexadecimal digits.");
    }
    return new CustomerKeySecret(HexFormat.of().parseHex(digits));
  }

  private static void makeIfMissing(Path file) {
    if (Files.exists(file)) {
      return;
    }
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // Written aside and linked, so that of two first runs one key wins and none reads half of it.
      Path aside =
          Files.createTempFile(
              folder,
              "key",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(aside, HexFormat.of().formatHex(key) + "\n", StandardCharsets.US_ASCII);
        Files.createLink(file, aside);
      } catch (FileAlreadyExistsException alreadyMade) {
        // Another first run was quicker; its key is the one.
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the key file " + file, e);
    }
  }

  /** A copy of the key. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Names the key without telling it: 12 hexadecimal digits of a hash of it. */
  public String id() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update("churnlake key id".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha.digest(bytes), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "key " + id();
  }
}
