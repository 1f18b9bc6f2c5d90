package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.CategoryCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts customers by the categories of their first occasion and of the one after it. */
final class CategoryTally implements Tally {
  private final Map<Pair, long[]> cells = new HashMap<>();

  private record Pair(String category, String next) {}

  @Override
  public void add(CustomerLog log) {
    List<CustomerLog.Day> occasions =
        log.days().stream().filter(day -> day.isOccasion(false)).limit(2).toList();
    if (occasions.isEmpty() || occasions.get(0).categories().isEmpty()) {
      return;
    }
    List<String> categories = new ArrayList<>(occasions.get(0).categories());
    categories.add(CategoryCells.ANY);
    for (String category : categories) {
      long[] all = cell(category, CategoryCells.ANY);
      all[0]++;
      if (occasions.size() > 1) {
        all[1]++;
        occasions.get(1).categories().forEach(next -> cell(category, next)[1]++);
      }
    }
  }

  private long[] cell(String category, String next) {
    return cells.computeIfAbsent(new Pair(category, next), pair -> new long[2]);
  }

  @Override
  public int cells() {
    return cells.size();
  }

  @Override
  public List<Row> drain() {
    List<Row> rows =
        cells.entrySet().stream()
            .map(
                cell ->
                    RowFactory.create(
                        cell.getKey().category(),
                        cell.getKey().next(),
                        cell.getValue()[0],
                        cell.getValue()[1]))
            .toList();
    cells.clear();
    return rows;
  }
}
