package io.churnlake.churn.action;

import io.churnlake.table.ChurnTraining;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Scored customers whose outcome is known, and what contacting them is worth. */
public final class ContactProfitRows {
  /** Expected profit of the contact, to a ten-thousandth so that sums have no order. */
  public static final String EXPECTED = "expected_profit";

  /** Profit of the contact now that it is known who churned. */
  public static final String REALISED = "realised_profit";

  private ContactProfitRows() {}

  /**
   * Adds {@link #EXPECTED} and {@link #REALISED}; both NULL where the customer's value is not
   * known.
   *
   * @param outcomes rows of {@link ActionRows#customers} with churned
   */
  public static Dataset<Row> addTo(Dataset<Row> outcomes, Decisions decisions) {
    JavaRDD<Row> rows = outcomes.javaRDD().map(row -> withProfit(row, decisions));
    return outcomes
        .sparkSession()
        .createDataFrame(
            rows, outcomes.schema().add(EXPECTED, Types.MONEY).add(REALISED, Types.MONEY));
  }

  private static Row withProfit(Row row, Decisions decisions) {
    Optional<ContactProfit> profit =
        ContactProfit.of(
            decisions, ActionRows.customer(row), row.<Boolean>getAs(ChurnTraining.CHURNED));
    List<@Nullable Object> values = new ArrayList<>(row.size() + 2);
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    values.add(profit.map(p -> ActionRows.money(p.expected())).orElse(null));
    values.add(profit.map(p -> ActionRows.money(p.realised())).orElse(null));
    return RowFactory.create(values.toArray());
  }
}
