package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.score.CampaignProfit.AtScore;
import io.churnlake.churn.score.CampaignProfit.Share;
import io.churnlake.churn.score.ProfitCurve.Best;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CampaignProfitTest {
  @Test
  void thePlanIsJudgedByWhatHappened() {
    CampaignProfit profit =
        CampaignProfit.of(
            new TreeMap<>(
                Map.of(
                    0.9, new AtScore(2, 4, -6),
                    0.5, new AtScore(3, 3, -1),
                    0.2, new AtScore(5, -10, 12))));
    assertThat(profit.tenths()).hasSize(10);
    assertThat(profit.tenths().get(0)).isEqualTo(new Share(0.1, 0.9, 2, -3));
    assertThat(profit.tenths().get(4)).isEqualTo(new Share(0.5, 0.5, 7, -7));
    assertThat(profit.tenths().get(9)).isEqualTo(new Share(1, 0.2, -3, 5));
    assertThat(profit.best()).isEqualTo(new Best(0.2, 10, 1, 5));
    assertThat(profit.planned()).isEqualTo(new Best(0.5, 5, 0.5, -7));
  }

  @Test
  void whereNoContactIsExpectedToPayThePlanIsNobody() {
    CampaignProfit profit = CampaignProfit.of(new TreeMap<>(Map.of(0.9, new AtScore(1, -1, 10))));
    assertThat(profit.planned()).isEqualTo(new Best(null, 0, 0, 0));
    assertThat(profit.best()).isEqualTo(new Best(0.9, 1, 1, 10));
  }
}
