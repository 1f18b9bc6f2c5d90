package io.churnlake.report.section;

import io.churnlake.report.figure.Call;
import io.churnlake.report.figure.MeasureTotal;
import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.Actions;
import java.util.ArrayList;
import java.util.List;

/** Whom to contact by which measure, the greatest expected worth first; keys, never names. */
public final class CustomersToContact {
  private static final String ID = "contacts";

  private CustomersToContact() {}

  public static Section of(Night night, Words words) {
    if (night.measures().isEmpty()) {
      return Telling.absent(night, words, ID, Actions.TABLE);
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(measures(night.measures(), words));
    blocks.add(
        night.calls().isEmpty()
            ? new Block.Sentence(words.text("contacts.nobody"))
            : calls(night.calls(), words));
    return new Section(ID, words.text(ID + ".title"), words.text(ID + ".lead"), blocks);
  }

  private static Block measures(List<MeasureTotal> measures, Words words) {
    return new Block.Table(
        words.text("contacts.measures"),
        List.of(
            words.text("contacts.measure"),
            words.text("head.customers"),
            words.text("contacts.control"),
            words.text("contacts.cost"),
            words.text("contacts.worth")),
        measures.stream()
            .map(
                measure ->
                    List.of(
                        Cell.text(words.named("measure", measure.measure())),
                        Cell.number(words.count(measure.customers())),
                        Cell.number(words.count(measure.control())),
                        Cell.number(words.money(measure.cost())),
                        Cell.number(words.money(measure.worth()))))
            .toList());
  }

  private static Block calls(List<Call> calls, Words words) {
    return new Block.Table(
        words.text("contacts.table", words.count(calls.size())),
        List.of(
            words.text("contacts.key"),
            words.text("contacts.measure"),
            words.text("contacts.worth"),
            words.text("head.probability"),
            words.text("contacts.kept"),
            words.text("contacts.cost"),
            words.text("contacts.segment"),
            words.text("contacts.why")),
        calls.stream()
            .map(
                call ->
                    List.of(
                        Cell.code(call.customerKey()),
                        Cell.text(words.named("measure", call.measure())),
                        Cell.number(words.money(call.worth())),
                        Cell.number(words.share(call.probability())),
                        Cell.number(words.money(call.valueKept())),
                        Cell.number(words.money(call.cost())),
                        Cell.text(
                            call.segment() == null ? "" : words.named("segment", call.segment())),
                        Cell.text(call.why() == null ? "" : call.why())))
            .toList());
  }
}
