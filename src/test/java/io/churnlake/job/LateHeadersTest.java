package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Loads;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
            "back,x,-1,5");
    List<String> heads2 = List.of("late,2024-02-03,c3,ok", "new,2024-02-03,c4,ok");
    List<String> heads3 =
        List.of("late,2024-02-03,c3,void", "moved,2024-02-04,c9,ok", "only,2024-02-01,c9,ok");
    // Order 7 as it was.
    List<String> heads3More = List.of("7,2024-01-08,c7,ok");
    List<String> items2 = List.of("again,x,1,5", "again,y,4,5");

    nights.file("heads/1.csv", HEADS, heads1);
    nights.file("items/1.csv", ITEMS, items1);
    nights.night();
    nights.file("heads/2.csv", HEADS, heads2);
    nights.file("items/2.csv", ITEMS, List.of("again,x,1,5", "new,x,1,5"));
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
    nights.file("items/2.csv", ITEMS, items2);
    assertThat(nights.night()).contains(" 2 customers touched");

    atOnce.file("heads/1.csv", HEADS, heads1);
    atOnce.file("heads/2.csv", HEADS, heads2);
    atOnce.file("heads/3.csv", HEADS, heads3);
    atOnce.file("heads/3b.csv", HEADS, heads3More);
    atOnce.file("items/1.csv", ITEMS, items1);
    atOnce.file("items/2.csv", ITEMS, items2);
    atOnce.night();
    nights.mustEqual(atOnce);
  }

  @Test
  void linesOfAForgottenCustomerDoNotComeBackWithTheirFile() throws IOException {
    SmallShop shop = new SmallShop(folder);
    shop.file("heads/1.csv", HEADS, "1,2024-01-02,anna1,ok", "2,2024-01-02,berta2,ok");
    shop.file("items/1.csv", ITEMS, "1,x,1,5", "2,x,1,5", "2,y,1,5");
    shop.ingest(MAPPING);
    new ForgetJob(List.of("berta2"), List.of()).run(shop.context(MAPPING));
    shop.file("heads/2.csv", HEADS, "1,2024-01-03,anna1,ok");
    Outcome outcome = shop.ingest(MAPPING);

    assertThat(outcome.note())
        .endsWith(
            "1 loaded anew for their headers, 0 rows rejected, 2 of forgotten customers left out");
    assertThat(outcome.checks())
        .filteredOn(check -> check.severity() == Check.Severity.FATAL)
        .allMatch(Check::passed);
    assertThat(
            new Loads(shop.lake())
                .committedRows(BronzeOrderLines.TABLE)
                .filter(col(BronzeOrderLines.ORDER_DATE).equalTo("2024-01-03"))
                .count())
        .isEqualTo(1);
    assertThat(shop.rejected()).isEmpty();
  }
}
