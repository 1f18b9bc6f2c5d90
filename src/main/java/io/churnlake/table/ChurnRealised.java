package io.churnlake.table;

/** gold.churn_realised: each published score beside what the customer did in its horizon. */
public final class ChurnRealised {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = ChurnScores.CUSTOMER_KEY;
  public static final String CHURN_PROBABILITY = ChurnScores.CHURN_PROBABILITY;
  public static final String RISK_BAND = ChurnScores.RISK_BAND;
  public static final String MODEL_VERSION = ChurnScores.MODEL_VERSION;
  public static final String HORIZON_DAYS = ChurnScores.HORIZON_DAYS;
  public static final String CHURNED = ChurnTraining.CHURNED;
  public static final String HORIZON_OCCASIONS = "horizon_occasions";
  public static final String HORIZON_ORDERS = "horizon_orders";
  public static final String HORIZON_NET_REVENUE = "horizon_net_revenue";
  public static final String EVALUATED_AS_OF = ChurnEvaluation.EVALUATED_AS_OF;

  public static final Table TABLE =
      Table.named(
              "gold.churn_realised",
              "One customer scored at as_of and what happened in horizon_days after it.")
          .writtenBy("evaluate")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .column(AS_OF, Types.DATE, "shop's zone", "The date that was scored.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(
              CHURN_PROBABILITY, Types.DOUBLE, "probability", "As gold.churn_scores of as_of said.")
          .column(
              RISK_BAND, Types.STRING, "", "'high', 'medium' or 'low', as it said; NULL as there.")
          .column(MODEL_VERSION, Types.STRING, "", "The model that scored.")
          .column(HORIZON_DAYS, Types.INT, "days", "How far the probability looked ahead.")
          .column(
              CHURNED,
              Types.BOOLEAN,
              "",
              "No counting occasion in horizon_days after as_of: horizon_occasions is 0.")
          .column(
              HORIZON_OCCASIONS,
              Types.INT,
              "customer-days",
              "Days with a counting order in horizon_days after as_of.")
          .column(HORIZON_ORDERS, Types.INT, "orders", "Counting orders in these days.")
          .column(
              HORIZON_NET_REVENUE,
              Types.MONEY,
              "currency",
              "net_amount of silver.customer_days over these days (basis net); below 0 where returns"
                  + " that undo no line outweigh; 0 where nothing is dated in them.")
          .column(
              EVALUATED_AS_OF,
              Types.DATE,
              "shop's zone",
              "The business date at which this was looked up; what was delivered later is not in"
                  + " it.")
          .build();

  private ChurnRealised() {}
}
