package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.error.Errors;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Loads;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderFiles;
import io.churnlake.lake.RecordFormat;
import io.churnlake.lake.Written;
import io.churnlake.orders.CountingRules;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.OrderLines;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/**
 * New order files become bronze lines, each file once. Everything that can refuse a load is checked
 * before the first write; then the intent is recorded, the tables are appended to under the load's
 * id, and the load is committed.
 */
public final class IngestJob implements Job {
  private static final int REASONS_SHOWN = 3;

  /** A single broken file must not hide in a large load. */
  private static final long BROKEN_FILE_ROWS = 10;

  private static final double BROKEN_FILE_SHARE = 0.5;

  /** The tables whose rows carry a load id. */
  private static final List<Table> LOADED =
      List.of(
          BronzeOrderLines.TABLE, BronzeRejected.TABLE, CustomerIdentity.TABLE, OpsTables.FILES);

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String summary() {
    return "Reads new order files into bronze; rows that cannot be read are kept with reasons.";
  }

  @Override
  public List<Table> reads() {
    return List.of(OpsTables.LOADS, OpsTables.FILES, CustomerIdentity.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        BronzeOrderLines.TABLE,
        BronzeRejected.TABLE,
        CustomerIdentity.TABLE,
        OpsTables.LOADS,
        OpsTables.FILES);
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery(name());
    SourceMapping source = delivery.source();
    if (delivery.input().isEmpty()) {
      throw Errors.usage(
          "The job ingest needs a folder to read.",
          "It loads the order files of a folder.",
          "Add --input DIR.");
    }
    OrderFiles files = new OrderFiles(context.lake().spark(), format(source));
    List<OrderFile> found = files.list(delivery.input(), source.folder(), source.pattern());
    Loads loads = new Loads(context.lake());
    List<FileFacts> fresh = fresh(context.lake(), source, files, found);
    if (fresh.isEmpty()) {
      return Outcome.of(0, found.size() + " files, none of them new");
    }
    mustHaveColumns(source, fresh);
    mustIdentifyAsBefore(source, loads);
    return load(context, delivery, files, fresh, loads);
  }

  // ---- which files are new ---------------------------------------------------------------------

  /** The files that no committed load has taken, looked into; a changed one is refused. */
  private static List<FileFacts> fresh(
      Lake lake, SourceMapping source, OrderFiles files, List<OrderFile> found) {
    Map<String, Row> known = new HashMap<>();
    new Loads(lake)
        .committedRows(OpsTables.FILES)
        .filter(col("source").equalTo(source.name()))
        .select("file", "bytes", "modified", "checksum")
        .collectAsList()
        .forEach(row -> known.put(row.getString(0), row));
    List<OrderFile> unknown =
        found.stream().filter(file -> !sameStamp(file, known.get(file.name()))).toList();
    List<FileFacts> facts = files.inspect(unknown);
    List<String> unreadable =
        facts.stream()
            .filter(fact -> !fact.problem().isEmpty())
            .map(fact -> fact.file().name() + ": " + fact.problem())
            .toList();
    if (!unreadable.isEmpty()) {
      throw Errors.filesUnreadable(unreadable);
    }
    List<String> changed =
        facts.stream()
            .filter(
                fact -> {
                  Row before = known.get(fact.file().name());
                  return before != null && !before.getString(3).equals(fact.checksum());
                })
            .map(fact -> fact.file().name())
            .toList();
    if (!changed.isEmpty()) {
      throw Errors.filesChanged(changed);
    }
    return facts.stream().filter(fact -> !known.containsKey(fact.file().name())).toList();
  }

  private static boolean sameStamp(OrderFile file, @org.jspecify.annotations.Nullable Row known) {
    return known != null
        && known.getLong(1) == file.bytes()
        && known.getTimestamp(2).getTime() == file.modified();
  }

  /** Refuses a mapping under which known customers would get other keys. */
  static void mustIdentifyAsBefore(SourceMapping source, Loads loads) {
    String identity = Hashes.sha256(source.identity());
    if (!loads.identityHashes().stream().allMatch(identity::equals)) {
      throw Errors.identityChanged(source.name());
    }
  }

  private static void mustHaveColumns(SourceMapping source, List<FileFacts> fresh) {
    if (!source.header()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    for (FileFacts fact : fresh) {
      for (String column : wanted(source).keySet()) {
        if (!fact.header().contains(column)) {
          problems.add(fact.file().name() + " has no column " + column);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw Errors.columnsMissing(problems);
    }
  }

  // ---- the load --------------------------------------------------------------------------------

  private static Outcome load(
      JobContext context,
      JobContext.Delivery delivery,
      OrderFiles files,
      List<FileFacts> fresh,
      Loads loads) {
    SourceMapping source = delivery.source();
    LineRules rules = rules(context, delivery);
    Dataset<Row> records =
        files.records(
            fresh.stream().map(FileFacts::file).toList(), List.copyOf(wanted(source).keySet()));
    Dataset<Row> delivered =
        Forgotten.marked(
            context,
            delivery,
            LineParsing.withOrderIds(
                CustomerKeys.keyed(
                    LineParsing.judged(records, rules),
                    LineParsing.CUSTOMER_ID,
                    BronzeOrderLines.CUSTOMER_KEY,
                    delivery.secret().bytes()),
                rules));
    delivered.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> lines = delivered.filter(not(col(Forgotten.FORGOTTEN)));
      Map<String, long[]> counts = countsByFile(delivered);
      long rows = counts.values().stream().mapToLong(c -> c[0]).sum();
      long rejected = counts.values().stream().mapToLong(c -> c[1]).sum();
      refuseIfTooManyRejected(context, lines, rows, rejected);
      refuseBrokenFiles(counts);
      refuseIfAllLater(context, source, lines);
      return write(context, delivery, fresh, loads, lines, counts, rows, rejected);
    } finally {
      delivered.unpersist();
    }
  }

  private static Outcome write(
      JobContext context,
      JobContext.Delivery delivery,
      List<FileFacts> fresh,
      Loads loads,
      Dataset<Row> lines,
      Map<String, long[]> counts,
      long rows,
      long rejected) {
    Lake lake = context.lake();
    if (LakeRecord.of(lake).isEmpty()) {
      record(context, delivery).write(lake);
    }
    Loads.Intent intent = intent(context, delivery, fresh, loads);
    Dataset<Row> loaded = lines.withColumn(OpsTables.LOAD_ID, lit(intent.loadId()));
    List<Written> written = new ArrayList<>();
    written.add(
        lake.append(
            BronzeOrderLines.TABLE,
            loaded.filter(size(col(LineParsing.REASONS)).equalTo(0)),
            intent.loadId()));
    written.add(
        lake.append(
            BronzeRejected.TABLE,
            loaded.filter(size(col(LineParsing.REASONS)).gt(0)),
            intent.loadId()));
    written.add(lake.append(CustomerIdentity.TABLE, newIdentities(lake, loaded), intent.loadId()));
    lake.append(
        OpsTables.FILES, fileRows(context, delivery, fresh, counts, intent), intent.loadId());
    long stored = ofLoad(lake, BronzeOrderLines.TABLE, intent);
    long refused = ofLoad(lake, BronzeRejected.TABLE, intent);
    long forgotten = counts.values().stream().mapToLong(c -> c[2]).sum();
    List<Check> checks =
        List.of(
            Check.equal(
                "rows in = accepted + rejected + forgotten", rows, stored + refused + forgotten),
            Check.equal("rejected rows kept", rejected, refused));
    if (checks.stream().allMatch(Check::passed)) {
      loads.commit(intent, context.clock().instant());
    }
    return new Outcome(
        rows,
        rejected,
        written,
        checks,
        fresh.size()
            + " new files, "
            + rejected
            + " rows rejected"
            + (forgotten == 0 ? "" : ", " + forgotten + " of forgotten customers left out"));
  }

  private static long ofLoad(Lake lake, Table table, Loads.Intent intent) {
    return lake.read(table).filter(col(OpsTables.LOAD_ID).equalTo(intent.loadId())).count();
  }

  /** A load that was cut short is taken up again if its files are still the ones to load. */
  private static Loads.Intent intent(
      JobContext context, JobContext.Delivery delivery, List<FileFacts> fresh, Loads loads) {
    List<String> names = fresh.stream().map(fact -> fact.file().name()).toList();
    List<String> checksums = fresh.stream().map(FileFacts::checksum).toList();
    String hash = Hashes.sha256(delivery.source().canonical());
    Optional<Loads.Intent> resumed =
        loads.resume(
            open ->
                open.files().equals(names)
                    && open.checksums().equals(checksums)
                    && open.mappingHash().equals(hash),
            LOADED,
            context.clock().instant());
    return resumed.orElseGet(
        () ->
            loads.begin(
                delivery.source().name(),
                hash,
                Hashes.sha256(delivery.source().identity()),
                names,
                checksums,
                context.clock().instant()));
  }

  private static Dataset<Row> newIdentities(Lake lake, Dataset<Row> loaded) {
    Dataset<Row> known = new Loads(lake).committedRows(CustomerIdentity.TABLE);
    return loaded
        .filter(
            col(CustomerIdentity.CUSTOMER_KEY)
                .isNotNull()
                .and(size(col(LineParsing.REASONS)).equalTo(0)))
        .groupBy(CustomerIdentity.CUSTOMER_KEY)
        .agg(
            min(CustomerIdentity.CUSTOMER_ID).as(CustomerIdentity.CUSTOMER_ID),
            min(OpsTables.LOAD_ID).as(OpsTables.LOAD_ID))
        .join(
            known.select(CustomerIdentity.CUSTOMER_KEY),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(CustomerIdentity.CUSTOMER_KEY))
                .toSeq(),
            "left_anti");
  }

  private static Dataset<Row> fileRows(
      JobContext context,
      JobContext.Delivery delivery,
      List<FileFacts> fresh,
      Map<String, long[]> counts,
      Loads.Intent intent) {
    List<Row> rows = new ArrayList<>();
    for (FileFacts fact : fresh) {
      long[] count = counts.getOrDefault(fact.file().name(), new long[3]);
      rows.add(
          RowFactory.create(
              intent.loadId(),
              delivery.source().name(),
              fact.file().name(),
              fact.file().bytes(),
              new Timestamp(fact.file().modified()),
              fact.checksum(),
              count[0],
              count[1],
              count[2]));
    }
    return context.lake().spark().createDataFrame(rows, OpsTables.FILES.schema());
  }

  // ---- what refuses a load
  // -----------------------------------------------------------------------

  /**
   * Of each file: rows, rejected ones, and those of forgotten customers, which are none of both.
   */
  private static Map<String, long[]> countsByFile(Dataset<Row> lines) {
    Column forgotten = col(Forgotten.FORGOTTEN);
    Map<String, long[]> counts = new TreeMap<>();
    lines
        .groupBy(BronzeOrderLines.FILE)
        .agg(
            count(lit(1)),
            count(when(size(col(LineParsing.REASONS)).gt(0).and(not(forgotten)), 1)),
            count(when(forgotten, 1)))
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    row.getString(0), new long[] {row.getLong(1), row.getLong(2), row.getLong(3)}));
    return counts;
  }

  private static void refuseIfTooManyRejected(
      JobContext context, Dataset<Row> lines, long rows, long rejected) {
    double limit = context.configuration().ingest().maxRejectedShare();
    if (rejected <= limit * rows) {
      return;
    }
    List<Row> reasons =
        lines
            .select(explode(col(LineParsing.REASONS)).as("reason"))
            .groupBy("reason")
            .agg(sum(lit(1)).as("rows"))
            .orderBy(col("rows").desc(), col("reason"))
            .limit(REASONS_SHOWN)
            .collectAsList();
    String why =
        String.join(
            ", ", reasons.stream().map(row -> row.getString(0) + " (" + row.get(1) + ")").toList());
    throw Errors.tooManyRejected(rejected, rows, limit, why);
  }

  private static void refuseBrokenFiles(Map<String, long[]> counts) {
    List<String> broken = new ArrayList<>();
    counts.forEach(
        (file, count) -> {
          if (count[1] >= BROKEN_FILE_ROWS && count[1] > BROKEN_FILE_SHARE * count[0]) {
            broken.add(file + ": " + count[1] + " of " + count[0] + " rows cannot be read");
          }
        });
    if (!broken.isEmpty()) {
      throw Errors.filesUnreadable(broken);
    }
  }

  /** With nothing up to as_of there is nothing to compute, and no reason to begin a lake. */
  private static void refuseIfAllLater(
      JobContext context, SourceMapping source, Dataset<Row> lines) {
    CountingRules counting = ConformJob.counting(source);
    Dataset<Row> delivered =
        OrderLines.countingAlone(lines.filter(size(col(LineParsing.REASONS)).equalTo(0)), counting)
            .select(BronzeOrderLines.ORDER_DATE);
    Dataset<Row> before =
        OrderLines.countingAlone(
                new Loads(context.lake()).committedRows(BronzeOrderLines.TABLE), counting)
            .select(BronzeOrderLines.ORDER_DATE);
    Row first = delivered.union(before).agg(min(BronzeOrderLines.ORDER_DATE)).first();
    if (first.isNullAt(0)) {
      throw Errors.dataRefused(
          "The order files hold no line that counts.",
          "Every line lacks a customer id, cannot be read, or breaks a counting rule.",
          "Check columns.customer-id and counting.* in the source mapping. Nothing was loaded.");
    }
    LocalDate firstDate = first.getDate(0).toLocalDate();
    if (firstDate.isAfter(context.asOf())) {
      throw Errors.asOfBeforeFirstOrder(context.asOf().toString(), firstDate.toString());
    }
  }

  // ---- from the mapping
  // ----------------------------------------------------------------------------

  /** What this run would write into ops.lake. */
  static LakeRecord record(JobContext context, JobContext.Delivery delivery) {
    return new LakeRecord(
        Lake.FORMAT_VERSION,
        delivery.source().name(),
        delivery.zone(context.configuration()),
        delivery.currency(context.configuration()),
        delivery.secret().id(),
        Build.version());
  }

  private static RecordFormat format(SourceMapping source) {
    return new RecordFormat(
        source.encoding(),
        source.delimiter(),
        source.quote(),
        source.header() ? RecordFormat.Header.FIRST_LINE : RecordFormat.Header.NONE,
        source.format() == SourceMapping.Format.CSV
            ? RecordFormat.Separation.DELIMITED
            : RecordFormat.Separation.BLANKS);
  }

  /** The log's columns that the mapping uses, with their positions in the records' fields. */
  private static Map<String, Integer> wanted(SourceMapping source) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      if (source.has(field)) {
        wanted.putIfAbsent(source.column(field), wanted.size());
      }
    }
    if (!source.cancelledColumn().isEmpty()) {
      wanted.putIfAbsent(source.cancelledColumn(), wanted.size());
    }
    return wanted;
  }

  private static LineRules rules(JobContext context, JobContext.Delivery delivery) {
    SourceMapping source = delivery.source();
    Map<String, Integer> wanted = wanted(source);
    Map<String, Integer> fields = new HashMap<>();
    Map<String, String> remove = new HashMap<>();
    for (Field field : Field.values()) {
      Integer position = wanted.get(source.column(field));
      if (position != null) {
        fields.put(bronzeColumn(field), position);
        remove.put(bronzeColumn(field), source.remove().getOrDefault(field, ""));
      }
    }
    Integer cancelledBy = wanted.get(source.cancelledColumn());
    if (cancelledBy != null) {
      fields.put(LineParsing.CANCELLED_BY, cancelledBy);
    }
    return new LineRules(
        source.name(),
        Map.copyOf(fields),
        source.timePatterns(),
        source.timeZone(),
        delivery.zone(context.configuration()),
        delivery.currency(context.configuration()),
        Map.copyOf(remove),
        source.cancelledPattern());
  }

  private static String bronzeColumn(Field field) {
    return switch (field) {
      case TIME -> LineParsing.TIME;
      case CUSTOMER_ID -> LineParsing.CUSTOMER_ID;
      case ORDER_ID -> BronzeOrderLines.ORDER_ID;
      case LINE_ID -> BronzeOrderLines.LINE_ID;
      case PRODUCT_CODE -> BronzeOrderLines.PRODUCT_CODE;
      case PRODUCT_NAME -> BronzeOrderLines.PRODUCT_NAME;
      case CATEGORY -> BronzeOrderLines.CATEGORY;
      case QUANTITY -> BronzeOrderLines.QUANTITY;
      case UNIT_PRICE -> BronzeOrderLines.UNIT_PRICE;
      case DISCOUNT -> BronzeOrderLines.DISCOUNT;
      case AMOUNT -> BronzeOrderLines.AMOUNT;
      case UNIT_COST -> BronzeOrderLines.UNIT_COST;
      case CHANNEL -> BronzeOrderLines.CHANNEL;
      case COUNTRY -> BronzeOrderLines.COUNTRY;
      case REFERS_TO_ORDER -> BronzeOrderLines.REFERS_TO_ORDER;
    };
  }
}
