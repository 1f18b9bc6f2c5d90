package io.churnlake.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.churn.action.ContactOutcomes;
import io.churnlake.churn.action.EffectRows;
import io.churnlake.error.Errors;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.JobContext;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.MeasureEffect;
import io.churnlake.training.ChurnRows;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** gold.measure_effect of one as_of. */
public final class EffectOfMeasures {
  /** Of measure, band and group; a measure is a campaign's name, of which there are few. */
  private static final int MOST_GROUPS = 100_000;

  private EffectOfMeasures() {}

  /** Up to which date it is known what contacted customers did. */
  public static LocalDate knownUpTo(JobContext context) {
    return context.lake().exists(CampaignContacts.TABLE)
        ? KnownHistory.of(context).knownUpTo(context.asOf())
        : context.asOf();
  }

  /**
   * Writes the slice; one without rows where no contact's window has ended.
   *
   * @param scored the dates of gold.churn_scores
   * @throws io.churnlake.error.UserException if contacts have too many names of measures
   */
  public static Written written(JobContext context, NavigableSet<LocalDate> scored, String job) {
    Lake lake = context.lake();
    int horizonDays = context.configuration().churn().horizonDays();
    LocalDate until = knownUpTo(context).minusDays(horizonDays);
    List<Row> sums =
        lake.exists(CampaignContacts.TABLE) ? sums(context, until, scored, job) : List.of();
    return lake.replaceSlice(
        MeasureEffect.TABLE, context.asOf(), EffectRows.of(sums, context.asOf(), horizonDays));
  }

  private static List<Row> sums(
      JobContext context, LocalDate until, NavigableSet<LocalDate> scored, String job) {
    Lake lake = context.lake();
    Dataset<Row> first = ContactOutcomes.first(lake.read(CampaignContacts.TABLE), until);
    List<LocalDate> contacted =
        first.select(CampaignContacts.CONTACTED_ON).distinct().collectAsList().stream()
            .map(row -> row.getDate(0).toLocalDate())
            .toList();
    if (contacted.isEmpty()) {
      return List.of();
    }
    List<Row> newest = newest(contacted, scored);
    Dataset<Row> banded =
        ContactOutcomes.banded(
            first,
            lake.spark().createDataFrame(newest, ContactOutcomes.NEWEST_SCORES),
            lake.read(ChurnScores.TABLE).filter(isAmong(newest)));
    List<Row> sums =
        ContactOutcomes.sums(
                banded,
                lake.require(CustomerDays.TABLE, job),
                context.configuration().churn().horizonDays())
            .limit(MOST_GROUPS + 1)
            .collectAsList();
    if (sums.size() > MOST_GROUPS) {
      throw Errors.dataRefused(
          "The step " + job + " has more than " + MOST_GROUPS + " groups of customers to compare.",
          "There are two for each measure and risk band in silver.campaign_contacts.",
          "Give measures names that many contacts share. Nothing was published.");
    }
    return sums;
  }

  /** The slices that are asked for, so that no other is read. */
  private static Column isAmong(List<Row> newest) {
    return newest.isEmpty()
        ? lit(false)
        : col(ChurnScores.AS_OF).isin(newest.stream().map(row -> row.get(1)).distinct().toArray());
  }

  /**
   * Of each day with contacts, the newest date of scores before it, where there is one: scores of
   * the day itself know what was ordered in answer to the contact.
   */
  private static List<Row> newest(List<LocalDate> contacted, NavigableSet<LocalDate> scored) {
    return contacted.stream()
        .map(
            day -> {
              LocalDate date = scored.lower(day);
              return date == null
                  ? null
                  : RowFactory.create(ChurnRows.date(day), ChurnRows.date(date));
            })
        .filter(Objects::nonNull)
        .toList();
  }
}
