package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import io.churnlake.quality.Wilson;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The area under the ROC curve with the interval of DeLong, DeLong, Clarke-Pearson 1988. */
record Auc(@Nullable Double value, @Nullable Double low, @Nullable Double high) {

  static Auc of(SortedMap<Double, Count> byScore, Count total) {
    double stayers = total.stayers();
    double churners = total.churners();
    if (stayers == 0 || churners == 0) {
      return new Auc(null, null, null);
    }
    double wins = 0;
    double stayersBelow = 0;
    for (Count at : byScore.values()) {
      wins += at.churners() * (stayersBelow + at.stayers() / 2.0);
      stayersBelow += at.stayers();
    }
    double auc = wins / (stayers * churners);
    if (stayers < 2 || churners < 2) {
      return new Auc(auc, null, null);
    }
    // Each customer's placement: the share of the other class that is ranked right against him.
    double ofChurners = 0;
    double ofStayers = 0;
    double below = 0;
    double churnersAbove = churners;
    for (Count at : byScore.values()) {
      churnersAbove -= at.churners();
      double churner = (below + at.stayers() / 2.0) / stayers - auc;
      double stayer = (churnersAbove + at.churners() / 2.0) / churners - auc;
      ofChurners += at.churners() * churner * churner;
      ofStayers += at.stayers() * stayer * stayer;
      below += at.stayers();
    }
    double error =
        Math.sqrt(ofChurners / (churners - 1) / churners + ofStayers / (stayers - 1) / stayers);
    return new Auc(auc, Math.max(0, auc - Wilson.Z * error), Math.min(1, auc + Wilson.Z * error));
  }
}
