package io.churnlake.job;

import static org.apache.spark.sql.functions.lit;

import io.churnlake.clv.ClvFit;
import io.churnlake.clv.ClvScores;
import io.churnlake.clv.ClvSettings;
import io.churnlake.clv.CustomerSummaries;
import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import java.sql.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Fits the purchase and the spend model and values every customer. */
public final class ClvJob implements Job {
  @Override
  public String name() {
    return "clv";
  }

  @Override
  public String summary() {
    return "Fits BG/NBD and Gamma-Gamma and values every customer.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ClvFits.TABLE, Clv.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    Configuration.Clv clv = context.configuration().clv();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    KnownHistory.upTo(context.asOf(), days);
    Dataset<Row> summaries = CustomerSummaries.of(days, context.asOf());
    summaries.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      ClvFit fit = ClvFit.of(summaries, clv.unitDays());
      Written fits =
          lake.replaceSlices(
              ClvFits.TABLE,
              List.of(context.asOf()),
              lake.spark()
                  .createDataFrame(
                      List.of(
                          row(context, "bg_nbd", fit.bgNbd()),
                          row(context, "gamma_gamma", fit.gammaGamma())),
                      ClvFits.TABLE.schema()));
      ClvSettings settings =
          new ClvSettings(clv.horizonDays(), clv.discountRate(), clv.marginRate(), clv.unitDays());
      Written scores =
          lake.replaceSlices(
              Clv.TABLE,
              List.of(context.asOf()),
              ClvScores.of(summaries, fit.bgNbd().model(), fit.gammaGamma().model(), settings)
                  .withColumn(Table.AS_OF, lit(context.asOf())));
      return Outcome.of(fit.bgNbd().customers(), note(fit), fits, scores);
    } finally {
      summaries.unpersist();
    }
  }

  private static Row row(JobContext context, String model, Fit<?> fit) {
    Map<String, Double> parameters = new HashMap<>();
    Map<String, @Nullable Double> errors = new HashMap<>();
    for (Estimate estimate : fit.estimates()) {
      parameters.put(estimate.name(), estimate.value());
      errors.put(
          estimate.name(),
          Double.isFinite(estimate.standardError()) ? estimate.standardError() : null);
    }
    return RowFactory.create(
        Date.valueOf(context.asOf()),
        model,
        fit.customers(),
        CollectionConverters.asScala(parameters),
        CollectionConverters.asScala(errors),
        context.configuration().clv().unitDays(),
        fit.logLikelihood(),
        fit.iterations(),
        fit.evaluations(),
        fit.converged(),
        fit.gradientNorm(),
        fit.note().orElse(null));
  }

  private static String note(ClvFit fit) {
    return describe("BG/NBD", fit.bgNbd()) + "; " + describe("Gamma-Gamma", fit.gammaGamma());
  }

  private static String describe(String model, Fit<?> fit) {
    return String.format(Locale.ROOT, "%s LL %.3f", model, fit.logLikelihood())
        + (fit.converged() ? "" : " (not converged)")
        + fit.note().map(note -> ": " + note).orElse("");
  }
}
