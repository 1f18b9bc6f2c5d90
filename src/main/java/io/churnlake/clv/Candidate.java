package io.churnlake.clv;

import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseFamily;
import io.churnlake.clv.model.RegularityEstimator;
import io.churnlake.clv.optimize.Fit;

/**
 * A purchase model that can be asked for by name: a family, the family whose k fits best, or a
 * family with covariates.
 */
public final class Candidate {
  /** MBG/CNBD-k with the k that the data ask for. */
  public static final String REGULAR = "mbg_cnbd_k";

  private static final String WITH_COVARIATES = "_covariates";

  private final String name;

  private Candidate(String name) {
    this.name = name;
  }

  public static Candidate named(String name) {
    return new Candidate(name);
  }

  public String name() {
    return name;
  }

  /** Fits a family with covariates, or without. */
  @FunctionalInterface
  public interface Fitter {
    Fit<GroupedModel> fit(PurchaseFamily family, Design design);
  }

  /** Fits this candidate. */
  public Fit<GroupedModel> fit(Fitter fitter, Design design) {
    if (name.equals(REGULAR)) {
      return RegularityEstimator.best(family -> fitter.fit(family, Design.NONE)).fit();
    }
    return name.endsWith(WITH_COVARIATES)
        ? fitter.fit(
            PurchaseFamilies.named(name.substring(0, name.length() - WITH_COVARIATES.length())),
            design)
        : fitter.fit(PurchaseFamilies.named(name), Design.NONE);
  }

  /** k of a fitted member of the MBG/CNBD-k family; 1 for every other model. */
  public static int stages(PurchaseFamily family) {
    String prefix = "mbg_cnbd_";
    return family.name().startsWith(prefix)
        ? Integer.parseInt(family.name().substring(prefix.length()))
        : 1;
  }
}
