package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.churnlake.testing.RandomTrees;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class MarginJsonTest {
  private static final int INPUTS = 4;

  /** All kinds in one, with numbers at the ends of what a double holds. */
  private static Margin model(Random random) {
    LinearMargin linear =
        new LinearMargin(
            -0.0,
            random.doubles(INPUTS, -1, 1).toArray(),
            new double[] {Double.MIN_VALUE, 1.0 / 3, 1e23, -2.0E-3},
            new double[] {1, Math.nextUp(1.0), Double.MAX_VALUE, 0});
    AveragedMargin inner =
        new AveragedMargin(
            List.of(
                new AveragedMargin.Member(linear, 0.1),
                new AveragedMargin.Member(
                    RandomTrees.ensemble(random, INPUTS, 20, 6, 0.2), Math.PI)));
    return new AveragedMargin(
        List.of(
            new AveragedMargin.Member(inner, 1e-3),
            new AveragedMargin.Member(RandomTrees.ensemble(random, INPUTS, 3, 0, 0), 1.0 / 7)));
  }

  @Test
  void everyMarginComesBackToTheLastBit() {
    Random random = new Random(5);
    Margin model = model(random);
    String text = MarginJson.write(model);
    Margin read = MarginJson.read(text);
    for (int i = 0; i < 1_000; i++) {
      double[] row = RandomTrees.row(random, INPUTS);
      assertThat(read.margin(row)).isEqualTo(model.margin(row));
    }
    assertThat(MarginJson.write(read)).isEqualTo(text);
  }

  /** The text of kept models: those written before must be read. */
  @Test
  void theForm() {
    String text =
        "{\"kind\":\"trees\",\"inputs\":2,\"base\":0.1,\"trees\":[{\"weight\":0.2,"
            + "\"feature\":[1,-1,-1],\"threshold\":[0.002],\"left\":[1],\"right\":[2],"
            + "\"value\":[-1.5,3.0],\"cover\":[4.0,1.0,3.0]}]}";
    Margin read = MarginJson.read(text);
    assertThat(read.margin(new double[] {0, 0.002})).isEqualTo(0.1 + 0.2 * -1.5);
    assertThat(MarginJson.write(read)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"kind\":\"trees\",\"inputs\":2",
        "{\"kind\":\"forest\"}",
        "{\"kind\":\"trees\",\"inputs\":1.5,\"base\":0,\"trees\":[]}",
        "{\"kind\":\"trees\",\"inputs\":1,\"base\":\"0\",\"trees\":[]}",
        "{\"kind\":\"trees\",\"inputs\":1,\"base\":0}",
        "{\"kind\":\"trees\",\"inputs\":1,\"base\":0,\"trees\":[]} {}",
        "{\"kind\":\"average\",\"members\":[{\"weight\":1}]}"
      })
  void whatIsNoModelIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MarginJson.read(text));
  }
}
