package io.churnlake.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.feature.CutOffs;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CutOffsTest {
  private static final LocalDate FIRST = LocalDate.parse("2010-12-01");

  @Test
  void cutOffsLieAHorizonBackWithAHorizonOfOrdersBeforeThem() {
    CutOffs cutOffs = at("2011-09-10", 9);
    assertThat(cutOffs.training())
        .map(LocalDate::toString)
        .containsExactly("2011-06-12", "2011-05-13", "2011-04-13", "2011-03-14");
    assertThat(cutOffs.history()).isEqualTo(CutOffs.History.ENOUGH);
    assertThat(cutOffs.learnableAt(LocalDate.parse("2011-06-12"), 90))
        .containsExactly(LocalDate.parse("2011-03-14"));
    assertThat(cutOffs.learnableAt(LocalDate.parse("2011-06-11"), 90)).isEmpty();
  }

  @Test
  void aShortLogHasOneCutOffAndAYoungerOneNone() {
    assertThat(at("2011-05-30", 4).history()).isEqualTo(CutOffs.History.ENOUGH);
    assertThat(at("2011-05-29", 4))
        .isEqualTo(
            new CutOffs(
                LocalDate.parse("2011-05-29"),
                java.util.List.of(LocalDate.parse("2011-02-28")),
                CutOffs.History.SHORT));
    assertThat(at("2011-03-01", 4).history()).isEqualTo(CutOffs.History.SHORT);
    assertThat(at("2011-02-28", 4).training()).isEmpty();
  }

  /** Who did not buy in days that were never delivered is no churner. */
  @Test
  void aLogThatEndsEarlyHasItsCutOffsBeforeItsEnd() {
    LocalDate asOf = LocalDate.parse("2011-12-31");
    LocalDate known = LocalDate.parse("2011-09-10");
    assertThat(CutOffs.of(asOf, known, FIRST, 90, 30, 9).training())
        .isEqualTo(at("2011-09-10", 9).training());
  }

  private static CutOffs at(String asOf, int count) {
    return CutOffs.of(LocalDate.parse(asOf), LocalDate.parse(asOf), FIRST, 90, 30, count);
  }
}
