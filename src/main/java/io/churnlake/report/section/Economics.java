package io.churnlake.report.section;

import io.churnlake.report.figure.EconomicMonth;
import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.UnitEconomics;
import java.util.List;

/** What a customer costs to win and to keep, and what a customer brings, month by month. */
public final class Economics {
  private static final String ID = "economics";

  private Economics() {}

  public static Section of(Night night, Words words) {
    if (night.economics().isEmpty()) {
      return Telling.absent(night, words, ID, UnitEconomics.TABLE);
    }
    return new Section(
        ID,
        words.text(ID + ".title"),
        words.text(ID + ".lead"),
        List.of(
            new Block.Table(
                words.text("economics.table"),
                List.of(
                    words.text("head.month"),
                    words.text("economics.spend"),
                    words.text("head.new"),
                    words.text("economics.cac"),
                    words.text("economics.crc"),
                    words.text("economics.clv"),
                    words.text("page.low"),
                    words.text("page.high"),
                    words.text("economics.ratio"),
                    words.text("economics.payback")),
                night.economics().stream().map(month -> row(month, words)).toList())));
  }

  private static List<Cell> row(EconomicMonth month, Words words) {
    return Telling.row(
        List.of(
            Cell.text(Telling.month(words, month.month(), month.isComplete())),
            Cell.number(words.money(month.spend())),
            Cell.number(words.count(month.newCustomers())),
            Telling.cells(words, month.cac(), words::money).get(0),
            Telling.cells(words, month.crc(), words::money).get(0)),
        Telling.cells(words, month.clv(), words::money),
        List.of(
            Telling.cells(words, month.clvToCac(), ratio -> words.number(ratio, 2)).get(0),
            Telling.cells(words, month.paybackMonths(), months -> words.number(months, 0)).get(0)));
  }
}
