package io.churnlake.database;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.DatabaseSettings;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Publications;
import io.churnlake.table.BiTables;
import io.churnlake.table.Clv;
import io.churnlake.table.Column;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, of io.zonky.test; as root it runs in a user namespace of its own. */
class DatabasePublisherTest {
  private static final LocalDate BEFORE = LocalDate.of(2024, 3, 30);
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 31);

  /** What COPY's text format, SQL and an identifier have special. */
  private static final String HOSTILE = "a\tb\nc\\N\r\"'; DROP TABLE x; -- \\.\u0000é€😀";

  private static final String SCHEMA = "shop \"x\"; drop";

  /** The lake that each test begins with a copy of. */
  @TempDir static Path first;

  @TempDir Path folder;
  private static EmbeddedPostgres server;
  private Lake lake;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    try (Connection connection = admin();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE \"bi reader\" LOGIN");
      statement.execute("CREATE ROLE identities LOGIN");
    }
    published(Lake.at(SparkTest.spark(), first.resolve("lake").toString()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Connection admin() throws SQLException {
    return as("postgres");
  }

  private static Connection as(String user) throws SQLException {
    return DriverManager.getConnection(
        server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", ""), user, "");
  }

  @BeforeEach
  void lake() throws SQLException, IOException {
    try (Connection connection = admin();
        Statement statement = connection.createStatement()) {
      for (String schema : List.of(SCHEMA, SCHEMA + "_identity")) {
        statement.execute("DROP SCHEMA IF EXISTS \"" + schema.replace("\"", "\"\"") + "\" CASCADE");
      }
    }
    FileUtils.copyDirectory(first.toFile(), folder.toFile(), true);
    lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
  }

  private static void published(Lake lake) {
    new LakeRecord(1, "tiny", "Europe/Berlin", "EUR", "0123456789ab", "test").write(lake);
    Map<String, Long> versions = new LinkedHashMap<>();
    lake.replace(
        BiTables.CUSTOMERS,
        rows(BiTables.CUSTOMERS, customer("k1", "champions"), customer("k2", HOSTILE)));
    lake.replaceSlices(
        Clv.TABLE,
        List.of(BEFORE, AS_OF),
        rows(
            Clv.TABLE,
            Map.of(Table.AS_OF, BEFORE, Clv.CUSTOMER_KEY, "k1", Clv.EXPECTED_CLV, "1"),
            Map.of(
                Table.AS_OF,
                AS_OF,
                Clv.CUSTOMER_KEY,
                "k1",
                Clv.EXPECTED_CLV,
                "12345678901234.5678"),
            Map.of(Table.AS_OF, AS_OF, Clv.CUSTOMER_KEY, "k2", Clv.P_ALIVE, 0.1 + 0.2)));
    lake.append(
        CustomerIdentity.TABLE,
        rows(
            CustomerIdentity.TABLE,
            Map.of("load_id", 1L, "customer_key", "k1", "customer_id", "Jane")),
        1);
    for (Table table : List.of(BiTables.CUSTOMERS, Clv.TABLE, CustomerIdentity.TABLE)) {
      versions.put(table.fullName(), lake.version(table));
    }
    new Publications(lake).publish("run", AS_OF, versions, Instant.EPOCH);
  }

  private static Map<String, Object> customer(String key, String segment) {
    return Map.of("customer_key", key, Table.AS_OF, AS_OF, Rfm.SEGMENT, segment, "revenue", "7.5");
  }

  @SafeVarargs
  private static Dataset<Row> rows(Table table, Map<String, Object>... rows) {
    return Stream.of(rows)
        .map(
            row ->
                SparkTest.spark()
                    .range(1)
                    .select(
                        table.columns().stream()
                            .map(c -> lit(row.get(c.name())).cast(c.type()).as(c.name()))
                            .toArray(org.apache.spark.sql.Column[]::new)))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private static DatabaseSettings settings(String more) {
    return Configuration.of(
            """
            churnlake.publish {
              url = "%s", user = postgres, schema = "shop \\"x\\"; drop", reader-role = "bi reader"
              tables = [bi.customers, gold.clv]
            }
            """
                    .formatted(server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", ""))
                + more)
        .database();
  }

  private Map<String, Long> publish(String more) {
    return new DatabasePublisher(settings(more), "").publish(lake);
  }

  private static List<String> query(String user, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = as(user);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql.replace("S.", "\"shop \"\"x\"\"; drop\"."))) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  @Test
  void readersGetTheNewestSlicesWithKeysIndexesAndComments() throws SQLException {
    assertThat(publish(""))
        .containsExactly(
            Map.entry(SCHEMA + ".bi_customers", 2L), Map.entry(SCHEMA + ".gold_clv", 2L));
    assertThat(
            query("bi reader", "SELECT segment, revenue FROM S.bi_customers ORDER BY customer_key"))
        .containsExactly("champions|7.5000", HOSTILE.replace('\0', '\uFFFD') + "|7.5000");
    assertThat(
            query(
                "bi reader",
                "SELECT as_of, expected_clv, p_alive FROM S.gold_clv ORDER BY customer_key"))
        .containsExactly(
            "2024-03-31|12345678901234.5678|null", "2024-03-31|null|0.30000000000000004");
    assertThat(
            query(
                "postgres",
                "SELECT indexdef FROM pg_indexes WHERE tablename = 'gold_clv' ORDER BY indexname"))
        .hasSize(2)
        .anyMatch(index -> index.contains("UNIQUE") && index.contains("(as_of, customer_key)"))
        .anyMatch(index -> index.endsWith("(customer_key)"));
    assertThat(
            query(
                "postgres",
                "SELECT column_name, col_description('S.gold_clv'::regclass, ordinal_position)"
                    + " FROM information_schema.columns WHERE table_name = 'gold_clv'"))
        .hasSize((int) scalars(Clv.TABLE))
        .contains("expected_clv|Discounted expected margin in the horizon. [currency]");
    assertThatThrownBy(() -> query("bi reader", "DELETE FROM S.gold_clv RETURNING 1"))
        .hasMessageContaining("permission denied");
    // Again, over what is there; nobody but the named role gets in.
    assertThat(publish("churnlake.publish { slices = all, reader-role = \"\" }"))
        .containsEntry(SCHEMA + ".gold_clv", 3L);
    assertThatThrownBy(() -> query("bi reader", "SELECT 1 FROM S.gold_clv"))
        .hasMessageContaining("permission denied");
  }

  private static long scalars(Table table) {
    return table.columns().stream()
        .map(Column::type)
        .filter(type -> !type.typeName().matches("array|map|struct"))
        .count();
  }

  @Test
  void rawIdsAreForTheirOwnRoleAndGoWhenNobodyAsksForThem() throws SQLException {
    String ids =
        "SELECT customer_id FROM \"shop \"\"x\"\"; drop_identity\".silver_customer_identity";
    publish("");
    assertThatThrownBy(() -> query("postgres", ids)).hasMessageContaining("does not exist");
    publish("churnlake.publish.identity-role = identities");
    assertThat(query("identities", ids)).containsExactly("Jane");
    assertThatThrownBy(() -> query("bi reader", ids)).hasMessageContaining("permission denied");
    publish("");
    assertThatThrownBy(() -> query("postgres", ids)).hasMessageContaining("does not exist");
  }

  @Test
  void anErrorInMidCopyLeavesTheTablesAsTheyWere() throws SQLException, IOException {
    publish("");
    List<String> before = query("bi reader", "SELECT * FROM S.bi_customers ORDER BY 1");
    lake.replace(BiTables.CUSTOMERS, rows(BiTables.CUSTOMERS, customer("k3", "new")));
    publishAgain(BiTables.CUSTOMERS);
    // bi.customers is copied by then; of gold.clv a data file is gone.
    Path slice = folder.resolve("lake/gold/clv/as_of=" + AS_OF);
    try (Stream<Path> files = Files.list(slice)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(() -> publish("")).isNotNull();
    assertThat(query("bi reader", "SELECT * FROM S.bi_customers ORDER BY 1"))
        .isEqualTo(before)
        .hasSize(2);
    assertThat(query("bi reader", "SELECT count(*) FROM S.gold_clv")).containsExactly("2");
    assertThat(query("postgres", "SELECT nspname FROM pg_namespace WHERE nspname LIKE '%staging'"))
        .isEmpty();
  }

  private void publishAgain(Table table) {
    new Publications(lake)
        .publish("again", AS_OF, Map.of(table.fullName(), lake.version(table)), Instant.EPOCH);
  }

  @Test
  void anErrorOfTheServerTellsNoValueOfARow() throws SQLException {
    publish("");
    lake.replace(
        BiTables.CUSTOMERS,
        rows(BiTables.CUSTOMERS, customer("secret-key", "a"), customer("secret-key", "b")));
    publishAgain(BiTables.CUSTOMERS);
    assertThatThrownBy(() -> publish(""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it is as it was")
        .hasMessageContaining("23505")
        .hasMessageNotContaining("secret-key");
    assertThat(query("bi reader", "SELECT count(*) FROM S.bi_customers")).containsExactly("2");
  }

  @Test
  void readersAreWaitedForNoLongerThanSaid() throws SQLException {
    publish("");
    try (Connection reader = as("bi reader");
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("SELECT * FROM \"shop \"\"x\"\"; drop\".gold_clv").close();
      assertThatThrownBy(() -> publish("churnlake.publish.lock-timeout-seconds = 1"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("lock-timeout-seconds");
    }
    assertThat(publish("")).hasSize(2);
  }

  @Test
  void aPasswordIsInNoMessage() throws IOException {
    assertThatThrownBy(
            () ->
                settings(
                    "churnlake.publish.url = \"jdbc:postgresql://h/d?user=u&password=hunter2\""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("CHURNLAKE_PUBLISH_PASSWORD")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> settings("churnlake.publish.url = \"jdbc:postgresql://u:hunter2@h/d\""))
        .hasMessageNotContaining("hunter2");
    Path file = Files.writeString(folder.resolve("password"), "hunter2\n");
    DatabaseSettings nobody =
        settings(
            "churnlake.publish { url = \"jdbc:postgresql://localhost:1/d\", password-file = \""
                + file
                + "\" }");
    String password = nobody.password(Map.of());
    assertThat(password).isEqualTo("hunter2");
    assertThat(nobody.password(Map.of("CHURNLAKE_PUBLISH_PASSWORD", "other"))).isEqualTo("other");
    assertThat(nobody.toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> new DatabasePublisher(nobody, password).publish(lake))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("08001")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void restrictedTablesAndSharedRolesAreRefused() {
    assertThatThrownBy(() -> settings("churnlake.publish.tables = [bronze.rejected]"))
        .hasMessageContaining("restricted");
    assertThatThrownBy(() -> settings("churnlake.publish.tables = [silver.customer_identity]"))
        .hasMessageContaining("identity-role");
    assertThatThrownBy(() -> settings("churnlake.publish.identity-role = \"bi reader\""))
        .hasMessageContaining("another role");
  }
}
