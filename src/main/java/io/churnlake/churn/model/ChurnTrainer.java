package io.churnlake.churn.model;

import static org.apache.spark.sql.functions.col;

import io.churnlake.table.ChurnTraining;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Learns candidates from training rows, for a trial or to score with. */
public final class ChurnTrainer {
  /** With fewer rows nothing is learnt. */
  public static final int LEAST_ROWS = 200;

  /** With fewer of either outcome nothing is learnt. */
  public static final int LEAST_OF_EACH = 20;

  private final Dataset<Row> vectors;
  private final Dataset<Row> inTrial;
  private final ModelInputs inputs;
  private final TrainingSummary summary;
  private final long seed;
  private final Map<Learner, Map<String, Double>> chosen;

  /**
   * A trainer whose learners are given their defaults.
   *
   * @param vectors see {@link TrainingRows#vectors}; persisted
   * @param inTrial what a trial learns from: see {@link TrainingRows#inTrial}; persisted
   * @param summary of all rows
   */
  public ChurnTrainer(
      Dataset<Row> vectors,
      Dataset<Row> inTrial,
      ModelInputs inputs,
      TrainingSummary summary,
      long seed) {
    this(vectors, inTrial, inputs, summary, seed, Map.of());
  }

  private ChurnTrainer(
      Dataset<Row> vectors,
      Dataset<Row> inTrial,
      ModelInputs inputs,
      TrainingSummary summary,
      long seed,
      Map<Learner, Map<String, Double>> chosen) {
    this.vectors = vectors;
    this.inTrial = inTrial;
    this.inputs = inputs;
    this.summary = summary;
    this.seed = seed;
    this.chosen = Map.copyOf(chosen);
  }

  /** The same rows, some of the learners given these parameters. */
  public ChurnTrainer with(Map<Learner, Map<String, Double>> parameters) {
    return new ChurnTrainer(vectors, inTrial, inputs, summary, seed, parameters);
  }

  /** What a learner is given, by name. */
  public Map<String, Double> parameters(Learner learner) {
    return chosen.getOrDefault(learner, learner.defaults());
  }

  /** Whether these cut-offs have enough customers of each kind to learn from. */
  public boolean canLearn(List<LocalDate> cutOffs) {
    return isEnough(summary.churners(cutOffs));
  }

  /** Whether so many rows of each kind are enough to learn from. */
  public static boolean isEnough(Churners all) {
    return all.customers() >= LEAST_ROWS
        && Math.min(all.churned(), all.customers() - all.churned()) >= LEAST_OF_EACH;
  }

  /** The rules alone. */
  public Map<String, ChurnModel> rules(List<LocalDate> cutOffs) {
    return rules(summary, cutOffs);
  }

  private Map<String, ChurnModel> rules(TrainingSummary summary, List<LocalDate> cutOffs) {
    Map<String, ChurnModel> rules = new LinkedHashMap<>();
    rules.put(Rules.RECENCY, model(Rules.recency(summary, cutOffs, inputs)));
    rules.put(Rules.BG_NBD, model(Rules.bgNbd(summary, cutOffs, inputs)));
    return rules;
  }

  /** What a learner makes of all customers at these cut-offs. */
  public Margin learn(Learner learner, List<LocalDate> cutOffs) {
    return learn(learner, at(vectors, cutOffs));
  }

  /** What it makes for a trial: of a sample of customers, where there are very many. */
  public Margin learnForTrial(Learner learner, List<LocalDate> cutOffs) {
    return learn(learner, at(inTrial, cutOffs));
  }

  /** The same without the customers that are held out. */
  public Margin learnWithoutHeldOut(Learner learner, List<LocalDate> cutOffs) {
    return learn(learner, TrainingRows.withoutHeldOut(at(inTrial, cutOffs)));
  }

  /** The same as a model. */
  ChurnModel modelWithoutHeldOut(Learner learner, List<LocalDate> cutOffs) {
    return model(learnWithoutHeldOut(learner, cutOffs));
  }

  private Margin learn(Learner learner, Dataset<Row> rows) {
    return learner.learn(TrainingRows.of(rows, inputs), parameters(learner), seed);
  }

  /** The rules, what was learnt, and the mean of {@link Learner#AVERAGED}, by name. */
  public Map<String, ChurnModel> candidates(
      List<LocalDate> cutOffs, List<Learner> learners, List<Margin> learnt) {
    return candidates(rules(cutOffs), learners, learnt);
  }

  /**
   * The same for a trial by customers.
   *
   * @param withoutHeldOut of the rows that learners get there, since rules are rates of rows too
   */
  public Map<String, ChurnModel> candidates(
      TrainingSummary withoutHeldOut,
      List<LocalDate> cutOffs,
      List<Learner> learners,
      List<Margin> learnt) {
    return candidates(rules(withoutHeldOut, cutOffs), learners, learnt);
  }

  private Map<String, ChurnModel> candidates(
      Map<String, ChurnModel> candidates, List<Learner> learners, List<Margin> learnt) {
    for (int i = 0; i < learners.size(); i++) {
      candidates.put(learners.get(i).algorithm(), model(learnt.get(i)));
    }
    if (learners.containsAll(Learner.AVERAGED)) {
      candidates.put(
          Trial.AVERAGE,
          model(
              new AveragedMargin(
                  Learner.AVERAGED.stream()
                      .map(learner -> learnt.get(learners.indexOf(learner)))
                      .map(margin -> new AveragedMargin.Member(margin, 1))
                      .toList())));
    }
    return candidates;
  }

  private ChurnModel model(Margin margin) {
    return new ChurnModel(inputs, margin);
  }

  private static Dataset<Row> at(Dataset<Row> rows, List<LocalDate> cutOffs) {
    return rows.filter(
        col(ChurnTraining.AS_OF).isin(cutOffs.stream().map(java.sql.Date::valueOf).toArray()));
  }
}
