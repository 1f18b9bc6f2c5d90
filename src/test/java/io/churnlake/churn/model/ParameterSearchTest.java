package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.clv.math.Logistic;
import io.churnlake.table.Feature;
import io.churnlake.testing.SparkTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Customers of whom one feature tells nearly all: the default penalty keeps it too small. */
class ParameterSearchTest {
  private static final LocalDate CUT_OFF = LocalDate.of(2024, 6, 30);
  private static final ModelInputs INPUTS =
      new ModelInputs(List.of(Feature.P_ALIVE, Feature.WEEKEND_SHARE));
  private static final int OTHERS = Learner.LOGISTIC.all().size() - 1;

  @Test
  void whatIsBetterBeyondChanceReplacesTheDefaults() {
    ParameterSearch search = search(customers(50), Duration.ofHours(1), InstantSource.system());
    assertThat(search.tried()).isEqualTo(OTHERS).isEqualTo(search.there());
    Map<String, Double> chosen = Objects.requireNonNull(search.chosen().get(Learner.LOGISTIC));
    assertThat(chosen.get("penalty")).isLessThan(0.005);
    assertThat(search.losses().get("logistic"))
        .isLessThan(search.lossesByDefault().get("logistic"));
    assertThat(search.inWords()).startsWith(OTHERS + " of " + OTHERS).contains("penalty");
  }

  @Test
  void whereNothingTellsAnythingTheDefaultsStay() {
    ParameterSearch search = search(customers(0), Duration.ofHours(1), InstantSource.system());
    assertThat(search.chosen()).isEmpty();
    assertThat(search.losses()).isEqualTo(search.lossesByDefault());
    assertThat(search.inWords()).endsWith("none");
  }

  @Test
  void noSetIsBegunAfterTheTimeIsUp() {
    AtomicInteger minutes = new AtomicInteger();
    InstantSource clock = () -> Instant.EPOCH.plus(Duration.ofMinutes(minutes.getAndIncrement()));
    ParameterSearch search = search(customers(50), Duration.ofMinutes(3), clock);
    assertThat(search.tried()).isEqualTo(2);
    assertThat(search.there()).isEqualTo(OTHERS);
  }

  private static ParameterSearch search(
      List<LabelledCustomer> customers, Duration time, InstantSource clock) {
    TrainingSummary summary = new TrainingSummary();
    customers.forEach(summary::plus);
    Dataset<Row> vectors =
        TrainingRows.vectors(
                SparkTest.spark(),
                JavaSparkContext.fromSparkContext(SparkTest.spark().sparkContext())
                    .parallelize(customers),
                INPUTS,
                customers.size())
            .persist();
    try {
      return ParameterSearch.run(
          new ChurnTrainer(vectors, vectors, INPUTS, summary, 1),
          List.of(Learner.LOGISTIC),
          List.of(CUT_OFF),
          new Validation(
              customers.stream().filter(each -> TrainingRows.isHeldOut(each.key())).toList(), 90),
          7,
          new ParameterSearch.Budget(time, clock));
    } finally {
      vectors.unpersist();
    }
  }

  /** Log-odds of leaving are {@code slope} times a value between -1/2 and 1/2. */
  private static List<LabelledCustomer> customers(double slope) {
    Random random = new Random(5);
    List<LabelledCustomer> customers = new ArrayList<>();
    for (int number = 0; number < 4_000; number++) {
      double[] values = new double[Feature.all().size()];
      values[Feature.P_ALIVE.index()] = random.nextDouble();
      values[Feature.WEEKEND_SHARE.index()] = random.nextDouble();
      boolean churned =
          random.nextDouble() < Logistic.of(slope * (values[Feature.P_ALIVE.index()] - 0.5));
      customers.add(new LabelledCustomer(CUT_OFF, "customer-" + number, values, churned));
    }
    return customers;
  }
}
