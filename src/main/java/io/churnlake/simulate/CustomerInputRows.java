package io.churnlake.simulate;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The input lines of some customers: the file's key, the position in it, the line. */
final class CustomerInputRows implements Iterator<Row> {
  private final CustomerInputs inputs;
  private final Iterator<Long> indexes;
  private final Queue<Row> ready = new ArrayDeque<>();

  CustomerInputRows(SimulationSpec spec, ShopLaw law, InputLaw inputLaw, Iterator<Long> indexes) {
    this.inputs =
        new CustomerInputs(new Shop(spec, law, inputLaw.campaigns()), inputLaw, this::add);
    this.indexes = indexes;
  }

  private void add(InputFile file, int part, long position, String line) {
    ready.add(RowFactory.create(file.key(part), position, line));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && indexes.hasNext()) {
      inputs.run(indexes.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
