package io.churnlake.report.section;

import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.Lifetime;
import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.SurvivalStep;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long customers stay active: the share that has not lapsed, by days since the first order. */
public final class SurvivalCurve {
  private static final String ID = "survival";

  /** Rows of the table: about so many, evenly taken. */
  private static final int ROWS = 20;

  private SurvivalCurve() {}

  public static Section of(Night night, Words words) {
    List<SurvivalStep> steps = night.survival();
    Optional<Lifetime> lifetime = night.lifetime();
    if (steps.isEmpty() || lifetime.isEmpty()) {
      return Telling.absent(night, words, ID, Survival.TABLE);
    }
    Lifetime all = lifetime.get();
    List<SurvivalStep> weeks = weekly(steps);
    List<Estimate> shares = weeks.stream().map(SurvivalStep::survival).toList();
    Chart chart =
        Chart.lines(
            "survival-chart",
            told(all, words),
            weeks.stream().map(week -> words.count(week.day())).toList(),
            words.text("survival.days"),
            "",
            Chart.Format.SHARE,
            List.of(
                new Chart.Line(
                    words.text("survival.share"),
                    weeks.stream()
                        .map(step -> new Chart.Point(step.day(), step.survival().value()))
                        .toList(),
                    Bounds.low(shares),
                    Bounds.high(shares),
                    "step")));
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(ID + ".lead", words.count(all.windowDays()), words.count(all.observedDays())),
        List.of(new Block.Drawn(chart, table(steps, words))));
  }

  /** The curve at days 0, 7, 14, ...: where no week's step says otherwise, it is level. */
  private static List<SurvivalStep> weekly(List<SurvivalStep> steps) {
    List<SurvivalStep> weeks = new ArrayList<>();
    SurvivalStep last = steps.get(0);
    int next = 0;
    int end = steps.get(steps.size() - 1).day();
    for (int day = 0; day < end + 7; day += 7) {
      while (next < steps.size() && steps.get(next).day() <= day) {
        last = steps.get(next++);
      }
      weeks.add(new SurvivalStep(day, last.atRisk(), last.survival()));
    }
    return weeks;
  }

  private static String told(Lifetime all, Words words) {
    Double median = all.median().value();
    if (median == null) {
      return words.text(
          "survival.told.open", words.count(all.customers()), words.count(all.observedDays()));
    }
    String range = Telling.range(words, all.median(), days -> words.number(days, 0));
    return words.text("survival.told", words.count(all.customers()), words.number(median, 0))
        + (range.isEmpty() ? "" : " (" + range + ")")
        + ".";
  }

  private static Block.Table table(List<SurvivalStep> steps, Words words) {
    int every = Math.max(1, steps.size() / ROWS);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      SurvivalStep step = steps.get(i);
      if (i % every == 0 || i == steps.size() - 1) {
        rows.add(
            Telling.row(
                List.of(
                    Cell.text(words.count(step.day())), Cell.number(words.count(step.atRisk()))),
                Telling.cells(words, step.survival(), words::share)));
      }
    }
    return new Block.Table(
        words.text("survival.table"),
        List.of(
            words.text("survival.days"),
            words.text("survival.atRisk"),
            words.text("survival.share"),
            words.text("page.low"),
            words.text("page.high")),
        rows);
  }
}
