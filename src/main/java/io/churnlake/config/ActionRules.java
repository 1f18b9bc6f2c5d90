package io.churnlake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.churnlake.table.Actions;
import io.churnlake.table.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The measures of gold.actions, what may be spent, and who is left out to compare.
 *
 * @param budget of all contacts of one as_of, in the currency; 0 is no limit
 * @param controlShare share of the customers in the control group, in [0, 1]
 * @param measures in the order that decides between equal worths
 * @param recommendations what is recommended to whom
 */
public record ActionRules(
    double budget, double controlShare, List<Measure> measures, Recommendations recommendations) {
  private static final String SECTION = "churnlake.actions";
  private static final String MEASURES = SECTION + ".measures";
  private static final double MOST = 1e9;
  private static final int LONGEST_NAME = 64;

  /** What a model can name as a reason. */
  private static final Set<String> REASONS =
      Feature.all().stream()
          .filter(feature -> feature.scale() != Feature.Scale.NO_INPUT)
          .filter(feature -> feature.toldAs() == feature)
          .map(Feature::column)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Something to do for a customer, and for whom.
   *
   * @param name as campaign contacts have it
   * @param saved probability that a customer who would leave stays, in [0, 1]
   * @param cost of one contact in the currency
   * @param reasons one of them must be among the customer's; empty: any customer
   * @param segments the customer must be in one of them; empty: any customer
   * @param leastValue what a customer must be worth at least, in the currency
   */
  public record Measure(
      String name,
      double saved,
      double cost,
      List<ReasonRule> reasons,
      List<String> segments,
      double leastValue) {
    private static final Set<String> KEYS =
        Set.of("name", "saved", "cost", "reasons", "segments", "least-value");
  }

  /**
   * Products for customers.
   *
   * @param measure the measure whose customers get them
   * @param alreadyBought also what they have bought before
   */
  public record Recommendations(String measure, boolean alreadyBought) {}

  static ActionRules of(Settings s, RfmRules rfm) {
    List<Measure> measures = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<Config> rules = s.objects(MEASURES);
    for (int i = 0; i < rules.size(); i++) {
      measures.add(measure(rules.get(i), "measure " + (i + 1), problems));
    }
    names(measures, problems);
    features(measures, problems);
    // The shipped measures name the shipped segments, which a shop may have replaced.
    if (s.isOwn(MEASURES)) {
      segments(measures, rfm, problems);
    }
    problems.forEach(problem -> s.problem(MEASURES, problem));
    return new ActionRules(
        s.real(SECTION + ".budget", 0, MOST),
        s.real(SECTION + ".control-share", 0, 1),
        List.copyOf(measures),
        new Recommendations(
            s.string(SECTION + ".recommendations.measure"),
            s.flag(SECTION + ".recommendations.already-bought")));
  }

  private static Measure measure(Config rule, String place, List<String> problems) {
    Set<String> unknown = new TreeSet<>(rule.root().keySet());
    unknown.removeAll(Measure.KEYS);
    unknown.forEach(key -> problems.add(place + " has the unknown key " + key));
    String name = "";
    try {
      name = rule.getString("name").trim();
    } catch (ConfigException e) {
      problems.add(place + " needs a name");
    }
    return new Measure(
        name,
        number(rule, "saved", 1, place, problems),
        number(rule, "cost", MOST, place, problems),
        reasons(texts(rule, "reasons", place, problems), place, problems),
        texts(rule, "segments", place, problems),
        rule.hasPath("least-value") ? number(rule, "least-value", MOST, place, problems) : 0.0);
  }

  private static double number(
      Config rule, String key, double most, String place, List<String> problems) {
    try {
      double value = rule.getDouble(key);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (ConfigException e) {
      // Told below, like a number that does not fit.
    }
    problems.add(place + ": " + key + " must be a number from 0 to " + (long) most);
    return 0;
  }

  private static List<String> texts(Config rule, String key, String place, List<String> problems) {
    try {
      return rule.hasPath(key) ? List.copyOf(rule.getStringList(key)) : List.of();
    } catch (ConfigException e) {
      problems.add(place + ": " + key + " must be a list of texts");
      return List.of();
    }
  }

  private static List<ReasonRule> reasons(List<String> texts, String place, List<String> problems) {
    List<ReasonRule> rules = new ArrayList<>();
    for (String text : texts) {
      ReasonRule.of(text)
          .ifPresentOrElse(
              rules::add,
              () ->
                  problems.add(
                      place
                          + ": the reason \""
                          + text
                          + "\" must be a feature, or \"feature >= number\", or \"feature <="
                          + " number\""));
    }
    return List.copyOf(rules);
  }

  private static void names(List<Measure> measures, List<String> problems) {
    Set<String> seen = new HashSet<>();
    for (Measure measure : measures) {
      String name = measure.name();
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        problems.add("has the name \"" + name + "\", must have 1 to " + LONGEST_NAME + " letters");
      } else if (name.equals(Actions.NOTHING)) {
        problems.add("has the name " + name + ", which is kept for no contact");
      } else if (!seen.add(name)) {
        problems.add("has the name " + name + " twice");
      }
    }
  }

  private static void features(List<Measure> measures, List<String> problems) {
    for (Measure measure : measures) {
      for (ReasonRule reason : measure.reasons()) {
        if (!REASONS.contains(reason.feature())) {
          problems.add(
              measure.name()
                  + " has the reason "
                  + reason.feature()
                  + ", which is no reason of the churn models; see gold.churn_features and docs/churn.md");
        }
      }
    }
  }

  private static void segments(List<Measure> measures, RfmRules rfm, List<String> problems) {
    List<String> known = rfm.segments().stream().map(RfmRules.Segment::name).toList();
    for (Measure measure : measures) {
      for (String segment : measure.segments()) {
        if (!known.contains(segment)) {
          problems.add(
              measure.name()
                  + " has the segment "
                  + segment
                  + ", must be of "
                  + String.join(", ", known));
        }
      }
    }
  }
}
