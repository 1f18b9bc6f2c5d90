package io.churnlake.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.LogTables;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lake tells of earlier nights; its accounts are written by hand. */
class NightsBeforeTest {
  private static final Instant FIRST = Instant.parse("2024-06-02T01:00:00Z");
  private static final String NIGHT = "to run: ingest, conform";

  @TempDir static Path folder;
  private static NightsBefore nights = new NightsBefore(null);

  @BeforeAll
  static void accounts() {
    Lake lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0").write(lake);
    lake.append(
        OpsTables.RUNS,
        List.of(run("first", 0, "begun", NIGHT), run("first", 0, "failed", "no disk")));
    lake.append(
        OpsTables.RUNS,
        List.of(
            // A command of one job, and a part of a night, say nothing of nights.
            run("clv", 1, "begun", "to run: clv; restored: gold.rfm, gold.clv"),
            run("clv", 1, "done", ""),
            run("part", 2, "begun", NIGHT + "; resumes run first"),
            run("part", 2, "unpublished", ""),
            run("better", 3, "begun", NIGHT)));
    lake.append(OpsTables.RUNS, List.of(run("better", 3, "done", "")));
    lake.append(
        OpsTables.RUNS,
        List.of(run("job", 4, "begun", "to run: clv"), run("job", 4, "failed", "")));
    lake.append(OpsTables.RUNS, List.of(run("killed", 5, "begun", NIGHT)));
    lake.append(
        OpsTables.RUNS,
        List.of(
            run("killed", -1, "died", "noted by run last"),
            run("last", 6, "begun", NIGHT),
            run("last", 6, "done", "")));
    lake.append(
        OpsTables.PUBLISHED,
        List.of(
            RowFactory.create(
                7L, "better", Date.valueOf("2024-06-03"), "gold.rfm", 3L, Timestamp.from(FIRST))));
    lake.replaceByFew(
        NightCalendar.TABLE,
        List.of(
            date("2024-06-02", true, false, 6),
            date("2024-06-03", true, false, 7),
            date("2024-06-04", false, false, 7),
            date("2024-06-05", true, true, 7),
            date("2024-06-06", true, false, 8)),
        "");
    nights = new NightsBefore(LogTables.at(lake.root()));
  }

  private static Row date(String asOf, boolean whole, boolean changing, long publication) {
    return RowFactory.create(
        Date.valueOf(asOf),
        false,
        whole,
        changing,
        whole ? null : "clv",
        publication,
        "run",
        Timestamp.from(FIRST));
  }

  private static Row run(String id, int hour, String status, String message) {
    @Nullable Timestamp at = hour < 0 ? null : Timestamp.from(FIRST.plusSeconds(3600L * hour));
    return RowFactory.create(
        id,
        OpsTables.WHOLE_RUN,
        Date.valueOf("2024-06-01"),
        "tiny",
        status,
        at,
        status.equals("begun") ? null : Timestamp.from(FIRST.plusSeconds(3600L * hour + 60)),
        null,
        null,
        null,
        scala.jdk.javaapi.CollectionConverters.asScala(Map.<String, Long>of()),
        scala.jdk.javaapi.CollectionConverters.asScala(Map.<String, Long>of()),
        "hash",
        "commit",
        "0",
        "4",
        message);
  }

  @Test
  void theNightBeforeCountsWhateverCameBetween() {
    assertThat(nights.failedBefore("first")).isEmpty();
    assertThat(nights.failedBefore("better")).contains("first");
    assertThat(nights.failedBefore("killed")).isEmpty();
    assertThat(nights.failedBefore("last")).contains("killed");
    assertThat(nights.failedBefore("nobody")).isEmpty();
  }

  @Test
  void aDateIsDoneThatReadersSeeWhole() {
    assertThat(nights.newestWhole()).contains(java.time.LocalDate.of(2024, 6, 3));
  }
}
