package io.churnlake.economics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.customer.PackedLog;
import io.churnlake.table.Engagement;
import io.churnlake.table.Referrers;
import io.churnlake.table.SurveyAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All that is known of each customer, in one row. The sources are put below each other and folded
 * by customer, which takes one shuffle.
 *
 * @param logs customers' packed histories
 * @param members see {@link Members}
 * @param answers silver.survey_answers
 * @param events silver.engagement
 */
public record People(
    Dataset<Row> logs, Dataset<Row> members, Dataset<Row> answers, Dataset<Row> events) {
  private static final String KEY = Members.KEY;
  private static final String REFERS = "refers";
  private static final String NEWEST = "newest";
  private static final String NEWEST_ENDED = "newest_ended";
  private static final String PROMOTERS = "promoters";
  private static final String PASSIVES = "passives";
  private static final String DETRACTORS = "detractors";
  private static final String EVENT = "event";
  private static final String MONTH = "month";

  /**
   * Rows for {@link EconomicsTally#add}: one a customer of any source, and one of whom nobody
   * knows, whose events and answers are counted.
   */
  public Dataset<Row> rows(Scope scope) {
    List<Column> facts = new ArrayList<>();
    Stream.of(List.of(PackedLog.COLUMN), Members.FACTS, List.of(REFERS, NEWEST, NEWEST_ENDED))
        .flatMap(List::stream)
        .forEach(name -> facts.add(max(name).as(name)));
    List.of(PROMOTERS, PASSIVES, DETRACTORS).forEach(name -> facts.add(sum(name).as(name)));
    facts.add(collect_list(EVENT).as(EVENT));
    return logs.unionByName(members, true)
        .unionByName(
            Members.referrers(members, scope)
                .select(col(Referrers.CUSTOMER_KEY), lit(true).as(REFERS)),
            true)
        .unionByName(answers(scope), true)
        .unionByName(events(scope), true)
        .groupBy(KEY)
        .agg(facts.get(0), facts.subList(1, facts.size()).toArray(Column[]::new));
  }

  private Dataset<Row> answers(Scope scope) {
    Column known = col(SurveyAnswers.CUSTOMER_KEY).isNotNull();
    Column answeredOn = col(SurveyAnswers.ANSWERED_ON);
    Column ended = answeredOn.leq(lit(scope.asOf().minusDays(scope.answerDays())));
    Column nps = col(SurveyAnswers.NPS);
    Column passive = nps.between(Answer.LEAST_PASSIVE, Answer.LEAST_PROMOTER - 1);
    return answers
        .filter(scope.known(answeredOn))
        .select(
            col(SurveyAnswers.CUSTOMER_KEY).as(KEY),
            when(known, Answer.packed()).as(NEWEST),
            when(known.and(ended), Answer.packed()).as(NEWEST_ENDED),
            anonymous(nps.geq(Answer.LEAST_PROMOTER)).as(PROMOTERS),
            anonymous(passive).as(PASSIVES),
            anonymous(nps.lt(Answer.LEAST_PASSIVE)).as(DETRACTORS));
  }

  private static Column anonymous(Column group) {
    return when(col(SurveyAnswers.CUSTOMER_KEY).isNull(), when(group, lit(1L)).otherwise(lit(0L)));
  }

  /** Counted first, so that of unknown visitors few rows are left. */
  private Dataset<Row> events(Scope scope) {
    return events
        .filter(scope.known(col(Engagement.EVENT_DATE)))
        .groupBy(
            col(Engagement.CUSTOMER_KEY).as(KEY),
            col(Engagement.KIND),
            Scope.MONTH.index(col(Engagement.EVENT_DATE)).as(MONTH))
        .agg(count(lit(1)).as("count"))
        .select(col(KEY), struct(col(Engagement.KIND), col(MONTH), col("count")).as(EVENT));
  }
}
