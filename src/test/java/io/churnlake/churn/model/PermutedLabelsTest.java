package io.churnlake.churn.model;

import static io.churnlake.churn.feature.MadeHistories.at;
import static io.churnlake.churn.feature.MadeHistories.bought;
import static io.churnlake.churn.feature.MadeHistories.past;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.churn.feature.OtherEvents;
import io.churnlake.churn.score.Quality;
import io.churnlake.customer.CustomerLog.Day;
import io.churnlake.simulate.CustomerBase;
import io.churnlake.simulate.Purchases;
import io.churnlake.table.Feature;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.Thorough;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Outcomes dealt out anew among the customers of a cut-off can be foreseen by nobody. A learner
 * that does has seen them: in a feature, or in customers who are said to be held out.
 */
class PermutedLabelsTest {
  private static final int CUSTOMERS = 4_000;
  private static final LocalDate END = LocalDate.of(2020, 12, 31);
  private static final List<LocalDate> CUT_OFFS = List.of(END.minusDays(90), END.minusDays(120));

  private final ModelInputs inputs =
      new ModelInputs(
          Feature.all().stream()
              .filter(feature -> feature.scale() != Feature.Scale.NO_INPUT)
              .toList());

  @Test
  void noLearnerForeseesOutcomesThatAreDealtOut() {
    List<LabelledCustomer> real = customers();
    List<LabelledCustomer> dealt = new ArrayList<>();
    CUT_OFFS.forEach(cutOff -> dealt.addAll(dealt(real, cutOff)));
    for (Learner learner : Thorough.isAsked() ? List.of(Learner.values()) : Learner.AVERAGED) {
      Quality quality = quality(learner, dealt);
      assertThat(quality.aucLow()).as(learner.algorithm()).isLessThan(.5);
      assertThat(quality.aucHigh()).as(learner.algorithm()).isGreaterThan(.5);
    }
    assertThat(quality(Learner.LOGISTIC, real).aucLow())
        .as("the outcomes as they are")
        .isGreaterThan(.6);
  }

  /** The same customers at that cut-off, each with the outcome of another. */
  private static List<LabelledCustomer> dealt(List<LabelledCustomer> all, LocalDate cutOff) {
    List<LabelledCustomer> there =
        all.stream().filter(customer -> customer.cutOff().equals(cutOff)).toList();
    List<Boolean> outcomes =
        new ArrayList<>(there.stream().map(LabelledCustomer::churned).toList());
    Collections.shuffle(outcomes, new Random(cutOff.toEpochDay()));
    Iterator<Boolean> next = outcomes.iterator();
    return there.stream()
        .map(c -> new LabelledCustomer(cutOff, c.key(), c.values(), next.next()))
        .toList();
  }

  /** On customers who are held out, after learning from the others. */
  private Quality quality(Learner learner, List<LabelledCustomer> customers) {
    TrainingSummary summary = new TrainingSummary();
    customers.forEach(summary::plus);
    Dataset<Row> vectors =
        TrainingRows.vectors(
                SparkTest.spark(),
                JavaSparkContext.fromSparkContext(SparkTest.spark().sparkContext())
                    .parallelize(customers),
                inputs,
                customers.size())
            .persist();
    Margin margin =
        new ChurnTrainer(vectors, vectors, inputs, summary, 1)
            .learnWithoutHeldOut(learner, CUT_OFFS);
    vectors.unpersist();
    TreeMap<Double, Quality.Count> byScore = new TreeMap<>();
    for (LabelledCustomer customer : customers) {
      if (TrainingRows.isHeldOut(customer.key())) {
        byScore.merge(
            margin.margin(inputs.of(customer.values())),
            new Quality.Count(customer.churned() ? 0 : 1, customer.churned() ? 1 : 0),
            Quality.Count::plus);
      }
    }
    return Quality.of(byScore, Quality.Scale.ORDER);
  }

  /** Of a base that buys as BG/NBD has it, at each of the cut-offs. */
  private static List<LabelledCustomer> customers() {
    CustomerBase base = new CustomerBase(130, 700, 5);
    List<FeatureDate> dates =
        CUT_OFFS.stream().map(cutOff -> at(cutOff.toString(), Feature.Source.values())).toList();
    List<LabelledCustomer> customers = new ArrayList<>();
    for (int number = 0; number < CUSTOMERS; number++) {
      Purchases purchases = base.customer(number);
      LocalDate first = END.minusDays(purchases.observedDays());
      Day[] days =
          IntStream.range(0, purchases.size())
              .mapToObj(i -> bought(first.plusDays(purchases.day(i)).toString(), 1 + i % 7))
              .toArray(Day[]::new);
      LabelledCustomer.of(past("c" + number, OtherEvents.NONE, days), dates)
          .forEachRemaining(customers::add);
    }
    return customers;
  }
}
