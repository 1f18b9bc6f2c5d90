package io.churnlake.churn.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ContactProfitTest {
  private static final Decisions DECISIONS = decisions(0.25);

  private static Decisions decisions(double saved) {
    // The control group is everybody: it plays no part here.
    return new Decisions(
        List.of(
            new Measure("letter", saved, Measure.parts(10), List.of(), List.of("loyal"), 0),
            new Measure("call", 0.5, Measure.parts(30), List.of(), List.of("loyal"), 100)),
        new ControlGroup(1));
  }

  private static Customer customer(@Nullable Double value, String segment) {
    return new Customer("a", 0.5, value, List.of(), segment);
  }

  private static ContactProfit profit(Decisions decisions, double value, boolean churned) {
    return ContactProfit.of(decisions, customer(value, "loyal"), churned).orElseThrow();
  }

  @Test
  void whoWouldHaveLeftIsWorthWhatIsSavedOfHimAndWhoStaysCosts() {
    // By letter .5 x .25 x 80 - 10 = 0.
    assertThat(profit(DECISIONS, 80, true)).isEqualTo(new ContactProfit(0, 10));
    assertThat(profit(DECISIONS, 80, false)).isEqualTo(new ContactProfit(0, -10));
    // By call .5 x .5 x 200 - 30 = 20, where a letter brings 15.
    assertThat(profit(DECISIONS, 200, true)).isEqualTo(new ContactProfit(20, 70));
    assertThat(profit(DECISIONS, 200, false)).isEqualTo(new ContactProfit(20, -30));
  }

  @Test
  void aContactThatIsNotExpectedToPayHasItsWorthToo() {
    assertThat(profit(DECISIONS, 40, true)).isEqualTo(new ContactProfit(-5, 0));
    assertThat(profit(DECISIONS, 0, true)).isEqualTo(new ContactProfit(-10, -10));
  }

  @Test
  void aTrueSaveMoreRaisesIt() {
    ContactProfit more = profit(decisions(0.375), 80, true);
    assertThat(more).isEqualTo(new ContactProfit(5, 20));
    assertThat(profit(decisions(0.375), 80, false).realised()).isEqualTo(-10.0);
    assertThat(profit(DECISIONS, 80, true).realised())
        .isGreaterThan(profit(DECISIONS, 80, false).realised());
  }

  @Test
  void whomNoMeasureIsForIsNotContactedAndWhoseValueIsUnknownIsNotCounted() {
    assertThat(ContactProfit.of(DECISIONS, customer(80.0, "new"), true))
        .contains(new ContactProfit(0, 0));
    assertThat(ContactProfit.of(DECISIONS, customer(null, "loyal"), true)).isEmpty();
  }
}
