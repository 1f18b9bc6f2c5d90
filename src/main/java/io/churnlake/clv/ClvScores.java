package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Every customer's probabilities, expected orders and lifetime value under fitted models. */
public final class ClvScores {
  public static final String CUSTOMER_KEY = CustomerSummaries.CUSTOMER_KEY;
  public static final String X = CustomerSummaries.X;
  public static final String T_X_DAYS = CustomerSummaries.T_X_DAYS;
  public static final String T_DAYS = CustomerSummaries.T_DAYS;
  public static final String MEAN_SPEND = CustomerSummaries.MEAN_SPEND;
  public static final String P_ALIVE = "p_alive";
  public static final String EXPECTED_ORDERS = "expected_orders";
  public static final String P_NO_PURCHASE = "p_no_purchase";
  public static final String EXPECTED_SPEND = "expected_spend";
  public static final String EXPECTED_CLV = "expected_clv";
  public static final String HISTORIC_CLV = "historic_clv";
  public static final String SPEND_IS_POPULATION_MEAN = "spend_is_population_mean";
  public static final String HORIZON_DAYS = "horizon_days";

  /** The columns of the result, in order. */
  public static final StructType SCHEMA =
      new StructType()
          .add(CUSTOMER_KEY, Types.STRING, false)
          .add(X, Types.INT, false)
          .add(T_X_DAYS, Types.INT, false)
          .add(T_DAYS, Types.INT, false)
          .add(MEAN_SPEND, Types.DOUBLE, true)
          .add(P_ALIVE, Types.DOUBLE, false)
          .add(EXPECTED_ORDERS, Types.DOUBLE, false)
          .add(P_NO_PURCHASE, Types.DOUBLE, false)
          .add(EXPECTED_SPEND, Types.MONEY, false)
          .add(EXPECTED_CLV, Types.MONEY, false)
          .add(HISTORIC_CLV, Types.MONEY, false)
          .add(SPEND_IS_POPULATION_MEAN, Types.BOOLEAN, false)
          .add(HORIZON_DAYS, Types.INT, false);

  private static final int MONEY_SCALE = 4;

  private ClvScores() {}

  /**
   * Scores every customer. Customers with x = 0 get the population's mean spend and say so.
   *
   * @param summaries as of {@link CustomerSummaries#of}
   * @param bgNbd fitted with the settings' unit of time
   * @param gammaGamma with a finite population mean, which a fit always has
   * @return one row a customer, see {@link #SCHEMA}
   * @throws IllegalArgumentException if the population's mean spend is infinite
   */
  public static Dataset<Row> of(
      Dataset<Row> summaries, BgNbd bgNbd, GammaGamma gammaGamma, ClvSettings settings) {
    if (Double.isInfinite(gammaGamma.populationMeanSpend())) {
      throw new IllegalArgumentException(
          "The population's mean spend is infinite, because q = " + gammaGamma.q() + " is not > 1");
    }
    MapPartitionsFunction<Row, Row> score =
        rows -> scored(rows, new ClvScorer(bgNbd, gammaGamma, settings), settings);
    return summaries
        .select(
            col(CUSTOMER_KEY),
            col(X),
            col(T_X_DAYS),
            col(T_DAYS),
            col(MEAN_SPEND),
            col(CustomerSummaries.HISTORIC_REVENUE))
        .mapPartitions(score, Encoders.row(SCHEMA));
  }

  private static Iterator<Row> scored(
      Iterator<Row> customers, ClvScorer scorer, ClvSettings settings) {
    BigDecimal marginRate = BigDecimal.valueOf(settings.marginRate());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return customers.hasNext();
      }

      @Override
      public Row next() {
        Row row = customers.next();
        int x = row.getInt(1);
        double meanSpend = row.isNullAt(4) ? 0 : row.getDouble(4);
        ClvScore score = scorer.score(x, row.getInt(2), row.getInt(3), meanSpend);
        return RowFactory.create(
            row.getString(0),
            x,
            row.getInt(2),
            row.getInt(3),
            row.get(4),
            score.pAlive(),
            score.expectedOrders(),
            score.pNoPurchase(),
            money(BigDecimal.valueOf(score.expectedSpend())),
            money(BigDecimal.valueOf(score.expectedClv())),
            money(row.getDecimal(5).multiply(marginRate)),
            x == 0,
            settings.horizonDays());
      }
    };
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(MONEY_SCALE, RoundingMode.HALF_UP);
  }
}
