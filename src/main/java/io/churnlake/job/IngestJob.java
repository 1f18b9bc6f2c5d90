package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import io.churnlake.config.SourceMapping;
import io.churnlake.conform.ConformRules;
import io.churnlake.conform.OrderRules;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.error.Errors;
import io.churnlake.ingest.AnewRefusals;
import io.churnlake.ingest.CustomerIdTable;
import io.churnlake.ingest.DeliveredRows;
import io.churnlake.ingest.FileCounts;
import io.churnlake.ingest.FilesAnew;
import io.churnlake.ingest.HeaderFiles;
import io.churnlake.ingest.LoadRefusals;
import io.churnlake.ingest.LoadTables;
import io.churnlake.ingest.NewFiles;
import io.churnlake.ingest.OrderSource;
import io.churnlake.ingest.RateFile;
import io.churnlake.ingest.RefundFiles;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.ingest.WholeLines;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Loads;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Check;
import io.churnlake.step.Hashes;
import io.churnlake.step.Job;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * New order files become bronze lines; a file is loaded once, and again only when its content or
 * the headers of its orders have changed. Everything that can refuse a load is checked before the
 * first write; then the intent is recorded, the tables are appended to under the load's id, and the
 * load is committed.
 */
public final class IngestJob implements Job {
  /** The tables whose rows carry a load id. */
  private static final List<Table> LOADED =
      List.of(
          BronzeOrderLines.TABLE,
          BronzeOrderHeaders.TABLE,
          BronzeRejected.TABLE,
          CustomerIdentity.TABLE,
          OpsTables.FILES);

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        OpsTables.LOADS,
        OpsTables.FILES,
        BronzeOrderLines.TABLE,
        BronzeOrderHeaders.TABLE,
        BronzeRejected.TABLE,
        CustomerIdentity.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        BronzeOrderLines.TABLE,
        BronzeOrderHeaders.TABLE,
        BronzeRejected.TABLE,
        CustomerIdentity.TABLE,
        OpsTables.LOADS,
        OpsTables.FILES);
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery all = context.requireDelivery(name());
    ConformRules.check(context);
    return all.each().stream()
        .map(
            delivery -> {
              Outcome outcome =
                  one(context.of(delivery), delivery, delivery.sourcesOf(all.sources()));
              return all.beside().isEmpty() ? outcome : outcome.of(delivery.source().name());
            })
        .reduce(Outcome::and)
        .orElseThrow();
  }

  private static Outcome one(
      JobContext context, JobContext.Delivery delivery, List<String> sameOrders) {
    SourceMapping source = delivery.source();
    if (delivery.input().isEmpty() && !source.format().isTable()) {
      throw Errors.usage(
          "The job ingest needs a folder to read.",
          "It loads the order files of a folder.",
          "Add --input DIR.");
    }
    Loads loads = new Loads(context.lake());
    NewFiles known = new NewFiles(context.lake(), source);
    OrderSource orders =
        OrderSource.of(
            context.lake().spark(), source, delivery.input(), delivery.password(), known);
    List<FileFacts> fresh = orders.fresh(source, known);
    HeaderFiles headers = HeaderFiles.of(context.lake().spark(), source, delivery.input(), known);
    RefundFiles refunds =
        RefundFiles.of(
            context.lake().spark(),
            source,
            delivery.input(),
            known,
            SourceColumns.rulesOfRefunds(context, delivery));
    if (fresh.isEmpty() && refunds.isEmpty() && !source.headers().isPresent()) {
      return new Outcome(0, 0, List.of(), known.notesOfFiles(), orders.nothingNew());
    }
    return load(
        context,
        delivery,
        orders,
        sameOrders,
        new FilesAnew.Folder(orders.rows(), orders.found(), fresh, SourceColumns.required(source)),
        headers,
        refunds,
        loads,
        known);
  }

  // ---- the load --------------------------------------------------------------------------------

  private static Outcome load(
      JobContext context,
      JobContext.Delivery delivery,
      OrderSource orders,
      List<String> sameOrders,
      FilesAnew.Folder folder,
      HeaderFiles headerFiles,
      RefundFiles refunds,
      Loads loads,
      NewFiles known) {
    SourceMapping source = delivery.source();
    Set<String> mapped = new LinkedHashSet<>(SourceColumns.wanted(source).keySet());
    mapped.addAll(SourceColumns.wanted(source.headers()).keySet());
    mapped.addAll(SourceColumns.wanted(source.refunds()).keySet());
    mapped.addAll(source.rows().columns());
    List<FileFacts> fresh =
        Stream.of(folder.fresh(), headerFiles.fresh(), refunds.fresh())
            .flatMap(List::stream)
            .toList();
    List<Check> notes = new ArrayList<>(known.notes(fresh, mapped));
    notes.addAll(known.notesOfFiles());
    notes.addAll(orders.notes());
    notes.addAll(orders.lostColumns(known));
    LineRules rules = SourceColumns.rules(context, delivery);
    LineRules ofHeaders = SourceColumns.rulesOfHeaders(context, delivery);
    WholeLines whole = new WholeLines(source, rules, ofHeaders);
    CustomerIdTable ids = CustomerIdTable.read(context.lake().spark(), source, delivery.input());
    ids.note().ifPresent(notes::add);
    Dataset<Row> headers =
        Forgotten.marked(
                context,
                delivery,
                keyed(ids.applied(LineParsing.judged(headerFiles.records(), ofHeaders)), delivery))
            .persist(StorageLevel.MEMORY_AND_DISK());
    FilesAnew anew =
        source.headers().isPresent()
            ? FilesAnew.of(context.lake(), folder, known, headerFiles, headers, ofHeaders)
            : FilesAnew.none();
    List<FileFacts> taken = Stream.concat(fresh.stream(), anew.files().stream()).toList();
    if (taken.isEmpty()) {
      headers.unpersist();
      return new Outcome(0, 0, List.of(), List.of(anew.note()), orders.nothingNew());
    }
    CustomerIds.mustStay(source, loads);
    List<FileFacts> ofLines =
        Stream.concat(folder.fresh().stream(), anew.files().stream()).toList();
    Dataset<Row> judged = whole.read(folder.files(), ofLines);
    if (source.headers().isPresent()) {
      judged =
          OrderHeaders.joined(
              judged,
              headers.drop(Forgotten.FORGOTTEN),
              headerFiles.beside(loads.committedRows(BronzeOrderHeaders.TABLE, source.name())),
              ofHeaders);
    } else {
      judged = keyed(ids.applied(judged), delivery);
    }
    Optional<RateFile> rates =
        source.delivers(SourceMapping.Field.CURRENCY)
            ? Optional.of(RateFile.read(context.lake().spark(), source, delivery.input()))
            : Optional.empty();
    rates.ifPresent(file -> notes.add(file.note()));
    Dataset<Row> marked =
        anew.withoutForgotten(
                context.lake(),
                source.name(),
                Forgotten.marked(
                    context,
                    delivery,
                    whole.completed(judged, refunds, keyed(refunds.judged(), delivery), rates)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      DeliveredRows all = new DeliveredRows(marked, headers, source.headers().isPresent());
      Map<String, FileCounts> counts = FileCounts.byFile(all.counted(OrderRules.counting(source)));
      DeliveredRows delivered = all.notForgotten();
      Dataset<Row> lines = delivered.lines();
      LoadRefusals.refuseRejected(context.configuration(), anew, delivered, counts);
      AnewRefusals.refuseRejected(context, anew, known, counts);
      LoadRefusals.refuseIfRatesAreMissing(source, rules, lines);
      LoadRefusals.refuseIfAllLater(context, source, FileCounts.firstDate(counts));
      AnewRefusals.refuseHalfCorrected(source, anew, lines);
      if (whole.areSpread()) {
        LoadRefusals.refuseIfTotalsCountTwice(
            source, whole.spreading(), refunds.beside(lines), loads, taken, sameOrders);
      }
      notes.add(repeats(source, counts));
      if (delivered.hasHeaders()) {
        notes.add(HeaderFiles.withoutLines(headers, lines));
        notes.add(anew.note());
      }
      return write(context, delivery, fresh, anew, loads, delivered, counts, notes);
    } finally {
      marked.unpersist();
      headers.unpersist();
    }
  }

  /** Repeats that the mapping keeps are sales like others; those that it drops are mistakes. */
  private static Check repeats(SourceMapping source, Map<String, FileCounts> counts) {
    String counted = Long.toString(FileCounts.total(counts, FileCounts::repeats));
    return source.keepRepeats()
        ? new Check(
            "lines that repeat another of their file, kept", counted, counted, Check.Severity.NOTE)
        : new Check(
            "lines that repeat another of their file, dropped by conform",
            "0",
            counted,
            Check.Severity.NOTE);
  }

  /** A customer's id is told from those of other sources before it is hashed. */
  private static Dataset<Row> keyed(Dataset<Row> judged, JobContext.Delivery delivery) {
    String prefix = delivery.customerPrefix();
    return CustomerKeys.keyed(
        prefix.isEmpty()
            ? judged
            : judged.withColumn(
                LineParsing.CUSTOMER_ID, concat(lit(prefix), col(LineParsing.CUSTOMER_ID))),
        LineParsing.CUSTOMER_ID,
        BronzeOrderLines.CUSTOMER_KEY,
        delivery.secret().bytes());
  }

  private static Outcome write(
      JobContext context,
      JobContext.Delivery delivery,
      List<FileFacts> fresh,
      FilesAnew anew,
      Loads loads,
      DeliveredRows delivered,
      Map<String, FileCounts> counts,
      List<Check> notes) {
    Lake lake = context.lake();
    SourceMapping source = delivery.source();
    List<FileFacts> files = Stream.concat(fresh.stream(), anew.files().stream()).toList();
    long rows = FileCounts.total(counts, FileCounts::rows);
    long rejected = FileCounts.total(counts, FileCounts::rejected);
    long forgotten = FileCounts.total(counts, FileCounts::forgotten);
    if (LakeRecord.of(lake).isEmpty()) {
      delivery.record(context.configuration()).write(lake);
    }
    Optional<Loads.Intent> resumed = resumed(context, source, files, loads);
    Loads.Intent intent = resumed.orElseGet(() -> begun(context, source, files, loads));
    LoadTables tables = new LoadTables(lake, intent, resumed.isPresent(), counts);
    Column loadId = lit(intent.loadId());
    Dataset<Row> loaded = delivered.rows().withColumn(OpsTables.LOAD_ID, loadId);
    long accepted = rows - rejected - forgotten;
    long stored =
        tables.append(
            BronzeOrderLines.TABLE,
            anew.withFirstLoads(lake, source.name(), OrderHeaders.good(delivered.lines()))
                .withColumn(OpsTables.LOAD_ID, loadId),
            accepted);
    if (delivered.hasHeaders()) {
      stored +=
          tables.append(
              BronzeOrderHeaders.TABLE,
              OrderHeaders.good(delivered.headers()).withColumn(OpsTables.LOAD_ID, loadId),
              accepted);
    }
    long refused = tables.append(BronzeRejected.TABLE, rejected(source, loaded), rejected);
    tables.append(CustomerIdentity.TABLE, newIdentities(lake, loaded, intent), accepted);
    lake.append(OpsTables.FILES, fileRows(delivery, files, counts, intent), intent.loadId());
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
    checks.addAll(notes);
    return new Outcome(
        rows,
        rejected,
        tables.written(),
        checks,
        OrderSource.told(fresh)
            + (anew.isEmpty() ? "" : anew.files().size() + " loaded anew for their headers, ")
            + rejected
            + " rows rejected"
            + (forgotten == 0 ? "" : ", " + forgotten + " of forgotten customers left out"));
  }

  /** Orders that are made of customers and dates have no number of their own. */
  private static Dataset<Row> rejected(SourceMapping source, Dataset<Row> loaded) {
    Dataset<Row> rejected = loaded.filter(size(col(LineParsing.REASONS)).gt(0));
    return source.has(SourceMapping.Field.ORDER_ID)
        ? rejected
        : rejected.withColumn(BronzeRejected.ORDER_ID, lit(null).cast(Types.STRING));
  }

  /** A load that was cut short is taken up again if its files are still the ones to load. */
  private static Optional<Loads.Intent> resumed(
      JobContext context, SourceMapping source, List<FileFacts> fresh, Loads loads) {
    List<String> names = names(fresh);
    List<String> checksums = checksums(fresh);
    String hash = Hashes.sha256(source.canonical());
    return loads.resume(
        open ->
            open.files().equals(names)
                && open.checksums().equals(checksums)
                && open.mappingHash().equals(hash),
        LOADED,
        context.clock().instant());
  }

  private static Loads.Intent begun(
      JobContext context, SourceMapping source, List<FileFacts> fresh, Loads loads) {
    return loads.begin(
        source.name(),
        Hashes.sha256(source.canonical()),
        Hashes.sha256(source.identity()),
        names(fresh),
        checksums(fresh),
        context.clock().instant());
  }

  private static List<String> names(List<FileFacts> files) {
    return files.stream().map(fact -> fact.file().name()).toList();
  }

  private static List<String> checksums(List<FileFacts> files) {
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

  private static List<Row> fileRows(
      JobContext.Delivery delivery,
      List<FileFacts> fresh,
      Map<String, FileCounts> counts,
      Loads.Intent intent) {
    List<Row> rows = new ArrayList<>();
    for (FileFacts fact : fresh) {
      FileCounts count = counts.getOrDefault(fact.file().name(), FileCounts.NONE);
      List<@Nullable Object> values =
          new ArrayList<>(
              Arrays.asList(
                  intent.loadId(),
                  delivery.source().name(),
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
