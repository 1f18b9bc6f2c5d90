package io.churnlake.churn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ReferenceBinsTest {
  private static double[] repeated(int zeros, int ones, int twos) {
    return DoubleStream.concat(
            DoubleStream.generate(() -> 0).limit(zeros),
            DoubleStream.concat(
                DoubleStream.generate(() -> 1).limit(ones),
                DoubleStream.generate(() -> 2).limit(twos)))
        .toArray();
  }

  @Test
  void limitsAreTheDeciles() {
    double[] sample = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();
    ReferenceBins bins = ReferenceBins.of(sample);
    assertThat(bins.limits()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
    assertThat(bins.counts(sample)).containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0);
    assertThat(bins.bin(10)).isZero();
    assertThat(bins.bin(Math.nextUp(10))).isEqualTo(1);
    assertThat(bins.bin(1e300)).isEqualTo(9);
  }

  @Test
  void missingValuesHaveTheLastBin() {
    double[] sample = {1, Double.NaN, 2, 3, Double.NaN};
    ReferenceBins bins = ReferenceBins.of(sample);
    assertThat(bins.limits()).containsExactly(1.0, 2.0);
    assertThat(bins.counts(sample)).containsExactly(1, 1, 1, 2);
    assertThat(bins.bin(Double.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void aConstantFeatureHasOneBin() {
    double[] sample = {7, 7, 7};
    assertThat(ReferenceBins.of(sample).limits()).isEmpty();
    assertThat(ReferenceBins.of(sample).counts(sample)).containsExactly(3, 0);
    assertThat(ReferenceBins.of(new double[] {Double.NaN}).counts(new double[] {Double.NaN, 1}))
        .containsExactly(1, 1);
  }

  @Test
  void aValueThatMostHaveDoesNotSwallowTheRest() {
    assertThat(ReferenceBins.of(repeated(98, 1, 1)).limits()).containsExactly(0.0);
    assertThat(ReferenceBins.of(repeated(1, 1, 98)).limits()).containsExactly(1.0);
    assertThat(ReferenceBins.of(repeated(30, 40, 30)).limits()).containsExactly(0.0, 1.0);
  }

  @Test
  void aValueThatAFifthHaveIsABinOfItsOwn() {
    // -40 to -1, thirty times 0, 1 to 30.
    double[] sample =
        IntStream.range(-40, 60).mapToDouble(i -> i < 0 ? i : Math.max(0, i - 29)).toArray();
    ReferenceBins bins = ReferenceBins.of(sample);
    assertThat(bins.limits()).contains(-1.0, 0.0);
    assertThat(bins.counts(sample)[bins.bin(0)]).isEqualTo(30);
    assertThat(bins.bin(-0.5)).isEqualTo(bins.bin(0));
    assertThat(bins.bin(-1)).isLessThan(bins.bin(0));
  }
}
