package io.churnlake.churn.renewal;

import io.churnlake.churn.reason.Contributions;
import io.churnlake.churn.reason.Reason;
import io.churnlake.churn.reason.ReasonSentences;
import io.churnlake.churn.reason.TopContributions;
import io.churnlake.churn.scored.RiskBands;
import io.churnlake.churn.scored.RiskRanks;
import io.churnlake.table.ContractScores;
import io.churnlake.table.RowBuilder;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows of gold.contract_scores. */
public final class ScoredContracts implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int REASONS = 5;
  private static final int MONEY_SCALE = 4;

  private final RenewalDate asOf;
  private final @Nullable RenewalModel model;
  private final @Nullable String modelId;
  private final @Nullable RiskRanks ranks;
  private final RiskBands bands;

  /**
   * Scores by this model.
   *
   * @param model null if there is none: nobody has a probability then
   * @param ranks of all contracts that are up for renewal; null if they have no order
   */
  public ScoredContracts(
      RenewalDate asOf,
      @Nullable RenewalModel model,
      @Nullable String modelId,
      @Nullable RiskRanks ranks,
      RiskBands bands) {
    this.asOf = asOf;
    this.model = model;
    this.modelId = modelId;
    this.ranks = ranks;
    this.bands = bands;
  }

  /** A row for each contract of these customers that runs at the date. */
  public Iterator<Row> of(Iterator<CustomerContracts> customers) {
    RowBuilder rows = RowBuilder.of(ContractScores.TABLE);
    @Nullable Explained explained = model == null ? null : new Explained(model);
    Iterable<CustomerContracts> once = () -> customers;
    return StreamSupport.stream(once.spliterator(), false)
        .flatMap(customer -> of(customer, rows, explained))
        .iterator();
  }

  private Stream<Row> of(
      CustomerContracts customer, RowBuilder rows, @Nullable Explained explained) {
    Stream<Row> scored =
        customer.due(asOf).stream()
            .map(
                due ->
                    model == null || explained == null
                        ? unscored(
                            rows,
                            due.key(),
                            due.contract(),
                            due.renewal(),
                            ContractScores.NO_RENEWAL_KNOWN)
                        : scored(rows, due, model, explained));
    Stream<Row> others =
        customer.contracts().stream()
            .flatMap(
                contract ->
                    contract
                        .at(asOf.date())
                        .filter(Contract.State::isRunning)
                        .flatMap(state -> notDue(rows, customer.past().key(), contract, state))
                        .stream());
    return Stream.concat(scored, others);
  }

  private Optional<Row> notDue(
      RowBuilder rows, String key, Contract contract, Contract.State state) {
    return Optional.ofNullable(CustomerContracts.notDue(state, asOf))
        .map(
            why ->
                unscored(
                    rows,
                    key,
                    contract,
                    state.nextRenewal(),
                    why == CustomerContracts.NotDue.CANCELLED
                        ? ContractScores.CANCELLED
                        : ContractScores.NOT_DUE));
  }

  private RowBuilder begun(RowBuilder rows, String key, Contract contract, LocalDate renewal) {
    return rows.set(ContractScores.AS_OF, asOf.date())
        .set(ContractScores.CUSTOMER_KEY, key)
        .set(ContractScores.CONTRACT_START, contract.start())
        .set(ContractScores.CONTRACT_NUMBER, contract.number())
        .set(ContractScores.NEXT_RENEWAL_DATE, renewal)
        .set(ContractScores.HORIZON_DAYS, asOf.at().horizonDays());
  }

  private Row unscored(
      RowBuilder rows, String key, Contract contract, LocalDate renewal, String why) {
    RowBuilder row = begun(rows, key, contract, renewal);
    for (String column :
        List.of(
            ContractScores.CHURN_PROBABILITY,
            ContractScores.RISK_BAND,
            ContractScores.RISK_RANK,
            ContractScores.AMOUNT_AT_RISK,
            ContractScores.LOG_ODDS,
            ContractScores.BASE_LOG_ODDS,
            ContractScores.REASONS_TO_LEAVE,
            ContractScores.REASONS_TO_STAY,
            ContractScores.MODEL_ID)) {
      row.set(column, null);
    }
    return row.set(ContractScores.NULL_REASON, why).row();
  }

  private Row scored(RowBuilder rows, DueRenewal due, RenewalModel by, Explained explained) {
    double[] values = due.values();
    double probability = by.probability(values);
    TopContributions.Top top = explained.top(values);
    @Nullable Long rank = ranks == null ? null : (Long) ranks.rank(probability);
    return begun(rows, due.key(), due.contract(), due.renewal())
        .set(ContractScores.CHURN_PROBABILITY, probability)
        .set(
            ContractScores.RISK_BAND,
            ranks == null || rank == null ? null : bands.of(rank, ranks.customers()))
        .set(ContractScores.RISK_RANK, rank)
        .set(ContractScores.AMOUNT_AT_RISK, atRisk(due.contract(), probability))
        .set(ContractScores.LOG_ODDS, by.margin(values))
        .set(ContractScores.BASE_LOG_ODDS, explained.contributions.baseValue())
        .set(ContractScores.REASONS_TO_LEAVE, explained.rows(top.towardsLeaving(), values))
        .set(ContractScores.REASONS_TO_STAY, explained.rows(top.towardsStaying(), values))
        .set(ContractScores.MODEL_ID, modelId)
        .set(ContractScores.NULL_REASON, null)
        .row();
  }

  private static @Nullable BigDecimal atRisk(Contract contract, double probability) {
    BigDecimal amount = contract.amount();
    return amount == null
        ? null
        : amount
            .multiply(BigDecimal.valueOf(probability))
            .setScale(MONEY_SCALE, RoundingMode.HALF_UP);
  }

  /** What it takes to explain rows, made once a partition. */
  private static final class Explained {
    private final RenewalInputs inputs;
    private final Contributions contributions;
    private final TopContributions choice;
    private final double[] all;
    private final ReasonSentences english = new ReasonSentences(Locale.ENGLISH);
    private final ReasonSentences german = new ReasonSentences(Locale.GERMAN);

    private Explained(RenewalModel model) {
      this.inputs = model.inputs();
      this.contributions = new Contributions(model.margin());
      this.choice = new TopContributions(inputs.featureOfInput(), REASONS);
      this.all = new double[inputs.size()];
    }

    private TopContributions.Top top(double[] values) {
      contributions.explain(inputs.of(values), all);
      return choice.of(all);
    }

    private Row[] rows(List<Reason> reasons, double[] values) {
      return reasons.stream().map(reason -> row(reason, values)).toArray(Row[]::new);
    }

    private Row row(Reason reason, double[] values) {
      RenewalFeature feature = inputs.features().get(reason.feature());
      double value = values[feature.index()];
      return RowFactory.create(
          feature.column(),
          Double.isNaN(value) ? null : (Double) value,
          reason.logOdds(),
          english.of(feature.column(), value),
          german.of(feature.column(), value));
    }
  }
}
