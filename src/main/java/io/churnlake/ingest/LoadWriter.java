package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import io.churnlake.config.SourceMapping;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Loads;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.step.Check;
import io.churnlake.step.Hashes;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes judged orders as one load: its intent first, then the tables under its id, then that it is
 * committed, without which no reader looks at the rest.
 */
public final class LoadWriter {
  /** The tables whose rows carry a load id. */
  private static final List<Table> LOADED =
      List.of(
          BronzeOrderLines.TABLE,
          BronzeOrderHeaders.TABLE,
          BronzeRejected.TABLE,
          CustomerIdentity.TABLE,
          OpsTables.FILES);

  private final JobContext context;
  private final SourceMapping source;
  private final JudgedOrders orders;
  private final List<FileFacts> files;
  private final Loads loads;

  private LoadWriter(JobContext context, JudgedOrders orders) {
    this.context = context;
    this.source = orders.source();
    this.orders = orders;
    this.files = orders.taken().files();
    this.loads = new Loads(context.lake());
  }

  /**
   * One load of them; a load of the same files that was cut short is finished.
   *
   * @return with a failed check, and nothing committed, if the tables have not got what was read
   */
  public static Outcome write(
      JobContext context, JobContext.Delivery delivery, JudgedOrders orders) {
    if (LakeRecord.of(context.lake()).isEmpty()) {
      delivery.record(context.configuration()).write(context.lake());
    }
    return new LoadWriter(context, orders).write();
  }

  private Outcome write() {
    Map<String, FileCounts> counts = orders.counts();
    long rows = FileCounts.total(counts, FileCounts::rows);
    long rejected = FileCounts.total(counts, FileCounts::rejected);
    long forgotten = FileCounts.total(counts, FileCounts::forgotten);
    Optional<Loads.Intent> resumed = resumed();
    Loads.Intent intent = resumed.orElseGet(this::begun);
    LoadTables tables = new LoadTables(context.lake(), intent, resumed.isPresent(), counts);
    Dataset<Row> loaded =
        orders.delivered().rows().withColumn(OpsTables.LOAD_ID, lit(intent.loadId()));
    long accepted = rows - rejected - forgotten;
    long stored = appendGood(tables, intent, accepted);
    long refused = tables.append(BronzeRejected.TABLE, rejected(loaded), rejected);
    tables.append(CustomerIdentity.TABLE, newIdentities(context.lake(), loaded, intent), accepted);
    context.lake().append(OpsTables.FILES, fileRows(intent), intent.loadId());
    List<Check> checks =
        new ArrayList<>(
            List.of(
                Check.equal(
                    "rows in = accepted + rejected + forgotten",
                    rows,
                    stored + refused + forgotten),
                Check.equal("rejected rows kept", rejected, refused),
                FileCounts.everyLine(files, counts)));
    if (checks.stream().allMatch(Check::passed)) {
      loads.commit(intent, context.clock().instant());
    }
    checks.addAll(orders.notes());
    return new Outcome(rows, rejected, tables.written(), checks, told(rejected, forgotten));
  }

  /** Lines and headers; how many there are of the load. */
  private long appendGood(LoadTables tables, Loads.Intent intent, long accepted) {
    Column loadId = lit(intent.loadId());
    DeliveredRows delivered = orders.delivered();
    long stored =
        tables.append(
            BronzeOrderLines.TABLE,
            orders
                .taken()
                .anew()
                .withFirstLoads(context.lake(), source.name(), OrderHeaders.good(delivered.lines()))
                .withColumn(OpsTables.LOAD_ID, loadId),
            accepted);
    return delivered.hasHeaders()
        ? stored
            + tables.append(
                BronzeOrderHeaders.TABLE,
                OrderHeaders.good(delivered.headers()).withColumn(OpsTables.LOAD_ID, loadId),
                accepted)
        : stored;
  }

  private String told(long rejected, long forgotten) {
    FilesAnew anew = orders.taken().anew();
    return OrderSource.told(orders.taken().found().files())
        + (anew.isEmpty() ? "" : anew.files().size() + " loaded anew for their headers, ")
        + rejected
        + " rows rejected"
        + (forgotten == 0 ? "" : ", " + forgotten + " of forgotten customers left out");
  }

  /** Orders that are made of customers and dates have no number of their own. */
  private Dataset<Row> rejected(Dataset<Row> loaded) {
    Dataset<Row> rejected = loaded.filter(size(col(LineParsing.REASONS)).gt(0));
    return source.has(SourceMapping.Field.ORDER_ID)
        ? rejected
        : rejected.withColumn(BronzeRejected.ORDER_ID, lit(null).cast(Types.STRING));
  }

  /** A load that was cut short is taken up again if its files are still the ones to load. */
  private Optional<Loads.Intent> resumed() {
    List<String> names = names();
    List<String> checksums = checksums();
    String hash = Hashes.sha256(source.canonical());
    return loads.resume(
        open ->
            open.files().equals(names)
                && open.checksums().equals(checksums)
                && open.mappingHash().equals(hash),
        LOADED,
        context.clock().instant());
  }

  private Loads.Intent begun() {
    return loads.begin(
        source.name(),
        Hashes.sha256(source.canonical()),
        Hashes.sha256(source.identity()),
        names(),
        checksums(),
        context.clock().instant());
  }

  private List<String> names() {
    return files.stream().map(fact -> fact.file().name()).toList();
  }

  private List<String> checksums() {
    return files.stream().map(FileFacts::checksum).toList();
  }

  private static Dataset<Row> newIdentities(Lake lake, Dataset<Row> loaded, Loads.Intent current) {
    Dataset<Row> identities =
        loaded
            .filter(
                col(CustomerIdentity.CUSTOMER_ID)
                    .isNotNull()
                    .and(size(col(LineParsing.REASONS)).equalTo(0)))
            .groupBy(CustomerIdentity.CUSTOMER_KEY)
            .agg(
                min(CustomerIdentity.CUSTOMER_ID).as(CustomerIdentity.CUSTOMER_ID),
                min(OpsTables.LOAD_ID).as(OpsTables.LOAD_ID));
    if (!lake.exists(CustomerIdentity.TABLE)) {
      return identities;
    }
    // Of whatever load: the key of an id does not depend on what became of the lines beside it.
    Dataset<Row> known =
        lake.read(CustomerIdentity.TABLE).filter(col(OpsTables.LOAD_ID).notEqual(current.loadId()));
    return identities.join(
        known.select(CustomerIdentity.CUSTOMER_KEY),
        scala.jdk.javaapi.CollectionConverters.asScala(List.of(CustomerIdentity.CUSTOMER_KEY))
            .toSeq(),
        "left_anti");
  }

  private List<Row> fileRows(Loads.Intent intent) {
    List<Row> rows = new ArrayList<>();
    for (FileFacts fact : files) {
      FileCounts count = orders.counts().getOrDefault(fact.file().name(), FileCounts.NONE);
      List<@Nullable Object> values =
          new ArrayList<>(
              Arrays.asList(
                  intent.loadId(),
                  source.name(),
                  fact.file().name(),
                  fact.file().bytes(),
                  new Timestamp(fact.file().modified()),
                  fact.checksum(),
                  count.rows(),
                  count.rejected(),
                  NewFiles.accounted(fact),
                  count.forgotten()));
      List<Long> lines = count.ofLines(fact);
      values.addAll(lines.isEmpty() ? Collections.nCopies(FileCounts.OF_LINES, null) : lines);
      rows.add(RowFactory.create(values.toArray()));
    }
    return rows;
  }
}
