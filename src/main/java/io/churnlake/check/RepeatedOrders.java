package io.churnlake.check;

import io.churnlake.config.SourceMapping.Restatement;
import java.util.List;
import java.util.Locale;

/** Orders that come again in another file, with other content. */
final class RepeatedOrders {
  private RepeatedOrders() {}

  /**
   * What is odd about them.
   *
   * @param numbered whether lines have numbers, by which parts of an order are told from others
   */
  static List<Suspicion> suspicions(OrdersAgain orders, Restatement restatement, boolean numbered) {
    long apart = numbered ? 0 : orders.apart();
    boolean isNone = orders.changed() == 0 && orders.lacking() == 0 && apart == 0;
    // The latest delivery of an order takes the place of all others, as the mapping says.
    if (isNone || restatement == Restatement.REPLACE_ORDER) {
      return List.of();
    }
    String problem =
        String.format(
            Locale.ROOT,
            "of %,d order ids that several files have, %,d have lines that say something else later,"
                + " %,d lack some that an earlier file has, and %,d have no line in common",
            orders.several(),
            orders.changed(),
            orders.lacking(),
            apart);
    if (apart > 0 && orders.changed() == 0 && orders.lacking() == 0) {
      return List.of(
          new Suspicion(
              problem,
              "all lines of an order were replaced, and both deliveries count; or a number is used"
                  + " anew; or files have parts of an order, which is right",
              "restatement = \"replace_order\" if whole orders are delivered anew; order-id if a"
                  + " number is used anew",
              orders.places().list()));
    }
    if (orders.changed() == 0) {
      return List.of(
          new Suspicion(
              problem,
              "lines were taken off orders, and stay here; or rows were only sent again, which"
                  + " changes nothing",
              "restatement = \"replace_order\", if whole orders are delivered anew",
              orders.places().list()));
    }
    return List.of(
        restatement == Restatement.APPEND
            ? new Suspicion(
                problem,
                "exports overlap, and what changed since counts twice: restatement = \"append\""
                    + " takes only lines for the same that agree in all that is mapped",
                "restatement = \"auto\", or \"replace_order\" if whole orders are delivered anew",
                orders.places().list())
            : new Suspicion(
                problem,
                "orders were corrected, and the latest line holds, which is right; lines that were"
                    + " taken off stay, which is not; or a number is used anew",
                "restatement = \"replace_order\" if whole orders are delivered anew; order-id if a"
                    + " number is used anew",
                orders.places().list()));
  }
}
