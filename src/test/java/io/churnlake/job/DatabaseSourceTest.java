package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.table.SilverOrderLines;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders in PostgreSQL give what exports of the same rows give, night by night. */
class DatabaseSourceTest {
  private static EmbeddedPostgres server;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static String url() {
    return server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  @BeforeEach
  void table() throws SQLException {
    execute(
        "DROP SCHEMA IF EXISTS \"the shop\" CASCADE",
        "CREATE SCHEMA \"the shop\"",
        """
        CREATE TABLE "the shop"."Order lines" (
          id serial, "when" timestamp, who text, "order" text, line int, what text, kind text,
          pieces numeric, price numeric(10,2), state text, "of" text, changed timestamptz)
        """);
  }

  /** Rows as they are changed at that time. */
  private static void insert(List<String> lines, String changed) throws SQLException {
    try (Connection connection = connection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO "the shop"."Order lines"
                  ("when", who, "order", line, what, kind, pieces, price, state, "of", changed)
                VALUES (?::timestamp, ?, ?, ?::int, ?, ?, ?::numeric, ?::numeric, ?, ?, ?::timestamptz)
                """)) {
      for (String line : lines) {
        String[] fields = line.split(";", -1);
        for (int i = 0; i < fields.length; i++) {
          statement.setString(i + 1, fields[i]);
        }
        statement.setString(fields.length + 1, changed);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** What an export since then holds. */
  private static List<String> export(String since) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT concat_ws(';', to_char("when", 'YYYY-MM-DD HH24:MI'), who, "order", line, what,
                  kind, pieces, price, state, "of") FROM "the shop"."Order lines"
                WHERE changed > '%s' ORDER BY id
                """
                    .formatted(since))) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  private SourceMapping mapping(String... database) {
    return SourceMapping.parse(
        "database",
        RandomLog.MAPPING.formatted("auto")
            + """
            source { format = jdbc, database {
              url = "%s", user = postgres, table = "the shop.Order lines"
              partitions { column = id, number = 3 }
              %s
            } }
            """
                .formatted(url(), String.join("\n", database)));
  }

  private static List<String> orders(long seed, int count) {
    return new RandomLog(seed, 20)
        .lines(count).stream().map(line -> line.replaceFirst(";o", ";o" + seed + "-")).toList();
  }

  @Test
  void aColumnThatGrowsGivesWhatRollingExportsGive() throws Exception {
    Nights database =
        Nights.merging(
            folder.resolve("database"), mapping("grows = changed", "overlap = \"2 hours\""));
    Nights files =
        Nights.whole(
            folder.resolve("files"),
            SourceMapping.parse("files", RandomLog.MAPPING.formatted("auto")));
    insert(orders(1, 60), "2024-04-01");
    insert(orders(5, 2), "2024-05-01 10:00:00.123456+02");
    files.file("1.csv", RandomLog.HEADER, export("1900-01-01"));
    files.ingest();
    database.night();
    // Written by a transaction that began before, and seen late; and rows that were changed.
    insert(orders(2, 4), "2024-05-01 09:30+02");
    insert(orders(3, 4), "2024-05-01 11:00+02");
    execute(
        "UPDATE \"the shop\".\"Order lines\" SET price = 9, changed = '2024-05-01 12:00+02'"
            + " WHERE \"order\" LIKE 'o1-1%'");
    files.file("2.csv", RandomLog.HEADER, export("2024-05-01 08:00:00.123456+02"));
    files.ingest();
    database.night();
    assertThat(database.night()).startsWith("no new lines");
    insert(orders(4, 1), "2024-05-01 11:59+02");
    files.file("3.csv", RandomLog.HEADER, export("2024-05-01 10:00+02"));
    files.night();
    database.night();
    database.mustEqual(files, "file", "position");
    assertThat(
            database
                .lake()
                .read(OpsTables.FILES)
                .select("file")
                .as(Encoders.STRING())
                .collectAsList())
        .hasSize(3)
        .allMatch(file -> file.matches("jdbc:the shop.Order lines@2024-05-01T.*Z\\+[0-9a-f]{12}"));
  }

  @Test
  void aTableThatIsReadWholeIsAsAFileOfItsRows() throws Exception {
    Nights database = Nights.merging(folder.resolve("database"), mapping());
    insert(orders(1, 60), "2024-05-01");
    database.night();
    assertThat(database.night()).startsWith("no new lines");
    execute("DELETE FROM \"the shop\".\"Order lines\" WHERE who = 'c4'");
    database.night();
    Nights files =
        Nights.whole(
            folder.resolve("files"),
            SourceMapping.parse("files", RandomLog.MAPPING.formatted("auto")));
    files.file("all.csv", RandomLog.HEADER, export("1900-01-01"));
    files.night();
    database.mustEqual(files, "file", "position");
  }

  @Test
  void aTableThatWasWrittenAnewIsReadWhole() throws Exception {
    Nights database =
        Nights.whole(folder.resolve("database"), mapping("grows = id", "overlap = \"5\""));
    insert(orders(1, 20), "2024-05-01");
    database.ingest();
    execute("TRUNCATE \"the shop\".\"Order lines\" RESTART IDENTITY");
    assertThatThrownBy(database::ingest)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no rows");
    insert(orders(2, 5), "2024-05-01");
    database.night();
    assertThat(database.lake().read(SilverOrderLines.TABLE).count()).isEqualTo(orders(2, 5).size());
    execute(
        "CREATE TABLE \"the shop\".others AS SELECT * FROM \"the shop\".\"Order lines\" WHERE id <"
            + " 3");
    Nights other =
        Nights.whole(
            folder.resolve("database"),
            mapping("grows = changed", "overlap = \"2 hours\"", "table = \"the shop.others\""));
    other.night();
    assertThat(other.lake().read(SilverOrderLines.TABLE).count())
        .as("rows of another table take the place of the former ones")
        .isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsToldWithoutAStackTraceAndNothingIsLoaded() throws Exception {
    insert(orders(1, 2), "2024-05-01");
    refused("database.url = \"" + url().replaceAll(":[0-9]+/", ":1/") + '"', "Check database.url");
    refused("database.user = nobody", "database.user");
    refused("database.table = \"the shop.order lines\"", "database.table");
    refused("database { table = \"\", query = \"SELECT nothing FROM x\" }", "database.query");
    refused("columns.product-code = sku", "has no column sku");
    refused("database { grows = gone, overlap = \"1 day\" }", "has no column gone");
    refused("database { grows = changed, overlap = \"7\" }", "\"2 days\"");
    refused("database { grows = who, overlap = \"7\" }", "STRING");
    execute("UPDATE \"the shop\".\"Order lines\" SET changed = NULL WHERE id = 1");
    refused("database { grows = changed, overlap = \"1 day\" }", "COALESCE");
  }

  private void refused(String key, String told) throws IOException {
    Nights nights =
        Nights.whole(
            folder.resolve("refused"),
            SourceMapping.parse(
                "database",
                RandomLog.MAPPING.formatted("auto")
                    + """
                    source { format = jdbc
                      database { url = "%s", user = postgres, table = "the shop.Order lines" } }
                    """
                        .formatted(url())
                    + "source { "
                    + key
                    + " }"));
    assertThatThrownBy(nights::ingest)
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.getMessage() + " " + e.reason() + " " + e.remedy()).contains(told));
    assertThat(nights.lake().exists(BronzeOrderLines.TABLE)).isFalse();
  }
}
