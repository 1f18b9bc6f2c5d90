package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.testing.SparkTest;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CustomerMergesTest {
  private static final Map<String, String> MERGES = Map.of("a", "b", "b", "c", "x", "c", "p", "q");

  @Test
  void chainsEndAtTheirLast() {
    assertThat(CustomerMerges.resolved(MERGES))
        .isEqualTo(Map.of("a", "c", "b", "c", "x", "c", "p", "q"));
    assertThat(CustomerMerges.group(MERGES, List.of("b"))).containsOnly("a", "b", "c", "x");
    assertThat(CustomerMerges.group(MERGES, List.of("other"))).containsOnly("other");
  }

  @Test
  void circlesAreRefused() {
    assertThat(CustomerMerges.conflict(MERGES, "c", "a").orElseThrow()).contains("circle");
    assertThat(CustomerMerges.conflict(MERGES, "a", "a").orElseThrow()).contains("itself");
    assertThat(CustomerMerges.conflict(MERGES, "a", "q").orElseThrow()).contains("two others");
    assertThat(CustomerMerges.conflict(MERGES, "a", "b")).isEmpty();
    assertThat(CustomerMerges.conflict(MERGES, "c", "q")).isEmpty();
  }

  @Test
  void linesGetTheLastKeyAndOnlyOrdersMadeOfKeysChange() {
    String guest = "g".repeat(22);
    String account = "A".repeat(22);
    Dataset<Row> lines =
        SparkTest.spark()
            .sql(
                "SELECT * FROM VALUES (1, '%s', '%s|2024-01-02'), (2, '%s', 'o-17'), (3, '%s', 'o-18'), (4, NULL, '-|2024-01-02')"
                        .formatted(guest, guest, guest, account)
                    + " AS t(n, customer_key, order_id)");
    Dataset<Row> resolved =
        SparkTest.spark().sql("SELECT '%s' from_key, '%s' to_key".formatted(guest, account));

    List<String> merged =
        CustomerMerges.canonical(lines, resolved).orderBy("n").collectAsList().stream()
            .map(row -> row.mkString(" "))
            .toList();

    assertThat(merged)
        .containsExactly(
            "1 " + account + " " + account + "|2024-01-02",
            "2 " + account + " o-17",
            "3 " + account + " o-18",
            "4 null -|2024-01-02");
  }
}
