package io.churnlake.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names runs: the start in UTC and four random digits. */
final class RunIds {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private RunIds() {}

  static String next(Clock clock) {
    byte[] random = new byte[2];
    new SecureRandom().nextBytes(random);
    return START.format(clock.instant()) + "-" + HexFormat.of().formatHex(random);
  }
}
