package io.churnlake.training;

import io.churnlake.churn.model.LinearMargin;
import io.churnlake.churn.renewal.RenewalModel;
import io.churnlake.churn.renewal.ScoredContracts;
import io.churnlake.churn.score.Quality;
import io.churnlake.churn.scored.RiskBands;
import io.churnlake.churn.scored.RiskRanks;
import io.churnlake.config.Configuration;
import io.churnlake.history.ContractPasts;
import io.churnlake.history.Tallies;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.JobContext;
import io.churnlake.table.ContractScores;
import io.churnlake.table.ContractValidation;
import io.churnlake.table.RowBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which contracts will not be renewed: gold.contract_scores and gold.contract_validation of a date.
 *
 * @param written both commits
 * @param note one line for the person watching
 */
public record RenewalChurn(List<Written> written, String note) {

  /**
   * Learns, tries, scores and writes.
   *
   * @param contracts silver.contracts
   */
  public static RenewalChurn of(JobContext context, Dataset<Row> contracts, int periodMonths) {
    Lake lake = context.lake();
    try (ContractPasts pasts = ContractPasts.of(context, contracts)) {
      RenewalDecision decision = RenewalDecision.of(context, pasts, periodMonths);
      Written validation =
          lake.replaceSlice(
              ContractValidation.TABLE, context.asOf(), validation(context, decision));
      Written scores =
          lake.replaceSlices(
              ContractScores.TABLE, List.of(context.asOf()), scores(context, decision));
      return new RenewalChurn(List.of(validation, scores), note(decision));
    }
  }

  private static String note(RenewalDecision decision) {
    return decision.candidates().stream()
        .filter(one -> decision.isUsed(one.name()))
        .map(one -> "renewals: " + one.name() + " " + decision.inWords(one))
        .findFirst()
        .orElse("renewals: no scores, since no contract has come up for renewal yet");
  }

  private static Dataset<Row> scores(JobContext context, RenewalDecision decision) {
    Configuration.Churn churn = context.configuration().churn();
    RenewalModel model = decision.model();
    ScoredContracts scored =
        new ScoredContracts(
            decision.data().asOf(),
            model,
            decision.modelId(),
            model == null ? null : ranks(decision.data(), model),
            new RiskBands(churn.bandHigh(), churn.bandMedium()));
    return context
        .lake()
        .spark()
        .createDataFrame(
            decision.data().customers().mapPartitions(scored::of), ContractScores.TABLE.schema());
  }

  /** Null where all have one probability, which puts them in no order. */
  private static @Nullable RiskRanks ranks(RenewalData data, RenewalModel model) {
    Map<Integer, Long> bySteps =
        data.scored()
            .map(due -> RiskRanks.step(model.probability(due.values())))
            .treeAggregate(
                new HashMap<Integer, Long>(),
                RenewalChurn::counted,
                RenewalChurn::together,
                Tallies.DEPTH);
    RiskRanks ranks = new RiskRanks(bySteps);
    return bySteps.size() == 1 && ranks.customers() > 1 ? null : ranks;
  }

  private static HashMap<Integer, Long> counted(HashMap<Integer, Long> counts, int step) {
    counts.merge(step, 1L, Long::sum);
    return counts;
  }

  private static HashMap<Integer, Long> together(
      HashMap<Integer, Long> counts, HashMap<Integer, Long> others) {
    others.forEach((step, count) -> counts.merge(step, count, Long::sum));
    return counts;
  }

  private static List<Row> validation(JobContext context, RenewalDecision decision) {
    RowBuilder row = RowBuilder.of(ContractValidation.TABLE);
    List<Row> rows = new ArrayList<>();
    for (RenewalCandidate one : decision.candidates()) {
      boolean isUsed = decision.isUsed(one.name());
      row.set(ContractValidation.AS_OF, context.asOf())
          .set(ContractValidation.CANDIDATE, one.name())
          .set(ContractValidation.MODEL_ID, isUsed ? decision.modelId() : null)
          .set(ContractValidation.IS_USED, isUsed)
          .set(ContractValidation.DECISION, decision.inWords(one))
          .set(
              ContractValidation.LEARNT_ON,
              one.learntOn().isEmpty() ? null : ChurnRows.dates(one.learntOn()).toArray())
          .set(ContractValidation.VALIDATED_ON, decision.triedAt())
          .set(
              ContractValidation.COEFFICIENTS,
              one.gain() == null ? null : coefficients(isUsed ? decision.model() : one.model()))
          .set(ContractValidation.LOG_LOSS_GAIN, gain(one, 0))
          .set(ContractValidation.LOG_LOSS_GAIN_LOW, gain(one, -1))
          .set(ContractValidation.LOG_LOSS_GAIN_HIGH, gain(one, 1));
      rows.add(measured(row, one).row());
    }
    return rows;
  }

  private static @Nullable Double gain(RenewalCandidate candidate, int end) {
    var gain = candidate.gain();
    if (gain == null) {
      return null;
    }
    return end == 0 ? (Double) gain.difference() : end < 0 ? gain.low() : gain.high();
  }

  private static RowBuilder measured(RowBuilder row, RenewalCandidate candidate) {
    Quality q = candidate.quality();
    return row.set(ContractValidation.N, q == null ? null : q.n())
        .set(ContractValidation.NOT_RENEWED, q == null ? null : q.churners())
        .set(ContractValidation.BASE_RATE, q == null ? null : q.baseRate())
        .set(ContractValidation.AUC, q == null ? null : q.auc())
        .set(ContractValidation.AUC_LOW, q == null ? null : q.aucLow())
        .set(ContractValidation.AUC_HIGH, q == null ? null : q.aucHigh())
        .set(ContractValidation.LOG_LOSS, q == null ? null : q.logLoss())
        .set(ContractValidation.MEAN_PREDICTION, q == null ? null : q.meanPrediction())
        .set(ContractValidation.CALIBRATION_ERROR, q == null ? null : q.calibrationError())
        .set(ContractValidation.NULL_REASON, q == null ? candidate.why() : q.nullReason());
  }

  private static Row @Nullable [] coefficients(@Nullable RenewalModel model) {
    if (model == null || !(model.margin() instanceof LinearMargin linear)) {
      return null;
    }
    List<String> names = model.inputs().names();
    Row[] rows = new Row[names.size()];
    for (int input = 0; input < rows.length; input++) {
      rows[input] = RowFactory.create(names.get(input), linear.coefficient(input));
    }
    return rows;
  }
}
