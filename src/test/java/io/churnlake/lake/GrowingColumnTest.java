package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.GrowingColumn.Kind;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From where a table is read on. */
@Tag("fast")
class GrowingColumnTest {
  private static GrowingColumn of(Kind kind) {
    return new GrowingColumn(kind, true);
  }

  @Test
  void valuesAreKeptAsTextToTheLastDigit() {
    Instant instant = Instant.parse("2024-03-31T01:30:00.000001Z");
    assertThat(of(Kind.INSTANT).text(Timestamp.from(instant))).isEqualTo(instant.toString());
    assertThat(of(Kind.LOCAL_TIME).text(LocalDateTime.of(2024, 3, 31, 2, 30)))
        .isEqualTo("2024-03-31T02:30");
    assertThat(of(Kind.DATE).text(Date.valueOf("2024-02-29"))).isEqualTo("2024-02-29");
    assertThat(of(Kind.NUMBER).text(new BigDecimal("1E+3"))).isEqualTo("1000");
  }

  @Test
  void theOverlapReachesBackAndNeverShort() {
    assertThat(of(Kind.NUMBER).before("12", "10000")).isEqualTo("-9988");
    assertThat(of(Kind.DATE).before("2024-03-01", "25 hours")).isEqualTo("2024-02-28");
    assertThat(of(Kind.INSTANT).before("2024-03-01T00:00:00Z", "90 minutes"))
        .isEqualTo("2024-02-29T22:30:00Z");
    assertThat(of(Kind.NUMBER).compare("9", "10")).isNegative();
    assertThat(of(Kind.INSTANT).compare("2024-03-01T00:00:00.5Z", "2024-03-01T00:00:00Z"))
        .isPositive();
  }

  @Test
  void aTextOfAnotherKindIsKnownAsSuch() {
    assertThat(of(Kind.INSTANT).isOfItsKind("2024-03-01T00:00:00Z")).isTrue();
    assertThat(of(Kind.INSTANT).isOfItsKind("2024-03-01T00:00:00")).isFalse();
    assertThat(of(Kind.NUMBER).isOfItsKind("2024-03-01")).isFalse();
    assertThat(Stream.of("7", "2024-03-01", "9").max(of(Kind.NUMBER)::compareKnown))
        .as("the other kind is found")
        .contains("2024-03-01");
  }

  @Test
  void literalsAreMadeOfWhatWasReadAndOfNothingElse() {
    assertThat(of(Kind.NUMBER).literal("-9988")).isEqualTo("-9988");
    assertThat(of(Kind.DATE).literal("2024-02-29")).isEqualTo("DATE '2024-02-29'");
    assertThat(of(Kind.LOCAL_TIME).literal("2024-03-31T02:30"))
        .isEqualTo("TIMESTAMP '2024-03-31 02:30:00.000000'");
    assertThat(of(Kind.INSTANT).literal("2024-03-31T01:30:00.000001Z"))
        .isEqualTo("TIMESTAMPTZ '2024-03-31 01:30:00.000001+00'");
    // The tests' own zone is Asia/Kathmandu.
    assertThat(new GrowingColumn(Kind.INSTANT, false).literal("2024-03-31T01:30:00.000001Z"))
        .isEqualTo("TIMESTAMP '2024-03-31 01:30:00.000001'");
  }
}
