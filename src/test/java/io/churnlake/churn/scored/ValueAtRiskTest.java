package io.churnlake.churn.scored;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.ChurnScores;
import io.churnlake.table.Clv;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ValueAtRiskTest {
  private static final Date AS_OF = Date.valueOf("2024-10-31");

  @Test
  void whoIsNearlySurelyGoneIsWorthWhatTheLivingAre() {
    Dataset<Row> scored =
        SparkTest.spark()
            .createDataFrame(
                List.of(score("gone", .98), score("there", .5), score("unknown", .5)),
                new StructType()
                    .add(ChurnScores.AS_OF, Types.DATE)
                    .add(ChurnScores.CUSTOMER_KEY, Types.STRING)
                    .add(ChurnScores.CHURN_PROBABILITY, Types.DOUBLE)
                    .add(ChurnScores.VALUE_AT_RISK, Types.MONEY)
                    .add(ChurnScores.EXPECTED_DAYS_TO_NEXT_ORDER, Types.INT));
    Dataset<Row> clv =
        SparkTest.spark()
            .createDataFrame(
                List.of(
                    value("gone", 1e-7, "0.0001", "600.0000", null),
                    value("there", .8, "80.0000", "100.0000", Date.valueOf("2024-11-30"))),
                new StructType()
                    .add(Clv.CUSTOMER_KEY, Types.STRING)
                    .add(Clv.P_ALIVE, Types.DOUBLE)
                    .add(Clv.EXPECTED_CLV, Types.MONEY)
                    .add(Clv.CLV_IF_ALIVE, Types.MONEY)
                    .add(Clv.NEXT_ORDER_DATE, Types.DATE));

    List<Row> rows = ValueAtRisk.addTo(scored, clv).orderBy("customer_key").collectAsList();

    assertThat(rows)
        .extracting(row -> row.<BigDecimal>getAs(ChurnScores.VALUE_AT_RISK))
        .containsExactlyElementsOf(
            Arrays.asList(new BigDecimal("588.0000"), new BigDecimal("50.0000"), null));
    assertThat(rows)
        .extracting(row -> row.<Integer>getAs(ChurnScores.EXPECTED_DAYS_TO_NEXT_ORDER))
        .containsExactlyElementsOf(Arrays.asList(null, 30, null));
  }

  private static Row score(String key, double probability) {
    return RowFactory.create(AS_OF, key, probability, null, null);
  }

  private static Row value(String key, double alive, String clv, String ifAlive, Date next) {
    return RowFactory.create(key, alive, new BigDecimal(clv), new BigDecimal(ifAlive), next);
  }
}
