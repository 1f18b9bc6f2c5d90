package io.churnlake.report.section;

import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.GroupValue;
import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Chart;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.ClvTotals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What customers are expected to bring: all, by month of first purchase, by channel. */
public final class CustomerValue {
  /** The scope of all customers together. */
  public static final String ALL = "all";

  public static final String COHORT = "cohort";
  public static final String CHANNEL = "channel";

  private static final String ID = "value";

  private CustomerValue() {}

  public static Section of(Night night, Words words) {
    List<GroupValue> all = scope(night, ALL);
    if (all.isEmpty()) {
      return Telling.absent(night, words, ID, ClvTotals.TABLE);
    }
    List<Block> blocks = new ArrayList<>();
    List<GroupValue> cohorts = scope(night, COHORT);
    if (!cohorts.isEmpty()) {
      blocks.add(byCohort(cohorts, words));
    }
    List<GroupValue> rest = new ArrayList<>(all);
    rest.addAll(scope(night, CHANNEL));
    blocks.add(table(words.text("value.channels"), words.text("value.group"), rest, words));
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(ID + ".lead", words.count(all.get(0).horizonDays())),
        blocks);
  }

  private static List<GroupValue> scope(Night night, String scope) {
    return night.values().stream()
        .filter(value -> value.asOf().equals(night.asOf()) && value.scope().equals(scope))
        .toList();
  }

  private static Block byCohort(List<GroupValue> cohorts, Words words) {
    List<List<Double>> points = new ArrayList<>();
    for (GroupValue cohort : cohorts) {
      Estimate each = cohort.expected().per(cohort.customers());
      List<Double> point = new ArrayList<>();
      point.add(each.value());
      point.add(each.low());
      point.add(each.high());
      points.add(point);
    }
    Chart chart =
        Chart.intervals(
            "value-chart",
            words.text("value.told"),
            cohorts.stream().map(cohort -> name(cohort, words)).toList(),
            "",
            "",
            Chart.Format.MONEY,
            words.text("value.each"),
            points);
    return new Block.Drawn(
        chart, table(words.text("value.cohorts"), words.text("cohorts.cohort"), cohorts, words));
  }

  private static String name(GroupValue group, Words words) {
    return switch (group.scope()) {
      case ALL -> words.text("value.all");
      // A cohort is named after its month, such as 2010-12.
      case COHORT ->
          group.group().matches("\\d{4}-(0[1-9]|1[0-2])")
              ? words.month(LocalDate.parse(group.group() + "-01"))
              : group.group();
      default -> group.group();
    };
  }

  private static Block.Table table(
      String caption, String first, List<GroupValue> groups, Words words) {
    return new Block.Table(
        caption,
        List.of(
            first,
            words.text("head.customers"),
            words.text("value.expected"),
            words.text("page.low"),
            words.text("page.high"),
            words.text("value.each"),
            words.text("value.historic")),
        groups.stream()
            .map(
                group ->
                    Telling.row(
                        List.of(
                            Cell.text(name(group, words)),
                            Cell.number(words.count(group.customers()))),
                        Telling.cells(words, group.expected(), words::money),
                        List.of(
                            Cell.number(
                                words.money(group.expected().per(group.customers()).value())),
                            Cell.number(words.money(group.historic())))))
            .toList());
  }
}
