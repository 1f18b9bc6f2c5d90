package io.churnlake.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CustomerHistoryTest {

  private static final ShopLaw LAW = ShopLaw.standard();
  private static final LocalDate START = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 540;

  @Test
  void ratesAreGammaAndDropoutProbabilitiesBeta() {
    List<CustomerTruth> customers = truths(new SimulationSpec(40_000, DAYS, 5, START));
    double r = LAW.rateShape();
    double a = LAW.dropoutA();
    double b = LAW.dropoutB();
    ToDoubleFunction<CustomerTruth> scaled =
        customer -> customer.ratePerDay() * LAW.alpha(customer.arrival().channel());

    assertMean(customers, scaled, r);
    assertMean(customers, customer -> square(scaled.applyAsDouble(customer)), r * (r + 1));
    assertMean(customers, CustomerTruth::dropoutProbability, a / (a + b));
    assertMean(
        customers,
        customer -> square(customer.dropoutProbability()),
        a * (a + 1) / ((a + b) * (a + b + 1)));
  }

  /**
   * On each day of a customer who has not left there is a repeat purchase with probability q = 1 -
   * exp(-lambda), and each one is the last with probability p: the expected number in n days is (1
   * - (1 - p q)^n) / p.
   */
  @Test
  void customersBuyAtTheirRatesUntilTheyLeave() {
    List<CustomerTruth> customers = truths(new SimulationSpec(40_000, DAYS, 6, START));

    assertMean(
        customers,
        customer -> {
          double p = customer.dropoutProbability();
          double leaving = -p * Math.expm1(-customer.ratePerDay());
          int days = DAYS - 1 - customer.arrival().day();
          double expected = -Math.expm1(days * Math.log1p(-leaving)) / p;
          return customer.occasions() - 1 - expected;
        },
        0);
    assertThat(customers.stream().filter(customer -> customer.occasions() > 1).count() / 40_000.)
        .isBetween(.4, .6);
  }

  @Test
  void customersComeByTheChannelsSharesAndReferrersCameBefore() {
    SimulationSpec spec = new SimulationSpec(40_000, DAYS, 7, START);
    Arrivals arrivals = new Shop(spec, LAW).arrivals();
    List<CustomerTruth> customers = truths(spec);

    assertMean(customers, c -> c.arrival().channel() == Channel.SOCIAL ? 1 : 0, .16);
    assertThat(customers)
        .filteredOn(customer -> customer.arrival().channel() == Channel.REFERRAL)
        .hasSizeGreaterThan(3_000)
        .allSatisfy(
            customer ->
                assertThat(arrivals.of(customer.arrival().referrer()).day())
                    .isLessThan(customer.arrival().day()));
  }

  @Test
  void novemberIsBusierThanAugust() {
    ShopCalendar calendar = new ShopCalendar(new SimulationSpec(1, 366, 1, START));

    double august = 0;
    double november = 0;
    for (int day = 0; day < calendar.days(); day++) {
      august += calendar.date(day).startsWith("2024-08") ? calendar.share(day) : 0;
      november += calendar.date(day).startsWith("2024-11") ? calendar.share(day) : 0;
    }
    assertThat(november / august).isBetween(1.6, 2.0);
  }

  @Test
  void aSmallerShopIsPartOfALargerOne() {
    SimulationSpec small = new SimulationSpec(50, DAYS, 8, START);
    SimulationSpec large = new SimulationSpec(5_000, DAYS, 8, START);

    for (int index = 0; index < small.customers(); index++) {
      assertThat(lines(large, index)).isEqualTo(lines(small, index));
    }
  }

  @Test
  void noOrderIsPlacedInTheHourThatTheClockSkips() {
    LocalDate clocksGoForward = LocalDate.of(2024, 3, 31);
    SimulationSpec spec = new SimulationSpec(20_000, 1, 9, clocksGoForward);
    CustomerHistory history = new CustomerHistory(new Shop(spec, LAW));
    List<Integer> hours = new ArrayList<>();
    for (int index = 0; index < spec.customers(); index++) {
      history.run(index, new LineCounts(), (day, line, defect) -> hours.add(line.second() / 3_600));
    }

    assertThat(hours).contains(1, 3).doesNotContain(2);
  }

  private static List<CustomerTruth> truths(SimulationSpec spec) {
    CustomerHistory history = new CustomerHistory(new Shop(spec, LAW));
    List<CustomerTruth> truths = new ArrayList<>();
    for (long index = 0; index < spec.customers(); index++) {
      truths.add(history.run(index, new LineCounts(), LineSink.NOWHERE));
    }
    return truths;
  }

  private static List<String> lines(SimulationSpec spec, long index) {
    Shop shop = new Shop(spec, LAW);
    LineFormat format = new LineFormat(shop.calendar());
    List<String> lines = new ArrayList<>();
    var unused =
        new CustomerHistory(shop)
            .run(
                index,
                new LineCounts(),
                (day, line, defect) -> lines.add(day + ": " + format.format(line, defect)));
    return lines;
  }

  /** Within four and a half standard errors. */
  private static void assertMean(
      List<CustomerTruth> customers, ToDoubleFunction<CustomerTruth> value, double expected) {
    double n = customers.size();
    double mean = customers.stream().mapToDouble(value).sum() / n;
    double variance =
        customers.stream().mapToDouble(c -> square(value.applyAsDouble(c) - mean)).sum() / (n - 1);
    assertThat(mean).isCloseTo(expected, within(4.5 * Math.sqrt(variance / n)));
  }

  private static double square(double value) {
    return value * value;
  }
}
