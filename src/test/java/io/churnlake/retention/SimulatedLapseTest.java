package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.CustomerLogs;
import io.churnlake.simulate.ShopLaw;
import io.churnlake.simulate.SimulatedLives;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.testing.SparkTest;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * gold.survival of many simulated shops against the law that they follow. The customers' rates and
 * drop-out do not depend on the day on which they come, so that being cut off by the business date
 * says nothing of them.
 */
class SimulatedLapseTest {
  private static final int WINDOW = 90;
  private static final int DAYS = 540;
  private static final LocalDate AS_OF = LocalDate.EPOCH.plusDays(DAYS - 1L);
  private static final double ALPHA = 40;
  private static final String SHOP = "shop";

  private static final StructType SCHEMA =
      new StructType()
          .add(CustomerDays.CUSTOMER_KEY, DataTypes.StringType)
          .add(CustomerDays.ORDER_DATE, DataTypes.DateType)
          .add(SHOP, DataTypes.StringType)
          .add(Customers.FIRST_CHANNEL, DataTypes.StringType);

  /** Durations by shop (as the split) and channel (as its part), by the way of gold.survival. */
  private static Dataset<Row> durations(ShopLaw law, int shops, int customersEach) {
    FlatMapFunction<Long, Row> days = seed -> rows(law, customersEach, seed);
    Dataset<Row> bought =
        SparkTest.spark()
            .range(0, shops, 1, 4)
            .as(Encoders.LONG())
            .flatMap(days, Encoders.row(SCHEMA))
            .withColumn(CustomerDays.ORDERS, lit(1))
            .withColumn(CustomerDays.LINES, lit(1))
            .withColumn(CustomerDays.REVENUE, lit("1").cast("decimal(18,4)"));
    Dataset<Row> customers =
        SmallWorld.customers(bought)
            .withColumn(Customers.LEFT_TRUNCATED, lit(false))
            .drop(Customers.FIRST_CHANNEL)
            .join(
                bought
                    .select(
                        col(CustomerDays.CUSTOMER_KEY),
                        concat_ws("|", col(SHOP), col(Customers.FIRST_CHANNEL))
                            .as(Customers.FIRST_CHANNEL))
                    .distinct(),
                Customers.CUSTOMER_KEY);
    List<String> splits = List.of("channel");
    Dataset<Row> cells =
        TimingSums.of(
            SmallWorld.logs(bought, bought, customers, splits, AS_OF),
            CustomerLogs.names(splits),
            3,
            WINDOW);
    return LapseCurves.durations(cells, AS_OF, WINDOW)
        .filter(col(Survival.SPLIT).notEqual(Cohorts.ALL))
        .withColumn(Survival.SPLIT, split(col(Survival.SPLIT_VALUE), "\\|").getItem(0))
        .withColumn(Survival.SPLIT_VALUE, split(col(Survival.SPLIT_VALUE), "\\|").getItem(1))
        .persist();
  }

  private static Iterator<Row> rows(ShopLaw law, int customers, long seed) {
    List<Row> rows = new ArrayList<>();
    List<SimulatedLives.Life> lives = SimulatedLives.of(law, customers, DAYS, seed);
    for (int i = 0; i < lives.size(); i++) {
      SimulatedLives.Life life = lives.get(i);
      for (int day : life.days()) {
        rows.add(
            RowFactory.create(
                seed + "." + i,
                Date.valueOf(LocalDate.ofEpochDay(day)),
                "" + seed,
                life.channel()));
      }
    }
    return rows.iterator();
  }

  /** Share of customers who have not lapsed by a day, by a program of its own. */
  private static double[] truth(ShopLaw law, double alpha, int... days) {
    Well19937c random = new Well19937c(7);
    GammaDistribution rates = new GammaDistribution(random, law.rateShape(), 1 / alpha);
    BetaDistribution dropouts = new BetaDistribution(random, law.dropoutA(), law.dropoutB());
    int many = 400_000;
    int[] alive = new int[days.length];
    for (int i = 0; i < many; i++) {
      double rate = rates.sample();
      double dropout = dropouts.sample();
      int lapse = WINDOW;
      boolean stays = true;
      while (stays) {
        double gap = Math.max(1, Math.ceil(-Math.log(1 - random.nextDouble()) / rate));
        stays = gap <= WINDOW;
        if (stays) {
          lapse += (int) gap;
          stays = random.nextDouble() >= dropout && lapse < 10 * DAYS;
        }
      }
      for (int d = 0; d < days.length; d++) {
        alive[d] += lapse > days[d] ? 1 : 0;
      }
    }
    return IntStream.of(alive).mapToDouble(n -> n / (double) many).toArray();
  }

  @Test
  void theBandHoldsTheLawsCurveAndEqualChannelsAreTakenForEqual() {
    int shops = 500;
    int[] days = {110, 180};
    ShopLaw law = SimulatedLives.twoChannels(ALPHA, ALPHA);
    double[] truth = truth(law, ALPHA, days);
    Dataset<Row> byChannel = durations(law, shops, 250);
    Dataset<Row> byShop =
        byChannel
            .groupBy(col(Survival.SPLIT), lit("all").as(Survival.SPLIT_VALUE), col(Survival.DAY))
            .agg(
                sum(Survival.LAPSES).as(Survival.LAPSES),
                sum(Survival.CENSORED).as(Survival.CENSORED));
    TreeMap<String, TreeMap<Integer, Row>> curves = new TreeMap<>();
    LapseCurves.curves(byShop, AS_OF, WINDOW)
        .collectAsList()
        .forEach(
            row ->
                curves
                    .computeIfAbsent(row.getAs(Survival.SPLIT), shop -> new TreeMap<>())
                    .put(row.getAs(Survival.DAY), row));
    assertThat(curves).hasSize(shops);
    for (int d = 0; d < days.length; d++) {
      int day = days[d];
      double expected = truth[d];
      assertThat(expected).isBetween(0.1, 0.9);
      long held =
          curves.values().stream()
              .map(curve -> curve.floorEntry(day).getValue())
              .filter(row -> row.<Double>getAs(Survival.LOW) <= expected)
              .filter(row -> row.<Double>getAs(Survival.HIGH) >= expected)
              .count();
      // 95 % of 500 are 475, with a standard deviation of 4.9.
      assertThat(held).as("day " + day + ", where " + expected + " stay").isBetween(460L, 490L);
    }
    long rejected =
        LapseCurves.tests(byChannel, AS_OF, WINDOW)
            .filter(col(SurvivalTests.P_VALUE).lt(0.05))
            .count();
    // 5 % are 25, with the same deviation.
    assertThat(rejected).isBetween(10L, 40L);
  }

  /** Customers of the one come twice as often as those of the other while they stay. */
  @Test
  void aChannelThatIsTwiceAsLoyalIsFound() {
    int shops = 60;
    Dataset<Row> durations = durations(SimulatedLives.twoChannels(ALPHA, 2 * ALPHA), shops, 1_200);
    Dataset<Row> loyal =
        LapseCurves.parts(durations, AS_OF, WINDOW)
            .filter(
                col(SurvivalParts.SPLIT_VALUE)
                    .equalTo("organic")
                    .and(col(SurvivalParts.LAPSES).lt(col(SurvivalParts.EXPECTED_LAPSES))));
    long found =
        LapseCurves.tests(durations, AS_OF, WINDOW)
            .filter(col(SurvivalTests.P_VALUE).lt(0.01))
            .join(loyal, SurvivalTests.SPLIT)
            .count();
    assertThat(found).isBetween(57L, 60L);
  }
}
