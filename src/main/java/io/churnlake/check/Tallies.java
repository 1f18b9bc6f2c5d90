package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that was counted, from which suspicions follow.
 *
 * @param lines of judged lines
 * @param refused of rows that would be rejected
 * @param customers of judged lines, by customer
 * @param again of orders in several files; of none if that was not asked
 * @param cancelledBeside lines that count, in orders of which another line is cancelled
 * @param looked the columns that were looked at
 * @param columns what these hold
 * @param repeated money beside amounts, by order
 */
record Tallies(
    JudgedTally.OfLines lines,
    RefusedRows refused,
    CustomerTally customers,
    OrdersAgain again,
    long cancelledBeside,
    LookedAtColumns looked,
    Map<String, ColumnFacts> columns,
    RepeatedAmounts repeated) {

  /** Of all kinds; those that change most figures first. */
  List<Suspicion> suspicions(SourceMapping source, String currency) {
    List<Suspicion> all = new ArrayList<>();
    all.addAll(new UnmappedStatuses(source).suspicions(refused, columns));
    all.addAll(CreditNotes.suspicions(lines.lines(), source, columns, currency));
    all.addAll(LostStatuses.suspicions(cancelledBeside));
    all.addAll(OrderNumbers.suspicions(lines.orders(), source));
    all.addAll(RepeatedOrders.suspicions(again, source.restatement(), source.has(Field.LINE_ID)));
    all.addAll(lines.orders().negative().suspicions(source, currency));
    all.addAll(OddAmounts.suspicions(lines.lines(), lines.orders(), currency));
    all.addAll(repeated.suspicions());
    all.addAll(BusyCustomers.suspicions(customers));
    all.addAll(ExcludedLines.suspicions(lines.lines()));
    all.addAll(new UnusedMoney(source, currency).suspicions(looked, columns));
    return List.copyOf(all);
  }
}
