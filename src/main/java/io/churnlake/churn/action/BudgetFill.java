package io.churnlake.churn.action;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Spends a budget by worth: the contacts of greatest worth, up to the first one that it cannot pay.
 * Parts of the customers are filled apart and put together. Of each part only the contacts are kept
 * that the whole budget would pay, and the one after them: no other can be paid, or be the first
 * that is not. So memory follows the contacts that can be paid, not the customers.
 */
public final class BudgetFill implements Serializable {
  private static final long serialVersionUID = 1;

  /** Contacts that one machine should hold, some 40 MB. */
  public static final int MOST = 1_000_000;

  private static final int FEW = 4096;

  private final long budget;
  private final int most;
  private final List<Candidate> best = new ArrayList<>();
  private int sortAt = FEW;
  private boolean isTooLarge;

  /** Of no customers yet; the budget is in ten-thousandths of the currency. */
  public BudgetFill(long budget) {
    this(budget, MOST);
  }

  BudgetFill(long budget, int most) {
    this.budget = budget;
    this.most = most;
  }

  /** Takes a contact in. */
  public BudgetFill add(Candidate candidate) {
    if (!isTooLarge) {
      best.add(candidate);
      if (best.size() >= sortAt) {
        keepBest();
      }
    }
    return this;
  }

  /** Takes the other's contacts in; the other is not to be used afterwards. */
  public BudgetFill plus(BudgetFill other) {
    isTooLarge |= other.isTooLarge;
    best.addAll(other.best);
    keepBest();
    return this;
  }

  /** Whether more than {@link #MOST} contacts can be paid: then nothing else is known. */
  public boolean isTooLarge() {
    keepBest();
    return isTooLarge;
  }

  /** What is paid. */
  public Affordable affordable() {
    int paid = keepBest();
    if (paid == best.size()) {
      return Affordable.ALL;
    }
    return paid == 0
        ? Affordable.NOTHING
        : new Affordable(best.get(paid - 1).worth(), best.get(paid - 1).tie());
  }

  /** Drops what cannot matter; how many of the others are paid. */
  private int keepBest() {
    Collections.sort(best);
    long left = budget;
    int paid = 0;
    while (paid < best.size() && best.get(paid).cost() <= left) {
      left -= best.get(paid).cost();
      paid++;
    }
    isTooLarge |= paid > most;
    int kept = isTooLarge ? 0 : Math.min(best.size(), paid + 1);
    best.subList(kept, best.size()).clear();
    sortAt = Math.max(FEW, 2 * kept);
    return Math.min(paid, kept);
  }
}
