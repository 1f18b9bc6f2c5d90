package io.churnlake.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.conform.ConformRules;
import io.churnlake.conform.JudgedLines;
import io.churnlake.conform.OrderRules;
import io.churnlake.error.UserException;
import io.churnlake.ingest.CustomerIdTable;
import io.churnlake.ingest.DeliveredRows;
import io.churnlake.ingest.FileCounts;
import io.churnlake.ingest.FilesAnew;
import io.churnlake.ingest.HeaderFiles;
import io.churnlake.ingest.LoadRefusals;
import io.churnlake.ingest.NewFiles;
import io.churnlake.ingest.OrderSource;
import io.churnlake.ingest.RateFile;
import io.churnlake.ingest.RefundFiles;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.ingest.WholeLines;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderRows;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.privacy.Forgotten;
import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Returns;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges an order log as ingest and conform do, all files in one load of a lake that has
 * nothing yet, and writes nothing. Customers go by their ids, which stay in this process and its
 * temporary files.
 */
public final class SourceCheck {
  private final SparkSession spark;
  private final Configuration configuration;
  private final SourceMapping source;
  private final String input;
  private final Supplier<String> password;

  private SourceCheck(
      SparkSession spark,
      Configuration configuration,
      SourceMapping source,
      String input,
      Supplier<String> password) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.input = input;
    this.password = password;
  }

  /** The files of a load and what becomes of their rows. */
  private record Delivered(
      OrderRows files,
      List<FileFacts> facts,
      NewFiles known,
      WholeLines whole,
      RefundFiles refunds,
      DeliveredRows rows) {}

  /**
   * Looks over a log.
   *
   * @param input the folder it is in
   * @param password of the database it is in
   * @throws UserException if files are missing, cannot be read, or lack columns of the mapping
   */
  public static Checked of(
      SparkSession spark,
      Configuration configuration,
      SourceMapping source,
      String input,
      Supplier<String> password) {
    return new SourceCheck(spark, configuration, source, input, password).checked();
  }

  private Checked checked() {
    NewFiles known = new NewFiles(source);
    OrderSource orders = OrderSource.of(spark, source, input, password, known);
    OrderRows files = orders.rows();
    List<FileFacts> facts = orders.fresh(source, known);
    HeaderFiles headerFiles = HeaderFiles.of(spark, source, input, known);
    WholeLines whole =
        new WholeLines(
            source,
            SourceColumns.rules(configuration, source),
            SourceColumns.rulesOfHeaders(configuration, source));
    RefundFiles refunds =
        RefundFiles.of(
            spark, source, input, known, SourceColumns.rulesOfRefunds(configuration, source));
    CustomerIdTable ids = CustomerIdTable.read(spark, source, input);
    Dataset<Row> headers =
        keyed(ids.applied(LineParsing.judged(headerFiles.records(), whole.ofHeaders())))
            .withColumn(Forgotten.FORGOTTEN, lit(false))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> lines =
        lines(whole, whole.read(files, facts), headers, refunds, ids)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      DeliveredRows rows = new DeliveredRows(lines, headers, source.headers().isPresent());
      return judged(
          new Delivered(files, facts, known, whole, refunds, rows),
          headerFiles.fresh().size() + refunds.fresh().size());
    } finally {
      lines.unpersist();
      headers.unpersist();
    }
  }

  private Dataset<Row> lines(
      WholeLines whole,
      Dataset<Row> read,
      Dataset<Row> headers,
      RefundFiles refunds,
      CustomerIdTable ids) {
    Optional<RateFile> rates =
        source.delivers(Field.CURRENCY)
            ? Optional.of(RateFile.read(spark, source, input))
            : Optional.empty();
    Dataset<Row> ofCustomers =
        source.headers().isPresent()
            ? OrderHeaders.joined(
                read,
                headers.drop(Forgotten.FORGOTTEN),
                spark.createDataFrame(List.of(), BronzeOrderHeaders.TABLE.schema()),
                whole.ofHeaders())
            : keyed(ids.applied(read));
    return whole
        .completed(ofCustomers, refunds, keyed(refunds.judged()), rates)
        .withColumn(Forgotten.FORGOTTEN, lit(false));
  }

  /** Nothing is kept, so that an id need not be hashed. */
  private static Dataset<Row> keyed(Dataset<Row> judged) {
    return judged.withColumn(BronzeOrderLines.CUSTOMER_KEY, col(LineParsing.CUSTOMER_ID));
  }

  private Checked judged(Delivered delivered, int filesBeside) {
    ConformRules rules = ConformRules.withoutLake(configuration, source);
    Map<String, FileCounts> counts =
        FileCounts.byFile(delivered.rows().counted(OrderRules.counting(source)));
    Dataset<Row> bronze =
        OrderHeaders.good(delivered.rows().lines())
            .withColumn(BronzeOrderLines.LOAD_ID, lit(1L))
            .withColumn(BronzeOrderLines.FIRST_LOAD_ID, lit(null).cast(Types.LONG));
    Dataset<Row> judged = rules.judged(bronze).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JudgedLines found = JudgedLines.of(judged);
      Tallies tallies = tallies(delivered, rules, judged, found);
      LineTally lines = tallies.lines().lines();
      long rows = FileCounts.total(counts, FileCounts::rows);
      long headers =
          delivered.rows().hasHeaders() ? OrderHeaders.good(delivered.rows().headers()).count() : 0;
      return new Checked(
          source,
          rules.currency(),
          delivered.facts().size() + filesBeside,
          rows,
          headers,
          rows - tallies.refused().rows() - headers - lines.lines(),
          tallies.refused(),
          lines,
          tallies.customers(),
          givenBack(rules, judged, found),
          notes(delivered, new UnusedMoney(source, rules.currency()).notes(tallies.columns())),
          tallies.suspicions(source, rules.currency()),
          refusal(delivered, counts, lines));
    } finally {
      judged.unpersist();
    }
  }

  private Tallies tallies(
      Delivered delivered, ConformRules rules, Dataset<Row> judged, JudgedLines found) {
    LookedAtColumns looked = LookedAtColumns.of(source, columns(delivered.facts()));
    boolean mayComeAgain =
        !source.format().isTable() && delivered.facts().size() > 1 && source.has(Field.ORDER_ID);
    return new Tallies(
        JudgedTally.lines(judged, rules.currency()),
        JudgedTally.refused(delivered.rows().rows()),
        JudgedTally.customers(judged),
        mayComeAgain
            ? JudgedTally.again(delivered.rows().lines(), OrderRules.counting(source))
            : new OrdersAgain(),
        found.cancelledBeside(),
        looked,
        facts(delivered, looked),
        repeated(delivered));
  }

  /** The files are read once more only if amounts have something beside them. */
  private RepeatedAmounts repeated(Delivered delivered) {
    List<String> asked = RepeatedAmounts.asked(source);
    if (asked.isEmpty()) {
      return new RepeatedAmounts(asked);
    }
    List<String> order = source.rows().behind(source.column(Field.ORDER_ID)).toList();
    List<String> columns = Stream.concat(order.stream(), asked.stream()).toList();
    return JudgedTally.repeated(
        delivered.files().records(delivered.facts(), columns), order.size(), asked);
  }

  private static BigDecimal givenBack(ConformRules rules, Dataset<Row> judged, JudgedLines found) {
    return found.back().lines() == 0
        ? BigDecimal.ZERO
        : rules
            .returns(judged, found.back())
            .agg(coalesce(sum(Returns.AMOUNT), lit(BigDecimal.ZERO)))
            .first()
            .getDecimal(0);
  }

  private static List<String> notes(Delivered delivered, List<String> ofColumns) {
    return Stream.concat(
            delivered.known().notesOfFiles().stream()
                .map(note -> note.name() + ": " + note.actual()),
            ofColumns.stream())
        .toList();
  }

  private static Set<String> columns(List<FileFacts> facts) {
    Set<String> columns = new LinkedHashSet<>();
    facts.forEach(fact -> columns.addAll(fact.header()));
    return columns;
  }

  /** The files are read once more only if some column is worth it. */
  private Map<String, ColumnFacts> facts(Delivered delivered, LookedAtColumns looked) {
    List<String> columns = looked.all();
    return columns.isEmpty()
        ? Map.of()
        : JudgedTally.columns(
                delivered.files().records(delivered.facts(), columns),
                columns,
                source.numbers().decimal(),
                source.numbers().grouping())
            .facts();
  }

  /** What would refuse a load of all files, asked in the order of a load. */
  private @Nullable UserException refusal(
      Delivered delivered, Map<String, FileCounts> counts, LineTally lines) {
    Dataset<Row> rows = delivered.rows().lines();
    WholeLines whole = delivered.whole();
    try {
      LoadRefusals.refuseRejected(configuration, FilesAnew.none(), delivered.rows(), counts);
      LoadRefusals.refuseIfRatesAreMissing(source, whole.rules(), rows);
      if (lines.counting().rows() == 0) {
        return LoadRefusals.nothingCounts();
      }
      if (whole.areSpread()) {
        LoadRefusals.refuseIfTotalsCountTwice(
            source,
            whole.spreading(),
            delivered.refunds().beside(rows),
            spark.createDataFrame(List.of(), BronzeOrderLines.TABLE.schema()));
      }
      return null;
    } catch (UserException e) {
      return e;
    }
  }
}
