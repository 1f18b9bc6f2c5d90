package io.churnlake.report.section;

import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.RevenuePeriod;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.RevenueRetention;
import java.util.ArrayList;
import java.util.List;

/** From the revenue of one quarter to that of the next, and the quarters' revenue retention. */
public final class RevenueBridge {
  private static final String ID = "revenue";

  private RevenueBridge() {}

  public static Section of(Night night, Words words) {
    List<RevenuePeriod> quarters =
        night.revenue().stream().filter(quarter -> quarter.asOf().equals(night.asOf())).toList();
    List<RevenuePeriod> ended =
        quarters.stream().filter(quarter -> quarter.isComplete() && quarter.before() > 0).toList();
    if (ended.isEmpty()) {
      return Telling.absent(night, words, ID, RevenueRetention.TABLE);
    }
    RevenuePeriod newest = ended.get(ended.size() - 1);
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(ID + ".lead"),
        List.of(bridge(newest, words), rates(quarters, words)));
  }

  private static Block bridge(RevenuePeriod quarter, Words words) {
    List<String> names = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    step("before", quarter.before(), words, names, steps);
    step("churned", -quarter.churned(), words, names, steps);
    step("contraction", -quarter.contraction(), words, names, steps);
    step("expansion", quarter.expansion(), words, names, steps);
    step("gained", quarter.gained(), words, names, steps);
    step("resurrected", quarter.resurrected(), words, names, steps);
    if (quarter.adjustment() != 0) {
      step("adjustment", quarter.adjustment(), words, names, steps);
    }
    step("now", quarter.revenue(), words, names, steps);
    Chart chart =
        Chart.waterfall(
            "revenue-chart",
            words.text(
                "revenue.told",
                quarter.label(),
                words.money(quarter.before()),
                words.money(quarter.revenue()),
                words.money(quarter.churned() + quarter.contraction()),
                words.money(quarter.expansion() + quarter.gained() + quarter.resurrected())),
            names,
            words.text("head.revenue"),
            Chart.Format.MONEY,
            steps);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(List.of(Cell.text(names.get(i)), Cell.number(words.money(steps.get(i)))));
    }
    return new Block.Drawn(
        chart,
        new Block.Table(
            words.text("revenue.bridge", quarter.label()),
            List.of(words.text("head.part"), words.text("head.amount")),
            rows));
  }

  private static void step(
      String name, double amount, Words words, List<String> names, List<Double> steps) {
    names.add(words.text("revenue." + name));
    steps.add(amount);
  }

  private static Block rates(List<RevenuePeriod> quarters, Words words) {
    String low = words.text("page.low");
    String high = words.text("page.high");
    return new Block.Table(
        words.text("revenue.rates"),
        List.of(
            words.text("head.quarter"),
            words.text("head.revenue"),
            words.text("headlines.grr"),
            low,
            high,
            words.text("headlines.nrr"),
            low,
            high),
        quarters.stream()
            .map(
                quarter ->
                    Telling.row(
                        List.of(
                            Cell.text(
                                quarter.isComplete()
                                    ? quarter.label()
                                    : words.text("page.unfinished", quarter.label())),
                            Cell.number(words.money(quarter.revenue()))),
                        Telling.cells(words, quarter.grr(), words::share),
                        Telling.cells(words, quarter.nrr(), words::share)))
            .toList());
  }
}
