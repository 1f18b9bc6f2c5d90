package io.churnlake.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** gold.clv: what each customer is worth, and how likely to buy again. */
public final class Clv {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String MODEL = "model";
  public static final String SEGMENT = "segment";
  public static final String X = "x";
  public static final String T_X_DAYS = "t_x_days";
  public static final String T_DAYS = "t_days";
  public static final String MEAN_SPEND = "mean_spend";
  public static final String P_ALIVE = "p_alive";
  public static final String EXPECTED_ORDERS = "expected_orders";
  public static final String EXPECTED_ORDERS_LOW = "expected_orders_low";
  public static final String EXPECTED_ORDERS_HIGH = "expected_orders_high";
  public static final String ORDERS_LOW = "orders_low";
  public static final String ORDERS_HIGH = "orders_high";
  public static final String P_NO_PURCHASE = "p_no_purchase";
  public static final String P_ORDERS = "p_orders";
  public static final String NEXT_ORDER_DATE = "next_order_date";
  public static final String EXPECTED_SPEND = "expected_spend";
  public static final String EXPECTED_CLV = "expected_clv";
  public static final String CLV_IF_ALIVE = "clv_if_alive";
  public static final String EXPECTED_CLV_LOW = "expected_clv_low";
  public static final String EXPECTED_CLV_HIGH = "expected_clv_high";
  public static final String CLV_LOW = "clv_low";
  public static final String CLV_HIGH = "clv_high";
  public static final String CLV_BY_MONTH = "clv_by_month";
  public static final String HORIZONS = "horizons";
  public static final String RESIDUAL_CLV = "residual_clv";
  public static final String HISTORIC_CLV = "historic_clv";
  public static final String SPEND_IS_POPULATION_MEAN = "spend_is_population_mean";
  public static final String FLAGS = "flags";
  public static final String HORIZON_DAYS = "horizon_days";

  /** One entry of {@link #HORIZONS}. */
  public static final DataType HORIZON =
      new StructType()
          .add(HORIZON_DAYS, Types.INT)
          .add(EXPECTED_ORDERS, Types.DOUBLE)
          .add(P_NO_PURCHASE, Types.DOUBLE)
          .add(EXPECTED_CLV, Types.MONEY);

  public static final Table TABLE =
      Table.named("gold.clv", "One customer's expected purchases and value as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, CUSTOMER_KEY)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(MODEL, Types.STRING, "", "The purchase model; its fit is in gold.clv_fits.")
          .column(SEGMENT, Types.STRING, "", "The segment whose fit was used; 'all': pooled.")
          .column(
              X, Types.INT, "occasions", "Repeat occasions: days with a purchase but the first.")
          .column(T_X_DAYS, Types.INT, "days", "From the first to the last occasion.")
          .column(T_DAYS, Types.INT, "days", "From the first occasion to as_of.")
          .column(MEAN_SPEND, Types.DOUBLE, "currency", "Mean revenue of the repeat occasions.")
          .column(P_ALIVE, Types.DOUBLE, "probability", "Not dropped out by as_of; no churn score.")
          .column(EXPECTED_ORDERS, Types.DOUBLE, "occasions", "Expected within the horizon.")
          .column(
              EXPECTED_ORDERS_LOW,
              Types.DOUBLE,
              "occasions",
              "95 % bound of the expectation, from the parameters' uncertainty; NULL if unknown.")
          .column(EXPECTED_ORDERS_HIGH, Types.DOUBLE, "occasions", "The upper bound.")
          .column(
              ORDERS_LOW,
              Types.INT,
              "occasions",
              "Fewer are bought within the horizon with at most 2.5 %.")
          .column(ORDERS_HIGH, Types.INT, "occasions", "More are bought with at most 2.5 %.")
          .column(P_NO_PURCHASE, Types.DOUBLE, "probability", "No purchase within the horizon.")
          .column(
              P_ORDERS,
              Types.listOf(Types.DOUBLE),
              "probability",
              "Of 0, 1, 2, 3, 4 orders within the horizon, and of 5 or more.")
          .column(
              NEXT_ORDER_DATE,
              Types.DATE,
              "shop's zone",
              "Half of such customers have ordered again by then; NULL if never within 10 years.")
          .column(EXPECTED_SPEND, Types.MONEY, "currency", "Expected revenue of an occasion.")
          .column(
              EXPECTED_CLV, Types.MONEY, "currency", "Discounted expected margin in the horizon.")
          .column(
              CLV_IF_ALIVE,
              Types.MONEY,
              "currency",
              "The same of a customer who has not dropped out: expected_clv / p_alive, unrounded.")
          .column(
              EXPECTED_CLV_LOW,
              Types.MONEY,
              "currency",
              "95 % bound of the expectation, from the parameters' uncertainty; NULL if unknown.")
          .column(EXPECTED_CLV_HIGH, Types.MONEY, "currency", "The upper bound.")
          .column(
              CLV_LOW,
              Types.MONEY,
              "currency",
              "The margin that will be seen is lower with about 2.5 %, parameters given.")
          .column(CLV_HIGH, Types.MONEY, "currency", "It is higher with about 2.5 %.")
          .column(
              CLV_BY_MONTH,
              Types.listOf(Types.MONEY),
              "currency",
              "expected_clv by month of 365/12 days from as_of on.")
          .column(
              HORIZONS,
              Types.listOf(HORIZON),
              "",
              "Expected orders, P(no purchase) and expected CLV for each configured horizon.")
          .column(
              RESIDUAL_CLV,
              Types.MONEY,
              "currency",
              "Discounted expected margin in all time to come; NULL if the discount rate is 0.")
          .column(
              HISTORIC_CLV,
              Types.MONEY,
              "currency",
              "Margin to date, by known costs where there are any.")
          .column(
              SPEND_IS_POPULATION_MEAN, Types.BOOLEAN, "", "No repeat occasion: the mean of all.")
          .column(
              FLAGS,
              Types.listOf(Types.STRING),
              "",
              "Reasons for care: spend_is_population_mean, purchase_model_noted, spend_model_noted,"
                  + " no_parameter_interval.")
          .column(HORIZON_DAYS, Types.INT, "days", "How far the expectations look ahead.")
          .build();

  private Clv() {}
}
