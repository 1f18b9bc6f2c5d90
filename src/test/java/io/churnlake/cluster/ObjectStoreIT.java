package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.churnlake.lake.Lake;
import io.churnlake.lake.StoreRace;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import io.churnlake.testing.Thorough;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with lake and input on S3; the server's files are looked at from beside it. */
class ObjectStoreIT {
  private static final Duration ENOUGH = Duration.ofMinutes(10);
  private static final SimulationSpec SHOP =
      new SimulationSpec(300, 300, 7, LocalDate.of(2024, 1, 1));

  private static final String INPUT = "s3a://shop/orders-of-a-shop";

  /** In the middle of a night: some slices are there, some are not. */
  private static final String MIDDLE = "after gold.clv 1";

  @TempDir private static Path folder;

  private static ObjectStore store;
  private static Path bucket;

  /** The same night on disk, beside the tests. */
  private static Started onDisk;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    store = ObjectStore.start(folder);
    bucket = store.bucket("shop");
    try (Started simulate = churnlake("simulate", environment(), simulate(INPUT))) {
      ShopFiles.write(SparkTest.spark(), SHOP, folder.resolve("shop").toString());
      simulate.awaitSuccess(ENOUGH);
    }
    onDisk =
        churnlake(
            "on-disk",
            environment(),
            nightly(folder.resolve("shop").toString(), folder.resolve("lake").toString()));
  }

  @AfterAll
  static void stop() {
    if (onDisk != null) {
      onDisk.close();
    }
    // Not there if it could not be had.
    if (store != null) {
      store.close();
    }
  }

  @Test
  void aNightThatIsKilledAndRunAgainEqualsTheNightOnDiskAndASecondRunMeanwhileEndsWithCode4()
      throws Exception {
    Path reached = folder.resolve("failpoints");
    Map<String, String> failing = environment();
    failing.put("JDK_JAVA_OPTIONS", "\"-Dchurnlake.failpoint=" + MIDDLE + "@" + reached + "\"");
    try (Started night = churnlake("killed", failing, nightly(INPUT, "s3a://shop/lake"))) {
      awaitText(reached, "reached ", night);
      try (Started second = churnlake("second", environment(), nightly(INPUT, "s3a://shop/lake"))) {
        assertThat(second.awaitEnd(ENOUGH)).isEqualTo(4);
        assertThat(second.printed()).contains("Another run holds the lake at s3a://shop/lake");
      }
      night.kill();
      rerun("rerun", "s3a://shop/lake");
      mustEqualTheOneOnDisk("lake");
    }
    mustHoldNoCredentials("lake");
  }

  @Test
  void anUndisturbedNightEqualsTheNightOnDisk() throws Exception {
    assumeTrue(Thorough.isAsked(), "takes a minute: -Dchurnlake.thorough=true");
    rerun("undisturbed", "s3a://shop/other-lake");
    mustEqualTheOneOnDisk("other-lake");
  }

  @Test
  void aBucketThatIsNotThereIsTheUsersToMend() throws Exception {
    try (Started night = churnlake("nobody", environment(), nightly(INPUT, "s3a://nobodys/lake"))) {
      assertThat(night.awaitEnd(ENOUGH)).isEqualTo(2);
      assertThat(night.printed())
          .contains("churnlake: The bucket nobodys does not exist.")
          .doesNotContain("SLF4J")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void oneOfSeveralTakesTheLockAndACommitGivesWayToAnother() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                Files.readString(Path.of("target/s3a.classpath")).strip()),
            StoreRace.class.getName(),
            store.environment().get("AWS_ENDPOINT_URL"),
            "s3a://shop/race"));
    try (Started race = Started.command("race", folder, environment(), command)) {
      race.awaitSuccess(ENOUGH);
      assertThat(race.printed()).contains("locks taken: 20\n", "gives way: true\n");
    }
  }

  private static void rerun(String name, String lake) throws IOException, InterruptedException {
    try (Started night = churnlake(name, environment(), nightly(INPUT, lake))) {
      night.awaitSuccess(ENOUGH);
      assertThat(night.printed())
          .contains("published in " + lake)
          .doesNotContainPattern(" (INFO|WARN) ");
    }
  }

  /** The command that a person types, with the jar as the build has left it. */
  private static Started churnlake(
      String name, Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("scripts/churnlake").toAbsolutePath().toString());
    command.addAll(arguments);
    return Started.command(name, folder, environment, command);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = store.environment();
    environment.put("CHURNLAKE_KEY", TestKeys.DIGITS);
    environment.put("HOME", folder.toString());
    environment.put("CHURNLAKE_HEAP", "1g");
    environment.put("CHURNLAKE_LOG", folder.resolve("log").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  private static List<String> simulate(String output) {
    return List.of(
        "simulate",
        "--customers=" + SHOP.customers(),
        "--days=" + SHOP.days(),
        "--seed=" + SHOP.seed(),
        "--start=" + SHOP.start(),
        "--output=" + output);
  }

  private static List<String> nightly(String input, String lake) {
    return List.of(
        "nightly",
        "--source=simulator",
        "--input=" + input,
        "--lake=" + lake,
        "--as-of=" + SHOP.end());
  }

  /** Silver, gold and the flat tables, to the last digit. */
  private static void mustEqualTheOneOnDisk(String name) throws IOException, InterruptedException {
    onDisk.awaitSuccess(ENOUGH);
    Map<String, List<String>> expected =
        Contents.of(Lake.at(SparkTest.spark(), folder.resolve("lake").toString()));
    assertThat(expected).containsKeys("gold.clv", "gold.churn_scores", "bi.customers");
    Map<String, List<String>> inStore = Contents.of(lake(name));
    assertThat(inStore).containsOnlyKeys(expected.keySet());
    inStore.forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(expected.get(table)));
  }

  /** A lake in the bucket, read as the folder that it is. */
  private static Lake lake(String name) {
    return Lake.at(SparkTest.spark(), bucket.resolve(name).toString());
  }

  private static void awaitText(Path file, String text, Started night)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < ENOUGH.toMillis(); waited += 100) {
      if (Files.exists(file) && Files.readString(file).contains(text)) {
        return;
      }
      if (night.endsWithin(Duration.ofMillis(100))) {
        break;
      }
    }
    throw new AssertionError("the failpoint was not reached:\n" + night.printed());
  }

  /** Neither in objects, nor in accounts, nor in the log. */
  private static void mustHoldNoCredentials(String name) throws IOException {
    Pattern secrets = Pattern.compile(ObjectStore.ACCESS_KEY + "|" + ObjectStore.SECRET_KEY);
    List<Path> written = new ArrayList<>(List.of(folder.resolve("log")));
    try (Stream<Path> objects = Files.walk(bucket.resolve(name))) {
      objects.filter(Files::isRegularFile).forEach(written::add);
    }
    assertThat(written).hasSizeGreaterThan(200);
    for (Path file : written) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(secrets.matcher(text).find()).as(file.toString()).isFalse();
    }
    Lake lake = lake(name);
    for (Table table : Tables.all()) {
      if (table.area().equals("ops") && lake.exists(table)) {
        assertThat(lake.read(table).toJSON().collectAsList())
            .as(table.fullName())
            .noneMatch(row -> secrets.matcher(row).find());
      }
    }
  }
}
