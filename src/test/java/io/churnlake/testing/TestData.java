package io.churnlake.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real order logs; never copied into the project. Without them their tests are skipped. */
public final class TestData {
  private TestData() {}

  /** A file or folder of ../shared/data, or of the folder in CHURNLAKE_TEST_DATA. */
  public static Path path(String relative) {
    String root = System.getenv().getOrDefault("CHURNLAKE_TEST_DATA", "../shared/data");
    Path path = Path.of(root, relative);
    Assumptions.assumeTrue(
        Files.exists(path), () -> path + " is missing; set CHURNLAKE_TEST_DATA to the test data");
    return path;
  }
}
