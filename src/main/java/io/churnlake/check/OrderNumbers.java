package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers of orders that may not be one order's alone. */
final class OrderNumbers {
  /** A few orders are paid or sent in parts. */
  private static final double USUAL_OVER_DAYS = 0.2;

  private static final long FEWEST_ORDERS = 5;

  private OrderNumbers() {}

  static List<Suspicion> suspicions(OrderTally orders, SourceMapping source) {
    List<Suspicion> found = new ArrayList<>();
    if (!source.has(Field.ORDER_ID)) {
      return found;
    }
    String number = columns(source, Field.ORDER_ID);
    if (orders.severalCustomers() > 0) {
      found.add(
          new Suspicion(
              String.format(
                  Locale.ROOT,
                  "%,d order ids are of several customers; their lines do not count",
                  orders.severalCustomers()),
              "numbers are those of a shop, a till or a year, and begin anew elsewhere; or the"
                  + " customer is not the order's",
              "order-id = [[shop, " + number + "]], with the column that tells them apart",
              orders.severalCustomersAt().list()));
    }
    boolean often =
        orders.severalDays() >= FEWEST_ORDERS
            && orders.severalDays() > USUAL_OVER_DAYS * orders.severalLines();
    if (orders.farApart() > 0 || often) {
      found.add(
          new Suspicion(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d order ids with several lines span days, %,d of them more than a"
                      + " week; each counts on its first day",
                  orders.severalDays(),
                  orders.severalLines(),
                  orders.farApart()),
              "receipt numbers begin anew, and several purchases are taken for one; or the time is"
                  + " that of the shipment",
              "order-id = [[" + columns(source, Field.TIME) + ", " + number + "]], or columns.time",
              (orders.farApart() > 0 ? orders.farApartAt() : orders.severalDaysAt()).list()));
    }
    return found;
  }

  private static String columns(SourceMapping source, Field field) {
    return source.has(field)
        ? source.rows().behind(source.column(field)).collect(Collectors.joining(", "))
        : field.key();
  }
}
