package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.conform.OrderRules;
import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Loads;
import io.churnlake.orders.ExchangeRates;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.OrderAmounts;
import io.churnlake.orders.OrderLines;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What refuses a load before anything of it is written. */
public final class LoadRefusals {
  private static final int REASONS_SHOWN = 3;

  /** Of a text that cannot be read; it may be personal. */
  private static final int TEXT_SHOWN = 24;

  /** A single broken file must not hide in a large load. */
  private static final long BROKEN_FILE_LINES = 10;

  private static final double BROKEN_FILE_SHARE = 0.5;

  private LoadRefusals() {}

  /**
   * Files that are loaded anew are not asked: {@link AnewRefusals} knows what was rejected before.
   */
  public static void refuseRejected(
      Configuration configuration,
      FilesAnew anew,
      DeliveredRows delivered,
      Map<String, FileCounts> counts) {
    Map<String, FileCounts> asked = new TreeMap<>(counts);
    asked.keySet().removeAll(anew.names());
    Column isAsked = not(col(BronzeOrderLines.FILE).isin(anew.names().toArray()));
    Dataset<Row> rows = anew.isEmpty() ? delivered.rows() : delivered.rows().filter(isAsked);
    refuseIfTooManyRejected(
        configuration.ingest().maxRejectedShare(),
        rows,
        FileCounts.total(asked, FileCounts::lines),
        FileCounts.total(asked, FileCounts::rejectedLines));
    refuseBrokenFiles(asked);
  }

  private static void refuseIfTooManyRejected(
      double limit, Dataset<Row> rows, long lines, long rejected) {
    if (rejected <= limit * lines) {
      return;
    }
    // A row's first reason is the cause, and others may come of it.
    Column place =
        struct(
            col(BronzeOrderLines.FILE),
            col(BronzeOrderLines.POSITION),
            col(LineParsing.VALUE).as("text"));
    List<Row> reasons =
        rows.filter(size(col(LineParsing.REASONS)).gt(0))
            .groupBy(element_at(col(LineParsing.REASONS), 1).as("reason"))
            .agg(count(lit(1)).as("rows"), min(place).as("place"))
            .orderBy(col("rows").desc(), col("reason"))
            .limit(REASONS_SHOWN)
            .select("reason", "rows", "place.*")
            .collectAsList();
    String why = String.join("; ", reasons.stream().map(LoadRefusals::toldReason).toList());
    throw Errors.tooManyRejected(rejected, lines, limit, why);
  }

  /** With the first place, and the field's text where the reason is of one; never the row's. */
  private static String toldReason(Row row) {
    String place =
        row.getString(0)
            + " ("
            + row.getLong(1)
            + "), first in "
            + row.getString(2)
            + ", line "
            + row.getLong(3);
    if (row.isNullAt(4)) {
      return place;
    }
    String text = row.getString(4).replaceAll("[\\p{Cntrl}]+", " ");
    String shown = text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "..." : text;
    return place + (shown.isEmpty() ? ": nothing" : ": \"" + shown + "\"");
  }

  private static void refuseBrokenFiles(Map<String, FileCounts> counts) {
    List<String> broken = new ArrayList<>();
    counts.forEach(
        (file, count) -> {
          if (isBroken(count.lines(), count.rejectedLines())) {
            broken.add(
                file
                    + ": "
                    + count.rejectedLines()
                    + " of "
                    + count.lines()
                    + " lines cannot be read");
          }
        });
    if (!broken.isEmpty()) {
      throw Errors.filesUnreadable(broken);
    }
  }

  static boolean isBroken(long lines, long rejected) {
    return rejected >= BROKEN_FILE_LINES && rejected > BROKEN_FILE_SHARE * lines;
  }

  public static void refuseIfRatesAreMissing(
      SourceMapping source, LineRules rules, Dataset<Row> lines) {
    if (!source.delivers(SourceMapping.Field.CURRENCY)) {
      return;
    }
    List<String> missing =
        ExchangeRates.missing(lines, rules.currency())
            .select(BronzeOrderLines.CURRENCY, BronzeOrderLines.ORDER_DATE)
            .distinct()
            .orderBy(BronzeOrderLines.CURRENCY, BronzeOrderLines.ORDER_DATE)
            .limit(REASONS_SHOWN)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0) + " on " + row.getDate(1))
            .toList();
    if (!missing.isEmpty()) {
      throw Errors.ratesUnknown(missing, source.rates().maxAgeDays());
    }
  }

  /**
   * Where lines are added to those that are there, an order has to have the same lines wherever it
   * is delivered: its total is spread over the lines of a file.
   *
   * @param sameOrders names of the sources that read these orders
   */
  public static void refuseIfTotalsCountTwice(
      SourceMapping source,
      LineRules rules,
      Dataset<Row> lines,
      Loads loads,
      List<FileFacts> taken,
      List<String> sameOrders) {
    if (source.restatement() == SourceMapping.Restatement.REPLACE_ORDER) {
      return;
    }
    // What a file held before it was taken anew does not count any more.
    Object[] anew = taken.stream().map(fact -> fact.file().name()).toArray();
    Column ownSource = col(BronzeOrderLines.SOURCE).equalTo(source.name());
    Dataset<Row> earlier =
        loads
            .committedRows(BronzeOrderLines.TABLE)
            .filter(col(BronzeOrderLines.SOURCE).isin(sameOrders.toArray()))
            .filter(not(ownSource.and(col(BronzeOrderLines.FILE).isin(anew))));
    String orders = source.ids().orders();
    boolean several = sameOrders.size() > 1;
    refuseIfTotalsCountTwice(
        source,
        rules,
        several ? OrderLines.asOfOne(lines, orders) : lines,
        several ? OrderLines.asOfOne(earlier, orders) : earlier);
  }

  /**
   * The same of files that are in no lake, or beside lines of files that are not among them.
   *
   * @param earlier rows of bronze.order_lines of other files
   */
  public static void refuseIfTotalsCountTwice(
      SourceMapping source, LineRules rules, Dataset<Row> lines, Dataset<Row> earlier) {
    if (source.restatement() == SourceMapping.Restatement.REPLACE_ORDER) {
      return;
    }
    List<String> orders =
        AnewRefusals.told(
            OrderAmounts.ambiguous(
                lines.filter(size(col(LineParsing.REASONS)).equalTo(0)),
                earlier,
                rules,
                OrderRules.counting(source)));
    if (!orders.isEmpty()) {
      String key =
          Stream.of(SourceMapping.Field.ORDER_AMOUNT, SourceMapping.Field.ORDER_DISCOUNT)
              .filter(source::delivers)
              .map(SourceMapping.Field::key)
              .findFirst()
              .orElse("vouchers");
      throw Errors.orderTotalsAmbiguous(key, orders);
    }
  }

  /**
   * With nothing up to as_of there is nothing to compute, and no reason to begin a lake.
   *
   * @param delivered date of the load's first line that counts
   */
  public static void refuseIfAllLater(
      JobContext context, SourceMapping source, Optional<LocalDate> delivered) {
    Optional<LocalDate> first = delivered;
    if (first.isEmpty() || first.get().isAfter(context.asOf())) {
      // Only then does the history decide, which may be long.
      Row before =
          OrderLines.countingAlone(
                  new Loads(context.lake()).committedRows(BronzeOrderLines.TABLE),
                  OrderRules.counting(source))
              .agg(min(BronzeOrderLines.ORDER_DATE))
              .first();
      first =
          Stream.concat(
                  first.stream(),
                  before.isNullAt(0) ? Stream.empty() : Stream.of(before.getDate(0).toLocalDate()))
              .min(Comparator.naturalOrder());
    }
    if (first.isEmpty()) {
      throw nothingCounts();
    }
    if (first.get().isAfter(context.asOf())) {
      throw Errors.asOfBeforeFirstOrder(context.asOf().toString(), first.get().toString());
    }
  }

  /** What is told of files without a line that counts. */
  public static UserException nothingCounts() {
    return Errors.dataRefused(
        "The order files hold no line that counts.",
        "Every line lacks a customer id, cannot be read, or breaks a counting rule.",
        "Check columns.customer-id and counting.* in the source mapping. Nothing was loaded.");
  }
}
