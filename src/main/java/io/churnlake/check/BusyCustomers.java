package io.churnlake.check;

import io.churnlake.check.CustomerTally.CustomerOrders;
import io.churnlake.inspect.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Customer ids that nobody can have alone. */
final class BusyCustomers {
  /** Words for those who are nobody, beside the mapping's. */
  private static final Pattern NOBODY =
      Pattern.compile(
          "(?i)walk[-_ ]?in.*|laufkund.*|bar(kunde|verkauf)|kasse|cash|unknown|unbekannt|gast.*|guest.*"
              + "|anonym.*|no[-_ ]?(name|mail|email|customer)|(no|do[-_ ]?not)[-_]?reply@.*|test.*|dummy"
              + "|n[./]?a\\.?|nil|none.*|null|nan|undefined|default|diverse|0+|9{4,}|x+|[-?._ ]+");

  private static final long FEWEST_ORDERS = 20;

  /** Persons seldom buy more than once a day. */
  private static final double MOST_A_DAY = 3;

  private static final double LARGEST_SHARE = 0.05;
  private static final long MANY_CUSTOMERS = 50;

  private BusyCustomers() {}

  static List<Suspicion> suspicions(CustomerTally customers) {
    List<Suspicion> found = new ArrayList<>();
    for (CustomerOrders customer : customers.busiest()) {
      boolean isNobody = NOBODY.matcher(customer.id()).matches() && customer.orders() > 1;
      boolean isMany =
          customer.orders() >= FEWEST_ORDERS
              && (customer.orders() > MOST_A_DAY * customer.days()
                  || (customers.customers() >= MANY_CUSTOMERS
                      && customer.orders() > LARGEST_SHARE * customers.allOrders()));
      if (isNobody || isMany) {
        // A word for nobody is no person's, and has to be seen to be written down.
        String id = isNobody ? Shown.shortened(customer.id()) : Shown.person(customer.id());
        found.add(
            new Suspicion(
                String.format(
                    Locale.ROOT,
                    "the customer id \"%s\" has %,d of %,d orders, on %,d days",
                    id,
                    customer.orders(),
                    customers.allOrders(),
                    customer.days()),
                "it stands for all who have no account, a till or a marketplace",
                "nobody = [...] with that id beside the others; customer-id = [id, email] if another"
                    + " column knows them",
                List.of()));
      }
    }
    return found;
  }
}
