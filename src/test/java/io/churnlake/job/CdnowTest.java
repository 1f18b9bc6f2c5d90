package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.Customers;
import io.churnlake.table.OpsTables;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CDNOW sample from its file to the literature's parameters. */
class CdnowTest {
  @TempDir Path folder;

  @Test
  void theFitsOfTheNightAreThoseOfTheLiterature() {
    Lake lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    JobContext context =
        new JobContext(
            lake,
            Configuration.defaults().withClvModel("bg_nbd"),
            new JobContext.Delivery(
                SourceMapping.bundled("cdnow"),
                TestData.path("cdnow_sample").toString(),
                TestKeys.secret()),
            LocalDate.of(1997, 9, 30),
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent())
        .run(List.of(Jobs.named("ingest"), Jobs.named("conform"), Jobs.named("clv")));

    assertThat(lake.read(Customers.TABLE).count()).isEqualTo(2_357);
    Row purchases = fit(lake, "bg_nbd");
    assertThat(purchases.<Double>getAs("log_likelihood")).isCloseTo(-9582.429, within(5e-4));
    assertThat(parameter(purchases, "r")).isCloseTo(.2425945, within(1e-6));
    assertThat(parameter(purchases, "alpha")).isCloseTo(4.4136019, within(1e-5));
    assertThat(parameter(purchases, "a")).isCloseTo(.7929199, within(1e-5));
    assertThat(parameter(purchases, "b")).isCloseTo(2.4258881, within(1e-4));
    Row spend = fit(lake, "gamma_gamma");
    assertThat(spend.<String>getAs(ClvFits.MARGIN_SOURCE)).isEqualTo(ClvFits.MARGIN_CONFIGURED);
    assertThat(spend.<Double>getAs(ClvFits.MARGIN_RATE)).isEqualTo(1);
    assertThat(spend.<Long>getAs("customers")).isEqualTo(946);
    assertThat(spend.<Double>getAs("log_likelihood")).isCloseTo(-4055.918, within(5e-4));
    assertThat(parameter(spend, "p")).isCloseTo(6.249573, within(1e-5));
    assertThat(parameter(spend, "q")).isCloseTo(3.744224, within(1e-5));
    assertThat(parameter(spend, "v")).isCloseTo(15.443518, within(1e-4));
  }

  @Test
  void datesAloneAreEnoughForAllButMoney() throws IOException {
    SmallShop shop = new SmallShop(folder);
    Files.copy(TestData.path("cdnow_sample/CDNOW_sample.txt"), shop.input().resolve("cdnow.txt"));
    JobContext context =
        shop.context(
            """
            source {
              format = "whitespace", header = false, files.pattern = "*.txt", time.patterns = ["yyyyMMdd"]
              columns { time = "3", customer-id = "2" }
            }
            """);
    context =
        new JobContext(
            context.lake(),
            Configuration.defaults().withClvModel("bg_nbd"),
            context.delivery(),
            LocalDate.of(1997, 9, 30),
            "run",
            context.clock());
    new Runner(context, Progress.silent())
        .run(
            List.of(
                Jobs.named("ingest"),
                Jobs.named("conform"),
                Jobs.named("cohorts"),
                Jobs.named("rfm"),
                Jobs.named("clv")));

    Lake lake = shop.lake();
    assertThat(parameter(fit(lake, "bg_nbd"), "r")).isCloseTo(.2425945, within(1e-6));
    assertThat(lake.read(ClvFits.TABLE).filter(col(ClvFits.MODEL).equalTo("gamma_gamma")).count())
        .isZero();
    assertThat(lake.read(Customers.TABLE).filter(col(Customers.REVENUE).equalTo(0)).count())
        .isEqualTo(2_357);
    Row score = lake.read(Clv.TABLE).filter(col(Clv.X).gt(0)).first();
    assertThat(score.<Double>getAs(Clv.EXPECTED_ORDERS)).isPositive();
    assertThat(score.<Object>getAs(Clv.EXPECTED_CLV)).isNull();
    assertThat(score.<Object>getAs(Clv.HISTORIC_CLV)).isNull();
    assertThat(score.<Row>getList(score.fieldIndex(Clv.HORIZONS)).get(0).get(3)).isNull();
    assertThat(
            lake.read(OpsTables.CHECKS)
                .filter(col("check_name").equalTo("amounts are known"))
                .first()
                .<String>getAs("actual"))
        .startsWith("no");
  }

  private static Row fit(Lake lake, String model) {
    return lake.read(ClvFits.TABLE)
        .filter(
            col(ClvFits.MODEL).equalTo(model).and(col(ClvFits.ROLE).equalTo(ClvFits.ROLE_SCORES)))
        .first();
  }

  private static double parameter(Row fit, String name) {
    return fit.<String, Double>getJavaMap(fit.fieldIndex("parameters")).get(name);
  }
}
