package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerHistory;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Written;
import io.churnlake.orders.CountingRules;
import io.churnlake.orders.OrderLines;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.OpsTables;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Bronze lines become silver: each line once and judged, then customer-days and customers. */
public final class ConformJob implements Job {
  @Override
  public String name() {
    return "conform";
  }

  @Override
  public String summary() {
    return "Takes each line once, decides which lines count, and builds customer-days and customers.";
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeOrderLines.TABLE, OpsTables.LOADS);
  }

  @Override
  public List<Table> writes() {
    return List.of(SilverOrderLines.TABLE, CustomerDays.TABLE, Customers.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    if (!lake.exists(BronzeOrderLines.TABLE)) {
      throw Errors.jobNeeds(name(), BronzeOrderLines.TABLE.fullName(), "ingest");
    }
    SourceMapping source = context.requireDelivery(name()).source();
    Dataset<Row> bronze = new Loads(lake).committedRows(BronzeOrderLines.TABLE);
    Written lines =
        lake.replace(SilverOrderLines.TABLE, OrderLines.conformed(bronze, counting(source)));
    Dataset<Row> silver = lake.require(SilverOrderLines.TABLE, name());
    refuseIfNothingCounts(context, silver);
    Written days = lake.replace(CustomerDays.TABLE, CustomerHistory.days(silver));
    Written customers =
        lake.replace(
            Customers.TABLE,
            CustomerHistory.customers(
                lake.require(CustomerDays.TABLE, name()),
                silver,
                context.configuration().shop().historyGuardDays()));
    long delivered = bronze.count();
    return Outcome.of(
        delivered,
        lines.rows() + " lines of " + delivered + " delivered, " + customers.rows() + " customers",
        lines,
        days,
        customers);
  }

  private static void refuseIfNothingCounts(JobContext context, Dataset<Row> silver) {
    Row first =
        silver.filter(col(SilverOrderLines.COUNTS)).agg(min(SilverOrderLines.ORDER_DATE)).first();
    if (first.isNullAt(0)) {
      throw Errors.dataRefused(
          "No order line counts.",
          "Every line lacks a customer or breaks a counting rule of the source mapping.",
          "Look at silver.order_lines.excluded_because, and check counting.* in the mapping.");
    }
    LocalDate date = first.getDate(0).toLocalDate();
    if (date.isAfter(context.asOf())) {
      throw Errors.asOfBeforeFirstOrder(context.asOf().toString(), date.toString());
    }
  }

  /** Which lines count, from the mapping. */
  static CountingRules counting(SourceMapping source) {
    SourceMapping.Counting counting = source.counting();
    return new CountingRules(
        counting.cancelledLines(),
        counting.positiveQuantity(),
        counting.positivePrice(),
        counting.noProductCodes() ? List.of() : source.noProductCodes(),
        source.keepRepeats());
  }
}
