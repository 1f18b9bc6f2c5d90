package io.churnlake.privacy;

import io.churnlake.customer.CustomerMerges;
import io.churnlake.lake.Lake;
import io.churnlake.table.PrivacyTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The merges of customers that a lake knows. */
public final class MergedCustomers {
  private static final StructType RESOLVED =
      new StructType()
          .add(PrivacyTables.CUSTOMER_MERGES.schema().apply(PrivacyTables.FROM_KEY))
          .add(PrivacyTables.CUSTOMER_MERGES.schema().apply(PrivacyTables.TO_KEY));

  private MergedCustomers() {}

  /** From key to key, as they were given. */
  public static Map<String, String> of(Lake lake) {
    Map<String, String> merges = new HashMap<>();
    if (lake.exists(PrivacyTables.CUSTOMER_MERGES)) {
      lake.read(PrivacyTables.CUSTOMER_MERGES)
          .select(PrivacyTables.FROM_KEY, PrivacyTables.TO_KEY)
          .collectAsList()
          .forEach(row -> merges.put(row.getString(0), row.getString(1)));
    }
    return merges;
  }

  /** The lines of bronze with merged customers under one key; the same ones if there are none. */
  public static Dataset<Row> canonical(Lake lake, Dataset<Row> lines) {
    Map<String, String> merges = of(lake);
    if (merges.isEmpty()) {
      return lines;
    }
    List<Row> resolved =
        CustomerMerges.resolved(merges).entrySet().stream()
            .map(merge -> RowFactory.create(merge.getKey(), merge.getValue()))
            .toList();
    return CustomerMerges.canonical(lines, lake.spark().createDataFrame(resolved, RESOLVED));
  }
}
