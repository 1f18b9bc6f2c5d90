package io.churnlake.churn.scored;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.churn.feature.MadeHistories;
import io.churnlake.churn.feature.OtherEvents;
import io.churnlake.churn.feature.Past;
import io.churnlake.customer.CustomerLog;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class UnscoredTest {
  private static final String AS_OF = "2024-06-30";
  private static final int LOOKBACK = 366;

  private static Unscored unscored(boolean isModelThere) {
    return new Unscored(day(AS_OF), LOOKBACK, isModelThere);
  }

  private static int day(String date) {
    return Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }

  private static Past past(CustomerLog.Day... days) {
    return MadeHistories.past("a", OtherEvents.NONE, days);
  }

  /** The limit is that of the features: who has some is scored, who has none is not. */
  @Test
  void whoHasNoFeaturesHasAReason() {
    FeatureDate at = MadeHistories.at(AS_OF);
    LocalDate newest = LocalDate.parse(AS_OF).plusDays(2);
    int lapsed = 0;
    for (int back = 0; back < 2 * LOOKBACK; back++) {
      Past past =
          past(
              MadeHistories.bought("2020-01-01", 10),
              MadeHistories.bought(newest.minusDays(back).toString(), 10));
      boolean isScored = FeatureValues.of(past, at).isPresent();
      assertThat(unscored(true).reason(past.orders()).isEmpty()).as("%d", back).isEqualTo(isScored);
      lapsed += isScored ? 0 : 1;
    }
    // Two days are still to come; then the lookback is scored, and what lies before it is not.
    assertThat(lapsed).isEqualTo(LOOKBACK);
  }

  @Test
  void theReasonsAreTold() {
    CustomerLog old =
        past(MadeHistories.bought("2022-05-01", 10), MadeHistories.returned("2024-06-01", 10))
            .orders();
    assertThat(unscored(true).reason(old)).contains("lapsed");
    assertThat(unscored(false).reason(old)).contains("lapsed");
    assertThat(unscored(true).lastOccasion(old)).hasValue(day("2022-05-01"));

    CustomerLog back = past(MadeHistories.returned("2024-06-01", 10)).orders();
    assertThat(unscored(true).reason(back)).contains("no_counting_order");
    assertThat(unscored(true).lastOccasion(back)).isEmpty();

    CustomerLog now = past(MadeHistories.bought(AS_OF, 10)).orders();
    assertThat(unscored(true).reason(now)).isEmpty();
    assertThat(unscored(false).reason(now)).contains("no_model");
    assertThat(unscored(false).lastOccasion(now)).hasValue(day(AS_OF));
  }
}
