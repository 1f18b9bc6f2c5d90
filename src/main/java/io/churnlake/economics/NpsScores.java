package io.churnlake.economics;

import io.churnlake.quality.NetPromoterScore;
import io.churnlake.table.Nps;
import io.churnlake.table.NpsLink;
import java.util.List;
import org.apache.spark.sql.Row;

/** gold.nps and gold.nps_link: who would recommend the shop, and who of them buys again. */
public final class NpsScores {
  private NpsScores() {}

  /** gold.nps: one row a part of each split. */
  public static List<Row> of(EconomicsTally tally) {
    Figures figures = new Figures(Nps.TABLE, tally.scope().asOf());
    Sums<NpsSums.Part> parts = tally.nps().parts();
    return parts.keys().stream().map(part -> row(figures, part, parts.of(part))).toList();
  }

  private static Row row(Figures figures, NpsSums.Part part, long[] sums) {
    long promoters = sums[NpsSums.PROMOTERS];
    long detractors = sums[NpsSums.DETRACTORS];
    long answers = promoters + sums[NpsSums.PASSIVES] + detractors;
    return figures
        .set(Nps.SPLIT, part.split())
        .set(Nps.SPLIT_VALUE, part.value())
        .set(Nps.ANSWERS, answers)
        .set(Nps.PROMOTERS, promoters)
        .set(Nps.PASSIVES, sums[NpsSums.PASSIVES])
        .set(Nps.DETRACTORS, detractors)
        .score(
            Nps.NPS, new NetPromoterScore(promoters, detractors, answers), Figures.empty(answers))
        .row();
  }

  /**
   * gold.nps_link, three rows: a customer's newest answer whose window has ended by the business
   * date counts, so that each customer counts once.
   */
  public static List<Row> purchases(EconomicsTally tally) {
    Figures figures = new Figures(NpsLink.TABLE, tally.scope().asOf());
    return List.of(NpsLink.PROMOTER, NpsLink.PASSIVE, NpsLink.DETRACTOR).stream()
        .map(
            group -> {
              long[] sums = tally.nps().groups().of(group);
              return figures
                  .set(NpsLink.NPS_GROUP, group)
                  .set(NpsLink.WINDOW_DAYS, tally.scope().answerDays())
                  .set(NpsLink.CUSTOMERS, sums[NpsSums.CUSTOMERS])
                  .set(NpsLink.BOUGHT_AGAIN, sums[NpsSums.BOUGHT_AGAIN])
                  .share(
                      NpsLink.REPURCHASE_RATE,
                      sums[NpsSums.BOUGHT_AGAIN],
                      sums[NpsSums.CUSTOMERS],
                      null)
                  .row();
            })
        .toList();
  }
}
