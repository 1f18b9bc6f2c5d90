package io.churnlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ContentDifferencesTest {
  private static final String KPIS = "gold.kpis";
  private static final String SCORES = "gold.churn_scores";

  @TempDir Path folder;

  private List<String> between(String table, List<String> expected, List<String> actual)
      throws IOException {
    write("a", table, expected);
    write("b", table, actual);
    return ContentDifferences.between(folder.resolve("a"), folder.resolve("b"), difference -> {});
  }

  private void write(String side, String table, List<String> rows) throws IOException {
    Files.write(Files.createDirectories(folder.resolve(side)).resolve(table), rows);
  }

  private static String row(String key, String value) {
    return key + "\t{\"v\":" + value + ",\"list\":[{\"x\":1},2]}";
  }

  @Test
  void doublesMayDifferByABillionth() throws IOException {
    assertThat(between(KPIS, List.of(row("k", "0.5")), List.of(row("k", "0.5000000004"))))
        .isEmpty();
    assertThat(between(KPIS, List.of(row("k", "0.5")), List.of(row("k", "0.500000001"))))
        .singleElement()
        .asString()
        .contains("gold.kpis (1 rows)", "v differs in 1 rows", "k: 0.5 is now 0.500000001");
  }

  @Test
  void countsMoneyAndRowsMustBeEqual() throws IOException {
    for (String other : List.of("8", "\"12.3401\"", "null")) {
      String mine = other.startsWith("\"") ? "\"12.3400\"" : "7";
      assertThat(between(KPIS, List.of(row("k", mine)), List.of(row("k", other)))).hasSize(1);
    }
    assertThat(between(KPIS, List.of(row("k", "7"), row("l", "7")), List.of(row("m", "7"))))
        .singleElement()
        .asString()
        .contains("2 rows no longer there, such as", "1 rows new, such as m");
    Files.delete(folder.resolve("b").resolve(KPIS));
    assertThat(
            ContentDifferences.between(folder.resolve("a"), folder.resolve("b"), difference -> {}))
        .containsExactly("gold.kpis: is missing");
  }

  @Test
  void whatIsLearnedMustAgreeOnAverage() throws IOException {
    List<String> scores = List.of(row("a", "0.5"), row("b", "0.5"), row("c", "0.5"));
    assertThat(between(SCORES, scores, List.of(row("a", "0.5002"), scores.get(1), scores.get(2))))
        .isEmpty();
    assertThat(between(SCORES, scores, List.of(row("a", "0.5004"), scores.get(1), scores.get(2))))
        .singleElement()
        .asString()
        .contains("v differs by 0.00013 of itself on average");
    assertThat(between(SCORES, scores, List.of(row("a", "7"), scores.get(1), scores.get(2))))
        .hasSize(1);
  }
}
