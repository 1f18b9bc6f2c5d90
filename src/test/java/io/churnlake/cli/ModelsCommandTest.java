package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Publications;
import io.churnlake.lake.PublishedViews;
import io.churnlake.lake.RunNote;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.OpsTables;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import io.churnlake.training.TrainingSettings;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The list of churn models, and the way back to an earlier one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelsCommandTest {
  private static final String SETTINGS = TrainingSettings.of(Configuration.defaults());

  private static final String MODEL =
      "{\"kind\":\"linear\",\"intercept\":0.1,\"coefficients\":[1.0],\"means\":[0.0],"
          + "\"deviations\":[1.0]}";

  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void aLake() {
    lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0").write(lake);
    add("2024-03-01", "first", "logistic", ChurnModels.CHAMPION, MODEL, SETTINGS, 0.75);
    add("2024-03-08", "second", "forest", ChurnModels.CHALLENGER, null, SETTINGS, null);
    add("2024-03-15", "third", "boosted", ChurnModels.CHAMPION, MODEL, SETTINGS, 0.78);
    add("2024-02-01", "short", "boosted", ChurnModels.CHAMPION, MODEL, "horizon-days=30", null);
    add("2024-01-01", "broken", "forest", ChurnModels.CHAMPION, "{}", SETTINGS, null);
    new Publications(lake)
        .publish(
            "made",
            LocalDate.parse("2024-03-15"),
            Map.of(
                ChurnModels.TABLE.fullName(), lake.version(ChurnModels.TABLE),
                ChurnValidation.TABLE.fullName(), lake.version(ChurnValidation.TABLE)),
            Instant.EPOCH);
    lake.account(
        List.of(),
        new RunNote("made", RunNote.State.ENDED, new Publications(lake).lastId(), Map.of()));
  }

  private static RowBuilder empty(Table table, String asOf) {
    RowBuilder row = RowBuilder.of(table);
    table.columnNames().forEach(name -> row.set(name, null));
    return row.set(Table.AS_OF, LocalDate.parse(asOf));
  }

  private static void add(
      String asOf,
      String version,
      String algorithm,
      String status,
      @Nullable String model,
      String settings,
      @Nullable Double auc) {
    LocalDate date = LocalDate.parse(asOf);
    boolean scores = status.equals(ChurnModels.CHAMPION);
    Row row =
        empty(ChurnModels.TABLE, asOf)
            .set(ChurnModels.MODEL_VERSION, version)
            .set(ChurnModels.ALGORITHM, algorithm)
            .set(ChurnModels.STATUS, status)
            .set(ChurnModels.DECISION, "made")
            .set(ChurnModels.FEATURES, List.of("recency_days"))
            .set(ChurnModels.MODEL, model)
            .set(ChurnModels.SETTINGS, settings)
            .set(ChurnModels.TRAINING_CUT_OFFS, List.of(Date.valueOf("2023-12-01")))
            .set(ChurnModels.TRAINING_ROWS, 1234L)
            .set(ChurnModels.HORIZON_DAYS, 90)
            .set(ChurnModels.SCORES_FROM, scores ? List.of(Date.valueOf(asOf)) : List.of())
            .row();
    lake.replaceSlice(ChurnModels.TABLE, date, List.of(row));
    Row validation =
        empty(ChurnValidation.TABLE, asOf)
            .set(ChurnValidation.SPLIT, "time")
            .set(ChurnMetrics.MODEL_VERSION, version)
            .set(ChurnMetrics.POPULATION, "all")
            .set(ChurnMetrics.SCORE_NAME, auc == null ? "logistic" : "model")
            .set(ChurnMetrics.AUC, auc)
            .set(ChurnMetrics.LOG_LOSS, auc == null ? null : 1 - auc)
            .row();
    lake.replaceSlice(ChurnValidation.TABLE, date, List.of(validation));
  }

  private static Ended models(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "models";
    args[1] = "--lake";
    args[2] = lake.root();
    System.arraycopy(more, 0, args, 3, more.length);
    return Ended.run(args);
  }

  @Test
  @Order(1)
  void theyAreListedNewestFirst() {
    Ended ended = models("--format", "csv");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines())
        .containsExactly(
            "model_version,as_of,algorithm,status,in_use,kept,training_rows,auc,log_loss",
            "third,2024-03-15,boosted,champion,true,true,1234,0.78,0.21999999999999997",
            "second,2024-03-08,forest,challenger,false,false,1234,,",
            "first,2024-03-01,logistic,champion,false,true,1234,0.75,0.25",
            "short,2024-02-01,boosted,champion,false,true,1234,,",
            "broken,2024-01-01,forest,champion,false,true,1234,,");
    assertThat(models().out()).contains("model_version", "third", "0.78", "NULL");
  }

  @Test
  @Order(2)
  void whatCannotScoreIsRefusedAndNothingChanges() {
    long version = lake.version(ChurnModels.TABLE);
    models("--use", "fourth")
        .mustTell(ExitCode.USAGE, "fourth", "no such model", "third (boosted), first (logistic)");
    models("--use", "second").mustTell(ExitCode.USAGE, "second", "challenger");
    models("--use", "short").mustTell(ExitCode.USAGE, "other settings", "horizon-days=30");
    models("--use", "broken").mustTell(ExitCode.USAGE, "version of churnlake cannot apply it");
    assertThat(lake.version(ChurnModels.TABLE)).isEqualTo(version);
  }

  @Test
  @Order(3)
  void anEarlierOneIsTakenBackPublishedAndAccountedFor() {
    Ended ended = models("--use", "first", "--format", "csv");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("use-model", "first (logistic) scores from 2024-03-15 on");
    assertThat(ended.out().lines())
        .contains("third,2024-03-15,boosted,rolled_back,false,true,1234,0.78,0.21999999999999997")
        .contains("first,2024-03-01,logistic,champion,true,true,1234,0.75,0.25");
    assertThat(
            PublishedViews.of(lake)
                .query("SELECT status FROM gold.churn_models WHERE model_version = 'third'")
                .first()
                .getString(0))
        .isEqualTo("rolled_back");
    assertThat(
            lake.read(OpsTables.RUNS)
                .filter("job = 'use-model' AND status = 'done'")
                .collectAsList())
        .hasSize(1);
    Ended again = models("--use", "first", "--format", "csv");
    assertThat(again.err()).contains("in use already");
  }

  @Test
  @Order(4)
  void aLakeWithoutModelsSaysSo(@TempDir Path other) {
    Lake made = Lake.at(SparkTest.spark(), other.resolve("lake").toString());
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0").write(made);
    Ended.run("models", "--lake", made.root())
        .mustTell(ExitCode.USAGE, "gold.churn_models", "nothing published yet", "nightly");
    Ended.run("models", "--lake", made.root(), "--use", "first").mustTell(ExitCode.USAGE, "first");
  }
}
