package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.conform.ConformRules;
import io.churnlake.conform.JudgedLines;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.inspect.Inspection;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.OrderFiles;
import io.churnlake.orders.CreditNotes;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.OrderAmounts;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.orders.ReturnedLines;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.ClvFits;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exports as shops' systems write them, with the right figures worked out by hand: from the files
 * to judged lines, without a lake between. {@link DialectsTest} has those of line ends and quotes,
 * {@code UniformShopTest} has whole nights of a shop where all are alike.
 */
class SourceCasesTest {
  private static final Column COUNTS = col(SilverOrderLines.COUNTS);

  @TempDir Path folder;

  private record Judged(Dataset<Row> lines, JudgedLines found) {}

  private JobContext context(SourceMapping mapping, Path input) {
    return new JobContext(
        Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
        Configuration.defaults(),
        new JobContext.Delivery(mapping, input.toString(), TestKeys.secret()),
        LocalDate.of(2024, 12, 31),
        "run",
        Clock.systemUTC());
  }

  private static SourceMapping mapping(String name) {
    return SourceMapping.load(Path.of("src/test/resources/cases", name + ".conf"));
  }

  private Judged judged(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery("ingest");
    SourceMapping source = delivery.source();
    OrderFiles files = new OrderFiles(SparkTest.spark(), SourceColumns.format(source));
    List<FileFacts> facts =
        files.inspect(
            files.list(
                delivery.input(),
                source.folder(),
                source.pattern(),
                source.rows().subfolders(),
                source.rows().members()));
    LineRules rules = SourceColumns.rules(context, delivery);
    Dataset<Row> read =
        CustomerKeys.keyed(
            LineParsing.judged(
                files.records(facts, List.copyOf(SourceColumns.wanted(source).keySet())), rules),
            LineParsing.CUSTOMER_ID,
            BronzeOrderLines.CUSTOMER_KEY,
            delivery.secret().bytes());
    Dataset<Row> spread = OrderAmounts.spread(CreditNotes.ofOneSign(computed(read), rules), rules);
    Dataset<Row> bronze =
        computed(
            OrderHeaders.good(LineParsing.withOrderIds(spread, rules))
                .withColumn(BronzeOrderLines.LOAD_ID, lit(1L))
                .withColumn(BronzeOrderLines.FIRST_LOAD_ID, lit(null).cast(Types.LONG)));
    ConformRules conform = ConformRules.of(context);
    Dataset<Row> judged = computed(conform.judged(bronze));
    JudgedLines found = JudgedLines.of(judged);
    Dataset<Row> returns = computed(conform.returns(judged, found.back()));
    return new Judged(ReturnedLines.withReturns(judged, returns, returns.count()), found);
  }

  /** A few rows, without all that they were made by: that would be planned with each step anew. */
  private static Dataset<Row> computed(Dataset<Row> rows) {
    return SparkTest.spark().createDataFrame(rows.collectAsList(), rows.schema());
  }

  /** Lines that were read, of these counting; gross, net; customers, purchase days, first day. */
  private static String told(Dataset<Row> lines) {
    return lines
        .agg(
            sum(lit(1)),
            count_if(COUNTS),
            sum(when(COUNTS, col(SilverOrderLines.AMOUNT))).cast("decimal(18,2)"),
            sum(SilverOrderLines.NET_AMOUNT).cast("decimal(18,2)"),
            count_distinct(when(COUNTS, col(SilverOrderLines.CUSTOMER_KEY))),
            count_distinct(
                when(COUNTS, col(SilverOrderLines.CUSTOMER_KEY)),
                when(COUNTS, col(SilverOrderLines.ORDER_DATE))),
            min(when(COUNTS, col(SilverOrderLines.ORDER_DATE))))
        .first()
        .mkString(" ");
  }

  @ParameterizedTest
  @CsvSource({
    "shopify, 01-shopify/in, 29 12 346.50 326.50 4 6 2024-01-05",
    "shopify-discounts, 01-shopify/in, 29 12 346.50 326.50 4 6 2024-01-05",
    "mail, 02-email-case/in, 16 7 70.00 70.00 2 7 2024-01-05",
    "amazon, 03-amazon/in, 28 26 296.50 296.50 23 25 2024-01-05",
    "amazon, 03-amazon/in_bad, 28 26 296.50 296.50 23 25 2024-01-05",
    "dollars, 04-symbols/usd/in, 4 3 2258.49 2246.49 2 3 2024-01-05",
    "euros, 04-symbols/eur/in, 5 3 2258.49 2234.49 2 3 2024-01-05",
    "erp, 05-german-erp/in, 10 5 3714.40 1205.40 3 5 2024-01-05",
    "erp, 05-german-erp/in_euro, 2 2 2504.50 2504.50 2 2 2024-01-05",
    "woo, 06-woo-json/in, 17 7 289.00 229.00 4 6 2024-01-05",
    "woo, 06-woo-json/in_array, 17 7 289.00 229.00 4 6 2024-01-05",
    "woo, 06-woo-json/in_array1, 17 7 289.00 229.00 4 6 2024-01-05",
    "status, 07-status/in, 6 4 195.00 195.00 3 4 2024-01-30",
    "receipts, 13-order-ids/in_anon, 8 5 49.00 42.00 3 5 2024-03-15",
    "two-shops, 13-order-ids/in_two, 6 6 90.00 90.00 3 6 2024-01-05",
    "dialect-utc, 14-dialects/u-dateonly-utc/in, 2 2 30.00 30.00 2 2 2024-03-01",
    "folders, 14-dialects/z-partitioned/in, 2 2 30.00 30.00 2 2 2024-01-05",
    "overlap, 19-overlap/in, 4 4 70.00 70.00 3 4 2024-01-05",
    "overlap, 19-overlap/in_cust, 3 3 60.00 60.00 3 3 2024-01-05",
    "discounts, 20-discount-sign/in, 3 3 131.10 131.10 3 3 2024-01-05"
  })
  void anExportGivesTheFiguresThatAreRight(String mapping, String input, String told) {
    Path files = TestData.path("cases/" + input);
    assertThat(told(judged(context(mapping(mapping), files)).lines())).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "01-shopify/in, 29 12 346.50 326.50 4 6 2024-01-05",
    "05-german-erp/in, 10 5 3714.40 1205.40 3 5 2024-01-05",
    "13-order-ids/in_anon, 8 5 49.00 42.00 3 5 2024-03-15"
  })
  void soDoesTheMappingThatIsProposed(String input, String told) {
    Path files = TestData.path("cases/" + input);
    SourceMapping proposed = SourceMapping.parse("proposed", Inspection.of(List.of(files)).text());
    assertThat(told(judged(context(proposed, files)).lines())).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "13-order-ids/m_two, 13-order-ids/in_two, lines left out: their order names several customers, 4",
    "13-order-ids/m, 13-order-ids/in_anon, lines more than 7 days after their order's first, 2",
    "01-shopify/naive, 01-shopify/in, counting lines of orders that other lines cancel, 3"
  })
  void whatOrdersMayNotBeIsTold(String mapping, String input, String note, String lines) {
    Path files = TestData.path("cases/" + input);
    SourceMapping source = SourceMapping.load(TestData.path("cases/" + mapping + ".conf"));
    assertThat(judged(context(source, files)).found().suspicions())
        .contains(new Check(note, "0", lines, Check.Severity.NOTE));
  }

  @ParameterizedTest
  @CsvSource({"in_one, true", "in_two, true", "in_ok, false"})
  void customersWhoAreAlikeHaveAFitWithoutACorrelation(String input, boolean alike) {
    JobContext context =
        context(mapping("equal"), TestData.path("cases/23-equal-repeats/" + input));
    new IngestJob().run(context);
    new ConformJob().run(context);

    Outcome outcome = new ClvJob().run(context);

    Row fit = context.lake().read(ClvFits.TABLE).filter("model = 'gamma_gamma'").first();
    assertThat(fit.isNullAt(fit.fieldIndex("frequency_spend_correlation"))).isEqualTo(alike);
    assertThat(outcome.checks())
        .filteredOn(check -> check.name().equals("frequency and spend are independent"))
        .hasSize(1)
        .allMatch(check -> check.passed() == alike);
  }

  @Test
  void whatFilesLackIsNoted() throws IOException {
    SourceMapping drift = mapping("drift");
    Path input = Files.createDirectories(folder.resolve("input"));
    copy("14-dialects/j-drift/in/o1.csv", input.resolve("a1.csv"));
    copy("14-dialects/j-drift/in/o2.csv", input.resolve("a2.csv"));
    copy("14-dialects/v-empty-file/in/o2.csv", input.resolve("a3.csv"));

    Outcome outcome = new IngestJob().run(context(drift, input));

    assertThat(outcome.rowsIn()).isEqualTo(2);
    assertThat(outcome.checks())
        .contains(
            new Check("files without a line", "none", "a3.csv", Check.Severity.NOTE),
            new Check(
                "columns that files do not have",
                "none",
                "a1.csv has no column discount",
                Check.Severity.NOTE));
  }

  private static void copy(String from, Path to) throws IOException {
    Files.copy(TestData.path("cases/" + from), to, StandardCopyOption.REPLACE_EXISTING);
  }
}
