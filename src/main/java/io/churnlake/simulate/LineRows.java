package io.churnlake.simulate;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The lines of some units, made as they are asked for: no more than one unit's are held at a time.
 */
final class LineRows implements Iterator<Row> {

  private static final long SECONDS_A_DAY = 86_400L;

  private final Units units;
  private final Iterator<Long> indexes;
  private final int firstDay;
  private final LineFormat format;
  private final Queue<Row> ready = new ArrayDeque<>();

  LineRows(SimulationSpec spec, ShopLaw law, Iterator<Long> indexes) {
    Shop shop = new Shop(spec, law);
    this.units = new Units(shop);
    this.indexes = indexes;
    this.firstDay = Math.toIntExact(spec.start().toEpochDay());
    this.format = new LineFormat(shop.calendar());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && indexes.hasNext()) {
      units.run(indexes.next(), new LineCounts(), this::add);
    }
    return !ready.isEmpty();
  }

  private void add(int deliveredOn, OrderLine line, Defect defect) {
    long position = line.day() * SECONDS_A_DAY + line.second();
    ready.add(RowFactory.create(firstDay + deliveredOn, position, format.format(line, defect)));
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
