package io.churnlake.economics;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.churnlake.quality.NpsColumns;
import io.churnlake.table.Nps;
import io.churnlake.table.UnitEconomics;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.nps: who would recommend the shop. */
public final class NpsScores {
  private static final Column[] COUNTS = {
    count(lit(1)).as(Nps.ANSWERS),
    count_if(Answers.promotes()).as(Nps.PROMOTERS),
    count_if(Answers.isPassive()).as(Nps.PASSIVES),
    count_if(Answers.detracts()).as(Nps.DETRACTORS)
  };

  private NpsScores() {}

  /**
   * One row a part of each split.
   *
   * @param answers silver.survey_answers
   * @param members see {@link Members}
   */
  public static Dataset<Row> of(Dataset<Row> answers, Dataset<Row> members, Scope scope) {
    Dataset<Row> known =
        Answers.newest(answers, scope.asOf())
            .join(
                members.select(
                    Members.CUSTOMER_KEY, Members.SEGMENT, Members.CHANNEL, Members.COUNTRY),
                new String[] {Members.CUSTOMER_KEY},
                "left")
            .groupBy(Members.SEGMENT, Members.CHANNEL, Members.COUNTRY)
            .agg(COUNTS[0], COUNTS[1], COUNTS[2], COUNTS[3]);
    Dataset<Row> anonymous =
        answers
            .filter(col(Answers.CUSTOMER_KEY).isNull().and(scope.known(col(Answers.ANSWERED_ON))))
            .agg(COUNTS[0], COUNTS[1], COUNTS[2], COUNTS[3]);
    Column all = part(Nps.ALL, lit(Nps.ALL));
    Column splits =
        array(
            all,
            part(Nps.SEGMENT, col(Members.SEGMENT)),
            part(Nps.CHANNEL, col(Members.CHANNEL)),
            part(Nps.COUNTRY, col(Members.COUNTRY)));
    Dataset<Row> counts =
        Cells.summed(
            split(known, splits).unionByName(split(anonymous, array(all))),
            Nps.SPLIT,
            Nps.SPLIT_VALUE);
    Column n = col(Nps.ANSWERS);
    NpsColumns nps = new NpsColumns(col(Nps.PROMOTERS), col(Nps.DETRACTORS), n);
    return counts.select(
        new Figures(List.of(lit(scope.asOf()).as(Nps.AS_OF)))
            .add(col(Nps.SPLIT))
            .add(col(Nps.SPLIT_VALUE))
            .add(n)
            .add(col(Nps.PROMOTERS))
            .add(col(Nps.PASSIVES))
            .add(col(Nps.DETRACTORS))
            .figure(Nps.NPS, nps.score(), Figures.empty(n))
            .bounds(Nps.NPS, nps.low(), nps.high(), Figures.empty(n))
            .columns());
  }

  private static Dataset<Row> split(Dataset<Row> counts, Column splits) {
    return counts.select(
        inline(splits),
        col(Nps.ANSWERS),
        col(Nps.PROMOTERS),
        col(Nps.PASSIVES),
        col(Nps.DETRACTORS));
  }

  private static Column part(String split, Column value) {
    return struct(
        lit(split).as(Nps.SPLIT), coalesce(value, lit(UnitEconomics.UNKNOWN)).as(Nps.SPLIT_VALUE));
  }
}
