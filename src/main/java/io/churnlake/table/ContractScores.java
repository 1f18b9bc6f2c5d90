package io.churnlake.table;

/** gold.contract_scores: each running contract's probability not to be renewed. */
public final class ContractScores {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = Contracts.CUSTOMER_KEY;
  public static final String CONTRACT_START = Contracts.CONTRACT_START;
  public static final String CONTRACT_NUMBER = Contracts.CONTRACT_NUMBER;
  public static final String NEXT_RENEWAL_DATE = ContractValues.NEXT_RENEWAL_DATE;
  public static final String CHURN_PROBABILITY = ChurnScores.CHURN_PROBABILITY;
  public static final String RISK_BAND = ChurnScores.RISK_BAND;
  public static final String RISK_RANK = ChurnScores.RISK_RANK;
  public static final String AMOUNT_AT_RISK = "amount_at_risk";
  public static final String LOG_ODDS = ChurnScores.LOG_ODDS;
  public static final String BASE_LOG_ODDS = ChurnScores.BASE_LOG_ODDS;
  public static final String REASONS_TO_LEAVE = ChurnScores.REASONS_TO_LEAVE;
  public static final String REASONS_TO_STAY = ChurnScores.REASONS_TO_STAY;
  public static final String HORIZON_DAYS = ChurnScores.HORIZON_DAYS;
  public static final String MODEL_ID = "model_id";
  public static final String NULL_REASON = "null_reason";

  /** It will not be renewed, which needs no probability. */
  public static final String CANCELLED = "cancelled";

  /** Its next renewal lies beyond the horizon. */
  public static final String NOT_DUE = "not_due_within_horizon";

  /** No contract has come up for renewal yet. */
  public static final String NO_RENEWAL_KNOWN = "no_renewal_known";

  public static final Table TABLE = definition();

  private ContractScores() {}

  private static Table definition() {
    return Table.named(
            "gold.contract_scores",
            "One contract that is running at the end of as_of, and the probability that its next"
                + " renewal does not happen.")
        .writtenBy("contracts")
        .layout(Layout.SLICED)
        .key(AS_OF, CUSTOMER_KEY, CONTRACT_START, CONTRACT_NUMBER)
        .column(AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
        .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
        .column(CONTRACT_START, Types.DATE, "shop's zone", "Its first day.")
        .column(CONTRACT_NUMBER, Types.INT, "", "As in silver.contracts.")
        .column(NEXT_RENEWAL_DATE, Types.DATE, "shop's zone", "When the next one is due.")
        .column(
            CHURN_PROBABILITY,
            Types.DOUBLE,
            "probability",
            "That the next renewal, due in (as_of, as_of + horizon_days], does not happen; NULL see"
                + " null_reason.")
        .column(
            RISK_BAND,
            Types.STRING,
            "",
            "'high', 'medium' or 'low', by the shares in churn.bands of the contracts that have a"
                + " probability; ties in one band; NULL without one, or where all have the same.")
        .column(
            RISK_RANK,
            Types.LONG,
            "place",
            "1 is the riskiest; ties to a millionth share it; NULL as risk_band.")
        .column(
            AMOUNT_AT_RISK,
            Types.MONEY,
            "currency",
            "churn_probability x the amount paid a period; NULL without either.")
        .column(LOG_ODDS, Types.DOUBLE, "log-odds", "Of churn_probability.")
        .column(
            BASE_LOG_ODDS,
            Types.DOUBLE,
            "log-odds",
            "What all contributions are added to; the same for all contracts.")
        .column(
            REASONS_TO_LEAVE,
            Types.listOf(ChurnScores.REASON),
            "",
            "Up to five features that speak most against the renewal, the strongest first.")
        .column(
            REASONS_TO_STAY,
            Types.listOf(ChurnScores.REASON),
            "",
            "Up to five features that speak most for the renewal, the strongest first.")
        .column(HORIZON_DAYS, Types.INT, "days", "How far the scores look ahead.")
        .column(MODEL_ID, Types.STRING, "", "As in gold.contract_validation; NULL without a score.")
        .column(
            NULL_REASON,
            Types.STRING,
            "",
            "Why there is no probability: 'cancelled' (it will not be renewed, see"
                + " gold.contract_values), 'not_due_within_horizon', or 'no_renewal_known' (no"
                + " contract has come up for renewal yet).")
        .build();
  }
}
