package io.churnlake.churn.action;

import io.churnlake.table.Actions;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Decides for one customer after another. Of the measures that are meant for the customer, the one
 * of greatest expected worth is chosen, and none if that is not above 0. Of equal worths, the
 * measure named first wins. Contacting nobody is worth 0.
 */
public final class Decisions implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Measure> measures;
  private final ControlGroup control;

  /** By these measures, with that control group left alone. */
  public Decisions(List<Measure> measures, ControlGroup control) {
    this.measures = List.copyOf(measures);
    this.control = control;
  }

  /** What is done for the customer within what can be paid. */
  public Action action(Customer customer, Affordable affordable) {
    Choice choice = choice(customer);
    boolean isControl = control.holds(customer.key());
    Measure measure = choice.measure();
    if (measure == null) {
      return Action.nothing(null, choice.reason(), isControl);
    }
    if (!affordable.holds(Candidate.of(customer.key(), choice.worth(), measure.cost()))) {
      return Action.nothing(null, Actions.BUDGET, isControl);
    }
    return isControl
        ? Action.nothing(measure.name(), Actions.CONTROL_GROUP, true)
        : new Action(
            measure.name(),
            measure.name(),
            choice.worth(),
            measure.cost(),
            measure.saved(),
            choice.reason(),
            false);
  }

  /** The contact that the customer asks of the budget: none of the control group, none for free. */
  public Optional<Candidate> candidate(Customer customer) {
    Choice choice = choice(customer);
    Measure measure = choice.measure();
    return measure == null || measure.cost() == 0 || control.holds(customer.key())
        ? Optional.empty()
        : Optional.of(Candidate.of(customer.key(), choice.worth(), measure.cost()));
  }

  /**
   * The measure that a contact of the customer would use, whether it is expected to pay or not: the
   * one of greatest expected worth of those that are meant for the customer.
   *
   * @param value what the customer is worth if he stays
   * @return empty if none is meant for the customer
   */
  Optional<Measure> ifContacted(Customer customer, double value) {
    List<Measure> meant = meant(customer, value);
    return meant.isEmpty() ? Optional.empty() : Optional.of(best(meant, customer, value));
  }

  private Choice choice(Customer customer) {
    if (customer.valueKept() == null) {
      return Choice.nothing(Actions.NO_VALUE);
    }
    double value = customer.valueKept();
    List<Measure> meant = meant(customer, value);
    if (meant.isEmpty()) {
      return Choice.nothing(Actions.NO_MEASURE);
    }
    Measure best = best(meant, customer, value);
    double worth = best.worth(customer.pLeaves(), value);
    return worth > 0
        ? new Choice(best, worth, best.because(customer) + among(meant.size()))
        : Choice.nothing(Actions.NO_WORTH);
  }

  private List<Measure> meant(Customer customer, double value) {
    return measures.stream().filter(each -> each.isFor(customer, value)).toList();
  }

  private static Measure best(List<Measure> meant, Customer customer, double value) {
    Measure best = meant.get(0);
    double worth = best.worth(customer.pLeaves(), value);
    for (Measure each : meant) {
      double other = each.worth(customer.pLeaves(), value);
      if (other > worth) {
        best = each;
        worth = other;
      }
    }
    return best;
  }

  private static String among(int measures) {
    return measures == 1
        ? "; the only measure that applies"
        : "; worth most of the " + measures + " measures that apply";
  }
}
