package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.lake.Sparks;
import io.churnlake.run.Jobs;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A made shop, the nightly run on it, and what came out. */
@Command(
    name = "demo",
    description = {
      "Simulates a shop of 10,000 customers, runs the nightly jobs on it and shows what came out.",
      "The shop is the same every time; one that is there already is used again."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** The same shop every time, so that what the README shows is what you get. */
  private static final SimulationSpec SHOP =
      new SimulationSpec(10_000, 540, 20240101, LocalDate.of(2024, 1, 1));

  private final Terminal terminal;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      defaultValue = "demo-lake",
      description =
          "The lake, made if missing (default ${DEFAULT-VALUE}); the shop's files go to a"
              + " folder beside it, DIR-shop.")
  private String lakeFolder = "";

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = Configuration.defaults();
    SourceMapping mapping = SourceMapping.bundled("simulator");
    SparkSession spark = Sparks.open(configuration.spark().shufflePartitions());
    Lake lake = Lake.at(spark, lakeFolder);
    String shop = lake.root() + "-shop";
    if (ShopFiles.isComplete(spark, shop)) {
      terminal.err().println("the shop is there already: " + shop);
    } else {
      // A demo that was interrupted left half a shop behind.
      ShopFiles.discard(spark, shop);
      SimulateCommand.write(terminal, spark, SHOP, shop);
    }
    NightlyCommand.runner(terminal, lake, configuration, mapping, shop, SHOP.end())
        .runWhatChanged(Jobs.nightly());
    summarise(lake);
    return 0;
  }

  private void summarise(Lake lake) {
    PublishedViews views = PublishedViews.of(lake);
    Row base = first(views, "SELECT count(*), sum(occasions) FROM silver.customers");
    Row retention =
        first(
            views,
            """
            SELECT rate, rate_low, rate_high, customers FROM gold.retention_summary_current
            WHERE period = 'month' AND basis = 'gross' AND split = 'all' AND kind = 'on'
              AND period_index = 1""");
    Row value =
        first(
            views,
            """
            SELECT t.expected_clv, t.clv_low, t.clv_high, t.customers, t.horizon_days,
                   s.margin_rate, p.model
            FROM gold.clv_totals_current t
            JOIN gold.clv_fits_current s ON s.role = 'scores' AND s.model = 'gamma_gamma'
            JOIN gold.clv_fits_current p ON p.role = 'scores' AND p.model <> 'gamma_gamma'
            WHERE t.scope = 'all' AND p.segment = 'all'
            """);
    Row risk =
        first(
            views,
            """
            SELECT count(*), count_if(risk_band = 'high'), avg(churn_probability),
              min(churn_probability) FILTER (WHERE risk_band = 'high'),
              CAST(sum(value_at_risk) FILTER (WHERE risk_band = 'high') AS double)
            FROM gold.churn_scores_current""");
    say("");
    say(
        "%,d customers with %,d purchase days, as of %s",
        base.getLong(0), base.getLong(1), SHOP.end());
    say(
        "retention in the month after the first: %.1f %% (95 %% interval %.1f to %.1f, n = %,d)",
        100 * retention.getDouble(0),
        100 * retention.getDouble(1),
        100 * retention.getDouble(2),
        retention.getLong(3));
    double total = value.getDecimal(0).doubleValue();
    say(
        "expected value of the base over %d days: %,.0f EUR%s, %,.2f a customer (%s, margin %.1f %%)",
        value.getInt(4),
        total,
        value.isNullAt(1)
            ? ""
            : String.format(
                Locale.ROOT,
                " (95 %% interval %,.0f to %,.0f)",
                value.getDecimal(1).doubleValue(),
                value.getDecimal(2).doubleValue()),
        total / value.getLong(3),
        value.getString(6),
        100 * value.getDouble(5));
    say(
        "mean probability that a scored customer leaves: %.2f; of the riskiest tenth, %,d of %,d, at"
            + " least %.2f, with %,.0f EUR at risk",
        risk.getDouble(2), risk.getLong(1), risk.getLong(0), risk.getDouble(3), risk.getDouble(4));
    say("");
    say("tables:");
    for (Table table : Tables.all()) {
      if (Set.of("gold", "bi").contains(table.area()) && views.isVisible(table)) {
        say("  %-28s %s", table.fullName(), lake.path(table));
      }
    }
    say("");
    say("try:");
    for (String query : queries()) {
      say("  scripts/churnlake sql --lake %s \"%s\"", lakeFolder, query);
    }
    say("");
    say("the same and more as a page, with charts:");
    say("  scripts/churnlake report --lake %s", lakeFolder);
  }

  /** Three first questions: are customers kept, who is worth most and leaving, what is at stake. */
  private static List<String> queries() {
    return List.of(
        "SELECT cohort, period_index AS k, cohort_size, rate, rate_low, rate_high FROM gold.retention_current"
            + " WHERE period = 'month' AND basis = 'gross' AND split = 'all' AND kind = 'on' AND is_complete"
            + " AND period_index BETWEEN 1 AND 3"
            + " ORDER BY cohort, k",
        "SELECT s.customer_key, s.churn_probability, v.expected_clv FROM gold.churn_scores_current s"
            + " JOIN gold.clv_current v USING (customer_key) WHERE s.risk_band = 'high'"
            + " ORDER BY v.expected_clv DESC LIMIT 10",
        "SELECT risk_band, count(*) AS customers, min(churn_probability) AS probability_from,"
            + " sum(value_at_risk) AS value_at_risk FROM gold.churn_scores_current"
            + " GROUP BY risk_band ORDER BY probability_from DESC");
  }

  private static Row first(PublishedViews views, String query) {
    return views.query(query).first();
  }

  private void say(String format, Object... values) {
    terminal.out().println(String.format(Locale.ROOT, format, values));
  }
}
