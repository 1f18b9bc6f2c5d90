package io.churnlake.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Which delivered lines are lines, and which lines count. */
class OrderLinesTest {
  private static final CountingRules DEFAULT =
      new CountingRules(false, true, true, List.of("POST"), true, CountingRules.SameLine.IDENTICAL);

  /**
   * load, file, position, order or order#line, date, customer, product, quantity, price, cancelled,
   * cost.
   */
  private static Dataset<Row> bronze(String... lines) {
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      String[] f = line.trim().split(" +");
      BigDecimal quantity = new BigDecimal(f[7]).setScale(4);
      BigDecimal price = new BigDecimal(f[8]).setScale(4);
      rows.add(
          RowFactory.create(
              Long.valueOf(f[0]),
              "shop",
              f[1],
              Long.valueOf(f[2]),
              f[3].replaceAll("#.*", ""),
              f[3].contains("#") ? f[3].replaceAll(".*#", "") : null,
              Timestamp.valueOf(f[4] + " 12:00:00"),
              Date.valueOf(f[4]),
              f[5].equals("-") ? null : f[5],
              f[6],
              null,
              null,
              quantity,
              price,
              BigDecimal.ZERO.setScale(4),
              quantity.multiply(price).setScale(4),
              f.length > 10 ? new BigDecimal(f[10]).setScale(4) : null,
              "EUR",
              null,
              null,
              Boolean.valueOf(f[9]),
              null,
              null,
              null,
              null));
    }
    return SparkTest.spark().createDataFrame(rows, BronzeOrderLines.TABLE.schema());
  }

  private static List<String> conformed(CountingRules rules, String... lines) {
    return OrderLines.conformed(bronze(lines), rules, "EUR")
        .orderBy(
            SilverOrderLines.ORDER_ID, SilverOrderLines.PRODUCT_CODE, SilverOrderLines.OCCURRENCE)
        .select(
            col(SilverOrderLines.ORDER_ID),
            col(SilverOrderLines.PRODUCT_CODE),
            col(SilverOrderLines.OCCURRENCE),
            col(SilverOrderLines.ORDER_DATE),
            col(SilverOrderLines.EXCLUDED_BECAUSE))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  @Test
  void anIdenticalLineCountsAsOftenAsInTheFileThatHoldsItMostOften() {
    String[] overlapping = {
      "1 a.csv 2 o1 2024-01-01 k1 P1 1 5 false",
      "1 a.csv 3 o1 2024-01-01 k1 P1 1 5 false",
      "1 b.csv 2 o1 2024-01-01 k1 P1 1 5 false",
      "2 c.csv 9 o1 2024-01-01 k1 P1 1 5 false",
      "2 c.csv 8 o1 2024-01-01 k1 P1 1 5.01 false",
    };
    assertThat(conformed(DEFAULT, overlapping))
        .containsExactly(
            "o1 P1 1 2024-01-01 null", "o1 P1 1 2024-01-01 null", "o1 P1 2 2024-01-01 null");
    CountingRules repeatsAreErrors =
        new CountingRules(false, true, true, List.of(), false, CountingRules.SameLine.IDENTICAL);
    assertThat(conformed(repeatsAreErrors, overlapping))
        .containsExactly("o1 P1 1 2024-01-01 null", "o1 P1 1 2024-01-01 null");
  }

  @Test
  void aLineThatDoesNotCountSaysWhyAndTheFirstReasonWins() {
    assertThat(
            conformed(
                DEFAULT,
                "1 a.csv 1 o1 2024-01-01 -  P1 1  5 false",
                "1 a.csv 2 o2 2024-01-01 k1 P1 1  5 false",
                "1 a.csv 3 o2 2024-01-01 k2 P2 1  5 false",
                "1 a.csv 4 o3 2024-01-01 k1 P1 -1 5 true",
                "1 a.csv 5 o4 2024-01-01 k1 P1 -1 5 false",
                "1 a.csv 6 o4 2024-01-01 k1 P2 1  0 false",
                "1 a.csv 7 o4 2024-01-01 k1 POST 1 4 false",
                "1 a.csv 8 o4 2024-01-01 k1 P3 1  4 false"))
        .containsExactly(
            "o1 P1 1 2024-01-01 no_customer",
            "o2 P1 1 2024-01-01 order_of_several_customers",
            "o2 P2 1 2024-01-01 order_of_several_customers",
            "o3 P1 1 2024-01-01 cancelled",
            "o4 P1 1 2024-01-01 quantity_not_positive",
            "o4 P2 1 2024-01-01 price_not_positive",
            "o4 P3 1 2024-01-01 null",
            "o4 POST 1 2024-01-01 no_product");
  }

  @Test
  void onlyALineWithACostHasItInItsIdentity() throws NoSuchAlgorithmException {
    List<Row> lines =
        OrderLines.conformed(
                bronze(
                    "1 a.csv 1 o1 2024-01-01 k1 P1 3 5 false",
                    "1 b.csv 1 o1 2024-01-01 k1 P1 3 5 false 2.5",
                    "2 c.csv 1 o1 2024-01-01 k1 P1 3 5 false 2.5"),
                DEFAULT,
                "EUR")
            .select(
                col(SilverOrderLines.LINE_KEY),
                col(SilverOrderLines.COST).cast("string"),
                col(SilverOrderLines.ORDERED_AT).cast("string"))
            .orderBy(SilverOrderLines.COST)
            .collectAsList();

    assertThat(lines).extracting(row -> row.getString(1)).containsExactly(null, "7.5000");
    // All fields but the cost, those without a value as a NUL, as before lines had a cost.
    String fields =
        "shop|o1|-|%s|k1|P1|-|-|3.0000|5.0000|0.0000|15.0000|EUR|-|-|false|-"
            .formatted(lines.get(0).getString(2))
            .replace('|', '\u0001')
            .replaceAll("-(?=\u0001|$)", "\u0000");
    byte[] md5 = MessageDigest.getInstance("MD5").digest(fields.getBytes(UTF_8));
    assertThat(lines.get(0).getString(0)).isEqualTo(HexFormat.of().formatHex(md5));
    assertThat(lines.get(1).getString(0)).isNotEqualTo(lines.get(0).getString(0));
  }

  @Test
  void anOrderHasTheDateOfItsEarliestLine() {
    assertThat(
            conformed(
                DEFAULT,
                "1 a.csv 1 o1 2024-02-01 k1 P1 1 5 false",
                "1 a.csv 2 o1 2024-01-31 k1 P2 1 5 false"))
        .containsExactly("o1 P1 1 2024-01-31 null", "o1 P2 1 2024-01-31 null");
  }

  /** Order, customer, product, quantity, amount, cancelled; and how many lines were restated. */
  private static List<String> restated(Dataset<Row> bronze, CountingRules.SameLine same) {
    CountingRules rules = new CountingRules(false, true, true, List.of(), true, same);
    return OrderLines.conformed(bronze, rules, "EUR")
        .select(
            concat_ws(
                " ",
                col(SilverOrderLines.ORDER_ID),
                coalesce(col(SilverOrderLines.CUSTOMER_KEY), lit("-")),
                col(SilverOrderLines.PRODUCT_CODE),
                col(SilverOrderLines.QUANTITY).cast("int"),
                col(SilverOrderLines.AMOUNT).cast("int"),
                col(SilverOrderLines.CANCELLED),
                coalesce(col(OrderLines.RESTATED), lit(0))))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void whatComesAgainIsRestatedAndNumbersUsedAnewAreNot() {
    assertThat(
            restated(
                bronze(
                    // Only one of two alike comes again, as it was.
                    "1 a.csv 1 o1 2024-01-01 k1 P1 1 10 false",
                    "1 a.csv 2 o1 2024-01-01 k1 P1 1 10 true",
                    "1 b.csv 1 o1 2024-01-01 k1 P1 1 10 true",
                    // Other pieces, then as at first, and a return that is none of the sale.
                    "1 a.csv 3 o2 2024-01-01 k1 P1 2 10 false",
                    "1 b.csv 3 o2 2024-01-01 k1 P1 1 10 false",
                    "2 c.csv 3 o2 2024-01-01 k1 P1 2 10 false",
                    "2 c.csv 4 o2 2024-01-01 k1 P1 -1 10 false",
                    // One of two alike is cancelled.
                    "1 a.csv 5 o3 2024-01-01 k1 P1 1 10 false",
                    "1 a.csv 6 o3 2024-01-01 k1 P1 1 10 false",
                    "1 b.csv 5 o3 2024-01-01 k1 P1 1 10 true",
                    // Receipts that begin anew each month, and a customer who is told later.
                    "1 a.csv 7 r17#1 2024-01-05 k1 P1 1 10 false",
                    "1 b.csv 7 r17#1 2024-02-05 k2 P2 1 20 false",
                    "2 c.csv 7 r17#1 2024-02-05 k2 P2 1 30 false",
                    "1 a.csv 8 r18#1 2024-01-05 k1 P1 1 10 false",
                    "1 b.csv 8 r18#1 2024-02-05 k1 P1 1 10 false",
                    "1 a.csv 9 r19#1 2024-01-05 - P1 1 10 false",
                    "1 b.csv 9 r19#1 2024-01-06 k1 P3 1 15 false"),
                CountingRules.SameLine.RESTATED))
        .containsExactly(
            "o1 k1 P1 1 10 false 0",
            "o1 k1 P1 1 10 true 0",
            "o2 k1 P1 -1 -10 false 0",
            "o2 k1 P1 2 20 false 1",
            "o3 k1 P1 1 10 false 0",
            "o3 k1 P1 1 10 true 1",
            "r17 k1 P1 1 10 false 0",
            "r17 k2 P2 1 30 false 1",
            "r18 k1 P1 1 10 false 0",
            "r18 k1 P1 1 10 false 0",
            "r19 k1 P3 1 15 false 1");
  }

  @Test
  void withoutOrdersANumberAloneIsNoLine() {
    Dataset<Row> lines =
        bronze(
            "1 a.csv 1 k1|d#1 2024-01-01 k1 P1 1 10 false",
            "1 b.csv 1 k1|d#1 2024-01-01 k1 P2 1 20 false",
            "1 a.csv 2 k1|d#2 2024-01-01 k1 P3 1 30 false",
            "1 b.csv 2 k1|d#2 2024-01-01 k1 P3 1 30 true");
    Dataset<Row> discountKnownLater =
        lines.withColumn(
            BronzeOrderLines.DISCOUNT,
            when(col(BronzeOrderLines.FILE).equalTo("b.csv"), col(BronzeOrderLines.DISCOUNT)));
    assertThat(restated(discountKnownLater, CountingRules.SameLine.RESTATED_ALIKE))
        .containsExactly(
            "k1|d k1 P1 1 10 false 0", "k1|d k1 P2 1 20 false 0", "k1|d k1 P3 1 30 true 1");
    assertThat(
            restated(
                discountKnownLater.withColumn(BronzeOrderLines.CANCELLED, lit(false)),
                CountingRules.SameLine.RESTATED_ALIKE))
        .hasSize(3);
  }

  /** Order, product, whether the latest delivery lacks it, lines restated, of these otherwise. */
  private static List<String> told(String... lines) {
    CountingRules rules =
        new CountingRules(false, true, true, List.of(), true, CountingRules.SameLine.RESTATED);
    return OrderLines.conformed(bronze(lines), rules, "EUR")
        .select(
            concat_ws(
                " ",
                col(SilverOrderLines.ORDER_ID),
                col(SilverOrderLines.PRODUCT_CODE),
                col(OrderLines.LACKED),
                coalesce(col(OrderLines.RESTATED), lit(0)),
                coalesce(col(OrderLines.RESTATED_OTHERWISE), lit(0))))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void whatALaterDeliveryLacksOrGivesToAnotherDayIsTold() {
    assertThat(
            told(
                // A product is taken off the order, one is as it was, one is new.
                "1 a.csv 1 o1 2024-01-01 k1 P1 1 10 false",
                "1 a.csv 2 o1 2024-01-01 k1 P2 1 10 false",
                "2 b.csv 1 o1 2024-01-01 k1 P2 1 10 false",
                "2 b.csv 2 o1 2024-01-01 k1 P3 1 10 false",
                // So with a line that is another now.
                "1 a.csv 3 o2#1 2024-01-01 k1 P1 1 10 false",
                "1 a.csv 4 o2#2 2024-01-01 k1 P2 1 10 false",
                "2 b.csv 3 o2#2 2024-01-01 k1 P2 2 10 false",
                // An order in two parts, and a number that begins anew.
                "1 a.csv 5 o3#1 2024-01-01 k1 P1 1 10 false",
                "2 b.csv 5 o3#2 2024-01-01 k1 P2 1 10 false",
                "1 a.csv 6 o4#1 2024-01-01 k1 P1 1 10 false",
                "1 b.csv 6 o4#1 2024-02-01 k1 P2 1 10 false",
                "2 c.csv 6 o4#1 2024-02-01 k1 P2 1 10 false",
                // Receipts that begin anew each day: of somebody, then of nobody; of one customer.
                "1 a.csv 7 r1#1 2024-01-01 k1 P1 1 10 false",
                "2 b.csv 7 r1#1 2024-01-02 - P1 1 10 false",
                "1 a.csv 8 r2#1 2024-01-01 k1 P1 1 10 false",
                "2 b.csv 8 r2#1 2024-01-02 k1 P2 1 10 false",
                // Accounts become one, and a number of two customers' lines.
                "1 a.csv 9 s1#1 2024-01-01 k1 P1 1 10 false",
                "2 b.csv 9 s1#1 2024-01-01 k9 P1 1 10 true",
                "1 a.csv 10 s2#1 2024-01-01 k1 P1 1 10 false",
                "2 b.csv 10 s2#1 2024-01-01 k9 P1 1 12 false"))
        .containsExactly(
            "o1 P1 true 0 0",
            "o1 P2 false 0 0",
            "o1 P3 false 0 0",
            "o2 P1 true 0 0",
            "o2 P2 false 1 0",
            "o3 P1 false 0 0",
            "o3 P2 false 0 0",
            "o4 P1 false 0 0",
            "o4 P2 false 0 0",
            "r1 P1 false 1 1",
            "r2 P2 false 1 1",
            "s1 P1 false 1 1",
            "s2 P1 false 0 0",
            "s2 P1 false 0 0");
  }
}
