package io.churnlake.simulate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effects that the inputs beside the orders are made with, found again in the files. */
class SimulatedInputsTest {
  private static final SimulationSpec SPEC =
      new SimulationSpec(5_000, 250, 7, LocalDate.of(2024, 1, 1));

  /** In truth/customers.csv. */
  private static final int ARRIVED_ON = 1;

  private static final int CHANNEL = 2;
  private static final int REFERRER = 4;
  private static final int DROPOUT = 6;
  private static final int DROPPED_OUT_ON = 7;
  private static final int OCCASIONS = 8;

  private static final Map<String, BigDecimal> COSTS =
      Map.of(
          "organic", new BigDecimal("4.00"),
          "search", new BigDecimal("18.00"),
          "social", new BigDecimal("14.50"),
          "email", new BigDecimal("6.20"),
          "referral", new BigDecimal("10.00"),
          "marketplace", new BigDecimal("22.05"));

  @TempDir private static Path folder;
  private static Map<String, List<String>> truth;

  @BeforeAll
  static void simulate() {
    ShopFiles.write(SparkTest.spark(), SPEC, folder.resolve("shop").toString(), 2);
    truth =
        rows("truth", ShopSimulator.TRUTH_HEADER).stream()
            .collect(toMap(row -> row.get(0), Function.identity()));
  }

  private static List<List<String>> rows(String name, String header) {
    return SimulatedFiles.lines(folder.resolve("shop").resolve(name), header).stream()
        .map(SimulatedFiles.Line::fields)
        .toList();
  }

  private static Map<String, BigDecimal> spend(String purpose, boolean byChannel) {
    return rows("marketing_costs", "spent_on,channel,purpose,amount").stream()
        .filter(row -> row.get(2).equals(purpose))
        .collect(
            groupingBy(
                row -> row.get(0).substring(0, 7) + (byChannel ? " " + row.get(1) : ""),
                TreeMap::new,
                mapping(
                    row -> new BigDecimal(row.get(3)),
                    reducing(BigDecimal.ZERO, BigDecimal::add))));
  }

  @Test
  void aNewCustomerCostsWhatTheChannelSaysInEveryMonth() {
    Map<String, Long> newCustomers =
        truth.values().stream()
            .collect(
                groupingBy(
                    row -> row.get(ARRIVED_ON).substring(0, 7) + " " + row.get(CHANNEL),
                    TreeMap::new,
                    counting()));

    assertThat(newCustomers).hasSize(9 * 6);
    Map<String, BigDecimal> spent = spend("acquisition", true);
    assertThat(spent.keySet()).isEqualTo(newCustomers.keySet());
    newCustomers.forEach(
        (cell, customers) ->
            assertThat(spent.get(cell))
                .as(cell)
                .isEqualByComparingTo(
                    COSTS.get(cell.substring(8)).multiply(BigDecimal.valueOf(customers))));
  }

  @Test
  void anActiveCustomerCostsTheSameInEveryMonth() {
    Set<String> active = new HashSet<>();
    for (List<String> line : rows("orders", ShopSimulator.LINES_HEADER)) {
      if (line.size() == 15 && line.get(2).equals("sale") && !line.get(4).isEmpty()) {
        active.add(line.get(3).substring(0, 7) + " " + line.get(4));
      }
    }
    Map<String, Long> customers =
        active.stream()
            .filter(cell -> !cell.startsWith("2024-13"))
            .collect(groupingBy(cell -> cell.substring(0, 7), TreeMap::new, counting()));

    Map<String, BigDecimal> spent = spend("retention", false);
    assertThat(spent.keySet()).isEqualTo(customers.keySet());
    customers.forEach(
        (month, n) ->
            assertThat(spent.get(month))
                .as(month)
                .isEqualByComparingTo(new BigDecimal("0.60").multiply(BigDecimal.valueOf(n))));
  }

  @Test
  void theInputsOfALargeShopAreInParts() {
    SimulationSpec large = new SimulationSpec(1_000_001, 40, 1, LocalDate.of(2024, 12, 1));

    assertThat(InputSimulator.name(large, InputFile.SURVEYS.key(1)))
        .isEqualTo("surveys/surveys-00001.csv");
    assertThat(InputSimulator.name(large, InputFile.ENGAGEMENT.key(1)))
        .isEqualTo("engagement/2025-01.csv");
    assertThat(InputSimulator.name(large, InputFile.CONTRACTS.key(0)))
        .isEqualTo("contracts/contracts.csv");
  }

  @Test
  void namedReferrersAreEarlierCustomers() {
    List<List<String>> customers =
        rows("customers", "customer_id,signed_up_on,channel,referrer_id,birth_year,consent");

    assertThat(customers).hasSize(5_000);
    long named = 0;
    for (List<String> customer : customers) {
      List<String> row = truth.get(customer.get(0));
      assertThat(customer.subList(1, 3)).isEqualTo(row.subList(ARRIVED_ON, CHANNEL + 1));
      if (!customer.get(3).isEmpty()) {
        named++;
        assertThat(customer.get(3)).isEqualTo(row.get(REFERRER));
        assertThat(truth.get(customer.get(3)).get(ARRIVED_ON)).isLessThan(row.get(ARRIVED_ON));
      }
    }
    double referred =
        truth.values().stream().filter(row -> row.get(CHANNEL).equals("referral")).count();
    assertThat(named / referred).isCloseTo(.8, within(.08));
  }

  @Test
  void answersAndTicketsTellOfTheProbabilityToLeave() {
    Random random = new Random(1);
    double[] noise = DoubleStream.generate(() -> 1.7 * random.nextGaussian()).limit(500).toArray();
    List<List<String>> answers = rows("surveys", "answered_on,customer_id,nps,reason");
    double residual = 0;
    for (List<String> answer : answers) {
      double opinion = 9.3 - 6 * dropout(truth.get(answer.get(1)));
      double expected = 0;
      for (double n : noise) {
        expected += Math.max(0, Math.min(10, Math.rint(opinion + n))) / noise.length;
      }
      residual += Integer.parseInt(answer.get(2)) - expected;
    }
    assertThat(answers).hasSizeGreaterThan(500);
    assertThat(residual / answers.size()).isCloseTo(0, within(.3));

    double likely = ticketsAPurchaseDay(.5, 1);
    double unlikely = ticketsAPurchaseDay(0, .05);
    assertThat(unlikely).isBetween(.01, .035);
    assertThat(likely).isBetween(.07, .16);
  }

  private static double dropout(List<String> customer) {
    return Double.parseDouble(customer.get(DROPOUT));
  }

  private static double ticketsAPurchaseDay(double from, double to) {
    long tickets =
        rows("tickets", "opened_on,customer_id,category,closed_on").stream()
            .filter(row -> row.get(3).isEmpty() || row.get(3).compareTo(row.get(0)) >= 0)
            .map(row -> dropout(truth.get(row.get(1))))
            .filter(p -> p >= from && p < to)
            .count();
    long days =
        truth.values().stream()
            .filter(row -> dropout(row) >= from && dropout(row) < to)
            .mapToLong(row -> Long.parseLong(row.get(OCCASIONS)))
            .sum();
    return (double) tickets / days;
  }

  @Test
  void interestFadesAfterLeaving() {
    Set<String> consenting = new HashSet<>();
    rows("customers", "customer_id,signed_up_on,channel,referrer_id,birth_year,consent").stream()
        .filter(row -> row.get(5).equals("yes"))
        .forEach(row -> consenting.add(row.get(0)));
    double[] expected = new double[2];
    for (String id : consenting) {
      List<String> customer = truth.get(id);
      LocalDate day = LocalDate.parse(customer.get(ARRIVED_ON)).plusDays(30);
      for (; !day.isAfter(SPEC.end()); day = day.plusDays(30)) {
        long gone = gone(customer, day);
        expected[gone > 45 ? 1 : 0] += .2 * Math.pow(.5, Math.max(0, gone) / 45.);
      }
    }
    double[] opened = new double[2];
    for (List<String> event : rows("engagement", "happened_at,customer_id,kind")) {
      if (event.get(2).equals("email_open")) {
        assertThat(consenting).contains(event.get(1));
        LocalDate day = LocalDate.parse(event.get(0).substring(0, 10));
        opened[gone(truth.get(event.get(1)), day) > 45 ? 1 : 0]++;
      }
    }
    for (int i = 0; i < 2; i++) {
      assertThat(opened[i]).isCloseTo(expected[i], within(4 * Math.sqrt(expected[i])));
    }
    assertThat(expected[1]).isGreaterThan(30);
  }

  /** Days since the customer left, negative before. */
  private static long gone(List<String> customer, LocalDate day) {
    return customer.get(DROPPED_OUT_ON).isEmpty()
        ? -1
        : ChronoUnit.DAYS.between(LocalDate.parse(customer.get(DROPPED_OUT_ON)), day);
  }

  @Test
  void campaignsHaveAControlGroupThatCostsNothing() {
    List<List<String>> contacts = rows("contacts", "contacted_on,customer_id,measure,group,cost");

    assertThat(contacts)
        .allSatisfy(row -> assertThat(row.get(4)).isEqualTo(treated(row) ? "0.80" : "0.00"));
    assertThat(contacts.stream().map(row -> row.get(0) + row.get(1)).distinct())
        .hasSameSizeAs(contacts);
    double half = contacts.size() / 2.;
    assertThat((double) contacts.stream().filter(SimulatedInputsTest::treated).count())
        .isCloseTo(half, within(4 * Math.sqrt(half / 2)));
    assertThat(contacts).hasSizeGreaterThan(500);
  }

  private static boolean treated(List<String> contact) {
    return contact.get(3).equals("treated");
  }
}
