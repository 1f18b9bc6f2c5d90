package io.churnlake.simulate;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is spent on some customers: day since 1970, channel, purpose, cents. */
final class SpendRows implements Iterator<Row> {
  static final String ACQUISITION = "acquisition";
  static final String RETENTION = "retention";

  private final Shop shop;
  private final InputLaw law;
  private final Iterator<Long> indexes;
  private final int firstDay;
  private final int[] months;
  private final Queue<Row> ready = new ArrayDeque<>();

  SpendRows(SimulationSpec spec, ShopLaw law, InputLaw inputLaw, Iterator<Long> indexes) {
    this.shop = new Shop(spec, law, inputLaw.campaigns());
    this.law = inputLaw;
    this.indexes = indexes;
    this.firstDay = Math.toIntExact(spec.start().toEpochDay());
    this.months = CustomerInputs.months(spec);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && indexes.hasNext()) {
      add(CustomerLife.of(shop, indexes.next()));
    }
    return !ready.isEmpty();
  }

  private void add(CustomerLife life) {
    Channel channel = life.arrival().channel();
    add(life.day(0), channel, ACQUISITION, law.acquisitionCents(channel));
    for (int i = 0; i < life.occasions(); i++) {
      if (i == 0 || months[life.day(i)] != months[life.day(i - 1)]) {
        add(life.day(i), Channel.EMAIL, RETENTION, law.retentionCents());
      }
    }
  }

  private void add(int day, Channel channel, String purpose, long cents) {
    ready.add(RowFactory.create(firstDay + day, channel.label(), purpose, cents));
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
