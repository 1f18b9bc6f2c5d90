package io.churnlake.clv.contract;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.ContractValues;
import io.churnlake.table.Contracts;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** gold.contract_values: the running contracts with what is to be expected of them. */
public final class RunningContracts {
  /** Of the outlooks: an infinite number of periods is told apart from one that is not known. */
  public static final StructType OUTLOOKS =
      new StructType()
          .add(ContractValues.RENEWALS, Types.INT)
          .add(ContractValues.P_RENEWAL, Types.DOUBLE)
          .add(ContractValues.EXPECTED_PERIODS, Types.DOUBLE);

  private static final int MONEY_SCALE = 4;
  private static final double DAYS_A_YEAR = 365;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private RunningContracts() {}

  /**
   * Values the running contracts.
   *
   * @param states of {@link ContractStates#of}
   * @param outlooks rows of {@link #OUTLOOKS}, one a number of renewals; none where the model is
   *     not determined
   * @param marginRate margin as a fraction of the amount
   * @param discountRate a year; values are as of {@code asOf}, periods as of the next renewal date
   */
  public static Dataset<Row> valued(
      Dataset<Row> states,
      Dataset<Row> outlooks,
      double marginRate,
      double discountRate,
      LocalDate asOf) {
    Column ends = col(Contracts.CANCELLED_ON).isNotNull();
    Column amount = col(Contracts.AMOUNT);
    Column delivered = col(ContractValues.EXPECTED_PERIODS);
    Column infinite = delivered.equalTo(INFINITE);
    Column periods = when(ends, 0.0).when(infinite, lit(null)).otherwise(delivered);
    Column days = datediff(col(ContractValues.NEXT_RENEWAL_DATE), lit(asOf));
    Column discount = pow(lit(1 + discountRate), days.divide(-DAYS_A_YEAR));
    Column value =
        when(ends, lit(0).cast(Types.MONEY))
            .otherwise(
                round(
                        periods
                            .multiply(amount.cast(Types.DOUBLE))
                            .multiply(lit(marginRate))
                            .multiply(discount),
                        MONEY_SCALE)
                    .try_cast(Types.MONEY));
    Column reason =
        when(ends, lit(null))
            .when(delivered.isNull(), ContractValues.PARAMETERS_UNDETERMINED)
            .when(infinite, ContractValues.INFINITE)
            .when(amount.isNull(), ContractValues.AMOUNT_MISSING)
            .when(value.isNull(), ContractValues.OUT_OF_RANGE);
    return states
        .filter(col(ContractStates.IS_RUNNING))
        .join(
            broadcast(outlooks),
            states.col(ContractStates.RENEWALS).equalTo(outlooks.col(ContractValues.RENEWALS)),
            "left")
        .select(
            lit(asOf).as(Table.AS_OF),
            col(Contracts.CUSTOMER_KEY),
            col(Contracts.CONTRACT_START),
            col(Contracts.CONTRACT_NUMBER),
            col(Contracts.CANCELLED_ON),
            states.col(ContractStates.RENEWALS),
            col(ContractValues.NEXT_RENEWAL_DATE),
            coalesce(when(ends, 0.0), col(ContractValues.P_RENEWAL)).as(ContractValues.P_RENEWAL),
            periods.as(ContractValues.EXPECTED_PERIODS),
            amount,
            value.as(ContractValues.RESIDUAL_VALUE),
            reason.as(ContractValues.NULL_REASON));
  }
}
