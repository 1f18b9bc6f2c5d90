package io.churnlake.customer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One customer's lines, by day, order and time, become rows of days. The last one tells of the
 * customer, too. See {@link CustomerHistory#of} for the rows.
 */
final class CustomerFold implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1;

  @Override
  public Iterator<Row> call(String customer, Iterator<Row> lines) {
    List<DaySums> days = new ArrayList<>();
    FirstOrder first = null;
    while (lines.hasNext()) {
      HistoryLine line = HistoryLine.of(lines.next());
      DaySums day = days.isEmpty() ? null : days.get(days.size() - 1);
      if (day == null || day.day() != line.day()) {
        day = new DaySums(line.day());
        days.add(day);
      }
      day.add(line);
      if (line.counts()) {
        first = FirstOrder.earlier(first, line);
      }
    }
    Row known = first == null ? null : customer(first, days);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      rows.add(days.get(i).row(customer, i == days.size() - 1 ? known : null));
    }
    return rows.iterator();
  }

  private static Row customer(FirstOrder first, List<DaySums> days) {
    long revenue = 0;
    int occasions = 0;
    int orders = 0;
    int last = first.day();
    for (DaySums day : days) {
      if (day.isOccasion()) {
        occasions++;
        orders += day.orders();
        revenue = Math.addExact(revenue, day.revenue());
        last = day.day();
      }
    }
    return RowFactory.create(
        first.day(),
        last,
        occasions,
        orders,
        HistoryLine.money(revenue),
        first.channel(),
        first.country(),
        first.source(),
        first.product(),
        first.category(),
        first.discounted());
  }
}
