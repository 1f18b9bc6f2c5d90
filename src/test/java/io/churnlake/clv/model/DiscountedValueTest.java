package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiscountedValueTest {

  @Test
  void theRateIsAYear() {
    double[] lastStepOnly = new double[DiscountedValue.STEPS];
    lastStepOnly[11] = 1;

    // All comes in around day 365 x 11.5 / 12.
    assertThat(DiscountedValue.discountedOrders(lastStepOnly, 365, .1))
        .isCloseTo(Math.pow(1.1, -11.5 / 12), within(1e-15));
    assertThat(DiscountedValue.discountedOrders(lastStepOnly, 365, 0)).isEqualTo(1);
  }

  @Test
  void theUnitOfTheModelDoesNotMatter() {
    BgNbd weeks = new BgNbd(.2425945, 4.4136019, .7929199, 2.4258881);
    BgNbd days = new BgNbd(.2425945, 4.4136019 * 7, .7929199, 2.4258881);

    assertThat(discounted(days, 1)).isCloseTo(discounted(weeks, 7), within(1e-12));
  }

  private static double discounted(BgNbd model, double unitDays) {
    double[] orders = new double[DiscountedValue.STEPS];
    for (int step = 1; step <= orders.length; step++) {
      orders[step - 1] =
          model.conditionalExpectedPurchases(
              2, 213 / unitDays, 272 / unitDays, DiscountedValue.stepEndDays(step, 365) / unitDays);
    }
    return DiscountedValue.discountedOrders(orders, 365, .1);
  }
}
