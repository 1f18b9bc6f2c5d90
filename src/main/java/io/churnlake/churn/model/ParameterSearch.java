package io.churnlake.churn.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Looks for better parameters of the learners than their defaults. It learns from cut-offs whose
 * outcome was known at the trial's, without a fold of the customers, and tries on these, so that
 * the trial that follows is on outcomes that nothing was chosen by.
 *
 * <p>Parameters replace the defaults only if their log-loss is lower beyond chance: the best of
 * many that are equal but for chance would be another one each week, and no better.
 *
 * @param chosen parameters that replace the defaults; no entry for a learner that keeps them
 * @param tried how many sets of parameters were tried beside the defaults
 * @param there how many there are
 * @param customers whom they were tried on
 * @param losses log-loss of what each learner ends with, by its name
 * @param lossesByDefault the same of its defaults
 */
public record ParameterSearch(
    Map<Learner, Map<String, Double>> chosen,
    int tried,
    int there,
    int customers,
    Map<String, Double> losses,
    Map<String, Double> lossesByDefault) {

  /**
   * How long it may take.
   *
   * @param time no set is begun after it
   * @param clock where the time suffices for all sets, it decides nothing
   */
  public record Budget(Duration time, InstantSource clock) {}

  /** One set of parameters. */
  private record Candidate(Learner learner, Map<String, Double> parameters) {}

  /**
   * Tries one set after the other, in an order that follows from the seed, until the time is up.
   *
   * @param cutOffs to learn from
   * @param heldOut customers whom {@link TrainingRows#isHeldOut} holds out; of both outcomes
   */
  public static ParameterSearch run(
      ChurnTrainer trainer,
      List<Learner> learners,
      List<LocalDate> cutOffs,
      Validation heldOut,
      long seed,
      Budget budget) {
    Instant end = budget.clock().instant().plus(budget.time());
    Found found = new Found(heldOut, seed);
    for (Learner learner : learners) {
      found.byDefault(learner, trainer.modelWithoutHeldOut(learner, cutOffs));
    }
    List<Candidate> candidates = candidates(learners, seed);
    int tried = 0;
    while (tried < candidates.size() && budget.clock().instant().isBefore(end)) {
      Candidate next = candidates.get(tried++);
      ChurnTrainer given = trainer.with(Map.of(next.learner(), next.parameters()));
      found.add(next, given.modelWithoutHeldOut(next.learner(), cutOffs));
    }
    return new ParameterSearch(
        found.chosen,
        tried,
        candidates.size(),
        heldOut.customers(),
        found.losses,
        found.lossesByDefault);
  }

  private static List<Candidate> candidates(List<Learner> learners, long seed) {
    List<Candidate> candidates = new ArrayList<>();
    for (Learner learner : learners) {
      learner.all().stream()
          .skip(1)
          .map(parameters -> new Candidate(learner, parameters))
          .forEach(candidates::add);
    }
    Collections.shuffle(candidates, new Random(seed));
    return candidates;
  }

  /** The best so far. */
  private static final class Found {
    private final Validation heldOut;
    private final long seed;
    private final Map<Learner, ChurnModel> defaults = new EnumMap<>(Learner.class);
    private final Map<Learner, Map<String, Double>> chosen = new EnumMap<>(Learner.class);
    private final Map<String, Double> losses = new TreeMap<>();
    private final Map<String, Double> lossesByDefault = new TreeMap<>();

    private Found(Validation heldOut, long seed) {
      this.heldOut = heldOut;
      this.seed = seed;
    }

    private void byDefault(Learner learner, ChurnModel model) {
      double loss = heldOut.lossAtOneLevel(model);
      defaults.put(learner, model);
      losses.put(learner.algorithm(), loss);
      lossesByDefault.put(learner.algorithm(), loss);
    }

    private void add(Candidate candidate, ChurnModel model) {
      Learner learner = candidate.learner();
      double loss = heldOut.lossAtOneLevel(model);
      ChurnModel usual = defaults.get(learner);
      Double best = losses.get(learner.algorithm());
      if (usual != null
          && best != null
          && loss < best
          && heldOut.comparison(usual, model, seed).logLoss().isBetterBeyondNoise()) {
        losses.put(learner.algorithm(), loss);
        chosen.put(learner, candidate.parameters());
      }
    }
  }

  /** One line for the person watching. */
  public String inWords() {
    return "%d of %d other parameters tried on %d customers kept apart; better beyond chance: %s"
        .formatted(tried, there, customers, chosen.isEmpty() ? "none" : chosen);
  }
}
