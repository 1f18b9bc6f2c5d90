package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lake of several sources: what is whose, and what is the same. */
@Tag("spark")
class SeveralSourcesTest {
  private static final String WEB =
      """
      source {
        name = "web", zone = "Europe/Berlin", currency = "EUR", time.patterns = ["yyyy-MM-dd"]
        columns {
          time = "day", customer-id = "customer", order-id = "order", product-code = "code"
          quantity = "pieces", unit-price = "price", refers-to-order = "of"
        }
        no-product-codes = ["SHIP"]
      }
      """;

  private static final String TILLS =
      """
      source {
        name = "tills", zone = "Europe/Berlin", currency = "EUR", restatement = "append"
        time.patterns = ["yyyy-MM-dd"]
        columns {
          time = "day", customer-id = "card", order-id = "receipt", product-code = "article"
          quantity = "n", unit-price = "each"
        }
      }
      """;

  @TempDir Path folder;

  private JobContext context(String lake, String settings, JobContext.Delivery delivery) {
    return new JobContext(
        Lake.at(SparkTest.spark(), folder.resolve(lake).toString()),
        Configuration.of(settings),
        delivery,
        LocalDate.of(2024, 12, 31),
        "run",
        Clock.systemUTC());
  }

  private JobContext.Delivery delivery(SourceMapping source, String input) {
    return new JobContext.Delivery(source, folder.resolve(input).toString(), TestKeys.secret());
  }

  private JobContext.Delivery webAndTills(String ids) {
    return delivery(SourceMapping.parse("web.conf", WEB), "web")
        .with(
            SourceMapping.parse("tills.conf", TILLS + ids),
            folder.resolve("tills").toString(),
            () -> "");
  }

  private void file(String name, String... lines) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private void firstNight() throws IOException {
    file(
        "web/1.csv",
        "day,customer,order,code,pieces,price,of",
        "2024-01-02,17,1,A,1,10.00,",
        "2024-01-02,17,1,SHIP,1,4.00,",
        "2024-01-05,18,2,B,2,5.00,");
    file(
        "tills/1.csv",
        "day,card,receipt,article,n,each",
        "2024-01-03,17,1,A,3,7.00",
        "2024-01-03,17,1,SHIP,1,1.00");
  }

  private static void run(JobContext context) {
    new Runner(context, Progress.silent())
        .run(List.of(Jobs.named("ingest"), Jobs.named("conform")));
  }

  private static List<String> rows(JobContext context, Table table, String... columns) {
    return context
        .lake()
        .read(table)
        .select(Arrays.stream(columns).map(name -> col(name)).toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static final String[] CUSTOMER = {
    Customers.FIRST_SOURCE, Customers.FIRST_ORDER_DATE, Customers.ORDERS, Customers.REVENUE
  };

  @Test
  void idsOfTwoSourcesAreTwoPersonsAndTwoOrdersAndNoRunLacksOne() throws IOException {
    firstNight();
    JobContext context = context("lake", "", webAndTills(""));
    run(context);

    assertThat(rows(context, Customers.TABLE, CUSTOMER))
        .as("shipping counts where the tills say nothing of it")
        .containsExactly(
            "[tills,2024-01-03,1,22.0000]",
            "[web,2024-01-02,1,10.0000]",
            "[web,2024-01-05,1,10.0000]");
    assertThat(rows(context, SilverOrderLines.TABLE, SilverOrderLines.ORDER_ID, "source", "file"))
        .containsOnly("[1,web,1.csv]", "[2,web,1.csv]", "[tills:1,tills,1.csv]");

    file("web/2.csv", "day,customer,order,code,pieces,price,of", "2024-01-09,17,9,A,1,10.00,");
    JobContext alone = context("lake", "", delivery(SourceMapping.parse("web.conf", WEB), "web"));
    assertThatThrownBy(() -> run(alone))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("sources that this run does not name: tills");
    assertThat(rows(context, OpsTables.FILES, "file")).as("loaded").containsOnly("[1.csv]");
  }

  @Test
  void idsOfAPairThatNoOrderHasAreTold() throws IOException {
    firstNight();
    JobContext context = context("lake", "", delivery(SourceMapping.parse("web.conf", WEB), "web"));
    new Runner(context, Progress.silent()).run(List.of(Jobs.named("ingest")));

    assertThat(new MergeCustomersJob(List.of("99,17", "18,17")).run(context).note())
        .isEqualTo(
            "2 merges noted; the next conform or nightly applies them; 1 of 3 ids have no order so"
                + " far");
  }

  @Test
  void customersThatBothNameAlikeAreOnePersonAndALaterNightIsWhatAllAtOnceIs() throws IOException {
    firstNight();
    String merging = "churnlake.conform.whole-below-lines = 0";
    JobContext nightly = context("nightly", merging, webAndTills("source.ids.customers = \"web\""));
    run(nightly);
    assertThat(rows(nightly, Customers.TABLE, CUSTOMER))
        .containsExactly("[web,2024-01-02,2,32.0000]", "[web,2024-01-05,1,10.0000]");
    file(
        "web/2.csv",
        "day,customer,order,code,pieces,price,of",
        "2024-01-07,17,3,A,-1,10.00,1",
        "2024-01-08,19,4,C,1,3.00,");
    file("tills/2.csv", "day,card,receipt,article,n,each", "2024-01-09,17,2,C,1,2.00");
    run(nightly);
    JobContext atOnce = context("once", "", webAndTills("source.ids.customers = \"web\""));
    run(atOnce);

    for (Table table :
        List.of(SilverOrderLines.TABLE, Returns.TABLE, CustomerDays.TABLE, Customers.TABLE)) {
      assertThat(table.fullName() + all(nightly, table))
          .isEqualTo(table.fullName() + all(atOnce, table));
    }
    assertThat(rows(nightly, Returns.TABLE, Returns.KIND, Returns.AMOUNT))
        .containsExactly("[reference,10.0000]");
  }

  private static String all(JobContext context, Table table) {
    return context.lake().read(table).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  @Test
  void sourcesOfTheSameOrdersMustJudgeThemAlike() throws IOException {
    firstNight();
    JobContext context = context("lake", "", webAndTills("source.ids.orders = \"web\""));

    assertThatThrownBy(() -> run(context))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("web, tills read the same orders by other rules");
  }

  @Test
  void aTotalIsNotSpreadTwiceOverLinesThatTwoSourcesDeliver() throws IOException {
    String mapping =
        """
        source {
          name = "%s", zone = "Europe/Berlin", currency = "EUR", ids.orders = "shop"
          time.patterns = ["yyyy-MM-dd"]
          columns {
            time = "day", customer-id = "customer", order-id = "order", product-code = "code"
            order-amount = "total"
          }
        }
        """;
    file(
        "a/1.csv", "day,customer,order,code,total", "2024-01-02,17,1,A,30", "2024-01-02,17,1,B,30");
    file("b/1.csv", "day,customer,order,code,total", "2024-01-02,17,1,C,30");
    JobContext context =
        context(
            "lake",
            "",
            delivery(SourceMapping.parse("a.conf", mapping.formatted("a")), "a")
                .with(
                    SourceMapping.parse("b.conf", mapping.formatted("b")),
                    folder.resolve("b").toString(),
                    () -> ""));

    assertThatThrownBy(() -> run(context))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("1 in a:1.csv and b:1.csv");
  }

  /** The second export as its publisher writes it: other names, whole ids, no title is "nan". */
  @Test
  void twoExportsOfOneShopThatOverlapCountEachLineOnce() throws IOException {
    List<String> days = List.of("2010-12-01", "2010-12-02", "2010-12-03");
    Path data = TestData.path("online_retail");
    Files.createDirectories(folder.resolve("all"));
    Files.createDirectories(folder.resolve("one"));
    Files.createDirectories(folder.resolve("two"));
    for (String day : days) {
      List<String> lines = some(Files.readAllLines(data.resolve(day + ".csv")));
      String file = day + ".csv";
      Files.write(folder.resolve("all").resolve(file), lines);
      if (!day.equals(days.get(2))) {
        Files.write(folder.resolve("one").resolve(file), lines);
      }
      if (!day.equals(days.get(0))) {
        Files.write(folder.resolve("two").resolve(file), inTheSecondForm(lines));
      }
    }
    JobContext once = context("alone", "", delivery(SourceMapping.bundled("online-retail"), "all"));
    JobContext both =
        context(
            "both",
            "",
            delivery(SourceMapping.bundled("online-retail"), "one")
                .with(
                    SourceMapping.bundled("online-retail-ii"),
                    folder.resolve("two").toString(),
                    () -> ""));
    run(once);
    run(both);

    assertThat(byRule(both)).isEqualTo(byRule(once));
    assertThat(
            rows(
                both, Customers.TABLE, Customers.CUSTOMER_KEY, Customers.ORDERS, Customers.REVENUE))
        .isEqualTo(
            rows(
                once,
                Customers.TABLE,
                Customers.CUSTOMER_KEY,
                Customers.ORDERS,
                Customers.REVENUE));
    assertThat(all(both, CustomerDays.TABLE)).isEqualTo(all(once, CustomerDays.TABLE));
  }

  /** The first of a day, some twenty orders with repeated lines, and those without a title. */
  private static List<String> some(List<String> day) {
    return Stream.concat(
            day.stream().limit(400),
            day.stream().skip(400).filter(line -> line.matches("[^,]*,[^,]*,,.*")))
        .toList();
  }

  private static List<String> byRule(JobContext context) {
    return context
        .lake()
        .read(SilverOrderLines.TABLE)
        .groupBy(SilverOrderLines.EXCLUDED_BECAUSE)
        .agg(count(lit(1)), sum(SilverOrderLines.AMOUNT), sum(SilverOrderLines.NET_AMOUNT))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static List<String> inTheSecondForm(List<String> lines) {
    return Stream.concat(
            Stream.of(
                "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"),
            lines.stream()
                .skip(1)
                .map(
                    line ->
                        line.replaceFirst("^([^,]*,[^,]*),,", "$1,nan,")
                            .replaceFirst(",([0-9]{5})\\.0,", ",$1,")))
        .toList();
  }
}
