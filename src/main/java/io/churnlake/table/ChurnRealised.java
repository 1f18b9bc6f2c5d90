package io.churnlake.table;

/** gold.churn_realised: each published score beside what the customer did in its horizon. */
public final class ChurnRealised {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date that was scored.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(ChurnScores.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String CHURN_PROBABILITY =
      COLUMNS.add(
          ChurnScores.CHURN_PROBABILITY,
          Types.DOUBLE,
          "probability",
          "As gold.churn_scores of as_of said.");
  public static final String RISK_BAND =
      COLUMNS.add(
          ChurnScores.RISK_BAND,
          Types.STRING,
          "",
          "'high', 'medium' or 'low', as it said; NULL as there.");
  public static final String MODEL_VERSION =
      COLUMNS.add(ChurnScores.MODEL_VERSION, Types.STRING, "", "The model that scored.");
  public static final String HORIZON_DAYS =
      COLUMNS.add(
          ChurnScores.HORIZON_DAYS, Types.INT, "days", "How far the probability looked ahead.");
  public static final String CHURNED =
      COLUMNS.add(
          ChurnTraining.CHURNED,
          Types.BOOLEAN,
          "",
          "No counting occasion in horizon_days after as_of: horizon_occasions is 0.");
  public static final String HORIZON_OCCASIONS =
      COLUMNS.add(
          "horizon_occasions",
          Types.INT,
          "customer-days",
          "Days with a counting order in horizon_days after as_of.");
  public static final String HORIZON_ORDERS =
      COLUMNS.add("horizon_orders", Types.INT, "orders", "Counting orders in these days.");
  public static final String HORIZON_NET_REVENUE =
      COLUMNS.add(
          "horizon_net_revenue",
          Types.MONEY,
          "currency",
          "net_amount of silver.customer_days over these days (basis net); below 0 where returns"
              + " that undo no line outweigh; 0 where nothing is dated in them.");
  public static final String EVALUATED_AS_OF =
      COLUMNS.add(
          ChurnEvaluation.EVALUATED_AS_OF,
          Types.DATE,
          "shop's zone",
          "The business date at which this was looked up; what was delivered later is not in"
              + " it.");

  public static final Table TABLE =
      Table.named(
              "gold.churn_realised",
              "One customer scored at as_of and what happened in horizon_days after it.")
          .writtenBy("evaluate")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private ChurnRealised() {}
}
