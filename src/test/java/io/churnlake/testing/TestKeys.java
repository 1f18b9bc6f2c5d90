package io.churnlake.testing;

import io.churnlake.config.CustomerKeySecret;
import java.nio.file.Path;
import java.util.Map;

/** A key for tests, the same every time. */
public final class TestKeys {
  /** 64 hexadecimal digits, as CHURNLAKE_KEY takes them. */
  public static final String DIGITS = "0123456789abcdef".repeat(4);

  private TestKeys() {}

  public static CustomerKeySecret secret() {
    return CustomerKeySecret.find(
        Map.of("CHURNLAKE_KEY", DIGITS),
        "",
        Path.of("unused"),
        CustomerKeySecret.WhenMissing.REFUSE);
  }
}
