package io.churnlake.churn.scored;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.drift.Drift;
import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.LinearMargin;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.table.Feature;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ScoreTallyTest {
  /** Goes by lines alone, though orders are an input. */
  private static final ChurnModel MODEL =
      new ChurnModel(
          new ModelInputs(List.of(Feature.LAST_REVENUE, Feature.LAST_LINES)),
          new LinearMargin(0, new double[] {0, 1}, new double[2], new double[] {1, 1}));

  /** Of one customer each, with 0, 1, ... lines in the last order. */
  private static List<double[]> customers(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            lines -> {
              double[] values = new double[Feature.all().size()];
              values[Feature.LAST_LINES.index()] = lines;
              return values;
            })
        .toList();
  }

  @Test
  void oneLookGivesRanksAndDrift() {
    Reference reference =
        Compared.reference(MODEL, LocalDate.parse("2024-03-31"), 99, customers(100));
    ScoreTally tally = new ScoreTally(reference);
    ScoreTally other = new ScoreTally(reference);
    List<double[]> customers = customers(100);
    customers.subList(0, 30).forEach(values -> tally.plus(values, MODEL));
    customers.subList(30, 100).forEach(values -> other.plus(values, MODEL));
    List<Drift> drifts = tally.plus(other).drifts();
    assertThat(drifts).extracting(Drift::name).containsExactly("last_lines", "churn_probability");
    assertThat(drifts).allSatisfy(drift -> assertThat(drift.psi()).isZero());
    // ln(1 + 0) is 0, so that a half is the lowest probability; ln(1 + 1) makes it two thirds.
    Map<Integer, Long> steps = tally.customersByStep();
    assertThat(steps).hasSize(100).containsEntry(500_000, 1L).containsEntry(666_667, 1L);
  }

  @Test
  void withoutAReferenceThereAreRanksAlone() {
    ScoreTally tally = new ScoreTally(null);
    customers(3).forEach(values -> tally.plus(values, MODEL));
    assertThat(tally.plus(new ScoreTally(null)).drifts()).isEmpty();
    assertThat(tally.customersByStep()).hasSize(3);
  }
}
