package io.churnlake.report.section;

import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.KpiMonth;
import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.Kpis;
import java.util.List;
import java.util.function.Function;

/** The rates of the last months, with bands; a month that goes on has counts and no rate. */
public final class MonthlyRates {
  private static final String ID = "rates";

  private MonthlyRates() {}

  public static Section of(Night night, Words words) {
    List<KpiMonth> months =
        night.months().stream().filter(month -> month.asOf().equals(night.asOf())).toList();
    if (months.isEmpty()) {
      return Telling.absent(night, words, ID, Kpis.TABLE);
    }
    List<KpiMonth> ended = months.stream().filter(KpiMonth::isComplete).toList();
    Chart chart =
        Chart.lines(
            "rates-chart",
            words.text(ID + ".told", words.count(ended.size())),
            ended.stream().map(month -> words.month(month.month())).toList(),
            "",
            "",
            Chart.Format.SHARE,
            List.of(
                line(words.text("headlines.retention"), ended, words, KpiMonth::retention),
                line(words.text("headlines.churn"), ended, words, KpiMonth::churn),
                line(words.text("headlines.repeat"), ended, words, KpiMonth::repeat)));
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(ID + ".lead"),
        List.of(new Block.Drawn(chart, table(months, words))));
  }

  private static Chart.Line line(
      String name, List<KpiMonth> months, Words words, Function<KpiMonth, Estimate> rate) {
    return new Chart.Line(
        name,
        months.stream()
            .map(month -> new Chart.Point(words.month(month.month()), rate.apply(month).value()))
            .toList(),
        Bounds.low(months.stream().map(rate).toList()),
        Bounds.high(months.stream().map(rate).toList()),
        "solid");
  }

  private static Block.Table table(List<KpiMonth> months, Words words) {
    String low = words.text("page.low");
    String high = words.text("page.high");
    return new Block.Table(
        words.text(ID + ".table"),
        List.of(
            words.text("head.month"),
            words.text("headlines.customers"),
            words.text("headlines.active"),
            words.text("head.new"),
            words.text("head.revenue"),
            words.text("headlines.retention"),
            low,
            high,
            words.text("headlines.churn"),
            low,
            high,
            words.text("headlines.repeat"),
            low,
            high),
        months.stream()
            .map(
                month ->
                    Telling.row(
                        List.of(
                            Cell.text(Telling.month(words, month.month(), month.isComplete())),
                            Cell.number(words.count(month.customers())),
                            Cell.number(words.count(month.active())),
                            Cell.number(words.count(month.newCustomers())),
                            Cell.number(words.money(month.revenue()))),
                        Telling.cells(words, month.retention(), words::share),
                        Telling.cells(words, month.churn(), words::share),
                        Telling.cells(words, month.repeat(), words::share)))
            .toList());
  }
}
