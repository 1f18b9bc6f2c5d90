package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.Measurement;
import io.churnlake.table.Feature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ChurnModelTest {
  private static final LocalDate CUT_OFF = LocalDate.parse("2020-06-30");
  private static final ModelInputs INPUTS =
      new ModelInputs(List.of(Feature.RECENCY_DAYS, Feature.MEAN_GAP_DAYS, Feature.P_NO_PURCHASE));

  /** Customers whom BG/NBD foresees exactly, were it not for its level. */
  private static List<LabelledCustomer> customers(double trueShift) {
    Random random = new Random(7);
    List<LabelledCustomer> customers = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      double[] values = new double[Feature.all().size()];
      double logOdds = 2 * random.nextGaussian();
      values[Feature.P_NO_PURCHASE.index()] = 1 / (1 + Math.exp(-logOdds));
      values[Feature.RECENCY_DAYS.index()] = random.nextInt(300);
      values[Feature.OCCASIONS.index()] = 1 + random.nextInt(3);
      values[Feature.MEAN_GAP_DAYS.index()] = Double.NaN;
      boolean churned = random.nextDouble() < 1 / (1 + Math.exp(-logOdds - trueShift));
      customers.add(new LabelledCustomer(CUT_OFF, "customer " + i, values, churned));
    }
    return customers;
  }

  private static TrainingSummary summary(List<LabelledCustomer> customers) {
    TrainingSummary summary = new TrainingSummary();
    customers.forEach(summary::plus);
    return summary;
  }

  @Test
  void inputsAreOnTheirScaleAndSayWhatIsNotKnown() {
    double[] values = new double[Feature.all().size()];
    values[Feature.RECENCY_DAYS.index()] = 9;
    values[Feature.MEAN_GAP_DAYS.index()] = Double.NaN;
    values[Feature.P_NO_PURCHASE.index()] = 0.8;
    assertThat(INPUTS.of(values))
        .containsExactly(new double[] {Math.log(10), 0, 1, Math.log(4)}, within(1e-12));
    values[Feature.MEAN_GAP_DAYS.index()] = 3;
    assertThat(INPUTS.of(values)[1]).isEqualTo(Math.log(4));
    assertThat(INPUTS.of(values)[2]).isZero();
    assertThat(INPUTS.featureOfInput()).containsExactly(0, 1, 1, 2);
    assertThat(ModelInputs.named(List.of("recency_days", "mean_gap_days", "p_no_purchase")).size())
        .isEqualTo(4);
    assertThatThrownBy(() -> ModelInputs.named(List.of("star_sign")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRuleOfThePurchaseModelHasTheLevelOfWhatWasSeen() {
    List<LabelledCustomer> customers = customers(1.5);
    ChurnModel rule = bgNbd(customers);
    double mean =
        customers.stream().mapToDouble(c -> rule.probability(c.values())).average().orElseThrow();
    double rate = customers.stream().filter(LabelledCustomer::churned).count() / 4000.0;
    assertThat(mean).isCloseTo(rate, within(1e-3));
    LabelledCustomer one = customers.get(0);
    double p = one.get(Feature.P_NO_PURCHASE);
    // The shift that was put into the made customers comes out, but for chance.
    assertThat(rule.margin(one.values()) - Math.log(p / (1 - p))).isCloseTo(1.5, within(0.15));
  }

  private static ChurnModel bgNbd(List<LabelledCustomer> customers) {
    return new ChurnModel(INPUTS, Rules.bgNbd(summary(customers), List.of(CUT_OFF), INPUTS));
  }

  @Test
  void theBetterForecastIsChosenAtOneLevelWhateverItsOwn() {
    // All churn more than the rule says: its log-loss suffers, its order of customers does not.
    List<LabelledCustomer> customers = customers(1.5);
    Validation validation = new Validation(customers, 90);
    Map<String, ChurnModel> candidates = new LinkedHashMap<>();
    TrainingSummary summary = summary(customers);
    candidates.put(
        Rules.RECENCY, new ChurnModel(INPUTS, Rules.recency(summary, List.of(CUT_OFF), INPUTS)));
    candidates.put(Rules.BG_NBD, bgNbd(customers(0)));
    Trial trial = new Trial(Trial.TIME, List.of(CUT_OFF), CUT_OFF, candidates, 0.5, validation);
    assertThat(trial.best()).isEqualTo(Rules.BG_NBD);
    var difference =
        validation
            .comparison(candidates.get(Rules.RECENCY), candidates.get(Rules.BG_NBD), 1)
            .logLoss();
    assertThat(difference.isBetterBeyondNoise()).isTrue();
    assertThat(difference.difference())
        .isCloseTo(
            validation.lossAtOneLevel(candidates.get(Rules.RECENCY))
                - validation.lossAtOneLevel(candidates.get(Rules.BG_NBD)),
            within(1e-9));
    var measured = validation.measured("x", candidates.get(Rules.BG_NBD));
    assertThat(measured)
        .extracting(Measurement.Measured::population)
        .containsExactly("all", "not_lapsed", "repeat_buyers");
    assertThat(measured.get(0).quality().n()).isEqualTo(4000);
    assertThat(measured.get(2).quality().n()).isLessThan(4000);
    assertThat(measured.get(0).quality().auc()).isGreaterThan(0.8);
    // Its level is that of other customers, much too low, and the table says so.
    assertThat(measured.get(0).quality().calibrationError()).isGreaterThan(0.1);
  }

  @Test
  void theChecksumKnowsEachValueAndNoOrder() {
    List<LabelledCustomer> customers = customers(0);
    String checksum = summary(customers).checksum();
    List<LabelledCustomer> mixed = new ArrayList<>(customers);
    Collections.shuffle(mixed, new Random(1));
    TrainingSummary parts = summary(mixed.subList(0, 1234));
    parts.plus(summary(mixed.subList(1234, mixed.size())));
    assertThat(parts.checksum()).isEqualTo(checksum);
    assertThat(parts.churners(List.of(CUT_OFF)))
        .isEqualTo(summary(customers).churners(List.of(CUT_OFF)));
    customers.get(17).values()[Feature.OCCASIONS.index()] += 1;
    assertThat(summary(customers).checksum()).isNotEqualTo(checksum);
  }

  @Test
  void aModelGoesByTheFeaturesThatMoveIt() {
    TrainingSummary summary = summary(customers(0));
    ChurnModel recency = new ChurnModel(INPUTS, Rules.recency(summary, List.of(CUT_OFF), INPUTS));
    assertThat(recency.usedFeatures()).containsExactly(Feature.RECENCY_DAYS);
    ChurnModel bgNbd = new ChurnModel(INPUTS, Rules.bgNbd(summary, List.of(CUT_OFF), INPUTS));
    assertThat(bgNbd.usedFeatures()).containsExactly(Feature.P_NO_PURCHASE);
    Margin both =
        new AveragedMargin(
            List.of(
                new AveragedMargin.Member(bgNbd.margin(), 1),
                new AveragedMargin.Member(recency.margin(), 2)));
    assertThat(new ChurnModel(INPUTS, both).usedFeatures())
        .containsExactly(Feature.RECENCY_DAYS, Feature.P_NO_PURCHASE);
    // Whether the gap is unknown is an input of its own, and the feature's too.
    Margin unknown =
        new LinearMargin(0, new double[] {0, 0, 1, 1}, new double[4], new double[] {1, 1, 1, 0});
    assertThat(new ChurnModel(INPUTS, unknown).usedFeatures())
        .containsExactly(Feature.MEAN_GAP_DAYS);
  }
}
