package io.churnlake.economics;

import io.churnlake.customer.CustomerLog;
import java.util.ArrayList;
import java.util.List;

/**
 * What a customer did in a month with an occasion, which speaks for the ends of months from its own
 * up to the customer's next such month; the customer is active at those up to {@code until}.
 *
 * @param month its number
 * @param until the last month at whose end, or on the business date, the customer is active
 * @param carriedOn active at the end of the month before, too
 * @param days with an occasion, in order
 */
record ActiveMonths(int month, int until, boolean carriedOn, List<CustomerLog.Day> days) {

  /** A customer's months up to the business date, in order. */
  static List<ActiveMonths> of(CustomerLog log, Scope scope) {
    List<List<CustomerLog.Day>> months = new ArrayList<>();
    int newest = Integer.MIN_VALUE;
    for (CustomerLog.Day day : log.days()) {
      if (day.isOccasion(false)) {
        int month = Scope.month(day.date());
        if (month != newest) {
          months.add(new ArrayList<>());
          newest = month;
        }
        months.get(months.size() - 1).add(day);
      }
    }
    List<ActiveMonths> runs = new ArrayList<>(months.size());
    int reached = Integer.MIN_VALUE;
    for (int i = 0; i < months.size(); i++) {
      List<CustomerLog.Day> days = months.get(i);
      int month = Scope.month(days.get(0).date());
      int last =
          i + 1 < months.size() ? Scope.month(months.get(i + 1).get(0).date()) - 1 : scope.newest();
      int until = Math.min(reach(days.get(days.size() - 1).date(), scope), last);
      runs.add(new ActiveMonths(month, until, reached == month - 1, days));
      reached = until;
    }
    return runs;
  }

  /** The last month at whose end, or on the business date, an occasion lies in the window. */
  private static int reach(int occasion, Scope scope) {
    int leavesOn = occasion + scope.windowDays();
    return leavesOn > scope.asOf().toEpochDay() ? scope.newest() : Scope.month(leavesOn) - 1;
  }

  boolean covers(int other) {
    return month <= other && other <= until;
  }
}
