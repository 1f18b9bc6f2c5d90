package io.churnlake.simulate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.lake.DayFiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a simulated shop: what it knows beside its orders, in a folder for each input; {@code
 * orders/yyyy-MM-dd.csv} for each day with lines; {@code truth/customers.csv} (in parts of a
 * million customers if there are more); and last {@code truth/summary.json}, whose presence says
 * that all is there.
 */
public final class ShopFiles {

  private static final String CUSTOMERS = "customers";
  private static final String DROPPED_OUT = "dropped_out";
  private static final String GUEST_LINES = "guest_lines";

  /** Customers whose lines one task makes at a time, about: a few hundred megabytes of lines. */
  private static final long CUSTOMERS_A_TASK = 250_000;

  private static final String MARKETING_COSTS = "marketing_costs";
  private static final String PRODUCTS = "products";

  private static final List<String> FOLDERS =
      List.of(
          "orders",
          "truth",
          "customers",
          PRODUCTS,
          MARKETING_COSTS,
          "surveys",
          "engagement",
          "tickets",
          "contracts",
          "contacts");

  /** Every name that a simulation gives, with the temporary one before it. */
  private static final Pattern OWN_FILES =
      Pattern.compile(
          "\\.?(\\d{4}-\\d{2}(-\\d{2})?\\.csv|(customers|surveys|tickets|contacts)(-\\d{5})?\\.csv"
              + "|(products|marketing_costs|contracts)\\.csv|summary\\.json)"
              + "(\\.\\d+\\.tmp)?");

  private ShopFiles() {}

  /**
   * Writes the shop of {@code spec} under {@link ShopLaw#standard()}. Same spec, same bytes.
   *
   * @param directory a directory that is empty or does not exist
   * @return what was delivered
   * @throws io.churnlake.error.UserException if the directory is not empty
   */
  public static SimulationSummary write(SparkSession spark, SimulationSpec spec, String directory) {
    long bySize = (spec.customers() + CUSTOMERS_A_TASK - 1) / CUSTOMERS_A_TASK;
    int partitions = (int) Math.max(bySize, spark.sparkContext().defaultParallelism());
    return write(spark, spec, directory, partitions);
  }

  /** Whether a simulation was written there to its end. */
  public static boolean isComplete(SparkSession spark, String directory) {
    return DayFiles.exists(spark, directory + "/truth/summary.json");
  }

  /**
   * Removes what an interrupted simulation left there, files under temporary names included; other
   * files stay.
   */
  public static void discard(SparkSession spark, String directory) {
    FOLDERS.forEach(folder -> DayFiles.remove(spark, directory + "/" + folder, OWN_FILES));
  }

  /** The same with a given number of tasks, which the bytes do not depend on. */
  public static SimulationSummary write(
      SparkSession spark, SimulationSpec spec, String directory, int tasks) {
    DayFiles.requireEmpty(spark, directory);
    ShopLaw law = ShopLaw.standard();
    InputLaw inputs = InputLaw.standard();
    writeInputs(spark, spec, law, inputs, directory, tasks);
    DayFiles.Totals orders =
        DayFiles.write(
            ShopSimulator.lines(spark, spec, law, tasks),
            ShopSimulator.LINES_HEADER,
            day -> LocalDate.ofEpochDay(day) + ".csv",
            directory + "/orders",
            tasks);
    SimulationSummary summary = writeTruth(spark, spec, law, directory + "/truth", tasks);
    if (orders.lines() != summary.deliveredLines()) {
      throw new IllegalStateException(
          "wrote "
              + orders.lines()
              + " lines where the simulation counts "
              + summary.deliveredLines());
    }
    DayFiles.writeText(
        spark, directory + "/truth", "summary.json", summary.json(spec, law, inputs));
    return summary;
  }

  private static void writeInputs(
      SparkSession spark,
      SimulationSpec spec,
      ShopLaw law,
      InputLaw inputs,
      String directory,
      int tasks) {
    DayFiles.write(
        InputSimulator.lines(spark, spec, law, inputs, tasks),
        InputSimulator::header,
        key -> InputSimulator.name(spec, key),
        directory,
        tasks);
    DayFiles.write(
        InputSimulator.spendLines(spark, spec, law, inputs, tasks),
        InputSimulator.SPEND_HEADER,
        file -> MARKETING_COSTS + ".csv",
        directory + "/" + MARKETING_COSTS,
        1);
    DayFiles.writeText(
        spark, directory + "/" + PRODUCTS, PRODUCTS + ".csv", InputSimulator.products());
  }

  private static SimulationSummary writeTruth(
      SparkSession spark, SimulationSpec spec, ShopLaw law, String directory, int tasks) {
    Observation observation = new Observation("simulated");
    Column isGuest = col(ShopSimulator.CUSTOMER_ID).isNull();
    Column goodLines =
        col(ShopSimulator.SALES)
            .plus(col(ShopSimulator.RETURNS))
            .plus(col(ShopSimulator.CANCELLATIONS));
    Column[] others =
        Stream.concat(
                Stream.of(
                    total(col(ShopSimulator.OCCASIONS)).as(ShopSimulator.OCCASIONS),
                    count(col(ShopSimulator.DROPPED_OUT_ON)).as(DROPPED_OUT),
                    total(when(isGuest, goodLines)).as(GUEST_LINES),
                    total(when(not(isGuest), col(ShopSimulator.REVENUE_CENTS)))
                        .as(ShopSimulator.REVENUE_CENTS),
                    total(when(not(isGuest), col(ShopSimulator.COST_CENTS)))
                        .as(ShopSimulator.COST_CENTS)),
                ShopSimulator.COUNTS.stream().map(name -> total(col(name)).as(name)))
            .toArray(Column[]::new);
    Dataset<Row> units =
        ShopSimulator.units(spark, spec, law, tasks)
            .observe(observation, count(col(ShopSimulator.CUSTOMER_ID)).as(CUSTOMERS), others);
    boolean inParts = spec.customers() > ShopSimulator.CUSTOMERS_A_PART;
    DayFiles.write(
        ShopSimulator.truthLines(units),
        ShopSimulator.TRUTH_HEADER,
        part -> inParts ? String.format(Locale.ROOT, "customers-%05d.csv", part) : "customers.csv",
        directory,
        inParts ? tasks : 1);
    return summary(observed(observation));
  }

  /** The counts of a write that has succeeded; before that, this would wait for ever. */
  private static Map<String, Object> observed(Observation observation) {
    try {
      return observation.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the counts", e);
    }
  }

  private static Column total(Column column) {
    return coalesce(sum(column), lit(0L));
  }

  private static SimulationSummary summary(Map<String, Object> observed) {
    return new SimulationSummary(
        number(observed, CUSTOMERS),
        number(observed, ShopSimulator.OCCASIONS),
        number(observed, DROPPED_OUT),
        number(observed, ShopSimulator.SALES),
        number(observed, ShopSimulator.RETURNS),
        number(observed, ShopSimulator.CANCELLATIONS),
        number(observed, GUEST_LINES),
        number(observed, ShopSimulator.LATE),
        number(observed, ShopSimulator.REPEATED),
        new SimulationSummary.Margin(
            number(observed, ShopSimulator.REVENUE_CENTS),
            number(observed, ShopSimulator.COST_CENTS)),
        new SimulationSummary.Malformed(
            number(observed, ShopSimulator.MALFORMED_QUANTITY),
            number(observed, ShopSimulator.MALFORMED_DATE),
            number(observed, ShopSimulator.MALFORMED_COLUMNS),
            number(observed, ShopSimulator.MALFORMED_PRICE)));
  }

  private static long number(Map<String, Object> observed, String name) {
    if (observed.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("the simulation did not count " + name);
  }
}
