package io.churnlake.clv;

import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Fit;
import java.util.List;
import java.util.Optional;

/**
 * Which of several fitted models is used: the one with the best log-score in the holdout among
 * those whose fit converged, or all if none did.
 *
 * <p>A fit with a parameter at its limit, or one that the data do not determine, lies at the edge
 * of its family; far ahead, its values follow from the limit and not from the data. It is used only
 * if no other forecasts as well, which is one whose log-score does not lie below by more than
 * chance (1.96 standard errors of the mean difference over customers; Diebold, Mariano 1995 compare
 * forecasts so).
 */
public final class HoldoutChoice {
  private HoldoutChoice() {}

  /** A fit and how it did in the holdout that all others are compared on. */
  public record Contender(Fit<GroupedModel> fit, HoldoutEvaluation evaluation) {
    private double score() {
      return evaluation.total().logScore();
    }
  }

  /**
   * The index of the one to use.
   *
   * @param rows those that all evaluations are of
   */
  public static Optional<Integer> of(List<Contender> contenders, HoldoutRows rows) {
    boolean anyConverged = contenders.stream().anyMatch(c -> c.fit().converged());
    int best = -1;
    int bestInside = -1;
    for (int i = 0; i < contenders.size(); i++) {
      Contender next = contenders.get(i);
      if (anyConverged && !next.fit().converged()) {
        continue;
      }
      if (best < 0 || next.score() > contenders.get(best).score()) {
        best = i;
      }
      if (next.fit().isInside()
          && (bestInside < 0 || next.score() > contenders.get(bestInside).score())) {
        bestInside = i;
      }
    }
    if (best >= 0 && bestInside >= 0 && best != bestInside) {
      HoldoutEvaluation ahead = contenders.get(best).evaluation();
      best = ahead.beats(contenders.get(bestInside).evaluation(), rows) ? best : bestInside;
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }
}
