package io.churnlake.economics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.NpsLink;
import io.churnlake.table.SurveyAnswers;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Answers to surveys, and what they are called. */
final class Answers {
  static final String CUSTOMER_KEY = SurveyAnswers.CUSTOMER_KEY;
  static final String ANSWERED_ON = SurveyAnswers.ANSWERED_ON;
  static final String NPS = SurveyAnswers.NPS;

  private static final int LEAST_PROMOTER = 9;
  private static final int LEAST_PASSIVE = 7;

  private Answers() {}

  /**
   * The newest answer of each known customer up to {@code last}, of several on a day the lowest:
   * customer_key, answered_on, nps.
   */
  static Dataset<Row> newest(Dataset<Row> answers, LocalDate last) {
    return answers
        .filter(col(CUSTOMER_KEY).isNotNull().and(col(ANSWERED_ON).leq(lit(last))))
        .groupBy(CUSTOMER_KEY)
        .agg(max(struct(col(ANSWERED_ON), negate(col(NPS)).as(NPS))).as("newest"))
        .select(
            col(CUSTOMER_KEY),
            col("newest").getField(ANSWERED_ON).as(ANSWERED_ON),
            negate(col("newest").getField(NPS)).as(NPS));
  }

  static Column promotes() {
    return col(NPS).geq(LEAST_PROMOTER);
  }

  static Column isPassive() {
    return col(NPS).between(LEAST_PASSIVE, LEAST_PROMOTER - 1);
  }

  static Column detracts() {
    return col(NPS).lt(LEAST_PASSIVE);
  }

  static Column group() {
    return when(promotes(), NpsLink.PROMOTER)
        .when(isPassive(), NpsLink.PASSIVE)
        .otherwise(NpsLink.DETRACTOR);
  }
}
