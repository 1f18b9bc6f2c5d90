package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.simulate.ShopFiles;
import io.churnlake.simulate.SimulationSpec;
import io.churnlake.table.ChurnUnscored;
import io.churnlake.table.Column;
import io.churnlake.table.RfmMigration;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.churnlake.testing.DatasetAssert;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same jar gives the same tables on one machine and on a cluster whose processes authenticate
 * each other, though one of its workers is killed in the middle of the night.
 */
class StandaloneClusterIT {
  /** In a first night nobody moves between segments, and in so young a shop nobody has lapsed. */
  private static final Set<Table> EMPTY_AT_FIRST = Set.of(RfmMigration.TABLE, ChurnUnscored.TABLE);

  private static final SimulationSpec SHOP =
      new SimulationSpec(300, 300, 7, LocalDate.of(2024, 1, 1));

  private static final Duration RUN = Duration.ofMinutes(15);

  private static final Map<String, String> KEY =
      Map.of("CHURNLAKE_KEY", "0123456789abcdef".repeat(4));

  /** They tell runs and tables' versions apart and so differ by design. */
  private static final Set<String> NO_BUSINESS = Set.of("run_id", "data_version", "published_at");

  /** The first step after silver is made; a third of the night, and beside most other steps. */
  private static final Pattern TRAINING = Pattern.compile("(\\[\\d+/18] train )");

  private static final Pattern REFUSED = Pattern.compile("(Authentication failed)");

  @TempDir private Path folder;

  @Test
  void sameTablesAsOnOneMachine() throws IOException, InterruptedException {
    String shop = folder.resolve("shop").toString();
    ShopFiles.write(SparkTest.spark(), SHOP, shop);
    Path clusterFolder = Files.createDirectories(folder.resolve("cluster"));
    Path sparkClasspath = Path.of(System.getProperty("churnlake.spark.classpath"));
    try (Started local = local(shop);
        StandaloneCluster cluster = StandaloneCluster.start(clusterFolder, sparkClasspath, 2)) {
      Started submitted =
          cluster.submit(
              Path.of(System.getProperty("churnlake.jar")),
              "io.churnlake.cli.Main",
              KEY,
              nightly(shop, "cluster-lake", fewPartitions()));
      Started stranger = cluster.stranger();
      submitted.awaitLine(TRAINING, RUN);
      cluster.killWorker();
      stranger.awaitLine(REFUSED, RUN);
      local.awaitSuccess(RUN);
      submitted.awaitSuccess(RUN);
      assertThat(submitted.printed())
          .contains("Granted executor ID app-", "authentication enabled", "Lost executor")
          .doesNotContain("local[");
      assertThat(stranger.printed()).doesNotContain("Successfully registered");
    }
    assertSameTables(lake("local-lake"), lake("cluster-lake"));
  }

  /** The command that a person types, with the jar as the build has left it. */
  private Started local(String shop) throws IOException {
    List<String> command =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    Path.of("scripts/churnlake").toAbsolutePath().toString()),
                nightly(shop, "local-lake", fewPartitions()).stream())
            .toList();
    Map<String, String> environment = new java.util.HashMap<>(KEY);
    environment.put("HOME", folder.toString());
    environment.put("CHURNLAKE_HEAP", "1g");
    environment.put(
        "JDK_JAVA_OPTIONS",
        String.join(" ", StandaloneCluster.JVM_FOR_SHORT_RUNS) + " -Dspark.buffer.pageSize=1m");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return Started.command("local", folder, environment, command);
  }

  private List<String> nightly(String shop, String lake, Path settings) {
    return List.of(
        "nightly",
        "--source",
        Path.of("conf/sources/simulator.conf").toAbsolutePath().toString(),
        "--input",
        shop,
        "--lake",
        folder.resolve(lake).toString(),
        "--as-of",
        SHOP.end().toString(),
        "--conf",
        settings.toString());
  }

  private Path fewPartitions() {
    try {
      return Files.writeString(
          folder.resolve("few-partitions.conf"), "churnlake.spark.shuffle-partitions = 4\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Lake lake(String name) {
    return Lake.at(SparkTest.spark(), folder.resolve(name).toString());
  }

  private static void assertSameTables(Lake expected, Lake actual) {
    PublishedViews expectedViews = PublishedViews.of(expected);
    PublishedViews actualViews = PublishedViews.of(actual);
    List<Table> compared =
        Tables.all().stream()
            .filter(table -> Set.of("silver", "gold").contains(table.area()))
            .filter(expectedViews::isVisible)
            .toList();
    assertThat(compared).extracting(Table::fullName).contains("silver.customer_days", "gold.clv");
    for (Table table : compared) {
      Dataset<Row> rows = business(table, expectedViews);
      assertThat(rows.isEmpty())
          .as(table.fullName() + " is empty")
          .isEqualTo(EMPTY_AT_FIRST.contains(table));
      DatasetAssert.assertSameContent(
          table.fullName(), rows, business(table, actualViews), table.key());
    }
  }

  private static Dataset<Row> business(Table table, PublishedViews views) {
    return views
        .read(table)
        .select(
            table.columns().stream()
                .map(Column::name)
                .filter(name -> !NO_BUSINESS.contains(name))
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new));
  }
}
