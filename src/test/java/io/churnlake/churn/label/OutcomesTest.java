package io.churnlake.churn.label;

import static io.churnlake.churn.feature.MadeHistories.bought;
import static io.churnlake.churn.feature.MadeHistories.past;
import static io.churnlake.churn.feature.MadeHistories.returned;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.feature.OtherEvents;
import io.churnlake.customer.CustomerLog.Day;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OutcomesTest {
  private static boolean churned(Day... days) {
    return Outcomes.churned(
        past("a", OtherEvents.NONE, days).orders(), LocalDate.parse("2020-06-30"), 10);
  }

  @Test
  void theWindowIsOpenAtTheCutOffAndClosedAtItsEnd() {
    assertThat(churned(bought("2020-06-30", 1))).isTrue();
    assertThat(churned(bought("2020-06-01", 1), bought("2020-07-01", 1))).isFalse();
    assertThat(churned(bought("2020-06-01", 1), bought("2020-07-10", 1))).isFalse();
    assertThat(churned(bought("2020-06-01", 1), bought("2020-07-11", 1))).isTrue();
    assertThat(churned(bought("2020-06-01", 1), returned("2020-07-05", 1))).isTrue();
  }
}
