package io.churnlake.churn.scored;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;

import io.churnlake.table.ChurnScores;
import io.churnlake.table.Clv;
import io.churnlake.table.Types;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is lost with a customer, beside the probability that the customer leaves. */
public final class ValueAtRisk {
  private ValueAtRisk() {}

  /**
   * Adds what gold.clv knows. The value that a customer brings who is kept is the one of a customer
   * who has not dropped out, however likely that is today.
   *
   * @param scored rows of {@link ScoredRows#of}
   * @param clv gold.clv of the same as_of
   * @return the columns of gold.churn_scores
   */
  public static Dataset<Row> addTo(Dataset<Row> scored, Dataset<Row> clv) {
    Dataset<Row> values =
        clv.select(col(Clv.CUSTOMER_KEY), col(Clv.CLV_IF_ALIVE), col(Clv.NEXT_ORDER_DATE));
    Column kept = col(Clv.CLV_IF_ALIVE).cast(Types.DOUBLE);
    Column atRisk = col(ChurnScores.CHURN_PROBABILITY).multiply(kept).cast(Types.MONEY);
    Column days = datediff(col(Clv.NEXT_ORDER_DATE), col(ChurnScores.AS_OF));
    Map<String, Column> added =
        Map.of(ChurnScores.VALUE_AT_RISK, atRisk, ChurnScores.EXPECTED_DAYS_TO_NEXT_ORDER, days);
    Column[] columns =
        Arrays.stream(scored.columns())
            .map(name -> added.getOrDefault(name, col(name)).as(name))
            .toArray(Column[]::new);
    return scored.join(values, new String[] {ChurnScores.CUSTOMER_KEY}, "left").select(columns);
  }
}
