package io.churnlake.ingest;

import io.churnlake.config.SourceMapping;
import io.churnlake.conform.OrderRules;
import io.churnlake.lake.Loads;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of the files that a load takes, typed, judged and counted; nothing of them is written
 * yet.
 */
public final class JudgedOrders implements AutoCloseable {
  private final TakenFiles taken;
  private final Loads loads;
  private final Dataset<Row> lines;
  private final DeliveredRows delivered;
  private final Map<String, FileCounts> counts;
  private final Optional<RateFile> rates;

  private JudgedOrders(
      TakenFiles taken,
      Loads loads,
      Dataset<Row> lines,
      DeliveredRows all,
      Map<String, FileCounts> counts,
      Optional<RateFile> rates) {
    this.taken = taken;
    this.loads = loads;
    this.lines = lines;
    this.delivered = all.notForgotten();
    this.counts = counts;
    this.rates = rates;
  }

  /**
   * Reads them once, and keeps them until this is closed.
   *
   * @throws io.churnlake.error.UserException if the mapping takes other ids for customers than the
   *     loads before, or a rate file cannot be read
   */
  public static JudgedOrders of(
      JobContext context, JobContext.Delivery delivery, TakenFiles taken) {
    SourceMapping source = delivery.source();
    Loads loads = new Loads(context.lake());
    CustomerIds.mustStay(source, loads);
    Optional<RateFile> rates =
        source.delivers(SourceMapping.Field.CURRENCY)
            ? Optional.of(RateFile.read(context.lake().spark(), source, delivery.input()))
            : Optional.empty();
    RefundFiles refunds = taken.found().refunds();
    Dataset<Row> completed =
        taken
            .whole()
            .completed(
                withCustomers(taken, loads),
                refunds,
                taken.customers().keyed(refunds.judged()),
                rates);
    Dataset<Row> lines =
        taken
            .anew()
            .withoutForgotten(
                context.lake(), source.name(), Forgotten.marked(context, delivery, completed))
            .persist(StorageLevel.MEMORY_AND_DISK());
    DeliveredRows all = new DeliveredRows(lines, taken.headers(), source.headers().isPresent());
    try {
      Map<String, FileCounts> counts = FileCounts.byFile(all.counted(OrderRules.counting(source)));
      return new JudgedOrders(taken, loads, lines, all, counts, rates);
    } catch (RuntimeException e) {
      lines.unpersist();
      throw e;
    }
  }

  /** The lines, with their headers' customers where orders have headers. */
  private static Dataset<Row> withCustomers(TakenFiles taken, Loads loads) {
    NewOrders found = taken.found();
    Dataset<Row> judged = taken.whole().read(found.orders().rows(), taken.ofLines());
    if (!found.source().headers().isPresent()) {
      return taken.customers().named(judged);
    }
    Dataset<Row> earlier = loads.committedRows(BronzeOrderHeaders.TABLE, found.source().name());
    return OrderHeaders.joined(
        judged,
        taken.headers().drop(Forgotten.FORGOTTEN),
        found.headers().beside(earlier),
        taken.whole().ofHeaders());
  }

  /**
   * Refuses what must not be loaded.
   *
   * @param sameOrders names of the sources that read these orders
   * @throws io.churnlake.error.UserException saying what is wrong and where
   */
  public void refuse(JobContext context, List<String> sameOrders) {
    WholeLines whole = taken.whole();
    LoadRefusals.refuseRejected(context.configuration(), taken.anew(), delivered, counts);
    AnewRefusals.refuseRejected(context, taken.anew(), taken.found().known(), counts);
    LoadRefusals.refuseIfRatesAreMissing(source(), whole.rules(), delivered.lines());
    LoadRefusals.refuseIfAllLater(context, source(), FileCounts.firstDate(counts));
    AnewRefusals.refuseHalfCorrected(source(), taken.anew(), delivered.lines());
    if (whole.areSpread()) {
      LoadRefusals.refuseIfTotalsCountTwice(
          source(),
          whole.spreading(),
          taken.found().refunds().beside(delivered.lines()),
          loads,
          taken.files(),
          sameOrders);
    }
  }

  /** Repeats that the mapping keeps are sales like others; those that it drops are mistakes. */
  private Check repeats() {
    String counted = Long.toString(FileCounts.total(counts, FileCounts::repeats));
    return source().keepRepeats()
        ? new Check(
            "lines that repeat another of their file, kept", counted, counted, Check.Severity.NOTE)
        : new Check(
            "lines that repeat another of their file, dropped by conform",
            "0",
            counted,
            Check.Severity.NOTE);
  }

  SourceMapping source() {
    return taken.found().source();
  }

  TakenFiles taken() {
    return taken;
  }

  /** Without the rows of forgotten customers. */
  DeliveredRows delivered() {
    return delivered;
  }

  Map<String, FileCounts> counts() {
    return counts;
  }

  /** What is to be said of them, though no reason to refuse them. */
  List<Check> notes() {
    List<Check> notes = new ArrayList<>(taken.found().notes());
    taken.customers().note().ifPresent(notes::add);
    rates.ifPresent(file -> notes.add(file.note()));
    notes.add(repeats());
    if (delivered.hasHeaders()) {
      notes.add(HeaderFiles.withoutLines(taken.headers(), delivered.lines()));
      notes.add(taken.anew().note());
    }
    return notes;
  }

  @Override
  public void close() {
    lines.unpersist();
  }
}
