package io.churnlake.churn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.drift.Drift.Level;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ChancePsiTest {
  @Test
  void isAQuantileOfChiSquaredOverTheSizes() {
    // Two bins: 10.828, three: 13.816, as printed in tables of chi-squared at 0.001.
    assertThat(ChancePsi.of(new long[] {50, 50, 0}, new long[] {20, 5, 0}))
        .isCloseTo(10.828 * (1 / 100.0 + 1 / 25.0), within(1e-4));
    assertThat(ChancePsi.of(new long[] {50, 50, 0}, new long[] {20, 4, 1}))
        .isCloseTo(13.816 * (1 / 100.0 + 1 / 25.0), within(1e-4));
    assertThat(ChancePsi.of(new long[] {7, 0}, new long[] {9, 0})).isZero();
  }

  @Test
  void unchangedCustomersSeldomExceedItHoweverFewTheyAre() {
    for (int customers : new int[] {30, 300}) {
      int above = 0;
      double sum = 0;
      int comparisons = 4000;
      for (int i = 0; i < comparisons; i++) {
        Random random = new Random(1000L * customers + i);
        Binned reference = Binned.of("x", sample(random, 300));
        Drift drift = Drift.of(reference, reference.bins().counts(sample(random, customers)));
        sum += drift.psi() / (1 / 300.0 + 1.0 / customers);
        above += drift.psi() > drift.chancePsi() ? 1 : 0;
      }
      assertThat(above).isBetween(1, 16);
      // Ten tenths, of which three share one value, and the missing: its mean is B - 1 = 8 or so.
      assertThat(sum / comparisons).isBetween(7.0, 11.0);
    }
  }

  /** Three in ten have 0, one in twenty has nothing. */
  private static double[] sample(Random random, int customers) {
    double[] sample = new double[customers];
    for (int i = 0; i < customers; i++) {
      double kind = random.nextDouble();
      sample[i] = kind < 0.3 ? 0 : kind < 0.35 ? Double.NaN : 1 + random.nextDouble();
    }
    return sample;
  }

  @Test
  void whatChanceMayDoIsNoAlarm() {
    Binned large = binned(5000, 5000, 0);
    Drift many = Drift.of(large, new long[] {2000, 8000, 0});
    assertThat(many.psi()).isCloseTo(0.3 * Math.log(4), within(1e-12));
    assertThat(many.level(0.1, 0.25)).isEqualTo(Level.ALARM);
    assertThat(many.level(0.1, 0.5)).isEqualTo(Level.WARNING);
    assertThat(many.level(0.5, 0.6)).isEqualTo(Level.OK);
    // The same shares of ten customers: psi 0.42, by chance up to 1.08.
    Drift few = Drift.of(large, new long[] {2, 8, 0});
    assertThat(few.psi()).isCloseTo(many.psi(), within(1e-12));
    assertThat(few.level(0.1, 0.25)).isEqualTo(Level.OK);
  }

  private static Binned binned(long... counts) {
    return new Binned("x", new ReferenceBins(List.of(0.0)), LongStream.of(counts).boxed().toList());
  }
}
