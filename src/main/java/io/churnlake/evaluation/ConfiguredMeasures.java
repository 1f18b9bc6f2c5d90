package io.churnlake.evaluation;

import io.churnlake.churn.action.ControlGroup;
import io.churnlake.churn.action.Decisions;
import io.churnlake.churn.action.Measure;
import io.churnlake.churn.action.Wanted;
import io.churnlake.config.ActionRules;

/** The measures of the settings, as what decides on customers takes them. */
public final class ConfiguredMeasures {
  private ConfiguredMeasures() {}

  /** As these rules decide. */
  public static Decisions decisions(ActionRules rules) {
    return new Decisions(
        rules.measures().stream().map(ConfiguredMeasures::measure).toList(),
        new ControlGroup(rules.controlShare()));
  }

  private static Measure measure(ActionRules.Measure rule) {
    return new Measure(
        rule.name(),
        rule.saved(),
        Measure.parts(rule.cost()),
        rule.reasons().stream()
            .map(reason -> new Wanted(reason.feature(), reason.least(), reason.most()))
            .toList(),
        rule.segments(),
        rule.leastValue());
  }
}
