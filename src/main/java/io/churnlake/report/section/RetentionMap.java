package io.churnlake.report.section;

import io.churnlake.report.figure.CohortCell;
import io.churnlake.report.figure.CohortMean;
import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.Retention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Monthly cohorts by month since the first order, the darker the more came back, and the mean over
 * all cohorts with its band. The map is a table, so that it is read as one too.
 */
public final class RetentionMap {
  private static final String ID = "cohorts";

  private RetentionMap() {}

  public static Section of(Night night, Words words) {
    if (night.cohorts().isEmpty()) {
      return Telling.absent(night, words, ID, Retention.TABLE);
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(map(night, words));
    if (!night.cohortMeans().isEmpty()) {
      blocks.add(means(night, words));
    }
    return new Section(ID, words.text(ID + ".title"), words.text(ID + ".lead"), blocks);
  }

  private static Block map(Night night, Words words) {
    Map<LocalDate, TreeMap<Integer, CohortCell>> cohorts = new TreeMap<>();
    int longest = 0;
    double greatest = 0;
    for (CohortCell cell : night.cohorts()) {
      cohorts.computeIfAbsent(cell.cohort(), month -> new TreeMap<>()).put(cell.k(), cell);
      longest = Math.max(longest, cell.k());
      Double rate = cell.rate().value();
      greatest = cell.k() > 0 && rate != null ? Math.max(greatest, rate) : greatest;
    }
    List<String> heads = new ArrayList<>();
    heads.add(words.text("cohorts.cohort"));
    heads.add(words.text("head.customers"));
    for (int k = 1; k <= longest; k++) {
      heads.add(words.count(k));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<LocalDate, TreeMap<Integer, CohortCell>> cohort : cohorts.entrySet()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(words.month(cohort.getKey())));
      row.add(Cell.number(words.count(cohort.getValue().firstEntry().getValue().size())));
      for (int k = 1; k <= longest; k++) {
        row.add(cell(cohort.getValue().get(k), greatest, words));
      }
      rows.add(row);
    }
    return new Block.Table(words.text("cohorts.map"), heads, rows);
  }

  private static Cell cell(@Nullable CohortCell cell, double greatest, Words words) {
    if (cell == null) {
      return Cell.EMPTY;
    }
    Double rate = cell.rate().value();
    return rate == null
        ? Cell.unfinished(words.text("cohorts.unfinished", words.count(cell.active())))
        : Cell.shaded(words.share(rate), rate, greatest);
  }

  private static Block means(Night night, Words words) {
    List<CohortMean> means =
        night.cohortMeans().stream().filter(mean -> mean.rate().isKnown()).toList();
    List<Estimate> rates = means.stream().map(CohortMean::rate).toList();
    Chart chart =
        Chart.lines(
            "cohorts-chart",
            words.text("cohorts.told"),
            means.stream().map(mean -> words.count(mean.k())).toList(),
            words.text("cohorts.months"),
            "",
            Chart.Format.SHARE,
            List.of(
                new Chart.Line(
                    words.text("cohorts.mean"),
                    means.stream()
                        .map(mean -> new Chart.Point(mean.k(), mean.rate().value()))
                        .toList(),
                    Bounds.low(rates),
                    Bounds.high(rates),
                    "solid")));
    List<List<Cell>> rows =
        means.stream()
            .map(
                mean ->
                    Telling.row(
                        List.of(
                            Cell.text(words.count(mean.k())),
                            Cell.number(words.count(mean.customers()))),
                        Telling.cells(words, mean.rate(), words::share)))
            .toList();
    return new Block.Drawn(
        chart,
        new Block.Table(
            words.text("cohorts.mean"),
            List.of(
                words.text("cohorts.months"),
                words.text("head.customers"),
                words.text("head.rate"),
                words.text("page.low"),
                words.text("page.high")),
            rows));
  }
}
