package io.churnlake.economics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;

import io.churnlake.table.NpsLink;
import io.churnlake.table.SurveyAnswers;
import org.apache.spark.sql.Column;

/**
 * An answer to a survey.
 *
 * @param day days from 1970-01-01
 * @param nps 0 to 10
 */
record Answer(int day, int nps) {
  static final int LEAST_PROMOTER = 9;
  static final int LEAST_PASSIVE = 7;

  private static final int BEST = 10;

  /** More than there are answers, so that a day's answers are told apart. */
  private static final int A_DAY = 16;

  /** As one number, the largest of which is the newest answer, of several on a day the lowest. */
  static Column packed() {
    return unix_date(col(SurveyAnswers.ANSWERED_ON))
        .cast("long")
        .multiply(lit(A_DAY))
        .plus(lit(BEST).minus(col(SurveyAnswers.NPS)));
  }

  /** From the number. */
  static Answer of(long packed) {
    return new Answer(
        Math.toIntExact(Math.floorDiv(packed, A_DAY)), BEST - Math.floorMod(packed, A_DAY));
  }

  NpsCounts counts() {
    String group = group();
    return new NpsCounts(
        group.equals(NpsLink.PROMOTER) ? 1 : 0,
        group.equals(NpsLink.PASSIVE) ? 1 : 0,
        group.equals(NpsLink.DETRACTOR) ? 1 : 0);
  }

  String group() {
    return nps >= LEAST_PROMOTER
        ? NpsLink.PROMOTER
        : nps >= LEAST_PASSIVE ? NpsLink.PASSIVE : NpsLink.DETRACTOR;
  }
}
