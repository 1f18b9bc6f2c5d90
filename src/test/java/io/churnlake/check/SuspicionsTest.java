package io.churnlake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.check.CustomerTally.CustomerOrders;
import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Restatement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few orders that have what is suspicious, and a few that have not. */
@Tag("fast")
class SuspicionsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

  private static SourceMapping mapping(String more) {
    return SourceMapping.parse(
        "test",
        """
        source {
          name = "test"
          zone = "UTC"
          currency = "EUR"
          columns { time = "date", customer-id = "customer", order-id = "order", amount = "paid" }
        """
            + more
            + "}");
  }

  private static CheckedLine line(int at, String order, int day, String excluded) {
    return new CheckedLine(
        new Place("a.csv", at),
        order,
        "P",
        DAY.plusDays(day),
        DAY,
        BigDecimal.ONE,
        BigDecimal.TEN,
        "EUR",
        excluded,
        false);
  }

  private static List<Suspicion> ofNumbers(CheckedLine... lines) {
    OrderTally tally = new OrderTally();
    List.of(lines).forEach(tally::add);
    tally.end();
    return OrderNumbers.suspicions(tally, mapping(""));
  }

  @Test
  void anOrderIdThatSpansMoreThanAWeek() {
    assertThat(ofNumbers(line(2, "1", 0, ""), line(3, "1", 7, ""), line(4, "2", 0, ""))).isEmpty();
    // A return comes weeks later, and does not count.
    assertThat(ofNumbers(line(2, "1", 0, ""), line(3, "1", 30, "cancelled"))).isEmpty();

    List<Suspicion> found =
        ofNumbers(line(2, "1", 0, ""), line(3, "1", 8, ""), line(4, "2", 0, ""));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).problem()).contains("1 of 1 order ids").contains("1 of them more than");
    assertThat(found.get(0).remedy()).contains("order-id = [[date, order]]");
    assertThat(found.get(0).examples())
        .containsExactly(
            new Examples.Example(new Place("a.csv", 3), "1, 2024-03-01 and 2024-03-09"));
  }

  private static CheckedLine below(int at, String order, String code, String excluded) {
    return new CheckedLine(
        new Place("a.csv", at),
        order,
        code,
        DAY,
        DAY,
        BigDecimal.ONE,
        BigDecimal.TEN.negate(),
        "EUR",
        excluded,
        false);
  }

  private static List<Suspicion> ofNegative(String more, CheckedLine... lines) {
    OrderTally tally = new OrderTally();
    List.of(lines).forEach(tally::add);
    tally.end();
    return tally.negative().suspicions(mapping(more), "EUR");
  }

  @Test
  void vouchersThatAreNotTakenOffTheirOrder() {
    CheckedLine[] lines = {
      line(2, "1", 0, ""),
      below(3, "1", "GUTSCHEIN", "price_not_positive"),
      below(4, "2", "GUTSCHEIN", "price_not_positive"),
      line(5, "3", 0, ""),
      below(6, "3", "P", "quantity_not_positive"),
      below(7, "3", "X", "cancelled")
    };
    List<Suspicion> found = ofNegative("", lines);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).problem()).startsWith("1 lines below zero, -10 EUR in all");
    assertThat(found.get(0).remedy()).startsWith("vouchers = [\"GUTSCHEIN\"]");
    assertThat(found.get(0).examples()).extracting(e -> e.place().line()).containsExactly(3L);
    assertThat(ofNegative("credit-codes = [GUTSCHEIN]", lines)).isEmpty();
  }

  @Test
  void orderIdsOfWhichManySpanDays() {
    CheckedLine[] often =
        IntStream.range(0, 12)
            .mapToObj(i -> line(i, "" + i / 2, i % 2, ""))
            .toArray(CheckedLine[]::new);
    assertThat(ofNumbers(often))
        .singleElement()
        .satisfies(
            found -> assertThat(found.problem()).contains("6 of 6 order ids", "0 of them more"));
  }

  @Test
  void anOrderIdOfSeveralCustomers() {
    String several = "order_of_several_customers";
    assertThat(ofNumbers(line(2, "1", 0, several), line(3, "1", 0, several), line(4, "2", 0, "")))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).startsWith("1 order ids are of several customers");
              assertThat(found.examples())
                  .containsExactly(new Examples.Example(new Place("a.csv", 2), "1"));
            });
  }

  private static List<Suspicion> ofExcluded(int excluded, int counting) {
    LineTally tally = new LineTally("EUR");
    IntStream.range(0, excluded).forEach(i -> tally.add(line(i, "x" + i, 0, "no_customer")));
    IntStream.range(0, counting).forEach(i -> tally.add(line(100 + i, "c" + i, 0, "")));
    return ExcludedLines.suspicions(tally);
  }

  @Test
  void moreLinesLeftOutThanIsUsual() {
    assertThat(ofExcluded(12, 28)).isEmpty();
    // Of a handful of lines a share says nothing.
    assertThat(ofExcluded(3, 1)).isEmpty();
    assertThat(ofExcluded(13, 27))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("13 of 40 lines", "no_customer", "usual 30 %");
              assertThat(found.examples()).hasSize(Examples.MOST);
            });
  }

  @Test
  void moneyBackIsNotLeftOutForItsPieces() {
    LineTally tally = new LineTally("EUR");
    for (int i = 0; i < 40; i++) {
      CheckedLine of = line(i, "" + i, 0, i < 15 ? "quantity_not_positive" : "");
      tally.add(
          new CheckedLine(
              of.place(),
              of.order(),
              "",
              of.lineDate(),
              of.orderDate(),
              BigDecimal.ZERO,
              of.amount(),
              "EUR",
              of.excluded(),
              i < 15));
    }
    assertThat(ExcludedLines.suspicions(tally)).isEmpty();
    assertThat(tally.excluded()).isEmpty();
    assertThat(tally.moneyBack().rows()).isEqualTo(15);
    assertThat(tally.lines()).isEqualTo(40);
  }

  /** Amounts of orders; below zero and marked by an r: given back without goods. */
  private static List<String> ofAmounts(String... amounts) {
    LineTally lines = new LineTally("EUR");
    OrderTally orders = new OrderTally();
    for (String each : amounts) {
      String[] parts = each.split(" ");
      boolean back = parts[1].endsWith("r");
      CheckedLine of = line(2, parts[0], 0, back ? "no_customer" : "");
      CheckedLine line =
          new CheckedLine(
              of.place(),
              of.order(),
              of.code(),
              of.lineDate(),
              of.orderDate(),
              of.quantity(),
              new BigDecimal(parts[1].replace("r", "")),
              "EUR",
              of.excluded(),
              back);
      lines.add(line);
      orders.add(line);
    }
    orders.end();
    return OddAmounts.suspicions(lines, orders, "EUR").stream().map(Suspicion::problem).toList();
  }

  @Test
  void amountsThatCannotBe() {
    assertThat(ofAmounts("1 10.00", "1 -10.00r", "2 5.00", "3 0.00r")).isEmpty();
    assertThat(ofAmounts("1 -2.00", "2 5.00"))
        .singleElement()
        .asString()
        .isEqualTo("1 counting lines come to less than nothing, -2 EUR in all");
    assertThat(ofAmounts("1 10.00", "2 -4.00r"))
        .singleElement()
        .asString()
        .isEqualTo("of 1 order ids there are refunds, and no line, -4 EUR in all");
    assertThat(ofAmounts("1 10.00", "1 -14.50r"))
        .singleElement()
        .asString()
        .isEqualTo("1 orders gave back more than they sold, -4.5 EUR in all");
  }

  private static DeliveredLine again(String file, int at, String order, long line, String said) {
    return new DeliveredLine(new Place(file, at), order, line, said);
  }

  private static List<Suspicion> ofAgain(Restatement restatement, DeliveredLine... lines) {
    OrdersAgain tally = new OrdersAgain();
    List.of(lines).forEach(tally::add);
    tally.end();
    return RepeatedOrders.suspicions(tally, restatement, false);
  }

  @Test
  void theSameOrderWithOtherContent() {
    DeliveredLine[] alike = {
      again("a", 2, "1", 1, "x"), again("b", 2, "1", 1, "x"), again("a", 3, "2", 1, "x")
    };
    DeliveredLine[] inParts = {again("a", 2, "1", 1, "x"), again("b", 2, "1", 2, "y")};
    DeliveredLine[] corrected = {again("a", 2, "1", 1, "x"), again("b", 2, "1", 1, "y")};
    DeliveredLine[] takenOff = {
      again("a", 2, "1", 1, "x"), again("a", 3, "1", 2, "y"), again("b", 2, "1", 1, "x")
    };

    for (Restatement restatement : Restatement.values()) {
      assertThat(ofAgain(restatement, alike)).isEmpty();
    }
    OrdersAgain parts = new OrdersAgain();
    List.of(inParts).forEach(parts::add);
    parts.end();
    assertThat(RepeatedOrders.suspicions(parts, Restatement.AUTO, true)).isEmpty();
    // Without numbers of lines, nobody knows whether the first is replaced.
    assertThat(ofAgain(Restatement.AUTO, inParts))
        .singleElement()
        .satisfies(found -> assertThat(found.problem()).contains("1 have no line in common"));
    assertThat(ofAgain(Restatement.REPLACE_ORDER, inParts)).isEmpty();
    assertThat(
            ofAgain(
                Restatement.AUTO,
                again("a", 2, "1", 1, "x"),
                again("a", 3, "1", 1, "x"),
                again("b", 2, "1", 1, "x")))
        .singleElement()
        .satisfies(found -> assertThat(found.problem()).contains("0 have lines", "1 lack some"));
    assertThat(ofAgain(Restatement.REPLACE_ORDER, corrected)).isEmpty();
    assertThat(ofAgain(Restatement.AUTO, corrected))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem())
                  .contains("of 1 order ids", "1 have lines that say something");
              assertThat(found.examples())
                  .containsExactly(new Examples.Example(new Place("b", 2), "1"));
            });
    assertThat(ofAgain(Restatement.APPEND, corrected))
        .singleElement()
        .satisfies(found -> assertThat(found.meaning()).contains("counts twice"));
    assertThat(ofAgain(Restatement.AUTO, takenOff))
        .singleElement()
        .satisfies(found -> assertThat(found.problem()).contains("0 have lines", "1 lack some"));
  }

  private static List<Suspicion> ofCustomers(int others, CustomerOrders... customers) {
    CustomerTally tally = new CustomerTally();
    IntStream.range(0, others).forEach(i -> tally.add(new CustomerOrders("C" + i, 2, 2, 2, 2)));
    List.of(customers).forEach(tally::add);
    return BusyCustomers.suspicions(tally);
  }

  @Test
  void oneIdWithAnAbsurdNumberOfOrders() {
    // Once or twice a week is a good customer's.
    assertThat(ofCustomers(2000, new CustomerOrders("K1", 150, 140, 150, 140))).isEmpty();
    assertThat(ofCustomers(10, new CustomerOrders("K1", 90, 80, 90, 80))).isEmpty();

    assertThat(ofCustomers(10, new CustomerOrders("4711", 100, 30, 100, 30)))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.problem())
                    .isEqualTo("the customer id \"47…\" has 100 of 120 orders, on 30 days"));
    assertThat(ofCustomers(60, new CustomerOrders("4711", 40, 40, 40, 40))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Laufkunde", "walk-in", "99999", "000", "--", "unbekannt", "noreply@x.example"})
  void aWordForNobody(String word) {
    assertThat(ofCustomers(10, new CustomerOrders(word, 2, 2, 2, 2)))
        .singleElement()
        .satisfies(found -> assertThat(found.problem()).contains("\"" + word + "\""));
  }

  /** Rows of one column. */
  private static ColumnFacts column(String name, String... values) {
    ColumnTally tally = new ColumnTally(List.of(name), ".", "");
    for (int i = 0; i < values.length; i++) {
      tally.add(new Place("a.csv", i + 2), List.of(values[i]));
    }
    return Objects.requireNonNull(tally.facts().get(name));
  }

  private static List<Suspicion> ofMoney(String more, String name, String... values) {
    SourceMapping source = mapping(more);
    LookedAtColumns looked = LookedAtColumns.of(source, List.of("date", "order", name));
    return new UnusedMoney(source, "EUR").suspicions(looked, Map.of(name, column(name, values)));
  }

  @Test
  void aColumnThatLooksLikeRefunds() {
    assertThat(ofMoney("", "Refunded Amount", "0.00", "", "0")).isEmpty();
    assertThat(ofMoney("", "Refund reason", "3", "4")).isEmpty();
    assertThat(ofMoney("columns.refunded-amount = \"Refunded Amount\"", "Refunded Amount", "5.00"))
        .isEmpty();
    assertThat(ofMoney("", "Refunded Amount", "0.00", "5.00", "-2.00"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("Refunded Amount", "2 rows");
              assertThat(found.remedy()).contains("columns.refunded-amount");
              assertThat(found.examples())
                  .containsExactly(
                      new Examples.Example(new Place("a.csv", 3), "5.00"),
                      new Examples.Example(new Place("a.csv", 4), "-2.00"));
            });
  }

  @Test
  void aColumnThatLooksLikeCurrencies() {
    assertThat(ofMoney("", "currency", "EUR", "eur")).isEmpty();
    assertThat(ofMoney("", "Currency", "EUR", "USD", "GBP"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("2 rows say GBP, USD");
              assertThat(found.remedy()).contains("columns.currency", "rates.file");
            });
    assertThat(ofMoney("", "Currency", "USD"))
        .singleElement()
        .satisfies(found -> assertThat(found.remedy()).isEqualTo("currency = \"USD\""));
    // Without names, what stands there says it.
    assertThat(
            new UnusedMoney(headless(), "EUR")
                .suspicions(
                    new LookedAtColumns(List.of("4"), List.of()),
                    Map.of("4", column("4", "EUR", "CHF"))))
        .hasSize(1);
  }

  private static SourceMapping headless() {
    return SourceMapping.parse(
        "test",
        """
        source { name = "t", zone = "UTC", currency = "EUR", header = false
          columns { time = "1", customer-id = "2", amount = "3" } }
        """);
  }

  @Test
  void discountsBelowZero() {
    String mapped =
        "columns.unit-price = price, columns.amount = \"\", columns.discount = rebate\n";
    String asWritten = mapped + "discounts = \"as-written\"\n";
    assertThat(ofMoney(mapped, "rebate", "1.00", "0.00")).isEmpty();
    // Some exports write all of them with a minus, and they are taken off.
    assertThat(ofMoney(mapped, "rebate", "-1.00", "0.00")).isEmpty();
    assertThat(notes(mapped, "-1.00", "0.00"))
        .singleElement()
        .asString()
        .contains("all 1 discounts");
    assertThat(notes(mapped, "-1.00", "2.00")).isEmpty();
    assertThat(ofMoney(mapped, "rebate", "1.00", "-2.00"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("1 discounts are below zero and 1 above");
              assertThat(found.remedy()).isEqualTo("discounts = \"as-written\"");
            });
    assertThat(ofMoney(asWritten, "rebate", "-2.00"))
        .singleElement()
        .satisfies(found -> assertThat(found.remedy()).isEqualTo("discounts = \"either-sign\""));
  }

  @Test
  void discountsThatAreNotTakenOff() {
    String price = "columns.amount = \"\", columns.unit-price = price\n";
    assertThat(ofMoney(price, "Discount", "0.00", "", "0")).isEmpty();
    // What was paid has them off already.
    assertThat(ofMoney("", "Discount", "5.00")).isEmpty();
    for (String more : List.of(price, "columns.amount = Subtotal\n")) {
      assertThat(ofMoney(more, "Discount", "0.00", "5.00"))
          .singleElement()
          .satisfies(found -> assertThat(found.remedy()).startsWith("columns.discount"));
    }
    assertThat(ofMoney(price, "Discount %", "10%", "", "0%")).hasSize(1);
    assertThat(ofMoney(price + "columns.order-discount = off\n", "Discount", "5.00")).isEmpty();
  }

  @Test
  void discountsThatAreSharesOfTheirLines() {
    String mapped =
        "columns.unit-price = price, columns.amount = \"\", columns.discount = rebate\n";
    assertThat(ofMoney(mapped, "rebate", "0.1", "0.2", "0", "1.50")).isEmpty();
    assertThat(ofMoney(mapped, "rebate", "0.1", "0.2", "0", "0.15"))
        .singleElement()
        .satisfies(found -> assertThat(found.problem()).startsWith("all 3 discounts"));
    assertThat(ofMoney(mapped + "discounts = share\n", "rebate", "0.1", "0.2", "0.15")).isEmpty();
  }

  private static List<String> notes(String more, String... values) {
    return new UnusedMoney(mapping(more), "EUR").notes(Map.of("rebate", column("rebate", values)));
  }

  @Test
  void aListOfRefunds() {
    assertThat(ofMoney("", "refunds", "[]", "")).isEmpty();
    assertThat(ofMoney("", "refunds", "[]", "[{\"total\":\"-5.00\",\"reason\":\"of Kim\"}]"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("the list refunds, in which 1 rows");
              assertThat(found.remedy()).contains("refunds.NAME");
              assertThat(found.examples())
                  .containsExactly(new Examples.Example(new Place("a.csv", 3), ""));
            });
    // Pieces that came back are off the pieces already.
    String pieces = "columns.quantity = \"Quantity (- Refund)\"\n";
    assertThat(ofMoney(pieces, "Order Refund Amount", "5.00")).isEmpty();
  }

  private static List<Suspicion> ofStatus(String more, String name, String... values) {
    return new UnmappedStatuses(mapping(more))
        .suspicions(new RefusedRows(), Map.of(name, column(name, values)));
  }

  @Test
  void aStatusThatIsNotMapped() {
    assertThat(ofStatus("", "status", "paid", "shipped")).isEmpty();
    assertThat(ofStatus("", "billing_state", "CA", "NY")).isEmpty();
    assertThat(ofStatus("", "Order Status", "paid", "cancelled", "refunded", "paid"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("2 rows say cancelled, refunded");
              assertThat(found.remedy()).contains("status { column = \"Order Status\"");
            });
  }

  @Test
  void wordsThatThePatternPassesOver() {
    String cancelled = "cancelled { column = \"status\", pattern = \"^cancelled$\" }\n";
    assertThat(ofStatus(cancelled, "status", "paid", "cancelled")).isEmpty();
    assertThat(ofStatus(cancelled, "status", "paid", "cancelled", "Voided"))
        .singleElement()
        .satisfies(found -> assertThat(found.problem()).contains("matches none of Voided"));
  }

  @Test
  void wordsThatTheMappingHasNoPlaceFor() {
    String words = "status { column = \"status\", counting = [paid] }\n";
    RefusedRows refused = new RefusedRows();
    refused.add(new Place("a.csv", 4), "time_unreadable", "x");
    assertThat(new UnmappedStatuses(mapping(words)).suspicions(refused, Map.of())).isEmpty();
    refused.add(new Place("a.csv", 9), "status_unknown", "exchanged");
    assertThat(new UnmappedStatuses(mapping(words)).suspicions(refused, Map.of()))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).contains("1 rows", "exchanged");
              assertThat(found.examples())
                  .containsExactly(new Examples.Example(new Place("a.csv", 9), "exchanged"));
            });
  }

  private static List<Suspicion> ofCancelled(String column, String amount) {
    LineTally tally = new LineTally("EUR");
    tally.add(
        new CheckedLine(
            new Place("a.csv", 2),
            "GS-1",
            "P",
            DAY,
            DAY,
            BigDecimal.ONE,
            new BigDecimal(amount),
            "EUR",
            "cancelled",
            false));
    return CreditNotes.suspicions(
        tally,
        mapping("cancelled { column = " + column + ", pattern = \"^Gut\" }"),
        Map.of(column, column(column, "Rechnung", "Gutschrift")),
        "EUR");
  }

  @Test
  void creditNotesWithoutAMinusThatAreTakenForCancelledOrders() {
    assertThat(ofCancelled("Belegart", "12.50"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem())
                  .startsWith("1 cancelled lines are above zero, 12.5 EUR")
                  .endsWith("column Belegart says Gutschrift");
              assertThat(found.remedy()).startsWith("returns { column = \"Belegart\"");
            });
    assertThat(ofCancelled("Belegart", "-12.50")).isEmpty();
    assertThat(ofCancelled("state", "12.50")).isEmpty();
  }

  @Test
  void creditNotesByTheKindOfTheDocument() {
    assertThat(ofStatus("", "Belegart", "Rechnung", "Angebot")).isEmpty();
    assertThat(ofStatus("", "Belegart", "Rechnung", "Gutschrift"))
        .singleElement()
        .satisfies(found -> assertThat(found.remedy()).contains("returns { column = \"Belegart\""));
    String returns = "returns { column = \"Art\", pattern = \"^G$\" }\n";
    assertThat(ofStatus(returns, "Belegart", "Rechnung", "Gutschrift")).isEmpty();
  }

  @Test
  void linesThatCountBesideCancelledOnes() {
    assertThat(LostStatuses.suspicions(0)).isEmpty();
    assertThat(LostStatuses.suspicions(3))
        .singleElement()
        .satisfies(found -> assertThat(found.remedy()).startsWith("fill-down"));
  }

  @Test
  void talliesOfPartsAddUp() {
    LineTally all = new LineTally("EUR");
    LineTally one = new LineTally("EUR");
    LineTally other = new LineTally("EUR");
    for (int i = 0; i < 20; i++) {
      CheckedLine line = line(20 - i, "" + i, 0, i % 3 == 0 ? "cancelled" : "");
      all.add(line);
      (i < 9 ? one : other).add(line);
    }
    LineTally merged = one.merge(other);
    assertThat(merged.lines()).isEqualTo(20);
    assertThat(merged.months()).isEqualTo(all.months());
    assertThat(merged.counting().examples().list()).isEqualTo(all.counting().examples().list());
    assertThat(merged.excluded().get("cancelled").amount())
        .isEqualTo(all.excluded().get("cancelled").amount());
  }
}
