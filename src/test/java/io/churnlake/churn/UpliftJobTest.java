package io.churnlake.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.job.UpliftJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.UpliftQuality;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uplift in a small made lake of 3,000 customers, half of whom bought once and half four times. The
 * measure "works" keeps three in ten of the latter and nobody of the others; "idle" keeps nobody.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpliftJobTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final LocalDate WORKS = LocalDate.of(2024, 4, 1);
  private static final LocalDate IDLE = LocalDate.of(2024, 8, 1);
  private static final int CUSTOMERS = 3_000;

  private Lake lake;

  @BeforeAll
  void lake(@TempDir Path folder) {
    Random random = new Random(11);
    List<Row> days = new ArrayList<>();
    List<Row> contacts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String key = "customer-%04d".formatted(i);
      boolean isFrequent = random.nextBoolean();
      for (int occasion = 0; occasion < (isFrequent ? 4 : 1); occasion++) {
        LocalDate day = WORKS.minusDays(5 + random.nextInt(20) + 20L * occasion);
        days.add(Days.bought(key, day.toString(), 20));
      }
      boolean isTreated = random.nextBoolean();
      contacts.add(contact(WORKS, key, "works", isTreated));
      if (random.nextDouble() < 0.3 + (isTreated && isFrequent ? 0.3 : 0)) {
        days.add(Days.bought(key, WORKS.plusDays(1 + random.nextInt(90)).toString(), 20));
      }
      contacts.add(contact(IDLE, key, "idle", random.nextBoolean()));
      if (random.nextDouble() < 0.4) {
        days.add(Days.bought(key, IDLE.plusDays(1 + random.nextInt(90)).toString(), 20));
      }
      if (i < 900) {
        contacts.add(contact(IDLE, key, "small", i < 450));
      }
      contacts.add(contact(AS_OF.minusDays(80), key, "young", random.nextBoolean()));
    }
    lake = ChurnJobsTest.lake(folder, Days.of(days));
    lake.replace(
        CampaignContacts.TABLE,
        SparkTest.spark().createDataFrame(contacts, CampaignContacts.TABLE.schema()));
  }

  private static Row contact(LocalDate day, String key, String measure, boolean isTreated) {
    return RowBuilder.of(CampaignContacts.TABLE)
        .set(CampaignContacts.CONTACTED_ON, day)
        .set(CampaignContacts.CUSTOMER_KEY, key)
        .set(CampaignContacts.MEASURE, measure)
        .set(
            CampaignContacts.CONTACT_GROUP,
            isTreated ? CampaignContacts.TREATED : CampaignContacts.CONTROL)
        .set(CampaignContacts.COST, null)
        .set(CampaignContacts.OCCURRENCE, 1)
        .row();
  }

  private static Outcome run(Lake lake, LocalDate asOf) {
    JobContext context =
        ChurnJobsTest.context(lake, asOf.toString(), Configuration.defaults(), "run");
    return new UpliftJob().run(context);
  }

  private List<Row> rows(String measure) {
    return lake.read(UpliftQuality.TABLE)
        .filter("measure = '" + measure + "'")
        .orderBy(UpliftQuality.SHARE)
        .collectAsList();
  }

  @Test
  @Order(1)
  void aMeasureThatWorksForHalfOfTheCustomersIsTold() {
    assertThat(run(lake, AS_OF).note())
        .contains("so it can be told whom it keeps", "so whom it keeps cannot be told");
    List<Row> works = rows("works");
    assertThat(works).hasSize(10);
    assertThat(works.get(9).<Boolean>getAs(UpliftQuality.IS_SHOWN)).isTrue();
    assertThat(works.get(9).<Double>getAs("qini_low")).isPositive();
    assertThat(works.get(9).<Double>getAs(UpliftQuality.AVERAGE_EFFECT))
        .isCloseTo(0.15, within(0.06));
    // The first half are those whom it keeps.
    assertThat(works.get(3).<Double>getAs(UpliftQuality.EFFECT)).isCloseTo(0.3, within(0.1));
    assertThat(works.get(9).<Double>getAs(UpliftQuality.EFFECT))
        .isCloseTo(works.get(9).<Double>getAs(UpliftQuality.AVERAGE_EFFECT), within(1e-12));
  }

  @Test
  @Order(2)
  void oneThatDoesNothingIsNotNorAreThoseOfFewContactsOrNoOutcome() {
    List<Row> idle = rows("idle");
    assertThat(idle).hasSize(10);
    assertThat(idle.get(9).<Boolean>getAs(UpliftQuality.IS_SHOWN)).isFalse();
    assertThat(idle.get(9).<Double>getAs("qini_low")).isNegative();
    assertThat(idle.get(9).<Double>getAs("qini_high")).isPositive();
    assertThat(rows("small")).isEmpty();
    assertThat(rows("young")).isEmpty();
  }

  /** By the date the window of "young" has ended, but the log ended before. */
  @Test
  @Order(4)
  void whatHappenedAfterTheLogsLastDayIsNotLearnt() {
    assertThat(run(lake, AS_OF.plusDays(30)).note())
        .contains("works: effect", "; learnt up to the log's last day, 2024-10-30")
        .doesNotContain("young");
  }

  @Test
  @Order(3)
  void itIsLearntAnewAsRarelyAsChurnAndNotWithoutContacts(@TempDir Path folder) {
    long version = lake.version(UpliftQuality.TABLE);
    assertThat(run(lake, AS_OF.plusDays(1)).note()).contains("next is due 2025-01-07");
    assertThat(lake.version(UpliftQuality.TABLE)).isEqualTo(version);
    Lake other = Lake.at(SparkTest.spark(), folder.toString());
    assertThat(run(other, AS_OF).note()).isEqualTo("no contacts to learn from");
    assertThat(other.exists(UpliftQuality.TABLE)).isFalse();
  }
}
