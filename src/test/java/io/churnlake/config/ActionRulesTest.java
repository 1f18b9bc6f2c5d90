package io.churnlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ActionRulesTest {
  @Test
  void theDefaultsHaveFiveMeasuresOfShippedSegments() {
    Configuration defaults = Configuration.defaults();
    ActionRules actions = defaults.actions();
    assertThat(actions.budget()).isZero();
    assertThat(actions.controlShare()).isEqualTo(0.1);
    assertThat(actions.measures())
        .extracting(ActionRules.Measure::name)
        .containsExactly(
            "win-back-discount",
            "early-access",
            "replenishment-reminder",
            "personal-recommendation",
            "service-call");
    List<String> segments = defaults.rfm().segments().stream().map(RfmRules.Segment::name).toList();
    assertThat(actions.measures()).allMatch(measure -> segments.containsAll(measure.segments()));
    // A reminder for who is early, or a call for who is content, would do harm.
    assertThat(actions.measures().get(2).reasons())
        .isNotEmpty()
        .allSatisfy(
            reason -> {
              assertThat(reason.feature()).startsWith("recency_over_");
              assertThat(reason.least()).isEqualTo(1);
            });
    assertThat(actions.measures().get(4).reasons())
        .contains(new ReasonRule("last_nps", null, 6.0), new ReasonRule("tickets_180", null, null));
  }

  @Test
  void whatIsLeftOutMeansAnyCustomer() {
    Configuration own =
        Configuration.of(
            "churnlake.actions { budget = 500, measures = [ { name = call, saved = 0.2, cost = 8 }"
                + " ] }");
    assertThat(own.actions())
        .isEqualTo(
            new ActionRules(
                500,
                0.1,
                List.of(new ActionRules.Measure("call", 0.2, 8, List.of(), List.of(), 0)),
                Configuration.defaults().actions().recommendations()));
  }

  @Test
  void allProblemsAreToldTogether() {
    String name = "n".repeat(65);
    mustSay(
        """
        churnlake.actions {
          budget = -1, control-share = 2, limit = 3
          measures = [
            { name = a, saved = 1.5, cost = -1, reasons = [orders, weather, "last_nps < 6"], segments = [rich] }
            { name = a, saved = 0.1, cost = 1, least-value = low, colour = red }
            { name = nothing, saved = x, reasons = x, cost = 1 }
            { name = %s, saved = 0.1, cost = 1 }
            { saved = 0.1, cost = 1 }
          ]
        }
        """
            .formatted(name),
        "churnlake.actions.limit: unknown key",
        "churnlake.actions.budget: is -1.0",
        "churnlake.actions.control-share: is 2.0",
        "measure 1: saved must be a number from 0 to 1",
        "measure 1: cost must be a number from 0 to 1000000000",
        "a has the reason orders, which is no reason",
        "a has the reason weather, which is no reason",
        "measure 1: the reason \"last_nps < 6\" must be a feature, or",
        "a has the segment rich, must be of champions, loyal",
        "has the name a twice",
        "measure 2 has the unknown key colour",
        "measure 2: least-value must be a number",
        "measure 3: saved must be a number",
        "measure 3: reasons must be a list of texts",
        "has the name nothing, which is kept",
        "has the name \"" + name + "\", must have 1 to 64 letters",
        "measure 5 needs a name");
    mustSay("churnlake.actions.measures = []", "must have at least one entry");
  }

  private static void mustSay(String settings, String... problems) {
    assertThatThrownBy(() -> Configuration.of(settings))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains(problems));
  }

  /** Segments of the shop's own do not make the shipped measures a problem. */
  @Test
  void otherSegmentsLeaveTheShippedMeasuresAlone() {
    String segments =
        "churnlake.rfm.segments = [ { name = everybody, recency = [1, 5], frequency = [1, 5],"
            + " monetary = [1, 5] } ]\n";
    assertThat(Configuration.of(segments).actions().measures()).hasSize(5);
    String measures =
        "churnlake.actions.measures = [ { name = a, saved = 0, cost = 0, segments = [%s] } ]";
    assertThat(Configuration.of(segments + measures.formatted("everybody")).actions().measures())
        .hasSize(1);
    mustSay(segments + measures.formatted("loyal"), "must be of everybody");
  }
}
