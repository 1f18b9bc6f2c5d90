package io.churnlake.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** gold.clv: what each customer is worth, and how likely to buy again. */
public final class Clv {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String MODEL =
      COLUMNS.add("model", Types.STRING, "", "The purchase model; its fit is in gold.clv_fits.");
  public static final String SEGMENT =
      COLUMNS.add("segment", Types.STRING, "", "The segment whose fit was used; 'all': pooled.");
  public static final String X =
      COLUMNS.add(
          "x", Types.INT, "occasions", "Repeat occasions: days with a purchase but the first.");
  public static final String T_X_DAYS =
      COLUMNS.add("t_x_days", Types.INT, "days", "From the first to the last occasion.");
  public static final String T_DAYS =
      COLUMNS.add("t_days", Types.INT, "days", "From the first occasion to as_of.");
  public static final String MEAN_SPEND =
      COLUMNS.add("mean_spend", Types.DOUBLE, "currency", "Mean revenue of the repeat occasions.");
  public static final String P_ALIVE =
      COLUMNS.add(
          "p_alive", Types.DOUBLE, "probability", "Not dropped out by as_of; no churn score.");
  public static final String EXPECTED_ORDERS =
      COLUMNS.add("expected_orders", Types.DOUBLE, "occasions", "Expected within the horizon.");
  public static final String EXPECTED_ORDERS_LOW =
      COLUMNS.add(
          "expected_orders_low",
          Types.DOUBLE,
          "occasions",
          "95 % bound of the expectation, from the parameters' uncertainty; NULL if unknown.");
  public static final String EXPECTED_ORDERS_HIGH =
      COLUMNS.add("expected_orders_high", Types.DOUBLE, "occasions", "The upper bound.");
  public static final String ORDERS_LOW =
      COLUMNS.add(
          "orders_low",
          Types.INT,
          "occasions",
          "Fewer are bought within the horizon with at most 2.5 %.");
  public static final String ORDERS_HIGH =
      COLUMNS.add("orders_high", Types.INT, "occasions", "More are bought with at most 2.5 %.");
  public static final String P_NO_PURCHASE =
      COLUMNS.add("p_no_purchase", Types.DOUBLE, "probability", "No purchase within the horizon.");
  public static final String P_ORDERS =
      COLUMNS.add(
          "p_orders",
          Types.listOf(Types.DOUBLE),
          "probability",
          "Of 0, 1, 2, 3, 4 orders within the horizon, and of 5 or more.");
  public static final String NEXT_ORDER_DATE =
      COLUMNS.add(
          "next_order_date",
          Types.DATE,
          "shop's zone",
          "Half of such customers have ordered again by then; NULL if never within 10 years.");
  public static final String EXPECTED_SPEND =
      COLUMNS.add("expected_spend", Types.MONEY, "currency", "Expected revenue of an occasion.");
  public static final String EXPECTED_CLV =
      COLUMNS.add(
          "expected_clv", Types.MONEY, "currency", "Discounted expected margin in the horizon.");
  public static final String CLV_IF_ALIVE =
      COLUMNS.add(
          "clv_if_alive",
          Types.MONEY,
          "currency",
          "The same of a customer who has not dropped out: expected_clv / p_alive, unrounded.");
  public static final String EXPECTED_CLV_LOW =
      COLUMNS.add(
          "expected_clv_low",
          Types.MONEY,
          "currency",
          "95 % bound of the expectation, from the parameters' uncertainty; NULL if unknown.");
  public static final String EXPECTED_CLV_HIGH =
      COLUMNS.add("expected_clv_high", Types.MONEY, "currency", "The upper bound.");
  public static final String CLV_LOW =
      COLUMNS.add(
          "clv_low",
          Types.MONEY,
          "currency",
          "The margin that will be seen is lower with about 2.5 %, parameters given.");
  public static final String CLV_HIGH =
      COLUMNS.add("clv_high", Types.MONEY, "currency", "It is higher with about 2.5 %.");
  public static final String CLV_BY_MONTH =
      COLUMNS.add(
          "clv_by_month",
          Types.listOf(Types.MONEY),
          "currency",
          "expected_clv by month of 365/12 days from as_of on.");

  /** One entry of {@link #HORIZONS}. */
  public static final DataType HORIZON =
      new StructType()
          .add("horizon_days", Types.INT)
          .add(EXPECTED_ORDERS, Types.DOUBLE)
          .add(P_NO_PURCHASE, Types.DOUBLE)
          .add(EXPECTED_CLV, Types.MONEY);

  public static final String HORIZONS =
      COLUMNS.add(
          "horizons",
          Types.listOf(HORIZON),
          "",
          "Expected orders, P(no purchase) and expected CLV for each configured horizon.");
  public static final String RESIDUAL_CLV =
      COLUMNS.add(
          "residual_clv",
          Types.MONEY,
          "currency",
          "Discounted expected margin in all time to come; NULL if the discount rate is 0.");
  public static final String HISTORIC_CLV =
      COLUMNS.add(
          "historic_clv",
          Types.MONEY,
          "currency",
          "Margin to date, by known costs where there are any.");
  public static final String SPEND_IS_POPULATION_MEAN =
      COLUMNS.add(
          "spend_is_population_mean", Types.BOOLEAN, "", "No repeat occasion: the mean of all.");
  public static final String FLAGS =
      COLUMNS.add(
          "flags",
          Types.listOf(Types.STRING),
          "",
          "Reasons for care: spend_is_population_mean, purchase_model_noted, spend_model_noted,"
              + " no_parameter_interval.");
  public static final String HORIZON_DAYS =
      COLUMNS.add("horizon_days", Types.INT, "days", "How far the expectations look ahead.");

  public static final Table TABLE =
      Table.named("gold.clv", "One customer's expected purchases and value as of a date.")
          .writtenBy("clv")
          .layout(Layout.SLICED)
          .key(Table.AS_OF, CUSTOMER_KEY)
          .column(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
          .columns(COLUMNS)
          .build();

  private Clv() {}
}
