package io.churnlake.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program was built from. */
public final class Build {
  private static final Properties PROPERTIES = load();

  private Build() {}

  public static String version() {
    return PROPERTIES.getProperty("git.build.version", "unknown");
  }

  /** The commit, with a mark if the tree had changes that are in no commit. */
  public static String commit() {
    boolean dirty = Boolean.parseBoolean(PROPERTIES.getProperty("git.dirty", "false"));
    return PROPERTIES.getProperty("git.commit.id.abbrev", "unknown") + (dirty ? "+changes" : "");
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
