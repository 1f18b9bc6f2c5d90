package io.churnlake.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.churnlake.churn.feature.Past;
import io.churnlake.churn.feature.RecordedFrom;
import io.churnlake.churn.renewal.Contract;
import io.churnlake.churn.renewal.CustomerContracts;
import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.PackedLog;
import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.table.Contracts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Feature.Source;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Customers with contracts up to the run's date, with their orders and what the inputs tell beside
 * them, as far as the lake has any.
 */
public final class ContractPasts implements AutoCloseable {
  /** What is looked at beside the contracts. */
  public static final List<Table> ARE_OF = CustomerPasts.ARE_OF;

  private static final String CONTRACTS = "contracts";
  private static final CustomerLog NO_ORDERS =
      new CustomerLog(CustomerLog.NEVER, false, List.of(), List.of());

  private final JavaRDD<CustomerContracts> rows;
  private final RecordedFrom recorded;

  private ContractPasts(JavaRDD<CustomerContracts> rows, RecordedFrom recorded) {
    this.rows = rows;
    this.recorded = recorded;
  }

  /**
   * Those of the run's date; kept until this is closed.
   *
   * @param contracts of silver.contracts
   */
  public static ContractPasts of(JobContext context, Dataset<Row> contracts) {
    LocalDate asOf = context.asOf();
    Lake lake = context.lake();
    OtherEventRows others = OtherEventRows.of(lake, asOf);
    Map<Source, LocalDate> first = others.first();
    Dataset<Row> byCustomer = byCustomer(contracts, asOf);
    String[] key = {Contracts.CUSTOMER_KEY};
    Histories histories = lake.exists(CustomerDays.TABLE) ? Histories.of(context) : null;
    boolean hasOrders = histories != null && histories.customers() > 0;
    if (histories != null && hasOrders) {
      first.put(Source.ORDERS, histories.known().firstDay());
      byCustomer = byCustomer.join(histories.byCustomer(), key, "left");
    }
    Dataset<Row> events = others.byCustomer();
    if (events != null) {
      byCustomer = byCustomer.join(events, key, "left");
    }
    int log = hasOrders ? 2 : -1;
    int event = events == null ? -1 : byCustomer.columns().length - 1;
    return new ContractPasts(
        byCustomer
            .javaRDD()
            .map(row -> customer(row, log, event))
            .persist(StorageLevel.MEMORY_AND_DISK()),
        new RecordedFrom(first));
  }

  /** Nothing dated after the date: later starts are left out, later cancellations not known. */
  private static Dataset<Row> byCustomer(Dataset<Row> contracts, LocalDate asOf) {
    Column cancelled = col(Contracts.CANCELLED_ON);
    return contracts
        .filter(col(Contracts.CONTRACT_START).leq(lit(asOf)))
        .groupBy(Contracts.CUSTOMER_KEY)
        .agg(
            collect_list(
                    struct(
                        col(Contracts.CONTRACT_START),
                        col(Contracts.CONTRACT_NUMBER),
                        when(cancelled.leq(lit(asOf)), cancelled),
                        col(Contracts.AMOUNT),
                        col(Contracts.PERIOD_MONTHS).cast(Types.INT)))
                .as(CONTRACTS));
  }

  private static CustomerContracts customer(Row row, int log, int events) {
    List<Contract> contracts = row.<Row>getList(1).stream().map(ContractPasts::contract).toList();
    return new CustomerContracts(
        new Past(
            row.getString(0),
            log < 0 || row.isNullAt(log) ? NO_ORDERS : PackedLog.log(row.getAs(log)),
            OtherEventRows.events(events < 0 || row.isNullAt(events) ? null : row.getList(events))),
        contracts);
  }

  private static Contract contract(Row row) {
    return new Contract(
        row.getDate(0).toLocalDate(),
        row.getInt(1),
        orNull(row, 2),
        row.isNullAt(3) ? null : row.getDecimal(3),
        row.getInt(4));
  }

  private static @Nullable LocalDate orNull(Row row, int field) {
    return row.isNullAt(field) ? null : row.getDate(field).toLocalDate();
  }

  /** A row a customer, in no order. */
  public JavaRDD<CustomerContracts> rows() {
    return rows;
  }

  /** Since when what has been recorded; nothing of sources that the lake does not have. */
  public RecordedFrom recorded() {
    return recorded;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
