package io.churnlake.economics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.MeanColumns;
import io.churnlake.table.Engagement;
import io.churnlake.table.EngagementMonths;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.engagement: visits, opens and clicks of a month. */
public final class EngagementRates {
  private static final String KIND = Engagement.KIND;
  private static final String AT = Cells.AT;
  private static final String N = "n";
  private static final String SQUARES = "squares";
  private static final String RUNNER = "runner";
  private static final String FROM = "from";

  private EngagementRates() {}

  /**
   * One row a kind and month from the kind's first event to the business date.
   *
   * @param events silver.engagement
   * @param months see {@link CustomerMonths}
   */
  public static Dataset<Row> of(Dataset<Row> events, Dataset<Row> months, Scope scope) {
    Dataset<Row> known =
        events
            .filter(scope.known(col(Engagement.EVENT_DATE)))
            .select(
                col(Engagement.CUSTOMER_KEY),
                col(KIND),
                Scope.MONTH.index(col(Engagement.EVENT_DATE)).as(AT));
    Dataset<Row> unknownVisitors =
        known
            .filter(col(Engagement.CUSTOMER_KEY).isNull())
            .groupBy(KIND, AT)
            .agg(count(lit(1)).as(EngagementMonths.EVENTS));
    Dataset<Row> cells =
        Cells.summed(ofCustomers(known, months).unionByName(unknownVisitors, true), KIND, AT);
    Dataset<Row> filled =
        Cells.filled(cells, KIND, col(AT), scope)
            .join(
                CustomerMonths.active(months, EngagementMonths.ACTIVE_CUSTOMERS),
                new String[] {AT},
                "left")
            .na()
            .fill(0);
    return rows(filled, scope);
  }

  private static Dataset<Row> ofCustomers(Dataset<Row> known, Dataset<Row> months) {
    Dataset<Row> counted =
        known
            .filter(col(Engagement.CUSTOMER_KEY).isNotNull())
            // By customer, as the months are.
            .repartition(col(Engagement.CUSTOMER_KEY))
            .groupBy(Engagement.CUSTOMER_KEY, KIND, AT)
            .agg(count(lit(1)).as(N));
    // A customer's runs do not overlap: a month finds one or none.
    Dataset<Row> runs =
        months.select(
            col(CustomerMonths.CUSTOMER_KEY).as(RUNNER),
            col(CustomerMonths.AT).as(FROM),
            col(CustomerMonths.ACTIVE_UNTIL));
    Column active = col(RUNNER).isNotNull();
    return counted
        .join(
            runs,
            col(Engagement.CUSTOMER_KEY)
                .equalTo(col(RUNNER))
                .and(col(AT).between(col(FROM), col(CustomerMonths.ACTIVE_UNTIL))),
            "left")
        .groupBy(KIND, AT)
        .agg(
            sum(N).as(EngagementMonths.EVENTS),
            count(lit(1)).as(EngagementMonths.CUSTOMERS_ENGAGED),
            sum(when(active, col(N))).as(EngagementMonths.EVENTS_OF_ACTIVE),
            sum(when(active, col(N).multiply(col(N)))).as(SQUARES));
  }

  private static Dataset<Row> rows(Dataset<Row> cells, Scope scope) {
    Column month = col(AT);
    Column n = col(EngagementMonths.ACTIVE_CUSTOMERS);
    MeanColumns mean = new MeanColumns(col(EngagementMonths.EVENTS_OF_ACTIVE), col(SQUARES), n);
    Column unknown = coalesce(scope.notEnded(month), scope.endNotObserved(month), Figures.empty(n));
    return cells.select(
        new Figures(scope.columns(month))
            .add(col(KIND))
            .add(col(EngagementMonths.EVENTS))
            .add(col(EngagementMonths.CUSTOMERS_ENGAGED))
            .add(n)
            .add(col(EngagementMonths.EVENTS_OF_ACTIVE))
            .figure(EngagementMonths.EVENTS_PER_ACTIVE, mean.mean(), unknown)
            .bounds(EngagementMonths.EVENTS_PER_ACTIVE, mean.low(), mean.high(), unknown)
            .columns());
  }
}
