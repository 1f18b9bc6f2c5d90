package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.Rfm;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real command registers a lake's tables in Hive metastores: one that lives in a process, on
 * Derby, and one that lies in PostgreSQL. Skipped where Spark's classes for Hive cannot be had.
 */
class MetastoreIT {
  private static final Duration ENOUGH = Duration.ofMinutes(5);

  /** PostgreSQL's driver as it is in the jar. */
  private static final String DRIVER = "io.churnlake.shaded.postgresql.Driver";

  @TempDir static Path folder;
  private static String classPath = "";

  @BeforeAll
  static void aLake() throws Exception {
    Path file = folder.resolve("hive.classpath");
    ObjectStore.fetch(
        folder,
        "Spark's classes for Hive",
        "-Phive",
        "-DincludeScope=provided",
        "-Dmdep.outputFile=" + file);
    classPath = System.getProperty("churnlake.jar") + File.pathSeparator + Files.readString(file);
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(
        input.resolve("1.csv"), "date,who,sku,money\n2024-01-02,c1,p,5\n2024-01-03,c2,p,7\n");
    Path mapping =
        Files.writeString(
            folder.resolve("tiny.conf"),
            """
            source {
              name = "tiny", zone = "Europe/Berlin", currency = "EUR"
              time.patterns = ["yyyy-MM-dd"]
              columns { time = date, customer-id = who, product-code = sku, amount = money }
            }
            """);
    JobContext context =
        new JobContext(
            Lake.at(SparkTest.spark(), lake()),
            Configuration.defaults(),
            new JobContext.Delivery(
                SourceMapping.load(mapping), input.toString(), TestKeys.secret()),
            LocalDate.of(2024, 1, 31),
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent())
        .run(Stream.of("ingest", "conform", "rfm").map(Jobs::named).toList());
  }

  /** Its name has to be quoted well in SQL. */
  private static String lake() {
    return folder.resolve("shop's lake").toString();
  }

  private static Started register(String name, Path conf, String lake, String... options)
      throws IOException {
    return Started.command(
        name,
        folder,
        Map.of("CHURNLAKE_CLASSPATH", conf.toString(), "HOME", folder.toString()),
        Stream.concat(
                Stream.of(
                    Path.of("scripts/churnlake").toAbsolutePath().toString(),
                    "register",
                    "--lake",
                    lake),
                Stream.of(options))
            .toList());
  }

  private static String done(Started command) throws Exception {
    command.awaitSuccess(ENOUGH);
    return command.printed();
  }

  /** A folder with a hive-site.xml. */
  private static Path hiveSite(String name, Map<String, String> settings) throws IOException {
    Path conf = Files.createDirectories(folder.resolve(name));
    StringBuilder site = new StringBuilder("<configuration>\n");
    settings.forEach(
        (key, value) ->
            site.append(
                "<property><name>%s</name><value>%s</value></property>\n".formatted(key, value)));
    Files.writeString(conf.resolve("hive-site.xml"), site.append("</configuration>\n"));
    return conf;
  }

  private static Map<String, String> database(String url, String driver) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("javax.jdo.option.ConnectionURL", url);
    settings.put("javax.jdo.option.ConnectionDriverName", driver);
    settings.put("hive.metastore.schema.verification", "false");
    settings.put("hive.metastore.warehouse.dir", folder.resolve("warehouse").toUri().toString());
    return settings;
  }

  @Test
  void tablesOfAMetastoreOnDerbyAreReadByName() throws Exception {
    Map<String, String> settings =
        database(
            "jdbc:derby:;databaseName=" + folder.resolve("derby") + ";create=true",
            "org.apache.derby.jdbc.EmbeddedDriver");
    settings.put("datanucleus.schema.autoCreateAll", "true");
    Path conf = hiveSite("derby-conf", settings);
    try (Started register = register("derby-register", conf, lake(), "--prefix", "shop_")) {
      assertThat(done(register))
          .contains("shop_gold.rfm  registered", "shop_ops.runs  registered")
          .doesNotContain("silver", "bronze");
    }
    List<String> reader =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of("conf/spark-jvm.args").toAbsolutePath(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Path.of(
                    MetastoreReader.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                + File.pathSeparator
                + conf
                + File.pathSeparator
                + classPath,
            MetastoreReader.class.getName(),
            "shop_gold.rfm");
    try (Started reading = Started.command("reader", folder, Map.of(), reader)) {
      assertThat(done(reading))
          .contains(
              "2 rows", "column: " + Rfm.TABLE.schema().apply(Rfm.RECENCY_DAYS).getComment().get());
    }
    Path other = folder.resolve("other");
    FileUtils.copyDirectory(new File(lake()), other.toFile());
    try (Started register = register("other-register", conf, "" + other, "--prefix", "shop_")) {
      assertThat(register.awaitEnd(ENOUGH)).isEqualTo(ExitCode.USAGE.code());
      assertThat(register.printed()).contains("is no table of this lake");
    }
  }

  @Test
  void aMetastoreInPostgresIsToldOnceAndAgainOnlyWhatIsNew() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      Map<String, String> settings = database(server.getJdbcUrl("postgres", "postgres"), DRIVER);
      settings.put("javax.jdo.option.ConnectionUserName", "postgres");
      settings.put("javax.jdo.option.ConnectionPassword", "postgres");
      makeTables(settings);
      Path conf = hiveSite("postgres-conf", settings);
      try (Started register = register("postgres-register", conf, lake())) {
        assertThat(done(register)).contains("churnlake_gold.rfm  registered");
      }
      Path log = Path.of(lake(), "gold/rfm/_delta_log");
      long commits = commits(log);
      try (Connection metastore = server.getPostgresDatabase().getConnection()) {
        assertThat(
                text(
                    metastore,
                    "SELECT p.\"PARAM_VALUE\" FROM \"TBLS\" t JOIN \"DBS\" d USING (\"DB_ID\") JOIN"
                        + " \"TABLE_PARAMS\" p USING (\"TBL_ID\") WHERE d.\"NAME\" ="
                        + " 'churnlake_gold' AND t.\"TBL_NAME\" = 'rfm' AND \"PARAM_KEY\" ="
                        + " 'comment' AND \"TBL_TYPE\" = 'EXTERNAL_TABLE'"))
            .isEqualTo(Rfm.TABLE.comment());
        metastore
            .createStatement()
            .execute(
                "UPDATE \"TABLE_PARAMS\" SET \"PARAM_VALUE\" = 'old' WHERE \"PARAM_KEY\" ="
                    + " 'comment' AND \"TBL_ID\" IN"
                    + " (SELECT \"TBL_ID\" FROM \"TBLS\" WHERE \"TBL_NAME\" = 'rfm')");
      }
      try (Started again = register("postgres-again", conf, lake())) {
        assertThat(done(again))
            .contains("churnlake_ops.runs  unchanged", "churnlake_gold.rfm  renewed")
            .doesNotContain("registered");
      }
      assertThat(commits(log)).as("the lake stays as it is").isEqualTo(commits);
    }
  }

  private static long commits(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.count();
    }
  }

  private static String text(Connection database, String query) throws Exception {
    try (ResultSet rows = database.createStatement().executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /**
   * The metastore's own tables, as Hive's schematool makes them. Made by the first one who needs
   * them (datanucleus.schema.autoCreateAll), PostgreSQL has two connections wait for each other.
   */
  private static void makeTables(Map<String, String> settings) throws Exception {
    Map<String, String> all = new TreeMap<>(settings);
    all.put(
        "javax.jdo.PersistenceManagerFactoryClass",
        "org.datanucleus.api.jdo.JDOPersistenceManagerFactory");
    all.put("datanucleus.schema.autoCreateAll", "true");
    all.put("datanucleus.identifierFactory", "datanucleus1");
    all.put("datanucleus.rdbms.initializeColumnInfo", "NONE");
    Path properties = folder.resolve("datanucleus.properties");
    Files.write(properties, all.entrySet().stream().map(Object::toString).toList());
    Path mapping = folder.resolve("package.jdo");
    for (String jar : classPath.split(File.pathSeparator)) {
      if (jar.contains("hive-metastore-")) {
        try (JarFile open = new JarFile(jar)) {
          Files.copy(open.getInputStream(open.getEntry("package.jdo")), mapping);
        }
      }
    }
    List<String> tool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            "org.datanucleus.store.schema.SchemaTool",
            "-create",
            "-props",
            properties.toString(),
            "-api",
            "JDO",
            mapping.toString());
    try (Started made = Started.command("schematool", folder, Map.of(), tool)) {
      made.awaitSuccess(ENOUGH);
    }
  }
}
