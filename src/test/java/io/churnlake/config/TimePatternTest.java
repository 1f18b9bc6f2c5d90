package io.churnlake.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.internal.LegacyBehaviorPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns are judged as Spark judges them, and a Z that would be skipped is told. */
@Tag("fast")
class TimePatternTest {
  private static final String BERLIN = "Europe/Berlin";

  @Test
  void everyLetterAtEveryLengthIsJudgedAsSparkJudgesIt() {
    for (char letter : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
      for (int length = 1; length <= 8; length++) {
        String pattern = String.valueOf(letter).repeat(length);
        assertThat(TimePattern.problems(pattern, BERLIN).isEmpty())
            .as(pattern)
            .isEqualTo(sparkReads(pattern));
      }
    }
  }

  private static boolean sparkReads(String pattern) {
    try {
      TimestampFormatter.apply(
              pattern,
              java.time.ZoneOffset.UTC,
              java.util.Locale.US,
              LegacyBehaviorPolicy.CORRECTED(),
              true)
          .validatePatternString(false);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void theLetterIsNamed() {
    assertThat(TimePattern.problems("EEE dd.MM.yyyy", BERLIN))
        .singleElement()
        .asString()
        .contains("letter E");
    assertThat(TimePattern.problems("YYYY-MM-dd", BERLIN))
        .singleElement()
        .asString()
        .contains("letter Y", "weeks");
  }

  @Test
  void aQuotedZNeedsTheZoneUtc() {
    String pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    assertThat(TimePattern.problems(pattern, BERLIN))
        .singleElement()
        .asString()
        .contains("XXX", "time.zone = \"UTC\"");
    assertThat(TimePattern.problems(pattern, "UTC")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd HH:mm:ss",
        "yyyyMMdd",
        "d.M.yy[ H:mm[:ss]]",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "MMM d, yyyy h 'o''clock' a"
      })
  void usualPatternsPass(String pattern) {
    assertThat(TimePattern.problems(pattern, BERLIN)).isEmpty();
  }
}
