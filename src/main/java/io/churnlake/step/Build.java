package io.churnlake.step;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/** What this program was built from. */
public final class Build {
  private static final String CHANGED = "+changes";

  private static final Properties PROPERTIES = load();

  private Build() {}

  public static String version() {
    return PROPERTIES.getProperty("git.build.version", "unknown");
  }

  /** The commit, with a mark if the tree had changes that are in no commit. */
  public static String commit() {
    boolean dirty = Boolean.parseBoolean(PROPERTIES.getProperty("git.dirty", "false"));
    return PROPERTIES.getProperty("git.commit.id.abbrev", "unknown") + (dirty ? CHANGED : "");
  }

  /**
   * Tells programs apart that may compute other numbers: the commit, or, of one with changes that
   * are in no commit, its own bytes.
   */
  public static String identity() {
    return Identity.OF_THIS;
  }

  /** Made when it is first asked for: it may read the whole program. */
  private static final class Identity {
    private static final String OF_THIS = of(commit());

    private static String of(String commit) {
      return commit.equals("unknown") || commit.endsWith(CHANGED)
          ? commit + " " + ofBytes()
          : commit;
    }

    private static String ofBytes() {
      CodeSource source = Build.class.getProtectionDomain().getCodeSource();
      if (source == null) {
        // Never the same as another one.
        return UUID.randomUUID().toString();
      }
      try (Stream<Path> files = Files.walk(Path.of(source.getLocation().toURI()))) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
        throw new IllegalStateException("the program cannot read itself", e);
      }
    }
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream stream = Build.class.getResourceAsStream("/churnlake/build.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
