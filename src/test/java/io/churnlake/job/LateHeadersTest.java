package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import io.churnlake.lake.Loads;
import io.churnlake.step.Check;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers of orders that come after their lines, or come again with other content. */
class LateHeadersTest {
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", restatement = replace_order
        files { folder = items, changed = replace }
        time.patterns = ["yyyy-MM-dd"]
        columns { order-id = o, product-code = p, quantity = n, unit-price = e }
        headers {
          folder = heads
          columns { order-id = id, time = d, customer-id = c, cancelled = state }
        }
        cancelled.pattern = "^void$"
        # Of lines: headers have no such columns.
        rows { keep.p = "^[a-z]", drop.o = "^total" }
      }
      """;

  private static final String TOTALS =
      """
      source {
        files { folder = items, changed = replace }
        columns { order-id = o, product-code = p, quantity = n }
        headers {
          folder = heads
          columns { order-id = id, time = d, customer-id = c, order-amount = total }
        }
      }
      """;

  private static final String HEADS = "id,d,c,state";
  private static final String ITEMS = "o,p,n,e";

  @TempDir Path folder;

  private static List<String> numbered(int n, String line, String... more) {
    List<String> lines = new ArrayList<>();
    IntStream.rangeClosed(1, n)
        .mapToObj(i -> line.replace("#d", "%02d".formatted(1 + i % 20)))
        .forEach(text -> lines.add(text.replace("#", Integer.toString(lines.size() + 1))));
    lines.addAll(List.of(more));
    return lines;
  }

  @Test
  void nightsWithLateAndCorrectedHeadersMergeToTheSilverOfTheFilesAtOnce() throws IOException {
    SourceMapping mapping =
        SourceMapping.load(Files.writeString(folder.resolve("tiny.conf"), MAPPING));
    Nights nights = Nights.merging(folder.resolve("nights"), mapping);
    Nights atOnce = Nights.whole(folder.resolve("at-once"), mapping);
    List<String> heads1 =
        numbered(
            80,
            "#,2024-01-#d,c#,ok",
            "again,2024-02-01,a,ok",
            "moved,2024-02-01,c5,ok",
            "only,2024-02-01,gone,ok",
            "back,2024-02-07,c5,ok");
    List<String> items1 =
        numbered(
            80,
            "#,x,1,5",
            "late,y,2,5",
            "late,x,1,5",
            "again,x,3,5",
            "moved,x,2,5",
            "only,y,1,9",
            "back,x,-1,5",
            "total,x,1,5");
    List<String> heads2 = List.of("late,2024-02-03,c3,ok", "new,2024-02-03,c4,ok");
    List<String> heads3 =
        List.of("late,2024-02-03,c3,void", "moved,2024-02-04,c9,ok", "only,2024-02-01,c9,ok");
    // Order 7 as it was.
    List<String> heads3More = List.of("7,2024-01-08,c7,ok");
    List<String> items2 = List.of("again,x,1,5", "new,x,1,5");

    nights.file("heads/1.csv", HEADS, heads1);
    nights.file("items/1.csv", ITEMS, items1);
    nights.night();
    nights.file("heads/2.csv", HEADS, heads2);
    nights.file("items/2.csv", ITEMS, items2);
    assertThat(nights.night())
        .as("two lines that waited, and two of a new file")
        .startsWith("4 changed lines of ")
        .contains(" 3 customers touched");
    nights.file("heads/3.csv", HEADS, heads3);
    nights.file("heads/3b.csv", HEADS, heads3More);
    assertThat(nights.night())
        .as("four lines before and after, of c3, c5, c9 and one who is gone")
        .startsWith("8 changed lines of ")
        .contains(" 4 customers touched");
    assertThat(
            nights
                .lake()
                .read(SilverOrderLines.TABLE)
                .filter("order_id = 'again'")
                .select(SilverOrderLines.QUANTITY, SilverOrderLines.FILE)
                .collectAsList()
                .toString())
        .as("a file that is loaded anew keeps its place among the deliveries")
        .isEqualTo("[[1.0000,items/2.csv]]");
    if (Thorough.isAsked()) {
      items2 = List.of("again,x,1,5", "again,y,4,5");
      nights.file("items/2.csv", ITEMS, items2);
      assertThat(nights.night()).contains(" 2 customers touched");
    }

    atOnce.file("heads/1.csv", HEADS, heads1);
    atOnce.file("heads/2.csv", HEADS, heads2);
    atOnce.file("heads/3.csv", HEADS, heads3);
    atOnce.file("heads/3b.csv", HEADS, heads3More);
    atOnce.file("items/1.csv", ITEMS, items1);
    atOnce.file("items/2.csv", ITEMS, items2);
    atOnce.night();
    nights.mustEqual(atOnce);
  }

  private static String[] file(String first, int n, String line, String... more) {
    return Stream.concat(Stream.of(first), numbered(n, line, more).stream()).toArray(String[]::new);
  }

  private static List<String> lines(SmallShop shop) {
    return new Loads(shop.lake())
            .committedRows(BronzeOrderLines.TABLE)
            .filter(col(BronzeOrderLines.ORDER_ID).isin("late", "moved"))
            .select(
                BronzeOrderLines.ORDER_ID,
                BronzeOrderLines.PRODUCT_CODE,
                BronzeOrderLines.ORDER_DATE,
                BronzeOrderLines.AMOUNT)
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .sorted()
            .toList();
  }

  @Test
  void linesTakeUpTheirHeaderWhenTheirFileIsBackAndAreNeitherDoubledNorLost() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String heads = "id,d,c,total";
    String items = "o,p,n";
    String own = "own,2024-01-02,c1,5";
    shop.file("heads/1.csv", file(heads, 40, "#,2024-01-#d,c#,5", own, "moved,2024-02-01,c5,10"));
    shop.file("items/0.csv", items, "own,x,1");
    shop.file("items/1.csv", file(items, 40, "#,x,1", "moved,x,1", "moved,y,1", "late,x,1"));
    shop.ingest(TOTALS);
    shop.file("heads/2.csv", heads, "moved,2024-02-02,c9,12");
    assertThat(shop.ingest(TOTALS).note()).as("another total").contains(" 1 loaded anew ");
    assertThat(lines(shop))
        .containsExactly("moved x 2024-02-02 6.0000", "moved y 2024-02-02 6.0000");

    Path away = Files.move(shop.input().resolve("items/1.csv"), folder.resolve("away.csv"));
    shop.file("heads/3.csv", heads, "late,2024-02-03,c3,5", "moved,2024-02-03,c8,14");
    shop.file("items/2.csv", items, "moved,y,1", "moved,x,1");
    assertThatThrownBy(() -> shop.ingest(TOTALS))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("corrected header would count twice")
        .hasMessageContaining("moved in items/1.csv");
    Files.delete(shop.input().resolve("items/2.csv"));
    assertThat(left(shop.ingest(TOTALS))).isEqualTo("2");
    Outcome idle = shop.ingest(TOTALS);
    assertThat(idle.note()).isEqualTo("1 files, none of them new");
    assertThat(left(idle)).as("the one that waits").isEqualTo("1");

    Files.move(away, shop.input().resolve("items/1.csv"));
    assertThat(shop.ingest(TOTALS).note())
        .isEqualTo("0 new files, 1 loaded anew for their headers, 0 rows rejected");
    assertThat(lines(shop))
        .containsExactly(
            "late x 2024-02-03 5.0000", "moved x 2024-02-03 7.0000", "moved y 2024-02-03 7.0000");

    shop.file("heads/1.csv", file(heads, 25, "#,2024-01-#d,c#,5", own));
    assertThatThrownBy(() -> shop.ingest(TOTALS))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("15 lines that were loaded would be rejected")
        .hasMessageContaining("items/1.csv (15 of 43)");
  }

  /** Orders whose lines could not take up their header. */
  private static String left(Outcome outcome) {
    return outcome.checks().stream()
        .filter(check -> check.name().contains("are not in the folder"))
        .map(Check::actual)
        .collect(Collectors.joining());
  }

  @Test
  void linesOfAForgottenCustomerDoNotComeBackWithTheirFile() throws IOException {
    SmallShop shop = new SmallShop(folder);
    // What waits has a number of the forgotten customer's, as its order's and as its quantity.
    shop.file("heads/1.csv", file(HEADS, 40, "#,2024-01-02,10#,ok", "b,2024-01-02,2002,ok"));
    shop.file(
        "items/1.csv",
        file(ITEMS, 40, "#,x,1,5", "b,x,1,5", "b,y,1,5", "2002,x,1,5", "wait,x,2002,5"));
    shop.ingest(MAPPING);
    new ForgetJob(List.of("2002"), List.of()).run(shop.context(MAPPING));
    shop.file("heads/2.csv", HEADS, "1,2024-01-03,101,ok", "2002,2024-01-03,101,ok");
    Outcome outcome = shop.ingest(MAPPING);

    assertThat(outcome.note())
        .endsWith(
            "1 loaded anew for their headers, 1 rows rejected, 2 of forgotten customers left out");
    assertThat(outcome.checks())
        .filteredOn(check -> check.severity() == Check.Severity.FATAL)
        .allMatch(Check::passed);
    assertThat(
            new Loads(shop.lake())
                .committedRows(BronzeOrderLines.TABLE)
                .filter(col(BronzeOrderLines.ORDER_DATE).equalTo("2024-01-03"))
                .count())
        .isEqualTo(2);
    assertThat(shop.rejected()).contains("items/1.csv 45 [order_header_missing]");
  }
}
