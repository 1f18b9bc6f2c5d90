package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.MeanColumns;
import io.churnlake.table.MarketingCosts;
import io.churnlake.table.Types;
import io.churnlake.table.UnitEconomics;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** gold.unit_economics: costs and values of a channel's customers, month by month. */
public final class ChannelEconomics {
  private static final String CHANNEL = UnitEconomics.CHANNEL;
  private static final String AT = Cells.AT;
  private static final String ACQUISITIONS_BOOKED = "acquisitions_booked";
  private static final String RETENTIONS_BOOKED = "retentions_booked";
  private static final String VALUED = "valued";
  private static final String CENTS = "cents";
  private static final String SQUARED_CENTS = "squared_cents";
  private static final String CURVE = "curve";
  private static final String K = "k";
  private static final String SO_FAR = "so_far";

  /** Whole cents of a customer's value, so that their squares add up exactly. */
  private static final DataType WHOLE = DataTypes.createDecimalType(19, 0);

  private static final int CENTS_A_UNIT = 100;

  private ChannelEconomics() {}

  /**
   * One row a month and channel, and for all channels, from {@code first} to the business date.
   *
   * @param costs silver.marketing_costs
   * @param members see {@link Members}
   * @param months see {@link CustomerMonths}
   * @param first a day in the first month, no later than the log's and the costs' first day
   */
  public static Dataset<Row> of(
      Dataset<Row> costs, Dataset<Row> members, Dataset<Row> months, Scope scope, LocalDate first) {
    Dataset<Row> cells =
        spend(costs, scope)
            .unionByName(cohorts(members), true)
            .unionByName(
                CustomerMonths.retained(months, UnitEconomics.RETAINED_CUSTOMERS, CHANNEL), true);
    Dataset<Row> summed = Cells.summed(Cells.withAll(cells, CHANNEL), CHANNEL, AT);
    Dataset<Row> filled =
        Cells.filled(summed, CHANNEL, lit(Scope.MONTH.index(first)), scope)
            .na()
            .fill(0)
            .join(curves(months, scope), new String[] {CHANNEL, AT}, "left");
    return rows(filled, scope);
  }

  private static Dataset<Row> spend(Dataset<Row> costs, Scope scope) {
    Column amount = col(MarketingCosts.AMOUNT);
    Column acquisition = col(MarketingCosts.PURPOSE).equalTo(MarketingCosts.ACQUISITION);
    Column retention = col(MarketingCosts.PURPOSE).equalTo(MarketingCosts.RETENTION);
    return costs
        .filter(scope.known(col(MarketingCosts.SPENT_ON)))
        .groupBy(
            Cells.named(col(MarketingCosts.CHANNEL)).as(CHANNEL),
            Scope.MONTH.index(col(MarketingCosts.SPENT_ON)).as(AT))
        .agg(
            sum(when(acquisition, amount)).as(UnitEconomics.ACQUISITION_SPEND),
            count_if(acquisition).as(ACQUISITIONS_BOOKED),
            sum(when(retention, amount)).as(UnitEconomics.RETENTION_SPEND),
            count_if(retention).as(RETENTIONS_BOOKED));
  }

  /** The customers whose first counting order lies in a month, and the value of the new ones. */
  private static Dataset<Row> cohorts(Dataset<Row> members) {
    Column fresh = Members.isNew();
    Column value = col(Members.HISTORIC_CLV).plus(col(Members.EXPECTED_CLV));
    Column cents = round(value.multiply(CENTS_A_UNIT)).cast(WHOLE);
    return members
        .filter(col(Members.COHORT).isNotNull())
        .groupBy(col(CHANNEL), col(Members.COHORT).as(AT))
        .agg(
            count_if(fresh).as(UnitEconomics.NEW_CUSTOMERS),
            count_if(not(fresh)).as(UnitEconomics.LEFT_TRUNCATED),
            count_if(fresh.and(value.isNotNull())).as(VALUED),
            sum(when(fresh, col(Members.HISTORIC_CLV))).as(UnitEconomics.HISTORIC_CLV),
            sum(when(fresh, col(Members.EXPECTED_CLV))).as(UnitEconomics.EXPECTED_CLV),
            sum(when(fresh, cents)).as(CENTS),
            sum(when(fresh, cents.multiply(cents))).as(SQUARED_CENTS));
  }

  /** The margin that a cohort's new customers have brought by the end of its k-th month. */
  private static Dataset<Row> curves(Dataset<Row> months, Scope scope) {
    Column k = col(AT).minus(col(Members.COHORT)).as(K);
    Dataset<Row> margins =
        months
            .filter(Members.isNew().and(scope.hasEnded(col(AT))))
            .groupBy(col(CHANNEL), col(Members.COHORT), k)
            .agg(sum(CustomerMonths.MARGIN).as(CustomerMonths.MARGIN));
    return Cells.withAll(margins, CHANNEL)
        .groupBy(CHANNEL, Members.COHORT, K)
        .agg(sum(CustomerMonths.MARGIN).as(CustomerMonths.MARGIN))
        .withColumn(
            SO_FAR,
            sum(CustomerMonths.MARGIN)
                .over(
                    Window.partitionBy(CHANNEL, Members.COHORT)
                        .orderBy(K)
                        .rowsBetween(Window.unboundedPreceding(), Window.currentRow()))
                .cast(Types.MONEY))
        .groupBy(col(CHANNEL), col(Members.COHORT).as(AT))
        .agg(sort_array(collect_list(struct(K, SO_FAR))).as(CURVE));
  }

  private static Dataset<Row> rows(Dataset<Row> cells, Scope scope) {
    Column month = col(AT);
    Column fresh = col(UnitEconomics.NEW_CUSTOMERS);
    Column spent = col(UnitEconomics.ACQUISITION_SPEND);
    Column cac = ratio(spent, fresh);
    Column noCac =
        coalesce(
            scope.notEnded(month),
            scope.notInLog(month),
            when(col(UnitEconomics.LEFT_TRUNCATED).gt(0), lit(UnitEconomics.HAS_LEFT_TRUNCATED)),
            when(col(ACQUISITIONS_BOOKED).equalTo(0), lit(UnitEconomics.NO_COSTS)),
            Figures.empty(fresh));
    Column kept = col(UnitEconomics.RETAINED_CUSTOMERS);
    Column crc = ratio(col(UnitEconomics.RETENTION_SPEND), kept);
    Column noCrc =
        coalesce(
            scope.notEnded(month),
            scope.startNotObserved(month),
            when(col(RETENTIONS_BOOKED).equalTo(0), lit(UnitEconomics.NO_COSTS)),
            Figures.empty(kept));
    MeanColumns cents = new MeanColumns(col(CENTS), col(SQUARED_CENTS), fresh);
    Column clv =
        ratio(col(UnitEconomics.HISTORIC_CLV).plus(col(UnitEconomics.EXPECTED_CLV)), fresh);
    Column low = cents.low().divide(CENTS_A_UNIT);
    Column high = cents.high().divide(CENTS_A_UNIT);
    Column noClv =
        coalesce(
            scope.notEnded(month),
            Figures.empty(fresh),
            when(col(VALUED).lt(fresh), lit(UnitEconomics.NO_VALUES)));
    Column noGain = coalesce(noClv, noCac, Figures.empty(cac));
    Column margin = try_element_at(col(CURVE), lit(-1)).getField(SO_FAR);
    Column payback =
        try_element_at(filter(col(CURVE), point -> point.getField(SO_FAR).gt(spent)), lit(1))
            .getField(K);
    Column noPayback =
        coalesce(
            noCac,
            when(margin.isNull(), lit(UnitEconomics.NO_VALUES)),
            when(payback.isNull(), lit(UnitEconomics.NOT_YET)));
    Column valued = noClv.isNull();
    return cells.select(
        new Figures(scope.columns(month))
            .add(col(CHANNEL))
            .add(spent.cast(Types.MONEY).as(UnitEconomics.ACQUISITION_SPEND))
            .add(fresh.as(UnitEconomics.NEW_CUSTOMERS))
            .add(col(UnitEconomics.LEFT_TRUNCATED))
            .figure(UnitEconomics.CAC, cac, noCac)
            .add(
                col(UnitEconomics.RETENTION_SPEND)
                    .cast(Types.MONEY)
                    .as(UnitEconomics.RETENTION_SPEND))
            .add(kept.as(UnitEconomics.RETAINED_CUSTOMERS))
            .figure(UnitEconomics.CRC, crc, noCrc)
            .figure(
                UnitEconomics.CAC_TO_CRC,
                cac.divide(crc),
                coalesce(noCac, noCrc, Figures.empty(crc)))
            .add(
                when(valued, ratio(col(UnitEconomics.HISTORIC_CLV), fresh))
                    .as(UnitEconomics.HISTORIC_CLV))
            .add(
                when(valued, ratio(col(UnitEconomics.EXPECTED_CLV), fresh))
                    .as(UnitEconomics.EXPECTED_CLV))
            .figure(UnitEconomics.CLV, clv, noClv)
            .bounds(UnitEconomics.CLV, low, high, noClv)
            .figure(UnitEconomics.CLV_TO_CAC, clv.divide(cac), noGain)
            .bounds(UnitEconomics.CLV_TO_CAC, low.divide(cac), high.divide(cac), noGain)
            .add(margin.as(UnitEconomics.COHORT_MARGIN))
            .figure(UnitEconomics.PAYBACK_MONTHS, payback, noPayback)
            .columns());
  }

  /** As double; NULL where there is nothing to divide by, so that nothing is divided by 0. */
  private static Column ratio(Column sum, Column n) {
    return when(n.gt(0), sum.cast("double").divide(n));
  }
}
