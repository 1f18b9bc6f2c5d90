package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.lake.CalendarRows;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.lake.PublishedViews;
import io.churnlake.lake.Recovery;
import io.churnlake.lake.TableUpkeep;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Rfm;
import io.churnlake.table.RfmMigration;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.churnlake.testing.Contents;
import io.churnlake.upkeep.Upkeep;
import io.churnlake.upkeep.UpkeepWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake of several nights is made smaller, and nobody who reads or writes it notices. */
class MaintainTest {
  private static final String MAPPING =
      "source.columns { time = date, customer-id = who, product-code = sku, amount = money }";
  private static final List<LocalDate> DATES =
      List.of(LocalDate.of(2024, 1, 30), LocalDate.of(2024, 1, 31), LocalDate.of(2024, 12, 31));
  private static final LocalDate OLD = DATES.get(0);
  private static final LocalDate LAST = DATES.get(2);
  private static final List<Job> NIGHT =
      Stream.of("ingest", "conform", "rfm").map(Jobs::named).toList();

  /** Nothing older than the newest version is kept, and two small files are enough. */
  private static final String ALL =
      "churnlake.upkeep { time-travel-days = 0, least-small-files = 2 }\n";

  private static final String THINNED = ALL + "churnlake.upkeep.thin-after-days = 90";

  @TempDir static Path first;

  /** What the lake holds before upkeep, and how many rows readers see. */
  private static Map<String, List<String>> content;

  private static Map<String, Long> seen;

  @TempDir Path folder;
  private SmallShop shop;
  private int runs;

  @BeforeAll
  static void severalNights() throws IOException {
    MaintainTest made = new MaintainTest();
    made.shop = new SmallShop(first);
    for (LocalDate date : DATES) {
      List<String> lines = new ArrayList<>(List.of("date,who,sku,money"));
      for (int i = 0; i < 5; i++) {
        lines.add("2024-01-%02d,C%d,%s,%d.50".formatted(2 + i, i + date.getMonthValue(), date, i));
      }
      made.shop.file(date + ".csv", lines.toArray(String[]::new));
      made.night(date);
    }
    content = Contents.of(made.shop.lake());
    seen = seen(made.shop.lake());
    // A day ago, so that neither Delta's clock nor the file system's decides what is old.
    FileTime past = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (Stream<Path> files = Files.walk(first.resolve("lake"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, past);
      }
    }
  }

  @BeforeEach
  void copyOfTheLake() throws IOException {
    FileUtils.copyDirectory(first.toFile(), folder.toFile(), true);
    DeltaLog.clearCache();
    shop = new SmallShop(folder);
    runs = 100;
  }

  private JobContext context(LocalDate asOf, String settings) throws IOException {
    JobContext any = shop.context(MAPPING);
    return new JobContext(
        any.lake(),
        Configuration.of(settings),
        any.delivery(),
        asOf,
        "run-" + ++runs,
        Clock.systemUTC());
  }

  /** What a night says of the steps that follow from tables. */
  private List<String> night(LocalDate asOf) throws IOException {
    return new Runner(context(asOf, ""), Progress.silent())
        .runWhatChanged(NIGHT).subList(2, 3).stream().map(Outcome::note).toList();
  }

  private void maintain(String settings) throws IOException {
    new Runner(context(LAST, settings), Progress.silent()).run(List.of(new MaintainJob()));
  }

  private static void isUnchanged(List<String> notes) {
    assertThat(notes).allMatch(note -> note.startsWith("nothing has changed"));
  }

  private long filesBelow(String place) {
    try (Stream<Path> files = Files.walk(folder.resolve("lake").resolve(place))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<String>> withoutOldSlices(Map<String, List<String>> content) {
    Map<String, List<String>> without = new TreeMap<>(content);
    without.replaceAll(
        (table, rows) ->
            rows.stream().filter(row -> !row.contains("\"as_of\":\"" + OLD + "\"")).toList());
    return without;
  }

  /** How many rows readers see of each table. */
  private static Map<String, Long> seen(Lake lake) {
    PublishedViews views = PublishedViews.of(lake);
    Map<String, Long> rows = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (!table.area().equals("ops") && views.isVisible(table)) {
        rows.put(table.fullName(), views.rows(table));
      }
    }
    return rows;
  }

  @Test
  void aLakeIsSmallerThoughUpkeepWasKilledBeforeAndNobodyNotices() throws IOException {
    Lake lake = shop.lake();
    Map<String, List<String>> left = withoutOldSlices(content);
    long bronze = lake.read(BronzeOrderLines.TABLE).count();
    long data = filesBelow("bronze/order_lines");
    long log = filesBelow("silver/order_lines/_delta_log");
    UpkeepWork plan = new Upkeep(lake, Configuration.of(THINNED).upkeep()).plan(Instant.now());
    assertThat(plan.isNothing()).isFalse();
    assertThat(plan.dates()).containsExactly(OLD);
    assertThat(filesBelow("bronze/order_lines")).as("a plan changes nothing").isEqualTo(data);

    long accountsBefore = lake.read(OpsTables.RUNS).count();
    killed(lake);
    assertThat(lake.read(OpsTables.RUNS).count()).isEqualTo(accountsBefore);
    assertThat(seen(lake)).as("before a publication").isEqualTo(seen);
    long version = lake.version(Rfm.TABLE);
    isUnchanged(night(LAST));
    assertThat(lake.version(Rfm.TABLE)).as("of what upkeep wrote").isEqualTo(version);
    assertThat(Contents.of(lake)).isEqualTo(left);

    long accounts = lake.read(OpsTables.RUNS).count();
    maintain(THINNED);
    DeltaLog.clearCache();
    assertThat(Contents.of(lake)).isEqualTo(left);
    Map<String, Long> seenNow = new TreeMap<>(seen);
    left.forEach((table, rows) -> seenNow.replace(table, (long) rows.size()));
    assertThat(seen(lake)).isEqualTo(seenNow);
    assertThat(lake.read(BronzeOrderLines.TABLE).count()).isEqualTo(bronze);
    assertThat(lake.read(OpsTables.RUNS).count()).isEqualTo(accounts + 3);
    assertThat(filesBelow("bronze/order_lines")).isLessThan(data);
    assertThat(filesBelow("silver/order_lines/_delta_log")).isLessThan(log);
    assertThat(Recovery.damages(lake)).isEmpty();
    assertThat(new Publications(lake).lastDate()).contains(LAST);
    long publication = new Publications(lake).lastId();
    isUnchanged(night(LAST));
    assertThat(new Publications(lake).lastId()).isEqualTo(publication);
    assertThat(nightWithNews()).noneMatch(note -> note.startsWith("nothing has changed"));
    Map<String, List<String>> after = withoutOldSlices(Contents.of(lake));

    copyOfTheLake();
    nightWithNews();
    assertThat(withoutOldSlices(Contents.of(shop.lake()))).as("without upkeep").isEqualTo(after);
  }

  private List<String> nightWithNews() throws IOException {
    shop.file("more.csv", "date,who,sku,money", "2024-11-02,C9,p,7.00", "2024-11-03,C1,p,8.00");
    return night(LAST);
  }

  /** What upkeep has done of {@link #THINNED} when it is killed. */
  private static void killed(Lake lake) {
    Set<LocalDate> old = Set.of(OLD);
    CalendarRows.drop(lake, old);
    for (TableUpkeep table : TableUpkeep.of(lake)) {
      if (List.of(Rfm.TABLE, RfmMigration.TABLE).contains(table.table())) {
        table.dropSlices(old);
      } else if (table.table().equals(OpsTables.RUNS)
          || table.table().equals(BronzeOrderLines.TABLE)) {
        table.compact(1 << 20, List.of(""));
      }
    }
  }

  @Test
  void whatAFailedRunLeftIsRestoredAndVersionsOfTheLastDaysStay() throws IOException {
    Lake lake = shop.lake();
    Job fails =
        new Job() {
          @Override
          public String name() {
            return "fails";
          }

          @Override
          public List<Table> reads() {
            return List.of();
          }

          @Override
          public List<Table> writes() {
            return List.of(Rfm.TABLE);
          }

          @Override
          public Outcome run(JobContext context) {
            context.lake().replaceSlice(Rfm.TABLE, LAST, List.of());
            throw new IllegalStateException("it breaks");
          }
        };
    assertThatThrownBy(() -> new Runner(context(LAST, ""), Progress.silent()).run(List.of(fails)))
        .hasMessageContaining("it breaks");
    assertThat(
            TableUpkeep.of(lake).stream()
                .filter(table -> table.leftAlone(new Publications(lake).current()).isPresent())
                .map(table -> table.table().fullName()))
        .containsExactlyInAnyOrder("gold.rfm", "gold.calendar");
    long version = lake.version(BronzeOrderLines.TABLE);
    long rows = lake.read(BronzeOrderLines.TABLE, version - 2).count();
    maintain("churnlake.upkeep { time-travel-days = 30, least-small-files = 2 }");
    DeltaLog.clearCache();
    assertThat(seen(lake)).isEqualTo(seen);
    assertThat(Contents.of(lake)).isEqualTo(content);
    assertThat(Recovery.damages(lake)).isEmpty();
    assertThat(lake.version(BronzeOrderLines.TABLE)).isGreaterThan(version);
    assertThat(lake.read(BronzeOrderLines.TABLE, version - 2).count())
        .as("versions of the last days")
        .isEqualTo(rows);
  }
}
