package io.churnlake.job;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is known of customers at as_of. */
public final class FeaturesJob implements Job {
  /** All that a customer's past is made of. */
  static final List<Table> PASTS_ARE_OF =
      Stream.concat(
              Stream.of(
                  CustomerDays.TABLE, Customers.TABLE, CustomerAttributes.TABLE, Returns.TABLE),
              OtherEventRows.TABLES.stream())
          .toList();

  @Override
  public String name() {
    return "features";
  }

  @Override
  public List<Table> reads() {
    return PASTS_ARE_OF;
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnFeatures.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    lake.require(CustomerDays.TABLE, name());
    CustomerPasts pasts = context.shared().pasts(context);
    FeatureDate at = pasts.at(List.of(context.asOf())).get(0);
    JavaRDD<Row> rows =
        pasts
            .rows()
            .flatMap(
                past ->
                    FeatureValues.of(past, at).stream()
                        .map(
                            values ->
                                RowFactory.create(
                                    FeatureRows.row(at.date(), past.key(), values, 0)))
                        .iterator());
    Written features =
        lake.replaceSlices(
            ChurnFeatures.TABLE,
            List.of(context.asOf()),
            lake.spark().createDataFrame(rows, ChurnFeatures.TABLE.schema()));
    return Outcome.of(
        features.rows(), features.rows() + " customers of the scored population", features);
  }
}
