package io.churnlake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WilsonTest {
  @Test
  void solvesTheScoreEquation() {
    // The bounds are the shares p at which |hits / n - p| is Z standard errors of p.
    Wilson.Interval interval = Wilson.interval(324, 885);
    for (double p : new double[] {interval.low(), interval.high()}) {
      double errors = Math.abs(324.0 / 885 - p) / Math.sqrt(p * (1 - p) / 885);
      assertThat(errors).isCloseTo(Wilson.Z, within(1e-12));
    }
    assertThat(interval.low()).isLessThan(324.0 / 885);
    assertThat(interval.high()).isGreaterThan(324.0 / 885);
  }

  @Test
  void noneOfTenAndAllOfTen() {
    double z = Wilson.Z * Wilson.Z;
    assertThat(Wilson.interval(0, 10).low()).isZero();
    assertThat(Wilson.interval(0, 10).high()).isCloseTo(z / (10 + z), within(1e-15));
    assertThat(Wilson.interval(10, 10).low()).isCloseTo(10 / (10 + z), within(1e-15));
    assertThat(Wilson.interval(10, 10).high()).isEqualTo(1.0);
  }

  @Property
  void holdsTheShareAndStaysWithinZeroAndOne(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long n,
      @ForAll @DoubleRange(min = 0, max = 1) double part) {
    long hits = Math.min(n, Math.round(part * n));
    Wilson.Interval interval = Wilson.interval(hits, n);
    double share = (double) hits / n;
    assertThat(interval.low()).isBetween(0.0, share);
    assertThat(interval.high()).isBetween(share, 1.0);
    assertThat(interval.high()).isGreaterThan(interval.low());
  }

  @Test
  void ofNobodyThereIsNoShare() {
    assertThatThrownBy(() -> Wilson.interval(0, 0)).hasMessageContaining("0 of 0");
    assertThatThrownBy(() -> Wilson.interval(3, 2)).hasMessageContaining("3 of 2");
    assertThat(Wilson.share(0, 0)).isNull();
    assertThat(Wilson.low(0, 0)).isNull();
    assertThat(Wilson.high(0, 0)).isNull();
  }
}
