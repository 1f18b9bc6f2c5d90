package io.churnlake.table;

/** gold.churn_features: what was known of a customer at a cut-off date. */
public final class ChurnFeatures {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String RECENCY_DAYS = "recency_days";
  public static final String TENURE_DAYS = "tenure_days";
  public static final String OCCASIONS = "occasions";
  public static final String OCCASIONS_30 = "occasions_30";
  public static final String OCCASIONS_90 = "occasions_90";
  public static final String OCCASIONS_180 = "occasions_180";
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String REVENUE_30 = "revenue_30";
  public static final String REVENUE_90 = "revenue_90";
  public static final String REVENUE_180 = "revenue_180";
  public static final String MEAN_REVENUE = "mean_revenue";
  public static final String MEAN_GAP_DAYS = "mean_gap_days";
  public static final String SD_GAP_DAYS = "sd_gap_days";
  public static final String RECENCY_OVER_GAP = "recency_over_gap";
  public static final String LINES_PER_OCCASION = "lines_per_occasion";
  public static final String PRODUCTS_PER_OCCASION = "products_per_occasion";
  public static final String DISCOUNT_SHARE = "discount_share";
  public static final String RETURN_SHARE = "return_share";
  public static final String FIRST_DISCOUNTED = Customers.FIRST_DISCOUNTED;
  public static final String LEFT_TRUNCATED = Customers.LEFT_TRUNCATED;

  public static final Table TABLE =
      Table.named(
              "gold.churn_features",
              "One customer of the scored population at a cut-off date, from orders dated up to it"
                  + " only.")
          .writtenBy("features")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .column(AS_OF, Types.DATE, "shop's zone", "The cut-off date.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(RECENCY_DAYS, Types.INT, "days", "Since the last occasion; below lookback.")
          .column(TENURE_DAYS, Types.INT, "days", "Since the first occasion.")
          .column(OCCASIONS, Types.INT, "customer-days", "Occasions so far.")
          .column(OCCASIONS_30, Types.INT, "customer-days", "Occasions in the last 30 days.")
          .column(OCCASIONS_90, Types.INT, "customer-days", "Occasions in the last 90 days.")
          .column(OCCASIONS_180, Types.INT, "customer-days", "Occasions in the last 180 days.")
          .column(ORDERS, Types.INT, "orders", "Counting orders so far.")
          .column(REVENUE, Types.MONEY, "currency", "Counting revenue so far.")
          .column(REVENUE_30, Types.MONEY, "currency", "Counting revenue of the last 30 days.")
          .column(REVENUE_90, Types.MONEY, "currency", "Counting revenue of the last 90 days.")
          .column(REVENUE_180, Types.MONEY, "currency", "Counting revenue of the last 180 days.")
          .column(MEAN_REVENUE, Types.DOUBLE, "currency", "Revenue per occasion.")
          .column(MEAN_GAP_DAYS, Types.DOUBLE, "days", "Mean gap between occasions; NULL with one.")
          .column(
              SD_GAP_DAYS,
              Types.DOUBLE,
              "days",
              "Sample standard deviation of the gaps; NULL below two gaps.")
          .column(
              RECENCY_OVER_GAP,
              Types.DOUBLE,
              "ratio",
              "Recency over mean gap; NULL with one" + " occasion.")
          .column(LINES_PER_OCCASION, Types.DOUBLE, "lines", "Counting lines per occasion.")
          .column(
              PRODUCTS_PER_OCCASION, Types.DOUBLE, "products", "Distinct products per occasion.")
          .column(
              DISCOUNT_SHARE,
              Types.DOUBLE,
              "share",
              "Discount over revenue before discount; 0 where that is 0.")
          .column(
              RETURN_SHARE,
              Types.DOUBLE,
              "ratio",
              "Returned amount over revenue, both so far; above 1 is possible; 0 where revenue is"
                  + " 0.")
          .column(
              FIRST_DISCOUNTED, Types.BOOLEAN, "", "Some line of the first order had a discount.")
          .column(
              LEFT_TRUNCATED,
              Types.BOOLEAN,
              "",
              "First seen within history_guard days of the" + " log's start.")
          .build();

  private ChurnFeatures() {}
}
