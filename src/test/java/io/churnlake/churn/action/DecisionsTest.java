package io.churnlake.churn.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.table.Actions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DecisionsTest {
  private static final ControlGroup NOBODY = new ControlGroup(0);
  private static final ControlGroup EVERYBODY = new ControlGroup(1);

  private static final Customer.Reason RECENT =
      new Customer.Reason("recency_days", 40, "Away for 40 days");
  private static final Customer.Reason TICKETS =
      new Customer.Reason("tickets_180", 2, "Two tickets");
  private static final Wanted ANY_TICKETS = new Wanted("tickets_180", null, null);
  private static final Wanted NPS = new Wanted("last_nps", null, 6.0);

  private static Measure measure(String name, double saved, double cost) {
    return new Measure(name, saved, Measure.parts(cost), List.of(), List.of(), 0);
  }

  private static Customer customer(double pLeaves, double value) {
    return new Customer("a", pLeaves, value, List.of(RECENT, TICKETS), "loyal");
  }

  private static Action action(Customer customer, Measure... measures) {
    return new Decisions(List.of(measures), NOBODY).action(customer, Affordable.ALL);
  }

  @Test
  void theMeasureOfGreatestWorthIsChosen() {
    // 0.5 x 0.1 x 200 - 5 = 5; 0.5 x 0.3 x 200 - 20 = 10; 0.5 x 0.5 x 200 - 45 = 5.
    Action action =
        action(
            customer(0.5, 200),
            measure("letter", 0.1, 5),
            measure("call", 0.3, 20),
            measure("gift", 0.5, 45));
    assertThat(action.measure()).isEqualTo("call");
    assertThat(action.planned()).isEqualTo("call");
    assertThat(action.worth()).isCloseTo(10, within(1e-12));
    assertThat(action.cost()).isEqualTo(200_000);
    assertThat(action.saved()).isEqualTo(0.3);
    assertThat(action.reason())
        .isEqualTo(
            "any reason (the first is: Away for 40 days), any segment; worth most of the 3 measures that apply");
    assertThat(action.isControl()).isFalse();
  }

  @Test
  void ofEqualWorthsTheFirstIsChosen() {
    Measure one = measure("one", 0.1, 1);
    Measure two = measure("two", 0.1, 1);
    assertThat(action(customer(0.5, 200), one, two).measure()).isEqualTo("one");
    assertThat(action(customer(0.5, 200), two, one).measure()).isEqualTo("two");
  }

  @Test
  void reasonSegmentAndValueSayWhoAMeasureIsFor() {
    Measure call = new Measure("call", 0.5, 0, List.of(NPS, ANY_TICKETS), List.of("loyal"), 100);
    assertThat(action(customer(0.5, 100), call))
        .extracting(Action::measure, Action::reason)
        .containsExactly(
            "call",
            "reason tickets_180 (Two tickets), segment loyal; the only measure that applies");
    mustBeNothing(action(customer(0.5, 99), call), Actions.NO_MEASURE);
    mustBeNothing(
        action(new Customer("a", 0.5, 100.0, List.of(RECENT), "loyal"), call), Actions.NO_MEASURE);
    mustBeNothing(
        action(new Customer("a", 0.5, 100.0, List.of(TICKETS), "new"), call), Actions.NO_MEASURE);
    mustBeNothing(
        action(new Customer("a", 0.5, 100.0, List.of(TICKETS), null), call), Actions.NO_MEASURE);
  }

  @Test
  void theValueOfAReasonSaysWhetherAMeasureAnswersIt() {
    assertThat(NPS.isMet(new Customer.Reason("last_nps", 6, ""))).isTrue();
    assertThat(NPS.isMet(new Customer.Reason("last_nps", 0, ""))).isTrue();
    assertThat(NPS.isMet(new Customer.Reason("last_nps", 7, ""))).isFalse();
    Wanted late = new Wanted("recency_over_gap", 1.0, null);
    assertThat(late.isMet(new Customer.Reason("recency_over_gap", 1, ""))).isTrue();
    assertThat(late.isMet(new Customer.Reason("recency_over_gap", 0.99, ""))).isFalse();
    assertThat(late.isMet(new Customer.Reason("recency_days", 40, ""))).isFalse();
    // Without a limit nothing counted is nothing to answer.
    assertThat(ANY_TICKETS.isMet(TICKETS)).isTrue();
    assertThat(ANY_TICKETS.isMet(new Customer.Reason("tickets_180", 0, ""))).isFalse();
  }

  @Test
  void nothingIsDoneForNothingAndWithoutAValue() {
    // 0.5 x 0.1 x 100 - 5 = 0 is not above 0.
    mustBeNothing(action(customer(0.5, 100), measure("letter", 0.1, 5)), Actions.NO_WORTH);
    mustBeNothing(
        action(new Customer("a", 0.5, null, List.of(), "loyal"), measure("letter", 1, 0)),
        Actions.NO_VALUE);
  }

  private static void mustBeNothing(Action action, String reason) {
    assertThat(action).isEqualTo(new Action("nothing", null, 0, 0, 0, reason, false));
  }

  @Test
  void theControlGroupIsLeftAloneAndWhatWouldBeDoneIsTold() {
    Decisions decisions = new Decisions(List.of(measure("letter", 0.1, 5)), EVERYBODY);
    assertThat(decisions.action(customer(0.5, 200), Affordable.ALL))
        .isEqualTo(new Action("nothing", "letter", 0, 0, 0, Actions.CONTROL_GROUP, true));
    assertThat(decisions.action(customer(0.5, 50), Affordable.ALL))
        .isEqualTo(new Action("nothing", null, 0, 0, 0, Actions.NO_WORTH, true));
    // Who would not be contacted for want of money is nobody to compare with.
    assertThat(decisions.action(customer(0.5, 200), Affordable.NOTHING))
        .isEqualTo(new Action("nothing", null, 0, 0, 0, Actions.BUDGET, true));
    assertThat(decisions.candidate(customer(0.5, 200))).isEmpty();
  }

  // ---- signs of the profit -----------------------------------------------------------------

  @Test
  void contactingNobodyIsWorthNothing() {
    assertThat(action(customer(0.9, 1000)).worth()).isZero();
    assertThat(action(customer(0.9, 1000), measure("letter", 0.01, 1000)).worth()).isZero();
  }

  @Test
  void aSaveRaisesTheWorthAndACostLowersIt() {
    double worth = action(customer(0.5, 200), measure("letter", 0.1, 5)).worth();
    assertThat(worth).isPositive();
    assertThat(action(customer(0.5, 200), measure("letter", 0.2, 5)).worth())
        .isCloseTo(worth + 0.5 * 0.1 * 200, within(1e-12));
    assertThat(action(customer(0.5, 200), measure("letter", 0.1, 6)).worth())
        .isCloseTo(worth - 1, within(1e-12));
    assertThat(action(customer(0.6, 200), measure("letter", 0.1, 5)).worth()).isGreaterThan(worth);
    assertThat(action(customer(0.5, 300), measure("letter", 0.1, 5)).worth()).isGreaterThan(worth);
    // Who stays anyway cannot be saved.
    mustBeNothing(action(customer(0, 1000), measure("letter", 1, 0.01)), Actions.NO_WORTH);
  }

  /** High risk alone is no reason: the riskier customer may be worth less. */
  @Test
  void riskIsNotWorth() {
    Measure letter = measure("letter", 0.1, 2);
    assertThat(action(customer(0.95, 40), letter).worth())
        .isLessThan(action(customer(0.3, 500), letter).worth());
  }

  @Test
  void whatIsNoMeasureIsRefused() {
    assertThatThrownBy(() -> measure("letter", 1.1, 0)).hasMessageContaining("saved 1.1");
    assertThatThrownBy(() -> measure("letter", Double.NaN, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> measure("letter", 0.1, -1)).hasMessageContaining("cost -10000");
  }
}
