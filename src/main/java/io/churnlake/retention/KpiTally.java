package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.quality.Period;
import io.churnlake.table.KpiCells;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts customers into gold.kpi_cells. */
final class KpiTally implements Tally {
  private static final int PRODUCTS = 7;

  private final List<String> splits;
  private final List<Period> periods;
  private final List<Period> splitPeriods;
  private final int windowDays;
  private final Map<Cell, Sums> cells = new HashMap<>();

  /**
   * An empty one.
   *
   * @param splits names of the splits, 'all' first
   * @param splitPeriods periods for the splits but the first
   */
  KpiTally(List<String> splits, List<Period> periods, List<Period> splitPeriods, int windowDays) {
    this.splits = splits;
    this.periods = periods;
    this.splitPeriods = splitPeriods;
    this.windowDays = windowDays;
  }

  private record Shape(
      Period period, int number, int leavesOn, int next, boolean carriedOn, boolean first) {}

  private record Cell(String split, String value, Shape shape) {}

  /** What a customer did in a period. */
  private static final class Own {
    private int occasions;
    private int lastOccasion;
    private long orders;
    private long lines;
    private long fullPriceLines;
    private long revenue;
    private long netRevenue;
    private final Set<String> categories = new HashSet<>();

    private void add(CustomerLog.Day day) {
      if (day.isOccasion(false)) {
        occasions++;
        lastOccasion = day.date();
      }
      orders += day.orders();
      lines += day.lines();
      fullPriceLines += day.fullPriceLines();
      revenue = Math.addExact(revenue, day.revenue());
      netRevenue = Math.addExact(netRevenue, day.netRevenue());
      categories.addAll(day.categories());
    }
  }

  private static final class Sums {
    private final long[] counts = new long[10];
    private final ProductSum[] products = new ProductSum[PRODUCTS];

    private Sums() {
      Arrays.setAll(products, i -> new ProductSum());
    }

    private void add(Own own, boolean boundHere, boolean leftTruncated) {
      boolean bought = own.occasions > 0;
      long categories = own.categories.size();
      long[] of = {
        bought ? 1 : 0,
        own.occasions > 1 ? 1 : 0,
        boundHere ? 1 : 0,
        leftTruncated ? 1 : 0,
        own.orders,
        own.lines,
        own.fullPriceLines,
        categories,
        own.revenue,
        own.netRevenue
      };
      for (int i = 0; i < of.length; i++) {
        counts[i] = Math.addExact(counts[i], of[i]);
      }
      if (bought) {
        products[0].add(own.orders, own.orders);
        products[1].add(own.orders, own.revenue);
        products[2].add(own.revenue, own.revenue);
        products[3].add(own.lines, own.lines);
        products[4].add(own.lines, own.fullPriceLines);
        products[5].add(own.fullPriceLines, own.fullPriceLines);
        products[6].add(categories, categories);
      }
    }
  }

  @Override
  public void add(CustomerLog log) {
    for (Period period : periods) {
      int parts = splitPeriods.contains(period) ? splits.size() : 1;
      Map<Integer, Own> own = new TreeMap<>();
      for (CustomerLog.Day day : log.days()) {
        own.computeIfAbsent(number(period, day.date()), index -> new Own()).add(day);
      }
      add(log, period, own, parts);
    }
  }

  private void add(CustomerLog log, Period period, Map<Integer, Own> own, int parts) {
    List<Map.Entry<Integer, Own>> bought =
        own.entrySet().stream().filter(entry -> entry.getValue().occasions > 0).toList();
    int soFar = 0;
    int activeUntil = Integer.MIN_VALUE;
    for (int i = 0; i < bought.size(); i++) {
      int number = bought.get(i).getKey();
      Own here = bought.get(i).getValue();
      int leavesOn = here.lastOccasion + windowDays;
      int reaches = number(period, leavesOn) - 1;
      int next = i + 1 < bought.size() ? bought.get(i + 1).getKey() : Integer.MAX_VALUE;
      boolean boundHere = soFar < 2 && soFar + here.occasions >= 2;
      soFar += here.occasions;
      // A purchase in the very period in which the window ends finds the customer still active
      // before it, and whether that is so at the end is for the later purchase to say.
      Shape shape =
          new Shape(
              period,
              number,
              leavesOn,
              next <= reaches + 1 ? next : KpiCells.NONE,
              activeUntil >= number - 1,
              i == 0);
      count(log, shape, here, parts, boundHere, i == 0 && log.leftTruncated());
      activeUntil = Math.min(reaches, next - 1);
    }
    own.forEach(
        (number, here) -> {
          if (here.occasions == 0 && here.netRevenue != 0) {
            int start = Math.toIntExact(period.start(number).toEpochDay());
            Shape nothing = new Shape(period, number, start, KpiCells.NONE, false, false);
            count(log, nothing, here, parts, false, false);
          }
        });
  }

  private void count(
      CustomerLog log, Shape shape, Own own, int parts, boolean boundHere, boolean leftTruncated) {
    for (int i = 0; i < parts; i++) {
      cells
          .computeIfAbsent(
              new Cell(splits.get(i), log.splitValues().get(i), shape), cell -> new Sums())
          .add(own, boundHere, leftTruncated);
    }
  }

  private static int number(Period period, int date) {
    return period.index(LocalDate.ofEpochDay(date));
  }

  @Override
  public int cells() {
    return cells.size();
  }

  @Override
  public List<Row> drain() {
    List<Row> rows = new ArrayList<>(cells.size());
    cells.forEach(
        (cell, sums) -> {
          Shape shape = cell.shape();
          List<Object> row = new ArrayList<>(List.of(cell.split(), cell.value()));
          row.add(shape.period().value());
          row.add(shape.number());
          row.add(Date.valueOf(LocalDate.ofEpochDay(shape.leavesOn())));
          row.add(shape.next());
          row.add(shape.carriedOn());
          row.add(shape.first());
          Arrays.stream(sums.counts).boxed().forEach(row::add);
          Arrays.stream(sums.products).map(ProductSum::value).forEach(row::add);
          rows.add(RowFactory.create(row.toArray()));
        });
    cells.clear();
    return rows;
  }
}
