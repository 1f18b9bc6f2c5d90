package io.churnlake.training;

import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.ParameterSearch;
import io.churnlake.churn.model.SeasonOffset;
import io.churnlake.churn.model.Trial;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.Feature;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a training.
 *
 * @param algorithm of the model
 * @param features that such a model takes, in the order of its inputs
 * @param model learnt from all cut-offs; empty for a challenger, which scores nobody
 * @param status champion or challenger
 * @param reason why it has that status
 * @param search for parameters; empty where none was made
 * @param parameters what the learners of the model were given, by learner and name
 * @param season of the model that scores from now on
 * @param tried how well it went, by split
 */
public record Decision(
    String algorithm,
    List<Feature> features,
    Optional<ChurnModel> model,
    String status,
    String reason,
    Optional<ParameterSearch> search,
    Map<String, Double> parameters,
    Optional<SeasonOffset> season,
    List<Tried> tried) {

  /**
   * A trial and what was measured in it.
   *
   * @param inWords one line for the person watching
   */
  public record Tried(Trial trial, List<Measured> measured, String inWords) {}

  public boolean isChampion() {
    return status.equals(ChurnModels.CHAMPION);
  }

  public String statusInWords() {
    return (isChampion() ? "scores from now on: " : "does not score: ") + reason;
  }
}
