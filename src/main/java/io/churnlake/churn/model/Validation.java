package io.churnlake.churn.model;

import io.churnlake.churn.calibration.LogOddsShift;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.churn.score.PairedComparison;
import io.churnlake.churn.score.Quality;
import io.churnlake.clv.math.Logistic;
import io.churnlake.table.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Customers whose outcome is known and whom the models in question have not learnt from. Plain
 * Java.
 */
public final class Validation {
  /** Scores that differ by less count as tied. */
  private static final double STEPS = 1e6;

  private final List<LabelledCustomer> customers;
  private final int activityWindowDays;

  /** Of these customers; who bought in so many days up to the cut-off has not lapsed. */
  public Validation(List<LabelledCustomer> customers, int activityWindowDays) {
    this.customers = List.copyOf(customers);
    this.activityWindowDays = activityWindowDays;
  }

  /** How many they are. */
  int customers() {
    return customers.size();
  }

  /** Whether some left and some stayed. */
  public boolean hasBoth() {
    return customers.stream().anyMatch(LabelledCustomer::churned)
        && !customers.stream().allMatch(LabelledCustomer::churned);
  }

  /** The quality of a model under a name, in each population. */
  public List<Measured> measured(String name, ChurnModel model) {
    double[] probabilities = probabilities(model);
    return measured(name, probabilities, Quality.Scale.PROBABILITY);
  }

  /** The quality of the days since the last occasion, which only put customers in an order. */
  public List<Measured> recency() {
    double[] days =
        customers.stream().mapToDouble(customer -> customer.get(Feature.RECENCY_DAYS)).toArray();
    return measured(Measurement.RECENCY, days, Quality.Scale.ORDER);
  }

  /** The quality of the same probability for everybody. */
  public List<Measured> baseRate(double rate) {
    double[] same = new double[customers.size()];
    Arrays.fill(same, rate);
    return measured(Measurement.BASE_RATE, same, Quality.Scale.PROBABILITY);
  }

  private List<Measured> measured(String name, double[] scores, Quality.Scale scale) {
    List<Measured> measured = new ArrayList<>();
    for (String population : Measurement.populations()) {
      Predicate<LabelledCustomer> isIn = population(population);
      TreeMap<Double, Quality.Count> byScore = new TreeMap<>();
      for (int i = 0; i < scores.length; i++) {
        LabelledCustomer customer = customers.get(i);
        if (isIn.test(customer)) {
          byScore.merge(
              Math.rint(scores[i] * STEPS) / STEPS,
              new Quality.Count(customer.churned() ? 0 : 1, customer.churned() ? 1 : 0),
              Quality.Count::plus);
        }
      }
      measured.add(Measured.of(population, name, byScore, scale));
    }
    return measured;
  }

  private Predicate<LabelledCustomer> population(String name) {
    return switch (name) {
      case Measurement.NOT_LAPSED ->
          customer -> customer.get(Feature.RECENCY_DAYS) < activityWindowDays;
      case Measurement.REPEAT_BUYERS -> customer -> customer.get(Feature.OCCASIONS) >= 2;
      default -> customer -> true;
    };
  }

  /**
   * A model's mean log-loss after a shift of its log-odds to the rate that was seen. Only so can
   * models be compared out of time: when a season moves the rate, the one that errs in the right
   * direction would win otherwise.
   */
  public double lossAtOneLevel(ChurnModel model) {
    return loss(atOneLevel(model));
  }

  private double loss(double[] probabilities) {
    double loss = 0;
    for (int i = 0; i < probabilities.length; i++) {
      loss += Quality.loss(probabilities[i], customers.get(i).churned());
    }
    return loss / probabilities.length;
  }

  /** A model's mean log-loss as it is. */
  public double loss(ChurnModel model) {
    return loss(probabilities(model));
  }

  /**
   * How far the log-odds of a model have to move for their mean probability to be the rate that was
   * seen.
   */
  public double shift(ChurnModel model) {
    return LogOddsShift.of(margins(model), rate());
  }

  /** How much better one model is than another, both at one level. */
  public PairedComparison comparison(ChurnModel incumbent, ChurnModel challenger, long seed) {
    return PairedComparison.of(atOneLevel(incumbent), atOneLevel(challenger), churned(), seed);
  }

  /** The same of their probabilities as they are. */
  public PairedComparison asTheyAre(ChurnModel incumbent, ChurnModel challenger, long seed) {
    return PairedComparison.of(
        probabilities(incumbent), probabilities(challenger), churned(), seed);
  }

  private boolean[] churned() {
    boolean[] churned = new boolean[customers.size()];
    for (int i = 0; i < churned.length; i++) {
      churned[i] = customers.get(i).churned();
    }
    return churned;
  }

  private double[] probabilities(ChurnModel model) {
    return customers.stream().mapToDouble(c -> model.probability(c.values())).toArray();
  }

  private double[] atOneLevel(ChurnModel model) {
    double[] margins = margins(model);
    double shift = LogOddsShift.of(margins, rate());
    return Arrays.stream(margins).map(margin -> Logistic.of(margin + shift)).toArray();
  }

  private double[] margins(ChurnModel model) {
    return customers.stream().mapToDouble(c -> model.margin(c.values())).toArray();
  }

  private double rate() {
    return (double) customers.stream().filter(LabelledCustomer::churned).count() / customers.size();
  }
}
