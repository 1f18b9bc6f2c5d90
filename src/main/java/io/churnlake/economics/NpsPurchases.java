package io.churnlake.economics;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.NpsLink;
import io.churnlake.table.Types;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.nps_link: answers, and purchases after them. */
public final class NpsPurchases {
  private NpsPurchases() {}

  /**
   * Three rows: a customer's newest answer whose window has ended by the business date counts, so
   * that each customer counts once.
   *
   * @param answers silver.survey_answers
   * @param customerDays silver.customer_days
   * @param windowDays how long after the answer a purchase is looked for
   */
  public static Dataset<Row> of(
      Dataset<Row> answers, Dataset<Row> customerDays, Scope scope, int windowDays) {
    Dataset<Row> ended = Answers.newest(answers, scope.asOf().minusDays(windowDays));
    Dataset<Row> occasions =
        customerDays
            .filter(col(CustomerDays.LINES).gt(0).and(scope.known(col(CustomerDays.ORDER_DATE))))
            .select(col(CustomerDays.CUSTOMER_KEY).as("buyer"), col(CustomerDays.ORDER_DATE));
    Column answered = col(Answers.ANSWERED_ON);
    Dataset<Row> buyers =
        ended.join(
            occasions,
            col(Answers.CUSTOMER_KEY)
                .equalTo(col("buyer"))
                .and(col(CustomerDays.ORDER_DATE).gt(answered))
                .and(col(CustomerDays.ORDER_DATE).leq(date_add(answered, windowDays))),
            "left_semi");
    Dataset<Row> groups =
        answers
            .sparkSession()
            .range(1)
            .select(
                explode(array(lit(NpsLink.PROMOTER), lit(NpsLink.PASSIVE), lit(NpsLink.DETRACTOR)))
                    .as(NpsLink.NPS_GROUP));
    Dataset<Row> counts =
        Cells.summed(
            groups
                .unionByName(counted(ended, NpsLink.CUSTOMERS), true)
                .unionByName(counted(buyers, NpsLink.BOUGHT_AGAIN), true),
            NpsLink.NPS_GROUP);
    return counts.select(
        new Figures(List.of(lit(scope.asOf()).as(NpsLink.AS_OF)))
            .add(col(NpsLink.NPS_GROUP))
            .add(lit(windowDays).as(NpsLink.WINDOW_DAYS))
            .add(col(NpsLink.CUSTOMERS))
            .add(col(NpsLink.BOUGHT_AGAIN))
            .share(
                NpsLink.REPURCHASE_RATE,
                col(NpsLink.BOUGHT_AGAIN),
                col(NpsLink.CUSTOMERS),
                lit(null).cast(Types.STRING))
            .columns());
  }

  private static Dataset<Row> counted(Dataset<Row> answers, String name) {
    return answers.groupBy(Answers.group().as(NpsLink.NPS_GROUP)).agg(count(lit(1)).as(name));
  }
}
