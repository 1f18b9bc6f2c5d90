package io.churnlake.table;

/** gold.contract_scores: each running contract's probability not to be renewed. */
public final class ContractScores {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(Contracts.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String CONTRACT_START =
      COLUMNS.add(Contracts.CONTRACT_START, Types.DATE, "shop's zone", "Its first day.");
  public static final String CONTRACT_NUMBER =
      COLUMNS.add(Contracts.CONTRACT_NUMBER, Types.INT, "", "As in silver.contracts.");
  public static final String NEXT_RENEWAL_DATE =
      COLUMNS.add(
          ContractValues.NEXT_RENEWAL_DATE, Types.DATE, "shop's zone", "When the next one is due.");
  public static final String CHURN_PROBABILITY =
      COLUMNS.add(
          ChurnScores.CHURN_PROBABILITY,
          Types.DOUBLE,
          "probability",
          "That the next renewal, due in (as_of, as_of + horizon_days], does not happen; NULL see"
              + " null_reason.");
  public static final String RISK_BAND =
      COLUMNS.add(
          ChurnScores.RISK_BAND,
          Types.STRING,
          "",
          "'high', 'medium' or 'low', by the shares in churn.bands of the contracts that have a"
              + " probability; ties in one band; NULL without one, or where all have the same.");
  public static final String RISK_RANK =
      COLUMNS.add(
          ChurnScores.RISK_RANK,
          Types.LONG,
          "place",
          "1 is the riskiest; ties to a millionth share it; NULL as risk_band.");
  public static final String AMOUNT_AT_RISK =
      COLUMNS.add(
          "amount_at_risk",
          Types.MONEY,
          "currency",
          "churn_probability x the amount paid a period; NULL without either.");
  public static final String LOG_ODDS =
      COLUMNS.add(ChurnScores.LOG_ODDS, Types.DOUBLE, "log-odds", "Of churn_probability.");
  public static final String BASE_LOG_ODDS =
      COLUMNS.add(
          ChurnScores.BASE_LOG_ODDS,
          Types.DOUBLE,
          "log-odds",
          "What all contributions are added to; the same for all contracts.");
  public static final String REASONS_TO_LEAVE =
      COLUMNS.add(
          ChurnScores.REASONS_TO_LEAVE,
          Types.listOf(ChurnScores.REASON),
          "",
          "Up to five features that speak most against the renewal, the strongest first.");
  public static final String REASONS_TO_STAY =
      COLUMNS.add(
          ChurnScores.REASONS_TO_STAY,
          Types.listOf(ChurnScores.REASON),
          "",
          "Up to five features that speak most for the renewal, the strongest first.");
  public static final String HORIZON_DAYS =
      COLUMNS.add(ChurnScores.HORIZON_DAYS, Types.INT, "days", "How far the scores look ahead.");
  public static final String MODEL_ID =
      COLUMNS.add(
          "model_id", Types.STRING, "", "As in gold.contract_validation; NULL without a score.");
  public static final String NULL_REASON =
      COLUMNS.add(
          "null_reason",
          Types.STRING,
          "",
          "Why there is no probability: 'cancelled' (it will not be renewed, see"
              + " gold.contract_values), 'not_due_within_horizon', or 'no_renewal_known' (no"
              + " contract has come up for renewal yet).");

  /** It will not be renewed, which needs no probability. */
  public static final String CANCELLED = "cancelled";

  /** Its next renewal lies beyond the horizon. */
  public static final String NOT_DUE = "not_due_within_horizon";

  /** No contract has come up for renewal yet. */
  public static final String NO_RENEWAL_KNOWN = "no_renewal_known";

  public static final Table TABLE =
      Table.named(
              "gold.contract_scores",
              "One contract that is running at the end of as_of, and the probability that its next"
                  + " renewal does not happen.")
          .writtenBy("contracts")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY, CONTRACT_START, CONTRACT_NUMBER)
          .columns(COLUMNS)
          .build();

  private ContractScores() {}
}
