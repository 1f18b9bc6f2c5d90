package io.churnlake.churn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** References, their text, and other customers against them. */
@Tag("fast")
class ReferenceTest {
  private static final LocalDate DATE = LocalDate.parse("2024-02-29");

  /** Two features and a score; every third customer lacks the second feature. */
  private static List<double[]> customers(int seed, int number) {
    Random random = new Random(seed);
    List<double[]> customers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      double second = i % 3 == 0 ? Double.NaN : random.nextInt(4);
      customers.add(new double[] {random.nextGaussian() / 3, second, random.nextDouble()});
    }
    return customers;
  }

  private static Reference reference() {
    return Reference.of(DATE, 400, List.of("a", "b"), "score", customers(1, 600));
  }

  @Test
  void itsTextGivesItBackToTheLastBit() {
    String text = ReferenceJson.write(reference());
    assertThat(ReferenceJson.read(text)).isEqualTo(reference());
    assertThat(text)
        .startsWith(
            "{\"cut_off\":\"2024-02-29\",\"log_days\":400,\"features\":[{\"name\":\"a\",\"limits\":[")
        .doesNotContain("NaN", "\n");
    Reference constant =
        Reference.of(DATE, 0, List.of("a"), "score", List.of(new double[] {7, 0.5}));
    assertThat(ReferenceJson.read(ReferenceJson.write(constant))).isEqualTo(constant);
  }

  @Test
  void whatIsNoReferenceIsRefused() {
    String text = ReferenceJson.write(reference());
    for (String wrong :
        List.of(
            "",
            "{}",
            "[1]",
            text + "x",
            text.replace("2024-02-29", "2024-02-30"),
            text.replace("limits", "borders"),
            text.replace("\"limits\":[", "\"limits\":[-9.0,"))) {
      assertThatThrownBy(() -> ReferenceJson.read(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theCustomersItWasMadeOfDoNotDrift() {
    BinCounts counts = new BinCounts(reference().all());
    customers(1, 600).forEach(counts::add);
    assertThat(counts.drifts())
        .hasSize(3)
        .allSatisfy(
            drift -> {
              assertThat(drift.psi()).isZero();
              assertThat(drift.jensenShannon()).isZero();
              assertThat(drift.customers()).isEqualTo(600);
              assertThat(drift.referenceCustomers()).isEqualTo(600);
            })
        .extracting(Drift::name)
        .containsExactly("a", "b", "score");
    assertThat(counts.drifts().get(1).missingShare()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(counts.drifts().get(1).missingShareReference()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void whatOneFeatureDoesIsToldOfThatOneAlone() {
    BinCounts counts = new BinCounts(reference().all());
    for (double[] customer : customers(1, 600)) {
      counts.add(new double[] {customer[0] + 1, customer[1], customer[2]});
    }
    assertThat(counts.drifts())
        .extracting(drift -> drift.psi() > 1)
        .containsExactly(true, false, false);
    assertThat(counts.drifts().get(2).psi()).isZero();
  }

  @Test
  void partsAddUpToTheWhole() {
    BinCounts whole = new BinCounts(reference().all());
    customers(2, 500).forEach(whole::add);
    BinCounts first = new BinCounts(reference().all());
    customers(2, 500).subList(0, 123).forEach(first::add);
    BinCounts second = new BinCounts(reference().all());
    customers(2, 500).subList(123, 500).forEach(second::add);
    assertThat(first.plus(new BinCounts(reference().all())).plus(second).drifts())
        .isEqualTo(whole.drifts());
    assertThat(new BinCounts(reference().all()).drifts()).as("of nobody").isEmpty();
  }
}
