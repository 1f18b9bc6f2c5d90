package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.SourceMapping;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night rewrites. */
class TouchedConformTest {
  private static final String HEADER = RandomLog.HEADER;

  @TempDir Path folder;

  private SourceMapping mapping(String restatement) throws IOException {
    return SourceMapping.load(
        Files.writeString(
            folder.resolve(restatement + ".conf"), RandomLog.MAPPING.formatted(restatement)));
  }

  private static String line(int day, String who, String order, String code, int pieces) {
    return "2024-01-%02d 10:00;%s;%s;1;%s;A;%d;5;%s;"
        .formatted(day, who, order, code, pieces, pieces < 0 ? "back" : "");
  }

  private static List<String> history(int orders) {
    return IntStream.range(0, orders)
        .mapToObj(i -> line(1 + i % 20, "c" + i % 100, "o" + i, "A1", 2))
        .toList();
  }

  @Test
  void rewrittenRowsFollowTheCustomersTouchedAndNotTheHistory() throws IOException {
    // c1 buys again, c2 returns a piece: of the history only c2's last line and its day change.
    List<String> news = List.of(line(25, "c1", "n1", "B1", 1), line(26, "c2", "r1", "A1", -1));
    Nights nights = Nights.merging(folder.resolve("nights"), mapping("append"));
    nights.file("1.csv", HEADER, history(800));
    nights.night();
    nights.file("2.csv", HEADER, news);
    assertThat(nights.night()).contains("2 customers touched", "3 lines changed");
    assertThat(rows(nights, SilverOrderLines.TABLE)).isEqualTo("2 in, 1 changed, 0 copied");
    assertThat(rows(nights, Returns.TABLE)).isEqualTo("1 in, 0 changed, 0 copied");
    assertThat(rows(nights, CustomerDays.TABLE)).isEqualTo("2 in, 1 changed, 0 copied");
    assertThat(rows(nights, Customers.TABLE)).isEqualTo("0 in, 1 changed, 0 copied");
    assertThat(nights.night()).isEqualTo("no new lines of 802 delivered");
  }

  /** Rows that the last commit put in, changed, or wrote again as they were. */
  private static String rows(Nights nights, Table table) {
    Row last =
        DeltaTable.forPath(nights.lake().spark(), nights.lake().path(table)).history(1).first();
    Map<String, String> metrics = last.getJavaMap(last.fieldIndex("operationMetrics"));
    assertThat(last.<String>getAs("operation")).isEqualTo("MERGE");
    // One for new rows, one for those put in the place of marked ones, whatever the history holds.
    assertThat(Integer.parseInt(metrics.get("numTargetFilesAdded"))).isBetween(1, 3);
    return metrics.get("numTargetRowsInserted")
        + " in, "
        + metrics.get("numTargetRowsUpdated")
        + " changed, "
        + metrics.get("numTargetRowsCopied")
        + " copied";
  }

  private static String sum(Nights nights, Table table, String column) {
    return nights.lake().read(table).selectExpr("sum(" + column + ")").first().get(0).toString();
  }

  @Test
  void anOrderThatIsDeliveredAgainReplacesItsLines() throws IOException {
    List<String> first = new ArrayList<>(history(40));
    first.add(line(3, "c7", "again", "B1", 3));
    first.add(line(3, "c7", "again", "A2", 1));
    // Others bring back more of c10's and c11's orders than there was.
    List<String> second =
        List.of(
            line(3, "c7", "again", "B1", 2),
            line(22, "c7", "r9", "B1", -2),
            line(23, "c9", "r10", "A1", -5) + "o10",
            line(24, "", "r11", "A1", -3) + "o11");
    Nights nights = Nights.merging(folder.resolve("nights"), mapping("replace_order"));
    Nights atOnce = Nights.whole(folder.resolve("at-once"), mapping("replace_order"));
    nights.file("1.csv", HEADER, first);
    nights.night();
    nights.file("2.csv", HEADER, second);
    assertThat(nights.night()).contains("4 customers touched");
    atOnce.file("1.csv", HEADER, first);
    atOnce.file("2.csv", HEADER, second);
    atOnce.night();
    assertThat(
            nights
                .lake()
                .read(SilverOrderLines.TABLE)
                .filter("order_id = 'again'")
                .select("product_code", "quantity", "returned_quantity")
                .collectAsList()
                .toString())
        .isEqualTo("[[B1,2.0000,2.0000]]");
    assertThat(sum(nights, CustomerDays.TABLE, CustomerDays.NET_AMOUNT))
        .isEqualTo(sum(nights, SilverOrderLines.TABLE, SilverOrderLines.NET_AMOUNT))
        .isEqualTo("360.0000");
    nights.mustEqual(atOnce);
  }

  @Test
  void aLineThatIsDeliveredAgainIsRestated() throws IOException {
    List<String> first = new ArrayList<>(history(40));
    first.add(line(3, "c7", "again", "B1", 3));
    first.add(line(3, "c7", "again", "A2", 1));
    // The first line of the order is of another day since, and of fewer pieces; a number that is
    // another customer's is used anew.
    List<String> second =
        List.of(
            line(4, "c7", "again", "B1", 2),
            line(22, "c8", "r9", "B1", -2),
            line(3, "c8", "o1", "A1", 2));
    Nights nights = Nights.merging(folder.resolve("nights"), mapping("auto"));
    Nights atOnce = Nights.whole(folder.resolve("at-once"), mapping("auto"));
    nights.file("1.csv", HEADER, first);
    nights.night();
    nights.file("2.csv", HEADER, second);
    assertThat(nights.night()).contains("3 customers touched");
    atOnce.file("1.csv", HEADER, first);
    atOnce.file("2.csv", HEADER, second);
    atOnce.night();
    assertThat(
            nights
                .lake()
                .read(SilverOrderLines.TABLE)
                .filter("order_id = 'again'")
                .orderBy("product_code")
                .select("product_code", "quantity", "line_date", "excluded_because")
                .collectAsList()
                .toString())
        .isEqualTo("[[A2,1.0000,2024-01-03,null], [B1,2.0000,2024-01-04,null]]");
    assertThat(
            nights
                .lake()
                .read(SilverOrderLines.TABLE)
                .filter("excluded_because = 'order_of_several_customers'")
                .count())
        .isEqualTo(2);
    nights.mustEqual(atOnce);
  }
}
