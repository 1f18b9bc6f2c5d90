package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.customer.CustomerKeys;
import io.churnlake.orders.LineParsing;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who the customers of a source's orders are.
 *
 * @param ids the table that says which ids are of one customer, where there is one
 * @param delivery whose secret makes keys of ids
 */
record OrderCustomers(CustomerIdTable ids, JobContext.Delivery delivery) {
  static OrderCustomers of(JobContext context, JobContext.Delivery delivery) {
    return new OrderCustomers(
        CustomerIdTable.read(context.lake().spark(), delivery.source(), delivery.input()),
        delivery);
  }

  /** Rows with the customer's id as the table has it, and with customer_key. */
  Dataset<Row> named(Dataset<Row> judged) {
    return keyed(ids.applied(judged));
  }

  /** The same without the table. An id is told from those of other sources before it is hashed. */
  Dataset<Row> keyed(Dataset<Row> judged) {
    String prefix = delivery.customerPrefix();
    return CustomerKeys.keyed(
        prefix.isEmpty()
            ? judged
            : judged.withColumn(
                LineParsing.CUSTOMER_ID, concat(lit(prefix), col(LineParsing.CUSTOMER_ID))),
        LineParsing.CUSTOMER_ID,
        BronzeOrderLines.CUSTOMER_KEY,
        delivery.secret().bytes());
  }

  Optional<Check> note() {
    return ids.note();
  }
}
