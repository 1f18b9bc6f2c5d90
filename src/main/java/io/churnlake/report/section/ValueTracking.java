package io.churnlake.report.section;

import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.TrackedWeek;
import io.churnlake.report.figure.Tracking;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.ClvHoldout;
import java.util.List;

/** Whether the purchase model forecasts: what it expected of days that it had not seen. */
public final class ValueTracking {
  private static final String ID = "tracking";

  private ValueTracking() {}

  public static Section of(Night night, Words words) {
    return night
        .tracking()
        .filter(tracking -> !tracking.weeks().isEmpty())
        .map(tracking -> told(tracking, words))
        .orElseGet(() -> Telling.absent(night, words, ID, ClvHoldout.TABLE));
  }

  private static Section told(Tracking tracking, Words words) {
    List<TrackedWeek> weeks = tracking.weeks();
    Chart chart =
        Chart.lines(
            "tracking-chart",
            words.text(
                "tracking.told",
                words.number(tracking.predicted(), 0),
                words.count(tracking.actual()),
                words.number(tracking.naive(), 0)),
            weeks.stream().map(week -> words.count(week.week())).toList(),
            words.text("tracking.weeks"),
            "",
            Chart.Format.NUMBER,
            List.of(
                new Chart.Line(
                    words.text("tracking.predicted"),
                    weeks.stream()
                        .map(week -> new Chart.Point(week.week(), week.predicted()))
                        .toList(),
                    List.of(),
                    List.of(),
                    "solid"),
                new Chart.Line(
                    words.text("tracking.actual"),
                    weeks.stream()
                        .map(week -> new Chart.Point(week.week(), (double) week.actual()))
                        .toList(),
                    List.of(),
                    List.of(),
                    "solid")));
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(
                ID + ".lead",
                words.named("algorithm", tracking.model()),
                words.date(tracking.calibratedTo()),
                words.count(tracking.holdoutDays()))
            + (tracking.coverage() == null
                ? ""
                : " " + words.text("tracking.coverage", words.share(tracking.coverage()))),
        List.of(new Block.Drawn(chart, table(weeks, words))));
  }

  private static Block.Table table(List<TrackedWeek> weeks, Words words) {
    return new Block.Table(
        words.text("tracking.table"),
        List.of(
            words.text("tracking.weeks"),
            words.text("tracking.predicted"),
            words.text("tracking.actual"),
            words.text("tracking.predictedSoFar"),
            words.text("tracking.actualSoFar")),
        weeks.stream()
            .map(
                week ->
                    List.of(
                        Cell.text(words.count(week.week())),
                        Cell.number(words.number(week.predicted(), 1)),
                        Cell.number(words.count(week.actual())),
                        Cell.number(words.number(week.predictedSoFar(), 1)),
                        Cell.number(words.count(week.actualSoFar()))))
            .toList());
  }
}
