package io.churnlake.clv;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Clv;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Every customer's probabilities, expected orders and lifetime value under fitted models. */
public final class ClvScores {
  private static final String NEXT_ORDER_DAYS = "next_order_days";
  private static final int MONEY_PRECISION = 18;
  private static final int MONEY_SCALE = 4;
  private static final double MONEY_UNITS = 1e4;
  private static final double MOST_MONEY = 9e17;

  /** What the models compute, in order. */
  private static final StructType COMPUTED =
      new StructType()
          .add(CustomerSummaries.CUSTOMER_KEY, Types.STRING, false)
          .add(CustomerGroups.GROUP, Types.INT, false)
          .add(Clv.X, Types.INT, false)
          .add(Clv.T_X_DAYS, Types.INT, false)
          .add(Clv.T_DAYS, Types.INT, false)
          .add(Clv.MEAN_SPEND, Types.DOUBLE, true)
          .add(Clv.HISTORIC_CLV, Types.MONEY, false)
          .add(Clv.P_ALIVE, Types.DOUBLE, false)
          .add(Clv.EXPECTED_ORDERS, Types.DOUBLE, false)
          .add(Clv.EXPECTED_ORDERS_LOW, Types.DOUBLE, true)
          .add(Clv.EXPECTED_ORDERS_HIGH, Types.DOUBLE, true)
          .add(Clv.ORDERS_LOW, Types.INT, false)
          .add(Clv.ORDERS_HIGH, Types.INT, false)
          .add(Clv.P_NO_PURCHASE, Types.DOUBLE, false)
          .add(Clv.P_ORDERS, Types.listOf(Types.DOUBLE), false)
          .add(NEXT_ORDER_DAYS, Types.INT, true)
          .add(Clv.EXPECTED_SPEND, Types.MONEY, true)
          .add(Clv.EXPECTED_CLV, Types.MONEY, true)
          .add(Clv.CLV_IF_ALIVE, Types.MONEY, true)
          .add(Clv.EXPECTED_CLV_LOW, Types.MONEY, true)
          .add(Clv.EXPECTED_CLV_HIGH, Types.MONEY, true)
          .add(Clv.CLV_LOW, Types.MONEY, true)
          .add(Clv.CLV_HIGH, Types.MONEY, true)
          .add(Clv.CLV_BY_MONTH, Types.listOf(Types.MONEY), false)
          .add(Clv.HORIZONS, Types.listOf(Clv.HORIZON), false)
          .add(Clv.RESIDUAL_CLV, Types.MONEY, true);

  private ClvScores() {}

  /**
   * How the models were made, as the scores tell it.
   *
   * @param asOf the business date
   * @param model the purchase model's name
   * @param segments name of the fit that each group's model comes from
   * @param notedGroups groups whose purchase model has a note
   * @param spendNoted the spend model has a note
   */
  public record Origin(
      LocalDate asOf,
      String model,
      List<String> segments,
      List<Integer> notedGroups,
      Noted spendNoted) {

    /** Whether a fit has a note. */
    public enum Noted {
      YES,
      NO
    }
  }

  /**
   * Scores every customer. Customers with x = 0 get the population's mean spend and say so.
   *
   * @param grouped as of {@link CustomerSummaries#of}, with {@link CustomerGroups#assign}
   * @param model fitted with the settings' unit of time
   * @return one row a customer: the columns of {@link Clv#TABLE} but as_of
   */
  public static Dataset<Row> of(
      Dataset<Row> grouped, ClvModel model, ClvSettings settings, Origin origin) {
    Broadcast<SharedScorer> shared =
        JavaSparkContext.fromSparkContext(grouped.sparkSession().sparkContext())
            .broadcast(new SharedScorer(model, settings));
    MapPartitionsFunction<Row, Row> score =
        rows -> scored(rows, shared.value().scorer(), shared.value().settings());
    Dataset<Row> computed =
        grouped
            .select(
                col(CustomerSummaries.CUSTOMER_KEY),
                col(CustomerGroups.GROUP),
                col(CustomerSummaries.X),
                col(CustomerSummaries.T_X_DAYS),
                col(CustomerSummaries.T_DAYS),
                col(CustomerSummaries.MEAN_SPEND),
                Margin.historic(settings.marginRate()))
            .mapPartitions(score, Encoders.row(COMPUTED));
    return explained(computed, settings, origin, model.draws() == 0 || !model.drawsSpend());
  }

  private static Dataset<Row> explained(
      Dataset<Row> computed, ClvSettings settings, Origin origin, boolean withoutBounds) {
    Column populationMean = col(Clv.X).equalTo(0);
    Column noted =
        origin.notedGroups().isEmpty()
            ? lit(false)
            : col(CustomerGroups.GROUP).isin(origin.notedGroups().toArray());
    Column flags =
        array_compact(
            array(
                flag(populationMean, Clv.SPEND_IS_POPULATION_MEAN),
                flag(noted, "purchase_model_noted"),
                flag(lit(origin.spendNoted() == Origin.Noted.YES), "spend_model_noted"),
                flag(lit(withoutBounds), "no_parameter_interval")));
    Column[] names = origin.segments().stream().map(name -> lit(name)).toArray(Column[]::new);
    Column segment = element_at(array(names), col(CustomerGroups.GROUP).plus(1));
    return computed.select(
        col(Clv.CUSTOMER_KEY),
        lit(origin.model()).as(Clv.MODEL),
        segment.as(Clv.SEGMENT),
        col(Clv.X),
        col(Clv.T_X_DAYS),
        col(Clv.T_DAYS),
        col(Clv.MEAN_SPEND),
        col(Clv.P_ALIVE),
        col(Clv.EXPECTED_ORDERS),
        col(Clv.EXPECTED_ORDERS_LOW),
        col(Clv.EXPECTED_ORDERS_HIGH),
        col(Clv.ORDERS_LOW),
        col(Clv.ORDERS_HIGH),
        col(Clv.P_NO_PURCHASE),
        col(Clv.P_ORDERS),
        date_add(lit(origin.asOf()), col(NEXT_ORDER_DAYS)).as(Clv.NEXT_ORDER_DATE),
        col(Clv.EXPECTED_SPEND),
        col(Clv.EXPECTED_CLV),
        col(Clv.CLV_IF_ALIVE),
        col(Clv.EXPECTED_CLV_LOW),
        col(Clv.EXPECTED_CLV_HIGH),
        col(Clv.CLV_LOW),
        col(Clv.CLV_HIGH),
        col(Clv.CLV_BY_MONTH),
        col(Clv.HORIZONS),
        col(Clv.RESIDUAL_CLV),
        col(Clv.HISTORIC_CLV),
        populationMean.as(Clv.SPEND_IS_POPULATION_MEAN),
        flags.as(Clv.FLAGS),
        lit(settings.horizonDays()).as(Clv.HORIZON_DAYS));
  }

  private static Column flag(Column condition, String name) {
    return when(condition, lit(name));
  }

  private static Iterator<Row> scored(
      Iterator<Row> customers, ClvScorer scorer, ClvSettings settings) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return customers.hasNext();
      }

      @Override
      public Row next() {
        Row row = customers.next();
        double meanSpend = row.isNullAt(5) ? 0 : row.getDouble(5);
        ClvScore score =
            scorer.score(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                meanSpend,
                settings.marginRate());
        return row(row, score, scorer.horizons());
      }
    };
  }

  private static Row row(Row customer, ClvScore score, List<Integer> horizons) {
    int main = score.main();
    double[] ordersBounds = score.ordersBounds();
    double[] clvBounds = score.clvBounds();
    return RowFactory.create(
        customer.getString(0),
        customer.getInt(1),
        customer.getInt(2),
        customer.getInt(3),
        customer.getInt(4),
        customer.get(5),
        customer.get(6),
        score.pAlive(),
        score.orders()[main],
        ordersBounds == null ? null : ordersBounds[0],
        ordersBounds == null ? null : ordersBounds[1],
        score.ordersRange()[0],
        score.ordersRange()[1],
        score.pNoPurchase()[main],
        boxed(score.counts()),
        score.nextOrderDays() < 0 ? null : score.nextOrderDays(),
        money(score.spend()),
        money(score.clv()[main]),
        money(score.clvIfAlive()),
        clvBounds == null ? null : money(clvBounds[0]),
        clvBounds == null ? null : money(clvBounds[1]),
        // A margin below 0 turns the bounds around.
        money(Math.min(score.clvRange()[0], score.clvRange()[1])),
        money(Math.max(score.clvRange()[0], score.clvRange()[1])),
        monies(score.clvByMonth()),
        horizons(score, horizons),
        Double.isNaN(score.residualClv()) ? null : money(score.residualClv()));
  }

  private static Object boxed(double[] values) {
    Double[] result = new Double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return CollectionConverters.asScala(Arrays.asList(result));
  }

  private static Object monies(double[] amounts) {
    List<@Nullable Decimal> result = new ArrayList<>(amounts.length);
    for (double amount : amounts) {
      result.add(money(amount));
    }
    return CollectionConverters.asScala(result);
  }

  private static Object horizons(ClvScore score, List<Integer> horizons) {
    List<Row> result = new ArrayList<>(horizons.size());
    for (int i = 0; i < horizons.size(); i++) {
      result.add(
          RowFactory.create(
              horizons.get(i), score.orders()[i], score.pNoPurchase()[i], money(score.clv()[i])));
    }
    return CollectionConverters.asScala(result);
  }

  /** Ten-thousandths, half up; null beyond what the column holds. */
  static @Nullable Decimal money(double amount) {
    double units = amount * MONEY_UNITS;
    return Math.abs(units) < MOST_MONEY
        ? Decimal.apply(Math.round(units), MONEY_PRECISION, MONEY_SCALE)
        : null;
  }
}
