package io.churnlake.churn.action;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.churnlake.table.Actions;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Rfm;
import io.churnlake.table.RowBuilder;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** Rows of gold.actions. */
public final class ActionRows implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String REASONS = "reasons";
  private static final int MONEY_SCALE = 4;

  private final Decisions decisions;
  private final Affordable affordable;

  /** By these decisions, within what can be paid. */
  public ActionRows(Decisions decisions, Affordable affordable) {
    this.decisions = decisions;
    this.affordable = affordable;
  }

  /**
   * What decisions look at, a row a customer.
   *
   * @param scores gold.churn_scores of one as_of
   * @param rfm gold.rfm of the same
   * @param further columns of the scores that are kept beside
   */
  public static Dataset<Row> customers(Dataset<Row> scores, Dataset<Row> rfm, String... further) {
    Stream<Column> kept = Arrays.stream(further).map(functions::col);
    return scores
        .join(
            rfm.select(col(Rfm.CUSTOMER_KEY), col(Rfm.SEGMENT)),
            new String[] {ChurnScores.CUSTOMER_KEY},
            "left")
        .select(Stream.concat(looked(), kept).toArray(Column[]::new));
  }

  private static Stream<Column> looked() {
    return Stream.of(
        col(ChurnScores.AS_OF),
        col(ChurnScores.CUSTOMER_KEY),
        col(ChurnScores.CHURN_PROBABILITY),
        col(ChurnScores.VALUE_AT_RISK),
        transform(
                // What is not known calls for no measure.
                filter(
                    col(ChurnScores.REASONS_TO_LEAVE),
                    reason -> reason.getField("value").isNotNull()),
                reason ->
                    struct(
                        reason.getField("feature"),
                        reason.getField("value"),
                        reason.getField("english")))
            .as(REASONS),
        col(ChurnScores.RISK_BAND),
        col(Rfm.SEGMENT),
        col(ChurnScores.MODEL_VERSION));
  }

  /** The customer of a row of {@link #customers}. */
  public static Customer customer(Row row) {
    BigDecimal value = valueKept(row);
    return new Customer(
        row.getAs(ChurnScores.CUSTOMER_KEY),
        row.<Double>getAs(ChurnScores.CHURN_PROBABILITY),
        value == null ? null : (Double) value.doubleValue(),
        reasons(row),
        row.getAs(Rfm.SEGMENT));
  }

  /** The columns of gold.actions, of rows of {@link #customers}. */
  public JavaRDD<Row> of(JavaRDD<Row> customers) {
    return customers.mapPartitions(
        rows -> {
          RowBuilder builder = RowBuilder.of(Actions.TABLE);
          Iterable<Row> once = () -> rows;
          Iterator<Row> decided =
              StreamSupport.stream(once.spliterator(), false)
                  .map(row -> decided(row, builder))
                  .iterator();
          return decided;
        });
  }

  private Row decided(Row row, RowBuilder builder) {
    Action action = decisions.action(customer(row), affordable);
    return builder
        .set(Actions.AS_OF, row.getAs(ChurnScores.AS_OF))
        .set(Actions.CUSTOMER_KEY, row.getAs(ChurnScores.CUSTOMER_KEY))
        .set(Actions.MEASURE, action.measure())
        .set(Actions.PLANNED_MEASURE, action.planned())
        .set(Actions.EXPECTED_WORTH, money(action.worth()))
        .set(Actions.COST, BigDecimal.valueOf(action.cost(), MONEY_SCALE))
        .set(Actions.CHURN_PROBABILITY, row.getAs(ChurnScores.CHURN_PROBABILITY))
        .set(Actions.P_SAVED, action.saved())
        .set(Actions.VALUE_KEPT, valueKept(row))
        .set(Actions.RISK_BAND, row.getAs(ChurnScores.RISK_BAND))
        .set(Actions.SEGMENT, row.getAs(Rfm.SEGMENT))
        .set(Actions.REASON, action.reason())
        .set(Actions.IS_CONTROL, action.isControl())
        .set(Actions.MODEL_VERSION, row.getAs(ChurnScores.MODEL_VERSION))
        .row();
  }

  /** None where an older program has scored. */
  private static List<Customer.Reason> reasons(Row row) {
    int place = row.fieldIndex(REASONS);
    return row.isNullAt(place)
        ? List.of()
        : row.<Row>getList(place).stream()
            .map(
                each ->
                    new Customer.Reason(each.getString(0), each.getDouble(1), each.getString(2)))
            .toList();
  }

  /** Rounded first, so that the worth follows from the columns that one can see. */
  private static @Nullable BigDecimal valueKept(Row row) {
    BigDecimal atRisk = row.getAs(ChurnScores.VALUE_AT_RISK);
    double pLeaves = row.<Double>getAs(ChurnScores.CHURN_PROBABILITY);
    return atRisk == null || !(pLeaves > 0)
        ? null
        : atRisk.divide(new BigDecimal(pLeaves), MONEY_SCALE, RoundingMode.HALF_UP);
  }

  static BigDecimal money(double amount) {
    return new BigDecimal(amount).setScale(MONEY_SCALE, RoundingMode.HALF_UP);
  }
}
