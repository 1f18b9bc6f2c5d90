package io.churnlake.simulate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.error.UserException;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFilesTest {

  private static final SimulationSpec SPEC =
      new SimulationSpec(6_000, 200, 42, LocalDate.of(2024, 1, 1));
  private static final int ORDER_ID = 0;
  private static final int KIND = 2;
  private static final int ORDERED_AT = 3;
  private static final int CUSTOMER_ID = 4;
  private static final int PRODUCT_CODE = 5;
  private static final int QUANTITY = 8;
  private static final int UNIT_PRICE = 9;
  private static final int DISCOUNT = 10;
  private static final int CHANNEL = 11;
  private static final int REFERS_TO = 13;
  private static final int UNIT_COST = 14;

  @TempDir private static Path folder;
  private static SimulationSummary summary;
  private static List<SimulatedFiles.Line> delivered;
  private static List<SimulatedFiles.Line> good;
  private static Map<String, List<String>> truth;

  @BeforeAll
  static void simulate() {
    summary = write(SPEC, "shop", 3);
    delivered = SimulatedFiles.lines(folder.resolve("shop/orders"), ShopSimulator.LINES_HEADER);
    Set<String> seen = new HashSet<>();
    good =
        delivered.stream().filter(ShopFilesTest::isGood).filter(l -> seen.add(l.text())).toList();
    truth =
        SimulatedFiles.lines(folder.resolve("shop/truth"), ShopSimulator.TRUTH_HEADER).stream()
            .collect(toMap(line -> line.fields().get(0), SimulatedFiles.Line::fields));
  }

  private static SimulationSummary write(SimulationSpec spec, String name, int tasks) {
    return ShopFiles.write(SparkTest.spark(), spec, folder.resolve(name).toString(), tasks);
  }

  @Test
  void sameSeedSameBytesHoweverTheWorkIsCut() {
    write(SPEC, "again", 1);

    assertThat(SimulatedFiles.all(folder.resolve("again")))
        .isEqualTo(SimulatedFiles.all(folder.resolve("shop")));
  }

  @Test
  void anotherSeedIsAnotherShop() {
    SimulationSpec small = new SimulationSpec(100, 20, 1, SPEC.start());
    SimulationSpec other = new SimulationSpec(100, 20, 2, SPEC.start());
    write(small, "one", 1);
    write(other, "two", 1);

    assertThat(SimulatedFiles.all(folder.resolve("one/orders")))
        .isNotEqualTo(SimulatedFiles.all(folder.resolve("two/orders")));
  }

  @Test
  void writesOneFileADayAndTheOthersBeside() {
    assertThat(SimulatedFiles.all(folder.resolve("shop")).keySet())
        .hasSize(200 + 2 + 7 + 7)
        .contains("orders/2024-01-01.csv", "orders/2024-07-18.csv")
        .contains("engagement/2024-01.csv", "engagement/2024-07.csv")
        .contains("truth/customers.csv", "truth/summary.json");
  }

  @Test
  void refusesAFolderThatIsNotEmpty() {
    assertThatThrownBy(() -> write(SPEC, "shop", 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void theLogHoldsExactlyTheOccasionsOfTheTruth() {
    Map<String, Set<String>> days = new HashMap<>();
    for (SimulatedFiles.Line line : good) {
      if (is("sale").test(line) && !at(line, CUSTOMER_ID).isEmpty()) {
        days.computeIfAbsent(at(line, CUSTOMER_ID), id -> new HashSet<>()).add(date(line));
      }
    }

    assertThat(truth).hasSize(6_000).hasSameSizeAs(days);
    truth.forEach(
        (id, customer) -> {
          assertThat(days.get(id))
              .hasSize(Integer.parseInt(customer.get(8)))
              .contains(customer.get(1));
          assertThat(days.get(id)).allMatch(day -> day.compareTo(customer.get(1)) >= 0);
          if (!customer.get(7).isEmpty()) {
            assertThat(days.get(id))
                .contains(customer.get(7))
                .allMatch(day -> day.compareTo(customer.get(7)) <= 0);
          }
        });
  }

  @Test
  void theFirstOrderNamesTheChannelThatAcquired() {
    Map<String, String> first = new HashMap<>();
    Map<String, String> channel = new HashMap<>();
    for (SimulatedFiles.Line line : good) {
      String id = at(line, CUSTOMER_ID);
      if (!id.isEmpty() && at(line, ORDERED_AT).compareTo(first.getOrDefault(id, "9")) < 0) {
        first.put(id, at(line, ORDERED_AT));
        channel.put(id, at(line, CHANNEL));
      }
    }

    truth.forEach((id, customer) -> assertThat(channel.get(id)).isEqualTo(customer.get(2)));
    truth.values().stream()
        .filter(customer -> customer.get(2).equals("referral"))
        .forEach(
            customer -> assertThat(truth.get(customer.get(4)).get(1)).isLessThan(customer.get(1)));
  }

  @Test
  void theSummaryCountsWhatTheFilesHold() {
    assertThat(summary.deliveredLines()).isEqualTo(delivered.size());
    assertThat(summary.cleanLines()).isEqualTo(good.size());
    assertThat(summary.sales()).isEqualTo(count(is("sale")));
    assertThat(summary.returns()).isEqualTo(count(is("return"))).isPositive();
    assertThat(summary.cancellations()).isEqualTo(count(is("cancellation"))).isPositive();
    assertThat(summary.guestLines())
        .isEqualTo(count(line -> at(line, CUSTOMER_ID).isEmpty()))
        .isPositive();
    assertThat(summary.customers()).isEqualTo(6_000);
    assertThat(summary.occasions())
        .isEqualTo(truth.values().stream().mapToLong(c -> Long.parseLong(c.get(8))).sum());
    assertThat(summary.droppedOut())
        .isEqualTo(truth.values().stream().filter(c -> !c.get(7).isEmpty()).count());
    assertThat(summary.lateLines())
        .isEqualTo(count(line -> line.deliveredOn().compareTo(date(line)) > 0));
    assertThat(good).allSatisfy(line -> assertThat(lateness(line)).isBetween(0L, 10L));
  }

  @Test
  void theMarginIsThatOfTheCustomersSales() {
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    for (SimulatedFiles.Line line : good) {
      if (is("sale").test(line) && !at(line, CUSTOMER_ID).isEmpty()) {
        BigDecimal paid = number(line, UNIT_PRICE).multiply(number(line, QUANTITY));
        revenue = revenue.add(paid).subtract(number(line, DISCOUNT));
        cost = cost.add(number(line, UNIT_COST).multiply(number(line, QUANTITY)));
      }
    }

    assertThat(BigDecimal.valueOf(summary.margin().revenueCents(), 2))
        .isEqualByComparingTo(revenue);
    assertThat(BigDecimal.valueOf(summary.margin().costCents(), 2)).isEqualByComparingTo(cost);
    assertThat(summary.margin().rate()).isBetween(.35, .5);
    assertThat(SimulatedFiles.all(folder.resolve("shop")).get("truth/summary.json"))
        .contains("\"rate\": " + summary.margin().rate());
  }

  @Test
  void flawsComeAtTheRatesOfTheLawAndAreCountedByKind() {
    ShopLaw law = ShopLaw.standard();
    double clean = summary.cleanLines();
    assertThat(summary.lateLines() / clean).isCloseTo(law.lateLines(), within(.0015));
    assertThat(summary.repeatedLines() / clean).isCloseTo(law.repeatedLines(), within(.001));
    assertThat(summary.returns() / (double) summary.sales()).isBetween(.028, .042);

    Predicate<SimulatedFiles.Line> quantity = line -> at(line, QUANTITY).endsWith("x");
    Predicate<SimulatedFiles.Line> columns = line -> line.fields().size() < 15;
    assertThat(summary.malformed().quantity()).isEqualTo(all(quantity)).isPositive();
    assertThat(summary.malformed().columns()).isEqualTo(all(columns)).isPositive();
    assertThat(summary.malformed().date())
        .isEqualTo(all(line -> at(line, ORDERED_AT).startsWith("2024-13-45")))
        .isPositive();
    assertThat(summary.malformed().price())
        .isEqualTo(all(line -> line.fields().size() == 15 && at(line, UNIT_PRICE).equals("abc")))
        .isPositive();
  }

  @Test
  void aRepeatedLineComesOnceMoreWithTheNextDaysFile() {
    Map<String, List<String>> repeats = new HashMap<>();
    delivered.stream()
        .filter(ShopFilesTest::isGood)
        .collect(groupingBy(SimulatedFiles.Line::text))
        .forEach(
            (text, copies) -> {
              if (copies.size() > 1) {
                repeats.put(text, copies.stream().map(SimulatedFiles.Line::deliveredOn).toList());
              }
            });

    assertThat(repeats).hasSize(Math.toIntExact(summary.repeatedLines()));
    assertThat(repeats.values())
        .allSatisfy(
            dates ->
                assertThat(LocalDate.parse(dates.get(0)).plusDays(1)).hasToString(dates.get(1)));
  }

  @Test
  void whatIsTakenBackWasSoldBeforeAtThatPrice() {
    Map<String, SimulatedFiles.Line> sold =
        good.stream()
            .filter(is("sale"))
            .collect(toMap(l -> reference(l, ORDER_ID), Function.identity()));

    assertThat(good)
        .filteredOn(is("sale").negate())
        .allSatisfy(
            back -> {
              SimulatedFiles.Line sale = sold.get(reference(back, REFERS_TO));
              long days =
                  ChronoUnit.DAYS.between(LocalDate.parse(date(sale)), LocalDate.parse(date(back)));
              assertThat(days)
                  .isBetween(is("return").test(back) ? 3L : 0L, is("return").test(back) ? 30L : 1L);
              assertThat(at(back, ORDERED_AT)).isGreaterThanOrEqualTo(at(sale, ORDERED_AT));
              assertThat(at(back, CUSTOMER_ID)).isEqualTo(at(sale, CUSTOMER_ID));
              int pieces = Integer.parseInt(at(sale, QUANTITY));
              assertThat(Integer.parseInt(at(back, QUANTITY))).isBetween(-pieces, -1);
              BigDecimal paid =
                  number(sale, UNIT_PRICE)
                      .multiply(number(sale, QUANTITY))
                      .subtract(number(sale, DISCOUNT));
              assertThat(number(back, UNIT_PRICE).multiply(number(sale, QUANTITY)))
                  .isEqualByComparingTo(paid);
            });
  }

  @Test
  void ordersAreOfOneCustomerAtATimeThatExists() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(good)
        .allSatisfy(
            line ->
                assertThat(
                        berlin
                            .getRules()
                            .getValidOffsets(
                                LocalDateTime.parse(at(line, ORDERED_AT).replace(' ', 'T'))))
                    .isNotEmpty());
    Map<String, Set<String>> customers =
        good.stream()
            .collect(
                groupingBy(
                    line -> at(line, ORDER_ID), mapping(line -> at(line, CUSTOMER_ID), toSet())));
    assertThat(customers.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    Map<String, Long> lines =
        good.stream().collect(groupingBy(l -> reference(l, ORDER_ID), counting()));
    assertThat(lines.values()).allSatisfy(times -> assertThat(times).isEqualTo(1));
  }

  private static boolean isGood(SimulatedFiles.Line line) {
    return line.fields().size() == 15
        && !at(line, QUANTITY).endsWith("x")
        && !at(line, UNIT_PRICE).equals("abc")
        && !at(line, ORDERED_AT).startsWith("2024-13-45");
  }

  private static Predicate<SimulatedFiles.Line> is(String kind) {
    return line -> at(line, KIND).equals(kind);
  }

  private static long count(Predicate<SimulatedFiles.Line> which) {
    return good.stream().filter(which).count();
  }

  private static long all(Predicate<SimulatedFiles.Line> which) {
    return delivered.stream().filter(which).count();
  }

  private static long lateness(SimulatedFiles.Line line) {
    return ChronoUnit.DAYS.between(
        LocalDate.parse(date(line)), LocalDate.parse(line.deliveredOn()));
  }

  private static String reference(SimulatedFiles.Line line, int orderColumn) {
    return at(line, orderColumn) + " " + at(line, PRODUCT_CODE);
  }

  private static String date(SimulatedFiles.Line line) {
    return at(line, ORDERED_AT).substring(0, 10);
  }

  private static BigDecimal number(SimulatedFiles.Line line, int column) {
    return new BigDecimal(at(line, column));
  }

  private static String at(SimulatedFiles.Line line, int column) {
    return line.fields().get(column);
  }
}
