package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import io.churnlake.lake.Loads;
import io.churnlake.step.Check;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.testing.SparkTest;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shops' systems export, and what is read of it. */
class FormatsTest {
  private static final String ORDER_TOTALS =
      """
      source {
        columns {
          time = d, customer-id = c, order-id = o, product-code = p, quantity = n, unit-price = e
          order-amount = total
        }
      }
      """;

  @TempDir Path folder;

  private static String[] good(int n, String line) {
    return Stream.iterate(1, i -> i + 1)
        .limit(n)
        .map(i -> line.replace("#", Integer.toString(i)))
        .toArray(String[]::new);
  }

  private static String[] lines(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void jsonLinesWithNestedItemsKeepTheirDigitsAndTheirPlace() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String mapping =
        """
        source {
          format = "json", items = "order.items", files.pattern = "*.json*"
          columns {
            time = at, customer-id = customer.id, order-id = id
            product-code = order.items.sku, quantity = order.items.n, unit-price = order.items.price
          }
          carry = ["*"], personal = ["customer.mail"]
        }
        """;
    shop.file(
        "a.json.gz",
        lines(
            good(
                98,
                "{\"id\": #, \"at\": \"2024-01-02\", \"customer\": {\"id\": \"c#\"},"
                    + " \"order\": {\"items\": [{\"sku\": \"P\", \"n\": 1, \"price\": 1}]}}"),
            "",
            "{\"id\": 1000.10, \"at\": \"2024-01-03\", \"customer\": {\"id\": \"c1\", \"mail\":"
                + " \"c1@example.org\", \"tier\": \"gold\"}, \"order\": {\"items\": [{\"sku\": \"A\","
                + " \"n\": 2, \"price\": 0.1000, \"gift\": true}, {\"sku\": \"B\", \"n\": 1, \"price\":"
                + " 12345678901.0001}]}}",
            "{\"id\": 1001, \"at\": \"2024-01-03\", \"order\": {\"items\": []}}",
            "{\"id\": 1002, \"id\": 1003}",
            "{\"id\": 1004} trailing"));
    Outcome outcome = shop.ingest(mapping);

    assertThat(outcome.rowsIn()).isEqualTo(103);
    assertThat(shop.rejected())
        .containsExactly(
            "a.json.gz 101 [items_missing]",
            "a.json.gz 102 [json_unreadable]",
            "a.json.gz 103 [json_unreadable]");
    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE,
                BronzeOrderLines.ORDER_ID,
                BronzeOrderLines.POSITION,
                BronzeOrderLines.PRODUCT_CODE,
                BronzeOrderLines.AMOUNT,
                BronzeOrderLines.FURTHER))
        .contains(
            "1000.10 100 A 0.2000 {customer.tier -> gold, order.items.gift -> true}",
            "1000.10 100 B 12345678901.0001 {customer.tier -> gold}",
            "98 98 P 1.0000 -");
    SmallShop misread = new SmallShop(Files.createDirectory(folder.resolve("misread")));
    misread.file("a.json.gz", "{\"id\": 1, \"at\": \"2024-01-02\", \"order\": {\"items\": []}}");
    assertThatThrownBy(() -> misread.ingest(mapping.replace("time = at", "time = when")))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("a.json.gz has no column when"));
  }

  @Test
  void parquetHasTheRowsThatItsWriterHad() throws IOException {
    SmallShop shop = new SmallShop(folder);
    Path written = folder.resolve("written");
    SparkTest.spark()
        .sql(
            """
            SELECT named_struct('id', 'c' || id) AS customer, id AS order, TIMESTAMP '2024-06-30 23:30:00' AS at,
              array(named_struct('sku', 'A', 'price', CAST(1.5 AS DECIMAL(9, 3))),
                    named_struct('sku', 'B', 'price', CAST(0.25 AS DECIMAL(9, 3)))) AS items,
              CAST(id AS DOUBLE) / 2 AS points
            FROM range(1, 4)
            """)
        .coalesce(1)
        .write()
        .parquet(written.toString());
    Path part;
    try (Stream<Path> parts = Files.list(written)) {
      part = parts.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.copy(part, shop.input().resolve("a.parquet"));
    Files.write(shop.input().resolve("b.parquet.gz"), SmallShop.gzipped(Files.readAllBytes(part)));
    String mapping =
        """
        source {
          format = "parquet", items = "items", files.pattern = "*.parquet*", carry = [points]
          columns {
            time = at, customer-id = customer.id, order-id = order
            product-code = items.sku, unit-price = items.price
          }
        }
        """;
    Outcome outcome = shop.ingest(mapping);

    assertThat(outcome.rowsIn()).isEqualTo(12);
    assertThat(outcome.checks())
        .filteredOn(check -> check.name().startsWith("new columns"))
        .allMatch(Check::passed);
    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE,
                BronzeOrderLines.FILE,
                BronzeOrderLines.POSITION,
                BronzeOrderLines.ORDER_DATE,
                BronzeOrderLines.PRODUCT_CODE,
                BronzeOrderLines.AMOUNT,
                BronzeOrderLines.FURTHER))
        .hasSize(12)
        .contains(
            "a.parquet 3 2024-07-01 A 1.5000 {points -> 1.5}",
            "b.parquet.gz 1 2024-07-01 B 0.2500 {points -> 0.5}");
    Files.writeString(shop.input().resolve("c.parquet"), "PAR1 is not enough");
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("c.parquet"));
  }

  @Test
  void numbersAndQuotesOfOtherCountriesAreReadOrRefusedNeverGuessed() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String mapping =
        """
        source {
          delimiter = "||", quote = "'", encoding = "ISO-8859-1"
          numbers { decimal = ",", grouping = "." }
          columns { time = d, customer-id = c, order-id = o, product-name = p, quantity = n, unit-price = e }
        }
        """;
    Files.writeString(
        shop.input().resolve("a.csv"),
        String.join(
            "\n",
            lines(
                lines(new String[] {"d||c||o||p||n||e"}, good(100, "2024-01-02||c#||#||x||1||1,5")),
                "2024-01-02||c1||g1||'Käse || ''gut''\nzweite Zeile'||1.234||1.234.567,891",
                "2024-01-02||c1||g2||x||-2||,5",
                "2024-01-02||c1||g3||x||1||1.5",
                "2024-01-02||c1||g4||x||12.34.567||1e3",
                "2024-01-02||c1||g5||x||1,000.00||NaN")),
        java.nio.charset.StandardCharsets.ISO_8859_1);
    shop.ingest(mapping);

    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE,
                BronzeOrderLines.ORDER_ID,
                BronzeOrderLines.POSITION,
                BronzeOrderLines.PRODUCT_NAME,
                BronzeOrderLines.QUANTITY,
                BronzeOrderLines.UNIT_PRICE))
        .contains(
            "g1 103 Käse || 'gut'\nzweite Zeile 1234.0000 1234567.8910",
            "g2 104 x -2.0000 0.5000",
            "1 2 x 1.0000 1.5000");
    assertThat(shop.rejected())
        .containsExactly(
            "a.csv 105 [unit_price_unreadable]",
            "a.csv 106 [quantity_unreadable, unit_price_unreadable]",
            "a.csv 107 [quantity_unreadable, unit_price_unreadable]");
  }

  @Test
  void anOrdersTotalIsSpreadOverItsLinesToTheLastCent() throws IOException {
    SmallShop shop = new SmallShop(folder);
    shop.file(
        "a.csv",
        lines(
            lines(new String[] {"d,c,o,p,n,e,total"}, good(60, "2024-01-02,c#,#,x,1,2,3")),
            "2024-01-02,c1,thirds,a,1,5,10",
            "2024-01-02,c1,thirds,b,1,5,10",
            "2024-01-02,c1,thirds,c,1,5,10",
            "2024-01-02,c1,shares,a,2,3,9.99",
            "2024-01-02,c1,shares,b,1,4,9.99",
            "2024-01-02,c1,torn,a,1,1,7",
            "2024-01-02,c1,torn,b,1,1,8",
            "2024-01-02,c1,free,a,1,0,4"));
    shop.ingest(ORDER_TOTALS);

    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE,
                BronzeOrderLines.ORDER_ID,
                BronzeOrderLines.PRODUCT_CODE,
                BronzeOrderLines.AMOUNT))
        .contains(
            "thirds a 3.3300",
            "thirds b 3.3300",
            "thirds c 3.3400",
            "shares a 5.9900",
            "shares b 4.0000",
            "free a 4.0000",
            "60 x 3.0000");
    assertThat(shop.rejected())
        .containsExactly("a.csv 67 [order_amount_differs]", "a.csv 68 [order_amount_differs]");
  }

  @Test
  void anOrdersTotalCountsOnceOrIsRefused() throws IOException {
    String replaced = ORDER_TOTALS + "source.restatement = replace_order\n";
    String[] header = {"d,c,o,p,n,e,total"};
    SmallShop shop = new SmallShop(folder);
    String[] thirds = {
      "2024-01-02,c1,thirds,a,1,5,10",
      "2024-01-02,c1,thirds,b,1,5,10",
      "2024-01-02,c1,thirds,c,1,5,10"
    };
    shop.file("a.csv", lines(header, thirds));
    // The same export in another order; and with it, an overlapping one in the same load.
    shop.ingest(ORDER_TOTALS);
    shop.file("b.csv", lines(header, thirds[2], thirds[1], thirds[0], "2024-01-03,c2,x,a,1,5,7"));
    shop.file("c.csv", lines(header, "2024-01-03,c2,x,a,1,5,7", thirds[1], thirds[0], thirds[2]));
    shop.ingest(ORDER_TOTALS);
    new ConformJob().run(shop.context(ORDER_TOTALS));
    assertThat(silverAmounts(shop))
        .containsExactly("thirds a 3.3300", "thirds b 3.3300", "thirds c 3.3400", "x a 7.0000");

    // An order in parts, within a load and over two; a total that has changed.
    shop.file("d.csv", lines(header, "2024-01-04,c3,parted,a,1,5,8", thirds[0]));
    shop.file("e.csv", lines(header, "2024-01-04,c3,parted,b,1,5,8", "2024-01-03,c2,x,a,1,5,9"));
    assertThatThrownBy(() -> shop.ingest(ORDER_TOTALS))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("parted in d.csv and e.csv")
        .hasMessageContaining("thirds in a.csv and b.csv and c.csv and d.csv")
        .hasMessageContaining("x in b.csv and c.csv and e.csv")
        .hasMessageContaining("restatement = replace_order");
    assertThat(shop.rows(BronzeOrderLines.TABLE, BronzeOrderLines.FILE)).doesNotContain("d.csv");

    shop.ingest(replaced);
    new ConformJob().run(shop.context(replaced));
    assertThat(silverAmounts(shop))
        .containsExactly("parted b 8.0000", "thirds a 10.0000", "x a 9.0000");
  }

  private static List<String> silverAmounts(SmallShop shop) {
    return shop.rows(
        SilverOrderLines.TABLE,
        SilverOrderLines.ORDER_ID,
        SilverOrderLines.PRODUCT_CODE,
        SilverOrderLines.AMOUNT);
  }

  @Test
  void headersAndItemsInTwoFilesMeetWhicheverComesFirst() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String mapping =
        """
        source {
          files.folder = items
          columns { order-id = o, product-code = p, quantity = n }
          headers {
            folder = heads
            columns { order-id = id, time = d, customer-id = c, order-amount = total, cancelled = state }
          }
          cancelled.pattern = "^void$"
          restatement = replace_order
        }
        """;
    shop.file(
        "heads/1.csv",
        lines(
            lines(new String[] {"id,d,c,total,state"}, good(60, "#,2024-01-02,c#,5,ok")),
            "wait,2024-01-03,later,7,void",
            "bad,yesterday,c1,7,ok"));
    shop.file(
        "items/1.csv",
        lines(lines(new String[] {"o,p,n"}, good(60, "#,x,1")), "1,y,4", "lost,x,1"));
    Outcome first = shop.ingest(mapping);
    shop.file("heads/2.csv", "id,d,c,total,state", "2,2024-01-09,c9,9,ok");
    shop.file("items/2.csv", "o,p,n", "wait,z,1", "2,w,1");
    Outcome second = shop.ingest(mapping);

    assertThat(first.rowsIn()).isEqualTo(124);
    assertThat(fatal(first)).hasSize(3).allMatch(Check::passed);
    assertThat(first.checks())
        .anyMatch(c -> c.name().startsWith("orders whose header") && c.actual().equals("1"));
    // Order 2 has another customer and total now: the file of its first line is loaded anew, once.
    assertThat(second.rowsIn()).isEqualTo(3 + 62);
    assertThat(second.note()).startsWith("2 new files, 1 loaded anew for their headers, 1 rows");
    assertThat(second.checks()).allMatch(Check::passed);
    assertThat(shop.rejected())
        .containsExactly(
            "heads/1.csv 63 [time_unreadable]",
            "items/1.csv 63 [order_header_missing]",
            "items/1.csv 63 [order_header_missing]");
    assertThat(linesOf(shop))
        .hasSize(63)
        .contains(
            "1 x 2024-01-02 1.0000 false 1",
            "1 y 2024-01-02 4.0000 false 1",
            "2 x 2024-01-09 9.0000 false 1",
            "2 w 2024-01-09 9.0000 false -",
            "wait z 2024-01-03 7.0000 true -");
    assertThat(shop.lake().read(BronzeOrderHeaders.TABLE).count()).isEqualTo(62);
    assertThat(shop.rows(CustomerIdentity.TABLE, CustomerIdentity.CUSTOMER_ID))
        .hasSize(61)
        .contains("later", "c60");
    assertThat(
            shop.lake()
                .read(BronzeOrderLines.TABLE)
                .filter(col(BronzeOrderLines.CUSTOMER_KEY).isNull())
                .count())
        .isZero();

    Files.delete(shop.input().resolve("items/2.csv"));
    shop.file("items/3.csv", "o,p,n", "3,w,1");
    shop.file(
        "heads/3.csv",
        "id,d,c,total,state",
        "lost,2024-01-04,c1,3,ok",
        "wait,2024-01-03,later,7,ok");
    Outcome third = shop.ingest(mapping);
    List<String> lines = linesOf(shop);
    assertThat(third.rowsIn()).isEqualTo(3 + 62);
    assertThat(fatal(third)).allMatch(Check::passed);
    assertThat(third.checks())
        .filteredOn(c -> c.name().contains("whose files are not in the folder"))
        .extracting(Check::actual)
        .containsExactly("1");
    assertThat(lines)
        .hasSize(65)
        .contains("lost x 2024-01-04 3.0000 false 1", "wait z 2024-01-03 7.0000 true -");
    // A load that was cut short before its end finds the same files again.
    DeltaTable.forPath(SparkTest.spark(), shop.lake().path(OpsTables.LOADS))
        .delete(col("load_id").equalTo(3).and(col("event").equalTo("committed")));
    assertThat(fatal(shop.ingest(mapping))).allMatch(Check::passed);
    assertThat(linesOf(shop)).isEqualTo(lines);
    assertThat(shop.lake().read(OpsTables.LOADS).filter("event = 'intended'").count()).isEqualTo(3);
  }

  private static List<Check> fatal(Outcome outcome) {
    return outcome.checks().stream().filter(c -> c.severity() == Check.Severity.FATAL).toList();
  }

  /** The valid lines: order, product, date, amount, whether cancelled, and the first load. */
  private static List<String> linesOf(SmallShop shop) {
    return new Loads(shop.lake())
            .committedRows(BronzeOrderLines.TABLE)
            .select(
                BronzeOrderLines.ORDER_ID,
                BronzeOrderLines.PRODUCT_CODE,
                BronzeOrderLines.ORDER_DATE,
                BronzeOrderLines.AMOUNT,
                BronzeOrderLines.CANCELLED,
                BronzeOrderLines.FIRST_LOAD_ID)
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" ").replace("null", "-"))
            .sorted()
            .toList();
  }

  @Test
  void aCurrencyNeedsARateOfItsDate() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String mapping =
        """
        source {
          rates.file = "rates/ecb.txt"
          columns {
            time = d, customer-id = c, order-id = o, quantity = n, unit-price = a, currency = cur
          }
        }
        """;
    shop.file("rates/ecb.txt", "date,currency,rate", "2024-01-01,USD,0.91", "2024-01-04,USD,0.92");
    shop.file(
        "a.csv",
        lines(
            lines(new String[] {"d,c,o,a,cur,n"}, good(50, "2024-01-02,c#,#,10,eur,1")),
            "2024-01-03,c1,u3,10,USD,1",
            "2024-01-11,c1,u11,10,usd,1",
            "2024-01-02,c1,x,10,ZZ,1",
            "2024-01-04,c1,e4,9.20,EUR,1",
            "2024-01-05,c1,r5,10,USD,-1"));
    Outcome outcome = shop.ingest(mapping);

    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE,
                BronzeOrderLines.ORDER_ID,
                BronzeOrderLines.CURRENCY,
                BronzeOrderLines.AMOUNT,
                BronzeOrderLines.EXCHANGE_RATE))
        .contains("1 EUR 10.0000 -", "u11 USD 10.0000 0.92000000", "u3 USD 10.0000 0.91000000");
    assertThat(shop.rejected()).containsExactly("a.csv 54 [currency_unknown]");
    assertThat(outcome.checks())
        .anyMatch(check -> check.actual().startsWith("rates/ecb.txt, SHA-256 "));
    new ConformJob().run(shop.context(mapping));
    assertThat(shop.rows(Returns.TABLE, Returns.RETURN_ORDER_ID, Returns.ORDER_ID, Returns.AMOUNT))
        .as("the price as sold is the same, though the rate has changed")
        .containsExactly("r5 u3 9.2000");
    shop.file("b.csv", "d,c,o,a,cur,n", "2024-01-12,c1,u12,10,USD,1", "2024-01-12,c1,g,10,GBP,1");
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("GBP on 2024-01-12, USD on 2024-01-12", "7 days"));
    shop.file("rates/ecb.txt", "date,currency,rate", "2024-01-12,USD,0.93", "2024-01-12,USD,abc");
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("ecb.txt, line 3"));
    shop.file("rates/ecb.txt", "date,currency,rate", "2024-01-12,USD,0,93");
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("ecb.txt, line 2"));
    assertThat(shop.lake().read(OpsTables.LOADS).filter(col("event").equalTo("intended")).count())
        .as("a refused load is not begun")
        .isEqualTo(1);
  }

  @Test
  void aChangedFileMayReplaceItsFormerRows() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String mapping =
        """
        source {
          files.changed = "replace"
          columns { time = d, customer-id = c, order-id = o, amount = a }
        }
        """;
    shop.file("a.csv", "d,c,o,a", "2024-01-02,c1,1,10", "2024-01-02,c2,2,20");
    shop.file("b.csv", "d,c,o,a", "2024-01-02,c3,3,30");
    shop.ingest(mapping);
    shop.file(
        "a.csv",
        "d,c,o,a,note",
        "2024-01-02,c1,1,11,late",
        "2024-01-02,c1,1,11,late",
        "2024-01-03,c4,4,40,");
    shop.file("c.csv", "d,c,o,a", "2024-01-02,c3,3,30");
    Outcome again = shop.ingest(mapping);

    assertThat(again.rowsIn()).isEqualTo(4);
    assertThat(again.checks())
        .filteredOn(check -> check.severity() == Check.Severity.NOTE)
        .extracting(check -> check.name() + ": " + check.actual())
        .containsExactly(
            "files that repeat the content of others: 1",
            "new columns that the mapping does not name: note of a.csv",
            "lines that repeat another of their file, kept: 1");
    Loads loads = new Loads(shop.lake());
    assertThat(orders(loads.committedRows(BronzeOrderLines.TABLE)))
        .containsExactly("1 11.0000", "1 11.0000", "3 30.0000", "3 30.0000", "4 40.0000");
    assertThat(orders(loads.replacedSince(BronzeOrderLines.TABLE, 1).orElseThrow()))
        .containsExactly("1 10.0000", "2 20.0000");
    assertThat(loads.lastCommitted()).isEqualTo(2);
    assertThat(shop.rows(OpsTables.FILES, "load_id", "file"))
        .containsExactly("1 a.csv", "1 b.csv", "2 a.csv", "2 c.csv");
    assertThat(shop.ingest(mapping).rowsIn()).isZero();
  }

  private static List<String> orders(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> lines) {
    return lines.select(BronzeOrderLines.ORDER_ID, BronzeOrderLines.AMOUNT).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getDecimal(1))
        .sorted()
        .toList();
  }
}
