package io.churnlake.clv;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A scorer that is sent as its models and settings, and made once where it arrives. */
final class SharedScorer implements Serializable {
  private static final long serialVersionUID = 1;

  private final ClvModel model;
  private final ClvSettings settings;
  private transient volatile @Nullable ClvScorer scorer;

  SharedScorer(ClvModel model, ClvSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  ClvModel model() {
    return model;
  }

  ClvSettings settings() {
    return settings;
  }

  /** The one scorer of this process, with all that it has kept. */
  ClvScorer scorer() {
    ClvScorer known = scorer;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (scorer == null) {
        scorer = new ClvScorer(model, settings);
      }
      return scorer;
    }
  }
}
