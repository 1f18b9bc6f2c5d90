package io.churnlake.simulate;

import java.util.ArrayList;
import java.util.List;

/** When a customer is drawn for a campaign, from the seed, the index and the laws alone. */
final class Contacts {
  /** Who came later than so many days before a campaign is not drawn for it. */
  private static final int KNOWN_DAYS = 30;

  private Contacts() {}

  /**
   * A customer in one campaign.
   *
   * @param day of the campaign
   * @param treated whether the customer gets the voucher; else one of the control group
   */
  record Contact(int day, boolean treated) {}

  /** All of a customer, by day. */
  static List<Contact> of(Shop shop, Arrival arrival, long index) {
    InputLaw.Campaigns campaigns = shop.campaigns();
    Draws draws = CustomerInputs.draws(shop, InputFile.CONTACTS, index);
    List<Contact> contacts = new ArrayList<>();
    for (int day = campaigns.everyDays(); day <= shop.lastDay(); day += campaigns.everyDays()) {
      boolean drawn = draws.chance(campaigns.drawn());
      boolean treated = draws.chance(campaigns.treated());
      if (drawn && arrival.day() <= day - KNOWN_DAYS) {
        contacts.add(new Contact(day, treated));
      }
    }
    return contacts;
  }
}
