package io.churnlake.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.job.EvaluateJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop that sells three times as much in November as in May, for two years. */
class SeasonOffsetTest {
  private static final Configuration LOGISTIC =
      Configuration.of("churnlake.churn.algorithm = logistic");
  private static final String SCORED = "2011-09-10";
  private static final LocalDate FIRST = LocalDate.parse("2009-12-01");
  private static final LocalDate LAST = LocalDate.parse("2011-12-09");

  @Test
  void scoresMoveTowardsTheChurnOfTheSameWeeksAYearAgo(@TempDir Path folder) {
    Lake lake = ChurnJobsTest.lake(folder, Days.of(shop()));
    List<Outcome> night = ChurnJobsTest.night(lake, SCORED, LOGISTIC, "one");
    assertThat(night.get(1).note()).contains("season's shift of a year ago helps out of time");
    Row season = lake.read(ChurnModels.TABLE).select(ChurnModels.SEASON + ".*").first();
    assertThat(season.<java.sql.Date>getAs("year_ago")).hasToString("2010-09-11");
    assertThat(season.<Integer>getAs("history_days")).isEqualTo(285);
    double applied = season.<Double>getAs(ChurnModels.SEASON_APPLIED);
    assertThat(applied).isNegative().isEqualTo(season.<Double>getAs("shift") / 2);

    EvaluateJob.of(LocalDate.parse(SCORED))
        .run(ChurnJobsTest.context(lake, LAST.toString(), LOGISTIC, "later"));
    Row measured =
        lake.read(ChurnEvaluation.TABLE)
            .filter(
                ChurnMetrics.POPULATION + " = 'all' AND " + ChurnMetrics.SCORE_NAME + " = 'model'")
            .first();
    double rate = measured.getAs(ChurnMetrics.BASE_RATE);
    double with = measured.getAs(ChurnMetrics.MEAN_PREDICTION);
    double without =
        lake.read(ChurnScores.TABLE)
            .select(
                functions.avg(
                    functions.expr(
                        "1 / (1 + exp(-(%s - (%s))))".formatted(ChurnScores.LOG_ODDS, applied))))
            .first()
            .getDouble(0);
    assertThat(without).isGreaterThan(rate + 0.08);
    assertThat(Math.abs(with - rate)).isLessThan(0.7 * (without - rate));
  }

  /** Customers buy at a rate of their own, moved by the season; a third of them leaves some day. */
  private static List<Row> shop() {
    SplittableRandom random = new SplittableRandom(20111);
    List<Row> days = new ArrayList<>();
    for (int customer = 0; customer < 2_500; customer++) {
      String key = "c%04d".formatted(customer);
      double rate = 0.004 - 0.008 * Math.log(1 - random.nextDouble());
      LocalDate joined = FIRST.plusDays(random.nextInt(0, 600));
      LocalDate left = joined.plusDays(random.nextInt(0, 3) == 0 ? random.nextInt(1, 400) : 2_000);
      days.add(Days.bought(key, joined.toString(), 20));
      for (LocalDate day = joined.plusDays(1);
          !day.isAfter(LAST) && day.isBefore(left);
          day = day.plusDays(1)) {
        double season = Math.cos(2 * Math.PI * (day.getDayOfYear() - 319) / 365);
        if (random.nextDouble() < rate * Math.exp(0.8 * season)) {
          days.add(Days.bought(key, day.toString(), 20));
        }
      }
    }
    return days;
  }
}
