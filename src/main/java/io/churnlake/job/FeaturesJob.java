package io.churnlake.job;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.history.CustomerPasts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is known of customers at as_of. */
public final class FeaturesJob implements Job {
  @Override
  public String name() {
    return "features";
  }

  @Override
  public List<Table> reads() {
    return CustomerPasts.ARE_OF;
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
    CustomerPasts pasts = CustomerPasts.of(context);
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
