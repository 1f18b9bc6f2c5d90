package io.churnlake.report.section;

import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.Reason;
import io.churnlake.report.figure.RiskBand;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Cell;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.ChurnScores;
import java.util.ArrayList;
import java.util.List;

/** Who is at risk, and what speaks for leaving among those at high risk. */
public final class RiskReasons {
  private static final String ID = "reasons";

  private RiskReasons() {}

  public static Section of(Night night, Words words) {
    List<RiskBand> bands =
        night.bands().stream().filter(band -> band.asOf().equals(night.asOf())).toList();
    if (bands.isEmpty()) {
      return Telling.absent(night, words, ID, ChurnScores.TABLE);
    }
    List<Block> blocks = new ArrayList<>();
    if (night.model().isEmpty()) {
      blocks.add(new Block.Sentence(words.text("reasons.untried")));
    }
    blocks.add(bands(bands, words));
    long high =
        bands.stream()
            .filter(band -> band.band().equals(ChurnScores.HIGH))
            .mapToLong(RiskBand::customers)
            .sum();
    blocks.add(
        night.reasons().isEmpty()
            ? new Block.Sentence(words.text("reasons.none"))
            : reasons(night.reasons(), high, words));
    return new Section(ID, words.text(ID + ".title"), words.text(ID + ".lead"), blocks);
  }

  private static Block bands(List<RiskBand> bands, Words words) {
    return new Block.Table(
        words.text("reasons.bands"),
        List.of(
            words.text("head.band"),
            words.text("head.customers"),
            words.text("head.probability"),
            words.text("reasons.atRisk")),
        bands.stream()
            .map(
                band ->
                    List.of(
                        Cell.text(words.named("band", band.band())),
                        Cell.number(words.count(band.customers())),
                        Cell.number(words.share(band.probability())),
                        Cell.number(words.money(band.valueAtRisk()))))
            .toList());
  }

  private static Block reasons(List<Reason> reasons, long high, Words words) {
    return new Block.Table(
        words.text("reasons.table", words.count(high)),
        List.of(
            words.text("reasons.sentence"),
            words.text("head.customers"),
            words.text("reasons.share"),
            words.text("reasons.contribution"),
            words.text("reasons.feature")),
        reasons.stream()
            .map(
                reason ->
                    List.of(
                        Cell.text(reason.sentence()),
                        Cell.number(words.count(reason.customers())),
                        shaded(reason.customers(), high, words),
                        Cell.number(words.number(reason.contribution(), 2)),
                        Cell.code(reason.feature())))
            .toList());
  }

  private static Cell shaded(long customers, long high, Words words) {
    double share = high == 0 ? 0 : (double) customers / (double) high;
    return Cell.shaded(words.share(share), share, 1);
  }
}
