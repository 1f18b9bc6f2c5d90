package io.churnlake.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.NetDays;
import io.churnlake.customer.Splits;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.retention.Cells;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import io.churnlake.table.TouchedCustomers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tables of sums over customers, brought up to date: what the customers whose history changed added
 * when the table was last made is taken off, and what they add now is added. Where much changed, or
 * where it is not known who changed, the table is made anew. The content is the same.
 *
 * <p>For a date before that of the table nothing is written: the sums are made for the run alone.
 */
final class Sums {
  /** To be raised when a tally counts otherwise: what it added before cannot be taken off then. */
  private static final int TALLIES = 2;

  /** A VACUUM may take the files of versions older than 90 days, if nobody changed them so long. */
  private static final Duration OLDEST = Duration.ofDays(80);

  /** For so many values of a split each is a part of its own. */
  static final int ALL_VALUES = Integer.MAX_VALUE;

  /** Above this share of customers it is quicker to make everything anew. */
  private static final double MANY_CHANGED = 0.25;

  private static final String VALUES_BEFORE = "split_values_before";

  private final Lake lake;
  private final LocalDate asOf;
  private final List<String> splits;
  private final int most;
  private final SumsState now;
  private final List<Set<String>> shown;
  private final boolean isPast;
  private final Optional<Change> change;
  private final List<Written> written = new ArrayList<>();

  /** Of the changed customers, as they were and as they are; looked up once for all tables. */
  private final List<Dataset<Row>> histories = new ArrayList<>();

  /** The state of before, its parts of splits, and the customers who differ from it. */
  private record Change(
      SumsState from, List<Set<String>> shown, Dataset<Row> customers, long count) {
    /** Sent to the history where they are few, so that it is not shuffled. */
    private Dataset<Row> keys() {
      return count <= TouchedConform.SENT_AROUND ? broadcast(customers) : customers;
    }
  }

  /**
   * Looks at what changed.
   *
   * @param splits that the sums are by, beside 'all'
   * @param most so many values of a split are parts of their own; others are one more
   * @param rules settings that the sums depend on, as text
   * @param tables all tables of sums of the job
   */
  Sums(JobContext context, List<String> splits, int most, String rules, List<Table> tables) {
    this.lake = context.lake();
    this.asOf = context.asOf();
    this.splits = splits;
    this.most = most;
    boolean looksAtAttributes =
        Splits.needAttributes(splits) && lake.exists(CustomerAttributes.TABLE);
    this.now =
        new SumsState(
            asOf,
            lake.version(CustomerDays.TABLE),
            version(Returns.TABLE),
            lake.version(Customers.TABLE),
            looksAtAttributes ? lake.version(CustomerAttributes.TABLE) : -1,
            Hashes.sha256(TALLIES + " " + splits + " " + most + " " + rules).substring(0, 16));
    this.shown = shown(now);
    List<Optional<SumsState>> states =
        tables.stream().map(table -> SumsState.of(lake.note(table))).distinct().toList();
    Optional<SumsState> before = states.size() == 1 ? states.get(0) : Optional.empty();
    this.isPast =
        states.stream().flatMap(Optional::stream).anyMatch(state -> state.asOf().isAfter(asOf));
    this.change = isPast ? Optional.empty() : before.flatMap(state -> change(context, state));
  }

  /** The frequent values of each split: sums of each rare value would outgrow the history. */
  private List<Set<String>> shown(SumsState state) {
    if (splits.isEmpty() || most == ALL_VALUES) {
      return List.of();
    }
    List<Set<String>> sets = new ArrayList<>();
    splits.forEach(split -> sets.add(new TreeSet<>()));
    Splits.shown(members(lake.read(Customers.TABLE, state.customers()), state), most)
        .collectAsList()
        .forEach(row -> sets.get(row.getInt(0)).add(row.getString(1)));
    return sets;
  }

  private Dataset<Row> members(Dataset<Row> customers, SumsState state) {
    return Splits.of(customers, attributes(state.attributes()), splits, state.asOf());
  }

  private Dataset<Row> attributes(long version) {
    return version < 0
        ? lake.read(CustomerAttributes.TABLE)
        : lake.read(CustomerAttributes.TABLE, version);
  }

  /**
   * Customers for whom the shop's attributes say another part of a split than before. The values
   * are compared and not the rows: what no split is by concerns no sum, and Spark compares no maps.
   */
  private Dataset<Row> withOtherAttributes(SumsState from) {
    Dataset<Row> customers = lake.read(Customers.TABLE, now.customers());
    Dataset<Row> before =
        Splits.of(customers, attributes(from.attributes()), splits, asOf)
            .select(col(Customers.CUSTOMER_KEY), col(Splits.VALUES).as(VALUES_BEFORE));
    return members(customers, now)
        .join(before, new String[] {Customers.CUSTOMER_KEY})
        .filter(not(col(Splits.VALUES).equalTo(col(VALUES_BEFORE))))
        .select(Customers.CUSTOMER_KEY);
  }

  /** Customers whose value was shown and is not any more, or the other way round. */
  private Dataset<Row> inOtherParts(List<Set<String>> before) {
    Column moved = lit(false);
    for (int i = 0; i < shown.size(); i++) {
      Set<String> values = new TreeSet<>(shown.get(i));
      values.addAll(before.get(i));
      Set<String> both = new TreeSet<>(shown.get(i));
      both.retainAll(before.get(i));
      values.removeAll(both);
      moved = moved.or(element_at(col(Splits.VALUES), i + 2).isin(values.toArray()));
    }
    return members(lake.read(Customers.TABLE, now.customers()), now)
        .filter(moved)
        .select(Customers.CUSTOMER_KEY);
  }

  private long version(Table table) {
    return lake.exists(table) ? lake.version(table) : 0;
  }

  /** Whether a version cannot be read any more, or soon; the newest one always can. */
  private boolean isTooOld(JobContext context, Table table, long version) {
    return lake.exists(table)
        && version != lake.version(table)
        && lake.writtenAt(table, version).isBefore(context.clock().instant().minus(OLDEST));
  }

  private Optional<Change> change(JobContext context, SumsState from) {
    Optional<TouchedNote> touched = TouchedNote.current(lake);
    long all = lake.read(Customers.TABLE).count();
    if (all < context.configuration().retention().wholeBelowCustomers()
        || !from.isComparableTo(now)
        || touched.isEmpty()
        || from.days() < touched.get().since()
        || isTooOld(context, CustomerDays.TABLE, from.days())
        || isTooOld(context, Customers.TABLE, from.customers())
        || isTooOld(context, Returns.TABLE, from.returns())
        || (from.attributes() >= 0
            && isTooOld(context, CustomerAttributes.TABLE, from.attributes()))) {
      return Optional.empty();
    }
    Column newlyDated = col(CustomerDays.ORDER_DATE).gt(lit(from.asOf()));
    // Equal ones too: what changes of a customer's first order may change no day, and then the days
    // get no new version. One too many is taken off and added alike.
    Dataset<Row> keys =
        lake.read(TouchedCustomers.TABLE)
            .filter(col(TouchedCustomers.DAYS_VERSION).geq(from.days()))
            .select(TouchedCustomers.CUSTOMER_KEY);
    if (asOf.isAfter(from.asOf())) {
      keys =
          keys.unionByName(
                  lake.read(CustomerDays.TABLE)
                      .filter(newlyDated.and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
                      .select(CustomerDays.CUSTOMER_KEY))
              .unionByName(
                  lake.read(Returns.TABLE)
                      .filter(
                          col(Returns.RETURNED_ON)
                              .gt(lit(from.asOf()))
                              .and(col(Returns.RETURNED_ON).leq(lit(asOf))))
                      .select(Returns.CUSTOMER_KEY));
    }
    if (from.attributes() != now.attributes()) {
      keys = keys.unionByName(withOtherAttributes(from));
    }
    List<Set<String>> before = shown(from);
    if (!before.equals(shown)) {
      keys = keys.unionByName(inOtherParts(before));
    }
    Dataset<Row> changed = TouchedConform.kept(keys.distinct());
    long count = changed.count();
    return count <= MANY_CHANGED * all
        ? Optional.of(new Change(from, before, changed, count))
        : Optional.empty();
  }

  /**
   * Brings a table up to date.
   *
   * @param tally makes rows of the table from customers' histories
   * @return the table's content as of the run's date
   */
  Dataset<Row> update(Table table, UnaryOperator<Dataset<Row>> tally) {
    if (isPast) {
      return TouchedConform.kept(tally.apply(logs(now, shown, Optional.empty())));
    }
    Written result =
        change.isPresent()
            ? merged(table, tally, change.get())
            : lake.replace(table, tally.apply(logs(now, shown, Optional.empty())), now.note());
    written.add(result);
    return lake.read(table, result.version());
  }

  /** A merge of so many columns costs more planning than writing the sums anew. */
  private Written merged(Table table, UnaryOperator<Dataset<Row>> tally, Change from) {
    if (histories.isEmpty()) {
      Optional<Dataset<Row>> who = Optional.of(from.keys());
      histories.add(TouchedConform.kept(logs(from.from(), from.shown(), who)));
      histories.add(TouchedConform.kept(logs(now, shown, who)));
    }
    Dataset<Row> takenOff = Cells.negated(table, tally.apply(histories.get(0)));
    return lake.replace(
        table,
        Cells.added(
            table,
            lake.read(table).unionByName(tally.apply(histories.get(1))).unionByName(takenOff)),
        now.note());
  }

  /** Histories as they were or are, of all customers or some. */
  private Dataset<Row> logs(SumsState state, List<Set<String>> parts, Optional<Dataset<Row>> who) {
    Dataset<Row> all = members(of(Customers.TABLE, state.customers(), who), state);
    Dataset<Row> members = parts.isEmpty() ? all : Splits.limited(all, parts);
    Dataset<Row> returns =
        lake.exists(Returns.TABLE)
            ? of(Returns.TABLE, state.returns(), who)
            : lake.read(Returns.TABLE);
    return CustomerLogs.ofDays(
        of(CustomerDays.TABLE, state.days(), who),
        NetDays.takenBack(returns.filter(col(Returns.RETURNED_ON).leq(lit(state.asOf())))),
        members,
        splits.size(),
        state.asOf());
  }

  private Dataset<Row> of(Table table, long version, Optional<Dataset<Row>> who) {
    Dataset<Row> rows = lake.read(table, version);
    return who.map(keys -> rows.join(keys, new String[] {CustomerDays.CUSTOMER_KEY}, "left_semi"))
        .orElse(rows);
  }

  /** The tables that were written. */
  List<Written> written() {
    return written;
  }

  /** How the sums came about, for the run's account. */
  String note() {
    return change.map(known -> known.count() + " customers changed").orElse("made anew");
  }
}
