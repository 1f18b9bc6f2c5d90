package io.churnlake.simulate;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** What is known about some units, a row each, with the columns of {@link ShopSimulator#units}. */
final class UnitRows implements Iterator<Row> {

  private final Units units;
  private final Iterator<Long> indexes;
  private final int firstDay;

  UnitRows(SimulationSpec spec, ShopLaw law, Iterator<Long> indexes) {
    this.units = new Units(new Shop(spec, law));
    this.indexes = indexes;
    this.firstDay = Math.toIntExact(spec.start().toEpochDay());
  }

  @Override
  public boolean hasNext() {
    return indexes.hasNext();
  }

  @Override
  public Row next() {
    long index = indexes.next();
    LineCounts counts = new LineCounts();
    CustomerTruth truth = units.run(index, counts, LineSink.NOWHERE);
    @Nullable Object[] values = new @Nullable Object[ShopSimulator.UNITS.length()];
    values[0] = index;
    if (truth != null) {
      fill(values, truth);
    }
    int at = values.length - ShopSimulator.COUNTS.size() - 2;
    for (int count : counts.inOrder()) {
      values[at++] = count;
    }
    values[at++] = counts.revenueCents();
    values[at] = counts.costCents();
    return RowFactory.create(values);
  }

  private void fill(@Nullable Object[] values, CustomerTruth truth) {
    Arrival arrival = truth.arrival();
    values[1] = truth.customerId();
    values[2] = firstDay + arrival.day();
    values[3] = arrival.channel().label();
    values[4] = truth.country();
    values[5] = arrival.referrer() == Arrival.NOBODY ? null : Shop.customerId(arrival.referrer());
    values[6] = truth.ratePerDay();
    values[7] = truth.dropoutProbability();
    values[8] =
        truth.droppedOutOn() == CustomerTruth.STAYED ? null : firstDay + truth.droppedOutOn();
    values[9] = truth.occasions();
  }
}
