package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.churnlake.config.SourceMapping;
import io.churnlake.testing.MariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders in MariaDB give what exports of the same rows give, night by night. */
class MariaDbSourceTest {
  @TempDir static Path programs;
  private static @Nullable MariaDb server;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(MariaDb.isThere(), "the server's jar is not on the class path: -Pmariadb");
    server = MariaDb.start(programs);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String url() {
    return Objects.requireNonNull(server).url("shop");
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(url(), "root", "");
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** Rows as they are changed at that time, in UTC. */
  private static void insert(List<String> lines, String changed) throws SQLException {
    try (Connection connection = connection();
        Statement zone = connection.createStatement();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO `Order lines`
                  (`when`, who, `order`, line, what, kind, pieces, price, state, of, changed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      zone.execute("SET time_zone = '+00:00'");
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

  /** What an export since then, in UTC, holds. */
  private static List<String> export(String since) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT concat_ws(';', date_format(`when`, '%Y-%m-%d %H:%i'), who, `order`, line, what,
                kind, pieces, price, state, of) FROM `Order lines`
              WHERE changed > 'SINCE' ORDER BY id
              """
                  .replace("SINCE", since))) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }

  private static List<String> orders(long seed, int count) {
    return new RandomLog(seed, 20)
        .lines(count).stream().map(line -> line.replaceFirst(";o", ";o" + seed + "-")).toList();
  }

  /** The one is an instant, the other a time on a clock on the wall. */
  @ParameterizedTest
  @ValueSource(strings = {"timestamp(6)", "datetime(6)"})
  void aColumnThatGrowsGivesWhatRollingExportsGive(String type) throws Exception {
    execute(
        "DROP TABLE IF EXISTS `Order lines`",
        """
        CREATE TABLE `Order lines` (
          id int AUTO_INCREMENT PRIMARY KEY, `when` datetime, who text, `order` text, line int, what text,
          kind text, pieces decimal(10,2), price decimal(10,2), state text, of text, changed %s)
        """
            .formatted(type));
    Nights database =
        Nights.merging(
            folder.resolve("database"),
            SourceMapping.parse(
                "database",
                RandomLog.MAPPING.formatted("auto")
                    + """
                    source { format = jdbc, database {
                      url = "%s", user = root, table = "Order lines", partitions { column = id, number = 3 }
                      grows = changed, overlap = "2 hours"
                    } }
                    """
                        .formatted(url())));
    Nights files =
        Nights.whole(
            folder.resolve("files"),
            SourceMapping.parse("files", RandomLog.MAPPING.formatted("auto")));
    insert(orders(1, 60), "2024-04-01");
    insert(orders(5, 2), "2024-05-01 08:00:00.123456");
    files.file("1.csv", RandomLog.HEADER, export("1990-01-01"));
    files.night();
    database.night();
    database.mustEqual(files, "file", "position");
    // Written by a transaction that began before, and seen late; and rows that were changed.
    insert(orders(2, 4), "2024-05-01 07:30");
    insert(orders(3, 4), "2024-05-01 09:00");
    execute(
        "UPDATE `Order lines` SET price = 9, changed = '2024-05-01 10:00' WHERE `order` LIKE 'o1-1%'");
    files.file("2.csv", RandomLog.HEADER, export("2024-05-01 06:00:00.123456"));
    files.night();
    database.night();
    database.mustEqual(files, "file", "position");
    assertThat(database.night()).startsWith("no new lines");
  }
}
