package io.churnlake.churn;

import static io.churnlake.churn.Days.bought;
import static io.churnlake.churn.Days.returned;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.label.Labels;
import io.churnlake.table.ChurnLabels;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final LocalDate CUT_OFF = LocalDate.parse("2020-06-30");

  private static final Dataset<Row> DAYS =
      Days.of(
          List.of(
              bought("on the cut-off only", "2020-06-30", 1),
              bought("first day after", "2020-06-01", 1),
              bought("first day after", "2020-07-01", 1),
              bought("last day", "2020-06-01", 1),
              bought("last day", "2020-07-10", 1),
              bought("one day late", "2020-06-01", 1),
              bought("one day late", "2020-07-11", 1),
              bought("returns only", "2020-06-01", 1),
              returned("returns only", "2020-07-05", 1),
              bought("just in lookback", "2020-05-02", 1),
              bought("out of lookback", "2020-05-01", 1),
              bought("new after", "2020-07-01", 1)));

  @Test
  void theWindowIsOpenAtTheCutOffAndClosedAtItsEnd() {
    List<Row> labels =
        Labels.at(DAYS, List.of(CUT_OFF), 10, 60).orderBy(ChurnLabels.CUSTOMER_KEY).collectAsList();
    assertThat(labels)
        .map(row -> row.getString(1) + ": " + row.getBoolean(2))
        .containsExactly(
            "first day after: false",
            "just in lookback: true",
            "last day: false",
            "on the cut-off only: true",
            "one day late: true",
            "returns only: true");
    assertThat(labels.get(0).<Integer>getAs(ChurnLabels.HORIZON_DAYS)).isEqualTo(10);
    assertThat(labels.get(0).<Object>getAs(ChurnLabels.KNOWN_AT)).hasToString("2020-07-10");
  }

  @Test
  void outcomesOfScoredCustomersAreTheSame() {
    Dataset<Row> labels = Labels.at(DAYS, List.of(CUT_OFF), 10, 60);
    List<Row> outcome =
        Labels.outcome(labels.select(ChurnLabels.CUSTOMER_KEY), DAYS, CUT_OFF, 10).collectAsList();
    assertThat(outcome)
        .containsExactlyInAnyOrderElementsOf(
            labels.select(ChurnLabels.CUSTOMER_KEY, ChurnLabels.CHURNED).collectAsList());
  }
}
