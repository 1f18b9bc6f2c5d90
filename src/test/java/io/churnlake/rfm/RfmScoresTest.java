package io.churnlake.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.retention.SmallWorld;
import io.churnlake.table.Rfm;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RfmScoresTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 1, 31);

  @Test
  void fiveIsTheBestFifth() {
    Dataset<Row> days =
        SmallWorld.days(
            """
            a | 2024-01-01 | 10
            b | 2024-01-02 | 200
            b | 2024-01-08 | 100
            c | 2024-01-10 | 50
            c | 2024-01-11 | -
            d | 2024-01-20 | 0.01
            e | 2024-01-31 | 20000
            e | 2024-02-01 | 1
            """);
    assertThat(
            SmallWorld.text(
                RfmScores.of(days, AS_OF),
                Rfm.CUSTOMER_KEY,
                Rfm.RECENCY_DAYS,
                Rfm.FREQUENCY,
                Rfm.MONETARY,
                Rfm.RFM))
        .isEqualTo(
            """
            a 30 1 10 112
            b 23 2 300 254
            c 21 1 50 313
            d 11 1 0.01 411
            e 0 1 20000 515
            """);
  }

  @Test
  void equalValuesGetEqualScores() {
    // Six of ten are equal in all three and straddle limits; nobody is split from them.
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      int distinct = Math.max(0, i - 5);
      text.append("c%d | 2024-01-%02d | %d%n".formatted(i, 10 + distinct, 100 + distinct));
    }
    assertThat(
            SmallWorld.text(
                RfmScores.of(SmallWorld.days(text.toString()), AS_OF), Rfm.CUSTOMER_KEY, Rfm.RFM))
        .isEqualTo(
            """
            c0 111
            c1 111
            c2 111
            c3 111
            c4 111
            c5 111
            c6 414
            c7 414
            c8 515
            c9 515
            """);
  }

  @Test
  void moneyCountsInFourDigits() {
    // 1000.04 and 1000.00 are the same in four digits, 1001 is not.
    Dataset<Row> days =
        SmallWorld.days(
            """
            a | 2024-01-01 | 1000.00
            b | 2024-01-01 | 1000.04
            c | 2024-01-01 | 1001.00
            """);
    assertThat(SmallWorld.text(RfmScores.of(days, AS_OF), Rfm.CUSTOMER_KEY, Rfm.M_SCORE))
        .isEqualTo("a 1\nb 1\nc 5\n");
  }
}
