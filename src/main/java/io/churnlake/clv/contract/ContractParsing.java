package io.churnlake.clv.contract;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.churnlake.parse.Times;
import io.churnlake.table.Contracts;
import io.churnlake.table.RejectedContracts;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Delivered text becomes typed contracts; what cannot be used is marked with every reason. */
public final class ContractParsing {
  public static final String CUSTOMER_ID = "customer_id";
  public static final String REASONS = RejectedContracts.REASONS;

  /** The reason that is no fault of the row: it only begins later. */
  public static final String STARTED_AFTER_AS_OF = "started_after_as_of";

  private static final String FIELDS = "fields";
  private static final String RAW = RejectedContracts.RAW;
  private static final String PROBLEM = "problem";
  private static final String CANCELLED_TEXT = "cancelled_text";
  private static final String AMOUNT_TEXT = "amount_text";

  private ContractParsing() {}

  /**
   * Types the records and judges them.
   *
   * @param records file, position, raw, fields (array of text), problem
   * @return file, position, raw, reasons (empty if the row is good), customer_id as mapped,
   *     contract_start, cancelled_on, amount
   */
  public static Dataset<Row> judged(Dataset<Row> records, ContractRules rules, LocalDate asOf) {
    return records
        .select(
            col(RejectedContracts.FILE),
            col(RejectedContracts.POSITION),
            col(RAW),
            col(PROBLEM),
            rules.customers().read(text(rules, CUSTOMER_ID)).as(CUSTOMER_ID),
            date(text(rules, Contracts.CONTRACT_START), rules).as(Contracts.CONTRACT_START),
            text(rules, Contracts.CANCELLED_ON).as(CANCELLED_TEXT),
            date(text(rules, Contracts.CANCELLED_ON), rules).as(Contracts.CANCELLED_ON),
            text(rules, Contracts.AMOUNT).as(AMOUNT_TEXT),
            text(rules, Contracts.AMOUNT).try_cast(Types.MONEY).as(Contracts.AMOUNT))
        .select(
            col(RejectedContracts.FILE),
            col(RejectedContracts.POSITION),
            col(RAW),
            reasons(asOf).as(REASONS),
            col(CUSTOMER_ID),
            col(Contracts.CONTRACT_START),
            col(Contracts.CANCELLED_ON),
            col(Contracts.AMOUNT));
  }

  /** Whether a row of {@link #judged} has a fault. A later start is none. */
  public static Column isFaulty() {
    return size(faults()).gt(0);
  }

  /**
   * The rows of bronze.rejected_contracts.
   *
   * @param judged as {@link #judged} gives them
   */
  public static Dataset<Row> rejected(Dataset<Row> judged) {
    return judged
        .filter(isFaulty())
        .select(
            col(RejectedContracts.FILE),
            col(RejectedContracts.POSITION),
            faults().as(RejectedContracts.REASONS),
            col(RejectedContracts.RAW));
  }

  private static Column faults() {
    return array_remove(col(REASONS), STARTED_AFTER_AS_OF);
  }

  private static Column reasons(LocalDate asOf) {
    Column start = col(Contracts.CONTRACT_START);
    Column cancelled = col(Contracts.CANCELLED_ON);
    Column amount = col(Contracts.AMOUNT);
    return array_compact(
        array(
            col(PROBLEM),
            reason(col(RAW).contains("\uFFFD"), "invalid_characters"),
            reason(col(CUSTOMER_ID).isNull(), "customer_missing"),
            reason(start.isNull(), "start_unreadable"),
            reason(col(CANCELLED_TEXT).isNotNull().and(cancelled.isNull()), "cancelled_unreadable"),
            reason(col(AMOUNT_TEXT).isNotNull().and(amount.isNull()), "amount_unreadable"),
            reason(amount.lt(0), "amount_negative"),
            reason(cancelled.lt(start), "cancelled_before_start"),
            reason(start.gt(lit(asOf)), STARTED_AFTER_AS_OF)));
  }

  private static Column reason(Column broken, String name) {
    return when(broken, lit(name));
  }

  /** The field's text; NULL where it is empty or not mapped. */
  private static Column text(ContractRules rules, String field) {
    Integer position = rules.fields().get(field);
    return position == null
        ? lit(null).cast(Types.STRING)
        : nullif(trim(col(FIELDS).getItem(position)), lit(""));
  }

  private static Column date(Column text, ContractRules rules) {
    return to_date(Times.written(text, rules.datePattern()));
  }
}
