package io.churnlake.training;

import io.churnlake.churn.model.Margin;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.model.TwoModels;
import io.churnlake.churn.model.UpliftTrainer;
import io.churnlake.churn.score.Qini;
import io.churnlake.step.SideBySide;
import io.churnlake.table.Kpis;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.UpliftQuality;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One measure: learnt from one half of its customers and tried on the other, and the other way
 * round, so that all of them are told by models that did not learn from them.
 */
public final class UpliftTrial {
  /** With fewer who stayed, or fewer who left, nothing is learnt. */
  private static final long LEAST_OF_EACH = 20;

  private static final long SEED = 20_070_701;

  private final SparkSession spark;
  private final JavaRDD<Contacted> customers;
  private final ModelInputs inputs;
  private final Map<Cell, Long> numbers;
  private final int measure;

  /**
   * Customers who are counted together.
   *
   * @param half 0 or 1
   */
  public record Cell(int measure, boolean treated, int half, boolean churned)
      implements Serializable {
    public static Cell of(Contacted contacted) {
      return new Cell(
          contacted.measure(),
          contacted.treated(),
          contacted.half(),
          contacted.customer().churned());
    }
  }

  /** What was expected of a customer and what came. */
  private record Told(String key, double uplift, boolean treated, boolean stayed)
      implements Serializable {}

  /**
   * A trial.
   *
   * @param customers of all measures, persisted
   * @param numbers how many customers each cell has
   * @param measure its number
   */
  public UpliftTrial(
      SparkSession spark,
      JavaRDD<Contacted> customers,
      ModelInputs inputs,
      Map<Cell, Long> numbers,
      int measure) {
    this.spark = spark;
    this.customers = customers.filter(contacted -> contacted.measure() == measure);
    this.inputs = inputs;
    this.numbers = numbers;
    this.measure = measure;
  }

  /** Whether either half has enough of each kind to learn from. */
  public boolean canLearn() {
    for (boolean treated : new boolean[] {true, false}) {
      for (int half = 0; half < 2; half++) {
        if (number(treated, half, true) < LEAST_OF_EACH
            || number(treated, half, false) < LEAST_OF_EACH) {
          return false;
        }
      }
    }
    return true;
  }

  private long number(boolean treated, int half) {
    return number(treated, half, true) + number(treated, half, false);
  }

  private long number(boolean treated, int half, boolean churned) {
    return numbers.getOrDefault(new Cell(measure, treated, half, churned), 0L);
  }

  /** The order of the customers, each told by the half that it is not in. */
  public Qini tried() {
    List<Margin> margins =
        SideBySide.run(
            spark, List.of(side(true, 0), side(false, 0), side(true, 1), side(false, 1)));
    TwoModels first = new TwoModels(margins.get(0), margins.get(1));
    TwoModels second = new TwoModels(margins.get(2), margins.get(3));
    ModelInputs of = inputs;
    List<Told> told =
        new ArrayList<>(
            customers
                .map(
                    contacted ->
                        new Told(
                            contacted.customer().key(),
                            (contacted.half() == 0 ? second : first)
                                .uplift(of.of(contacted.customer().values())),
                            contacted.treated(),
                            !contacted.customer().churned()))
                .collect());
    // The order in which they come depends on the files.
    told.sort(Comparator.comparing(Told::key));
    int n = told.size();
    boolean[] treated = new boolean[n];
    boolean[] stayed = new boolean[n];
    IntStream.range(0, n)
        .forEach(
            i -> {
              treated[i] = told.get(i).treated();
              stayed[i] = told.get(i).stayed();
            });
    return Qini.of(told.stream().mapToDouble(Told::uplift).toArray(), treated, stayed);
  }

  private Callable<Margin> side(boolean treated, int half) {
    return () ->
        UpliftTrainer.learn(
            spark,
            customers
                .filter(each -> each.treated() == treated && each.half() == half)
                .map(Contacted::customer),
            inputs,
            number(treated, half));
  }

  /** What was measured, with its rows of gold.uplift_quality. */
  public record Result(boolean isShown, Qini.Measured measured, List<Row> rows) {}

  /** Measures the order. */
  public static Result result(LocalDate asOf, String name, Qini qini) {
    Qini.Measured measured = qini.measured(SEED);
    boolean isShown = measured.qini().low() > 0 && measured.effect().low() > 0;
    RowBuilder row = RowBuilder.of(UpliftQuality.TABLE);
    List<Row> rows = new ArrayList<>();
    for (Qini.Top top : qini.tenths()) {
      rows.add(
          row.set(UpliftQuality.AS_OF, asOf)
              .set(UpliftQuality.MEASURE, name)
              .set(UpliftQuality.SHARE, top.share())
              .set(UpliftQuality.TREATED, top.treated())
              .set(UpliftQuality.TREATED_RETAINED, top.treatedStayed())
              .set(UpliftQuality.CONTROL, top.control())
              .set(UpliftQuality.CONTROL_RETAINED, top.controlStayed())
              .set(UpliftQuality.EFFECT, top.effect())
              .set(UpliftQuality.GAIN, top.gain())
              .set(UpliftQuality.QINI, measured.qini().value())
              .set(Kpis.low(UpliftQuality.QINI), measured.qini().low())
              .set(Kpis.high(UpliftQuality.QINI), measured.qini().high())
              .set(UpliftQuality.AVERAGE_EFFECT, measured.effect().value())
              .set(Kpis.low(UpliftQuality.AVERAGE_EFFECT), measured.effect().low())
              .set(Kpis.high(UpliftQuality.AVERAGE_EFFECT), measured.effect().high())
              .set(UpliftQuality.IS_SHOWN, isShown)
              .row());
    }
    return new Result(isShown, measured, rows);
  }
}
