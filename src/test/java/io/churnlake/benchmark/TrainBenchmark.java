package io.churnlake.benchmark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.churn.Days;
import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.model.ChurnTrainer;
import io.churnlake.churn.model.LabelledCustomer;
import io.churnlake.churn.model.Learner;
import io.churnlake.churn.model.Margin;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.model.TrainingRows;
import io.churnlake.churn.model.TrainingSummary;
import io.churnlake.churn.model.Trial;
import io.churnlake.churn.model.Validation;
import io.churnlake.config.Configuration;
import io.churnlake.job.FeaturesJob;
import io.churnlake.job.ScoreJob;
import io.churnlake.job.TrainJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Engagement;
import io.churnlake.table.Feature;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.Tickets;
import io.churnlake.table.Types;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The steps from the silver tables of a made shop to churn scores, and the learners by themselves.
 */
final class TrainBenchmark {
  private static final LocalDate AS_OF = BenchmarkDays.LAST;
  private static final int MOST_TRIED = 100_000;
  private static final int AGGREGATION_DEPTH = 2;

  private final Lake lake;
  private final JobContext context;

  /** Of a scratch lake. */
  TrainBenchmark(Lake lake, Path settings) {
    this.lake = lake;
    this.context =
        new JobContext(
            lake, Configuration.load(settings), null, AS_OF, "benchmark", Clock.systemUTC());
  }

  /**
   * Writes the tables that features are made of.
   *
   * @return their rows
   */
  long write(long customers, long seed) {
    long rows =
        lake.replace(CustomerDays.TABLE, BenchmarkDays.of(lake.spark(), customers, seed)).rows();
    Dataset<Row> days = lake.read(CustomerDays.TABLE);
    rows += lake.replace(Customers.TABLE, Days.customers(days, "2024-01-01")).rows();
    // Of ten customers all visit and read, two write, three are written to, three answer.
    rows += write(Engagement.TABLE, Engagement.EVENT_DATE, 8, 10);
    rows += write(Tickets.TABLE, Tickets.OPENED_ON, 1, 2);
    rows += write(CampaignContacts.TABLE, CampaignContacts.CONTACTED_ON, 1, 3);
    return rows + write(SurveyAnswers.TABLE, SurveyAnswers.ANSWERED_ON, 1, 3);
  }

  /** So many rows for each of so many customers of ten, on days that a hash tells. */
  private long write(Table table, String date, int each, int ofTen) {
    Column key = col(Customers.CUSTOMER_KEY);
    Column number = col("number");
    Column daysAgo =
        pmod(xxhash64(key, number, lit(table.fullName())), lit(BenchmarkDays.MOST_DAYS))
            .cast(Types.INT);
    Map<String, Column> known = new LinkedHashMap<>();
    known.put(date, date_sub(lit(AS_OF), daysAgo));
    known.put(Engagement.CUSTOMER_KEY, key);
    known.put(
        Engagement.KIND,
        array(lit(Engagement.VISIT), lit(Engagement.EMAIL_OPEN), lit(Engagement.EMAIL_CLICK))
            .getItem(pmod(number, lit(3))));
    known.put(Engagement.EVENT_AT, date_sub(lit(AS_OF), daysAgo).cast(Types.TIMESTAMP));
    known.put(CampaignContacts.CONTACT_GROUP, lit("treated"));
    known.put(SurveyAnswers.NPS, pmod(xxhash64(key), lit(11)).cast(Types.INT));
    known.put(Engagement.OCCURRENCE, number);
    Column[] columns =
        table.columns().stream()
            .map(
                column ->
                    known
                        .getOrDefault(column.name(), lit(null))
                        .cast(column.type())
                        .as(column.name()))
            .toArray(Column[]::new);
    return lake.replace(
            table,
            lake.read(Customers.TABLE)
                .filter(pmod(xxhash64(key, lit(table.fullName())), lit(10)).lt(ofTen))
                .withColumn("number", explode(sequence(lit(1), lit(each))))
                .select(columns))
        .rows();
  }

  long features() {
    return run(new FeaturesJob());
  }

  /** Training rows, candidates, trials and the model; returns how many rows. */
  long train() {
    run(new TrainJob());
    return lake.read(ChurnTraining.TABLE).count();
  }

  long score() {
    return run(new ScoreJob());
  }

  private long run(Job job) {
    Outcome outcome = job.run(context);
    return outcome.rowsOut();
  }

  /** The rows that the last training has written. */
  Rows rows() {
    Dataset<Row> training = lake.read(ChurnTraining.TABLE);
    List<LocalDate> cutOffs =
        training
            .select(ChurnTraining.AS_OF)
            .distinct()
            .orderBy(col(ChurnTraining.AS_OF).desc())
            .collectAsList()
            .stream()
            .map(row -> row.getDate(0).toLocalDate())
            .toList();
    return new Rows(training, cutOffs);
  }

  private static JavaRDD<LabelledCustomer> labelled(Dataset<Row> training) {
    return training
        .javaRDD()
        .map(
            row ->
                new LabelledCustomer(
                    row.<Date>getAs(ChurnTraining.AS_OF).toLocalDate(),
                    row.getAs(ChurnTraining.CUSTOMER_KEY),
                    FeatureRows.values(row),
                    row.<Boolean>getAs(ChurnTraining.CHURNED)));
  }

  /** Labelled rows of all cut-offs with all features as inputs. */
  final class Rows implements AutoCloseable {
    private final ModelInputs inputs =
        new ModelInputs(
            Feature.all().stream()
                .filter(feature -> feature.scale() != Feature.Scale.NO_INPUT)
                .toList());

    private final Dataset<Row> training;
    private final List<LocalDate> cutOffs;
    private final Dataset<Row> vectors;
    private final ChurnTrainer trainer;
    private final List<Margin> learnt = new ArrayList<>();

    private Rows(Dataset<Row> training, List<LocalDate> cutOffs) {
      this.training = training;
      this.cutOffs = cutOffs;
      JavaRDD<LabelledCustomer> customers = labelled(training);
      TrainingSummary summary =
          customers.treeAggregate(
              new TrainingSummary(),
              TrainingSummary::plus,
              TrainingSummary::plus,
              AGGREGATION_DEPTH);
      vectors =
          TrainingRows.vectors(
                  lake.spark(), customers, inputs, summary.churners(cutOffs).customers())
              .persist(StorageLevel.MEMORY_AND_DISK());
      trainer = new ChurnTrainer(vectors, vectors, inputs, summary, 1);
    }

    /** Makes them, and counts. */
    long size() {
      return vectors.count();
    }

    /** One learner on all rows. */
    long learn(Learner learner) {
      learnt.add(trainer.learn(learner, cutOffs));
      return vectors.count();
    }

    /** All that was learnt and the rules, tried on a sample of the newest cut-off's customers. */
    long trial(List<Learner> learners) {
      List<LabelledCustomer> newest =
          labelled(training.filter(col(ChurnTraining.AS_OF).equalTo(lit(cutOffs.get(0)))))
              .take(MOST_TRIED);
      Trial trial =
          new Trial(
              Trial.TIME,
              cutOffs,
              cutOffs.get(0),
              trainer.candidates(cutOffs, learners, learnt),
              .5,
              new Validation(newest, context.configuration().activity().windowDays()));
      String best = trial.best();
      trial.candidates().forEach(trial.validation()::measured);
      trial
          .validation()
          .comparison(
              Objects.requireNonNull(trial.candidates().get(Trial.AVERAGE)),
              Objects.requireNonNull(trial.candidates().get(best)),
              1);
      return newest.size();
    }

    @Override
    public void close() {
      vectors.unpersist();
    }
  }
}
