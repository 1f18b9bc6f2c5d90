package io.churnlake.job;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.min;

import io.churnlake.conform.ChangedLines;
import io.churnlake.conform.ConformRules;
import io.churnlake.conform.ConformState;
import io.churnlake.conform.DeliveredLines;
import io.churnlake.conform.JudgedLines;
import io.churnlake.conform.NetAmounts;
import io.churnlake.conform.TouchedConform;
import io.churnlake.customer.CustomerHistory;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Written;
import io.churnlake.orders.ReturnedLines;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Bronze lines become silver: each line once and judged, returns matched, then customer-days and
 * customers. Where little is new, only the customers that changed lines touch are computed and
 * merged; the content is that of making everything anew.
 */
public final class ConformJob implements Job {
  /** Above this share of new lines it is quicker to make everything anew. */
  private static final double MUCH_NEW = 0.25;

  private final boolean anew;

  public ConformJob() {
    this(false);
  }

  private ConformJob(boolean anew) {
    this.anew = anew;
  }

  /** Makes silver anew, whatever it was made of. */
  static ConformJob anew() {
    return new ConformJob(true);
  }

  @Override
  public String name() {
    return "conform";
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeOrderLines.TABLE, OpsTables.LOADS, OpsTables.FILES);
  }

  @Override
  public List<Table> writes() {
    return List.of(SilverOrderLines.TABLE, Returns.TABLE, CustomerDays.TABLE, Customers.TABLE);
  }

  @Override
  public boolean mayRunBesideOthers() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    if (!lake.exists(BronzeOrderLines.TABLE)) {
      throw Errors.jobNeeds(name(), BronzeOrderLines.TABLE.fullName(), "ingest");
    }
    ConformRules rules = ConformRules.of(context);
    Loads loads = new Loads(lake);
    Dataset<Row> bronze =
        MergedCustomers.canonical(lake, loads.committedRows(BronzeOrderLines.TABLE));
    DeliveredLines delivered = DeliveredLines.of(loads, state(lake));
    Optional<ConformState> state =
        state(lake)
            .filter(known -> !anew && known.rules().equals(rules.hash()))
            .filter(known -> writes().stream().allMatch(lake::exists));
    if (state.isPresent() && delivered.newestLoad() == state.get().throughLoad()) {
      refuseIfNothingCounts(context, firstOrder(lake));
      return Outcome.of(delivered.rows(), "no new lines of " + delivered.rows() + " delivered");
    }
    Optional<Outcome> touched =
        state.flatMap(known -> merged(context, rules, loads, bronze, known, delivered));
    if (touched.isPresent()) {
      refuseIfNothingCounts(context, firstOrder(lake));
      return touched.get();
    }
    return whole(context, rules, bronze, delivered);
  }

  /** Empty if making everything anew is quicker, or is needed. */
  private static Optional<Outcome> merged(
      JobContext context,
      ConformRules rules,
      Loads loads,
      Dataset<Row> bronze,
      ConformState state,
      DeliveredLines delivered) {
    if (delivered.rows() < context.configuration().conform().wholeBelowLines()) {
      return Optional.empty();
    }
    ChangedLines changed =
        ChangedLines.since(
            context.lake(), loads, bronze, rules, state.throughLoad(), delivered.newRows());
    return changed.count() <= MUCH_NEW * delivered.rows()
        ? new TouchedConform(context, rules, bronze, state, delivered, changed).run()
        : Optional.empty();
  }

  private static Optional<ConformState> state(Lake lake) {
    return ConformState.of(lake.note(SilverOrderLines.TABLE));
  }

  private Outcome whole(
      JobContext context, ConformRules rules, Dataset<Row> bronze, DeliveredLines delivered) {
    Lake lake = context.lake();
    // All that follows is made of these, customer by customer.
    Dataset<Row> judged =
        CustomerHistory.byHolder(rules.judged(bronze)).persist(StorageLevel.DISK_ONLY());
    try {
      JudgedLines found = JudgedLines.of(judged);
      refuseIfNothingCounts(context, found.firstOrder());
      ConformState made =
          new ConformState(delivered.newestLoad(), rules.hash(), requireNonNull(found.firstLine()));
      Written returns = lake.replace(Returns.TABLE, rules.returns(judged, found.back()));
      Dataset<Row> parts = lake.read(Returns.TABLE, returns.version());
      Dataset<Row> conformed = ReturnedLines.withReturns(judged, parts, returns.rows());
      Written lines =
          lake.replaceInOrder(
              SilverOrderLines.TABLE,
              conformed,
              SilverOrderLines.ORDER_DATE,
              found.lines(),
              made.note());
      List<Written> written = new ArrayList<>(List.of(lines, returns));
      written.addAll(customers(lake, CustomerHistory.of(conformed), parts, made, rules));
      return new Outcome(
          delivered.rows(),
          0,
          written,
          Stream.concat(
                  NetAmounts.checks(lake.read(SilverOrderLines.TABLE, lines.version()), parts)
                      .stream(),
                  found.suspicions().stream())
              .toList(),
          lines.rows()
              + " lines of "
              + delivered.rows()
              + " delivered, "
              + written.get(written.size() - 1).rows()
              + " customers");
    } finally {
      judged.unpersist();
    }
  }

  /** Customer-days and customers, in this order. */
  private static List<Written> customers(
      Lake lake,
      Dataset<Row> histories,
      Dataset<Row> returns,
      ConformState made,
      ConformRules rules) {
    histories.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return List.of(
          lake.replace(CustomerDays.TABLE, CustomerHistory.days(histories, returns)),
          lake.replace(
              Customers.TABLE,
              CustomerHistory.customers(histories, made.logStart(), rules.historyGuardDays())));
    } finally {
      histories.unpersist();
    }
  }

  private static @org.jspecify.annotations.Nullable LocalDate firstOrder(Lake lake) {
    Row first = lake.read(Customers.TABLE).agg(min(Customers.FIRST_ORDER_DATE)).first();
    return first.isNullAt(0) ? null : first.getDate(0).toLocalDate();
  }

  private static void refuseIfNothingCounts(
      JobContext context, @org.jspecify.annotations.Nullable LocalDate first) {
    if (first == null) {
      throw Errors.dataRefused(
          "No order line counts.",
          "Every line lacks a customer or breaks a counting rule of the source mapping.",
          "Look at silver.order_lines.excluded_because, and check counting.* in the mapping.");
    }
    if (first.isAfter(context.asOf())) {
      throw Errors.asOfBeforeFirstOrder(context.asOf().toString(), first.toString());
    }
  }
}
