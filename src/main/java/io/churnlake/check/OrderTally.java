package io.churnlake.check;

import io.churnlake.orders.OrderLines;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders whose number may not be one order's alone. Lines come order by order. */
final class OrderTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** An order has few vouchers. */
  private static final int MOST_BELOW = 20;

  private long orders;
  private long severalLines;
  private long severalDays;
  private long farApart;
  private long severalCustomers;
  private final NegativeLines negative = new NegativeLines();
  private final Examples daysAt = new Examples();
  private final Examples farApartAt = new Examples();
  private final Examples severalCustomersAt = new Examples();
  private final RowGroup refundsAlone = new RowGroup();
  private final RowGroup refundsAbove = new RowGroup();

  private transient @Nullable Open open;

  /** The order whose lines are coming. */
  private static final class Open {
    private final CheckedLine beginning;
    private final List<CheckedLine> below = new ArrayList<>();
    private long counting;
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;
    private @Nullable CheckedLine latest;
    private boolean ofSeveral;
    private boolean isThere;
    private BigDecimal sold = BigDecimal.ZERO;
    private BigDecimal back = BigDecimal.ZERO;
    private @Nullable CheckedLine refund;

    private Open(CheckedLine beginning) {
      this.beginning = beginning;
    }

    private void add(CheckedLine line) {
      if (line.moneyBack()) {
        back = back.add(line.amount());
        refund = line.amount().signum() == 0 ? refund : line;
      } else {
        isThere = true;
        sold = line.amount().signum() > 0 ? sold.add(line.amount()) : sold;
      }
      ofSeveral |= line.excluded().equals(OrderLines.SEVERAL_CUSTOMERS);
      // Pieces that came back are told by their code, which is sold; days later they are returns.
      boolean isOff =
          line.amount().signum() < 0
              && !line.moneyBack()
              && line.lineDate().equals(line.orderDate());
      if (!line.counts()
          && isOff
          && !line.excluded().equals(OrderLines.CANCELLED)
          && below.size() < MOST_BELOW) {
        below.add(line);
      }
      if (line.counts()) {
        counting++;
        first = line.orderDate().isBefore(first) ? line.orderDate() : first;
        if (line.lineDate().isAfter(last)) {
          last = line.lineDate();
          latest = line;
        }
      }
    }
  }

  void add(CheckedLine line) {
    if (line.counts()) {
      negative.addSold(line);
    }
    Open current = open;
    if (current == null || !current.beginning.order().equals(line.order())) {
      end();
      current = new Open(line);
      open = current;
    }
    current.add(line);
  }

  /** Closes the last order. */
  void end() {
    Open ended = open;
    open = null;
    if (ended == null) {
      return;
    }
    if (ended.ofSeveral) {
      severalCustomers++;
      severalCustomersAt.add(ended.beginning.place(), ended.beginning.order());
    }
    CheckedLine refund = ended.refund;
    if (refund != null && !ended.isThere) {
      refundsAlone.add(refund.place(), refund.text(), ended.back);
    } else if (refund != null && ended.sold.add(ended.back).signum() < 0) {
      refundsAbove.add(refund.place(), refund.text(), ended.sold.add(ended.back));
    }
    CheckedLine latest = ended.latest;
    if (latest == null) {
      return;
    }
    ended.below.forEach(negative::addBelow);
    orders++;
    severalLines += ended.counting > 1 ? 1 : 0;
    long days = ChronoUnit.DAYS.between(ended.first, ended.last);
    String told = latest.order() + ", " + ended.first + " and " + ended.last;
    if (days > 0) {
      severalDays++;
      daysAt.add(latest.place(), told);
    }
    if (days > OrderLines.FAR_APART_DAYS) {
      farApart++;
      farApartAt.add(latest.place(), told);
    }
  }

  OrderTally merge(OrderTally other) {
    orders += other.orders;
    severalLines += other.severalLines;
    severalDays += other.severalDays;
    farApart += other.farApart;
    severalCustomers += other.severalCustomers;
    negative.merge(other.negative);
    refundsAlone.merge(other.refundsAlone);
    refundsAbove.merge(other.refundsAbove);
    daysAt.merge(other.daysAt);
    farApartAt.merge(other.farApartAt);
    severalCustomersAt.merge(other.severalCustomersAt);
    return this;
  }

  /** Orders with a line that counts. */
  long orders() {
    return orders;
  }

  /** Of these, those with more than one. */
  long severalLines() {
    return severalLines;
  }

  /** Of these, those whose lines are of different days. */
  long severalDays() {
    return severalDays;
  }

  /** Of these, those with more than a week between. */
  long farApart() {
    return farApart;
  }

  /** Orders whose lines name several customers. */
  long severalCustomers() {
    return severalCustomers;
  }

  /** Lines below zero beside lines that sell. */
  NegativeLines negative() {
    return negative;
  }

  /** Orders of which there are refunds, and no line. */
  RowGroup refundsAlone() {
    return refundsAlone;
  }

  /** Orders that gave back more than they sold, and by how much. */
  RowGroup refundsAbove() {
    return refundsAbove;
  }

  Examples severalDaysAt() {
    return daysAt;
  }

  Examples farApartAt() {
    return farApartAt;
  }

  Examples severalCustomersAt() {
    return severalCustomersAt;
  }
}
