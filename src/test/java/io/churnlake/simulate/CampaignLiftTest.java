package io.churnlake.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The known effect of vouchers, found again as a shop would: treated less control. */
@Tag("fast")
class CampaignLiftTest {
  private static final double LIFT = .4;
  private static final SimulationSpec WITHOUT =
      new SimulationSpec(100_000, 400, 3, LocalDate.of(2024, 1, 1));
  private static final SimulationSpec WITH =
      new SimulationSpec(100_000, 400, 3, LocalDate.of(2024, 1, 1), LIFT);

  /** Purchase days after contacts: their number, sum and sum of squares. */
  private static final class Group {
    private double contacts;
    private double days;
    private double squares;

    void add(long purchaseDays) {
      contacts++;
      days += purchaseDays;
      squares += purchaseDays * purchaseDays;
    }

    double mean() {
      return days / contacts;
    }

    double varianceOfMean() {
      return (squares / contacts - mean() * mean()) / contacts;
    }
  }

  private static List<Integer> days(CustomerLife life) {
    return IntStream.range(0, life.occasions()).map(life::day).boxed().toList();
  }

  private static boolean follows(int day, Contacts.Contact contact) {
    return day > contact.day() && day <= contact.day() + 30;
  }

  @Test
  void treatedCustomersHaveTheLiftMorePurchaseDaysThanTheControlGroup() {
    Shop shop = new Shop(WITH, ShopLaw.standard());
    Shop plain = new Shop(WITHOUT, ShopLaw.standard());
    Group treated = new Group();
    Group control = new Group();
    double withoutVouchers = 0;
    for (long index = 0; index < WITH.customers(); index++) {
      CustomerLife life = CustomerLife.of(shop, index);
      CustomerLife otherwise = CustomerLife.of(plain, index);
      List<Contacts.Contact> contacts = Contacts.of(shop, life.arrival(), index);
      List<Contacts.Contact> vouchers =
          contacts.stream().filter(Contacts.Contact::treated).toList();
      for (Contacts.Contact contact : contacts) {
        (contact.treated() ? treated : control)
            .add(days(life).stream().filter(day -> follows(day, contact)).count());
      }
      for (Contacts.Contact contact : vouchers) {
        withoutVouchers += days(otherwise).stream().filter(day -> follows(day, contact)).count();
      }
      // Nothing else is changed: not a day of theirs, nor anything of others.
      assertThat(days(life)).containsAll(days(otherwise));
      assertThat(days(life))
          .filteredOn(day -> vouchers.stream().noneMatch(voucher -> follows(day, voucher)))
          .isEqualTo(
              days(otherwise).stream()
                  .filter(day -> vouchers.stream().noneMatch(voucher -> follows(day, voucher)))
                  .toList());
      assertThat(life.droppedOutOn() == CustomerTruth.STAYED)
          .isEqualTo(otherwise.droppedOutOn() == CustomerTruth.STAYED);
    }
    double error = Math.sqrt(treated.varianceOfMean() + control.varianceOfMean());
    assertThat(treated.mean() - control.mean())
        .as("to be seen at all")
        .isGreaterThan(6 * error)
        .as("lift x what the control group does")
        .isCloseTo(LIFT * control.mean(), within(4 * (1 + LIFT) * error));
    assertThat(treated.days / withoutVouchers - 1)
        .as("of the same customers, beside their other life")
        .isCloseTo(LIFT, within(4 * Math.sqrt(LIFT * (1 - LIFT) / withoutVouchers)));
  }

  @Test
  void theTruthStatesTheEffect() {
    assertThat(InputLaw.standard().json(WITH))
        .contains("\"cents\": 80, \"effect_on_purchases\": 0.4, \"effect_within_days\": 30}");
    assertThat(InputLaw.standard().json(WITHOUT))
        .contains("\"cents\": 80, \"effect_on_purchases\": 0}");
    assertThatThrownBy(() -> new SimulationSpec(1, 1, 1, WITH.start(), Double.NaN))
        .hasMessageContaining("campaign-lift");
  }
}
