package io.churnlake.database;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.churnlake.config.DatabaseSettings;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.table.Column;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Layout;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Copies tables as published into a database, all in one transaction: its readers see the tables of
 * before until all new ones stand, and for good if anything fails. Rows are streamed, a partition
 * of a table at a time.
 */
public final class DatabasePublisher {
  /** Two at a time would wait for each other's locks; the number is any. */
  private static final long ONE_AT_A_TIME = 0x636875726e6cL;

  private static final String LOCK_TIMEOUT = "55P03";
  private static final String DEPENDENT_OBJECTS = "2BP01";

  private final DatabaseSettings settings;
  private final String password;

  public DatabasePublisher(DatabaseSettings settings, String password) {
    this.settings = settings;
    this.password = password;
  }

  /**
   * Publishes the tables that the settings name.
   *
   * @return the rows of each, by its name in the database
   * @throws io.churnlake.error.UserException if the database refuses, or the lake has not published
   *     a table; the database is as it was then
   */
  public Map<String, Long> publish(Lake lake) {
    if (settings.url().isEmpty()) {
      throw Errors.usage(
          "There is no database to publish to.",
          "churnlake.publish.url is not set.",
          "Name the database in a file for --conf; see docs/bi.md.");
    }
    PublishedViews views = PublishedViews.of(lake);
    Map<Table, Dataset<Row>> rows = new LinkedHashMap<>();
    for (Table table : chosen()) {
      rows.put(table, rows(views, table));
    }
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        Map<String, Long> published = publish(connection, rows);
        connection.commit();
        return published;
      } catch (SQLException | RuntimeException | IOException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw told(e);
    } catch (IOException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw told(refused);
      }
      throw new UncheckedIOException(e);
    }
  }

  private List<Table> chosen() {
    List<Table> tables = new ArrayList<>();
    settings.tables().forEach(name -> tables.add(Tables.find(name).orElseThrow()));
    if (!settings.identityRole().isEmpty()) {
      tables.add(CustomerIdentity.TABLE);
    }
    return tables;
  }

  private Dataset<Row> rows(PublishedViews views, Table table) {
    Dataset<Row> rows = views.read(table);
    if (table.layout() == Layout.SLICED && settings.slices() == DatabaseSettings.Slices.CURRENT) {
      Object newest = rows.agg(max(Table.AS_OF)).first().get(0);
      rows = rows.filter(col(Table.AS_OF).equalTo(lit(newest)));
    }
    return rows.select(
        new DatabaseTable(table)
            .columns().stream()
                .map(Column::name)
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new));
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "churnlake publish");
    // An error of the server repeats values of the rows otherwise.
    properties.setProperty("logServerErrorDetail", "false");
    Connection connection = new Driver().connect(settings.url(), properties);
    if (connection == null) {
      throw Errors.usage(
          "The database cannot be reached.",
          "churnlake.publish.url is not understood.",
          "Write it as jdbc:postgresql://HOST:PORT/DATABASE.");
    }
    return connection;
  }

  private Map<String, Long> publish(Connection connection, Map<Table, Dataset<Row>> tables)
      throws SQLException, IOException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    Names names = new Names(postgres, settings.schema());
    Map<String, Long> published = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      alone(statement);
      statement.execute("SET LOCAL lock_timeout = '" + settings.lockTimeoutSeconds() + "s'");
      statement.execute("SET LOCAL TIME ZONE 'UTC'");
      String staging = names.staging();
      statement.execute("DROP SCHEMA IF EXISTS " + names.quoted(staging) + " CASCADE");
      statement.execute("CREATE SCHEMA " + names.quoted(staging));
      for (Map.Entry<Table, Dataset<Row>> entry : tables.entrySet()) {
        DatabaseTable table = new DatabaseTable(entry.getKey());
        statement.execute(table.create(names, staging));
        long rows = copy(postgres, table.copy(names, staging), entry.getValue());
        for (String finishing : table.finish(names, staging)) {
          statement.execute(finishing);
        }
        published.put(names.schema(entry.getKey()) + "." + Names.of(entry.getKey()), rows);
      }
      // Last, for from here on readers of the tables of before have to wait.
      swap(statement, names, List.copyOf(tables.keySet()));
      statement.execute("DROP SCHEMA " + names.quoted(staging));
    }
    return published;
  }

  private static void alone(Statement statement) throws SQLException {
    try (var result =
        statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + ONE_AT_A_TIME + ")")) {
      if (!result.next() || !result.getBoolean(1)) {
        throw Errors.databaseHeld();
      }
    }
  }

  private static long copy(PGConnection postgres, String copy, Dataset<Row> rows)
      throws SQLException, IOException {
    long written = 0;
    PGCopyOutputStream stream = new PGCopyOutputStream(postgres, copy);
    try {
      Writer to = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
      for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); written++) {
        CopyText.write(all.next(), to);
      }
      to.flush();
      stream.endCopy();
      return written;
    } finally {
      if (stream.isActive()) {
        stream.cancelCopy();
      }
    }
  }

  private void swap(Statement statement, Names names, List<Table> tables) throws SQLException {
    List<String> schemas = tables.stream().map(names::schema).distinct().toList();
    for (String schema : schemas) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + names.quoted(schema));
    }
    // Also what is published no more: a customer who is forgotten must not stay in it.
    for (Table table : Tables.all()) {
      if (table.restricted() == false || table.equals(CustomerIdentity.TABLE)) {
        statement.execute("DROP TABLE IF EXISTS " + names.in(names.schema(table), table));
      }
    }
    for (Table table : tables) {
      String schema = names.schema(table);
      statement.execute(
          "ALTER TABLE "
              + names.in(names.staging(), table)
              + " SET SCHEMA "
              + names.quoted(schema));
      String name = names.in(schema, table);
      statement.execute("REVOKE ALL ON " + name + " FROM PUBLIC");
      String role = table.restricted() ? settings.identityRole() : settings.readerRole();
      if (!role.isEmpty()) {
        statement.execute(
            "GRANT USAGE ON SCHEMA " + names.quoted(schema) + " TO " + names.quoted(role));
        statement.execute("GRANT SELECT ON " + name + " TO " + names.quoted(role));
      }
    }
  }

  private static void rollBack(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and with it the transaction.
      failure.addSuppressed(e);
    }
  }

  /** Without details of the server, which repeat values of the rows. */
  private static RuntimeException told(SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String message = server == null ? e.getMessage() : server.getMessage();
    String state = String.valueOf(e.getSQLState());
    String reason =
        String.valueOf(message).strip().lines().findFirst().orElse("") + " (" + state + ")";
    if (state.equals(LOCK_TIMEOUT)) {
      return Errors.database(
          reason,
          "Somebody reads the tables of before. Publish again when they are done, or raise"
              + " churnlake.publish.lock-timeout-seconds.");
    } else if (state.equals(DEPENDENT_OBJECTS)) {
      return Errors.database(
          reason,
          "A view or the like rests on a table that is replaced whole. Drop it before, and make it"
              + " again after; or let it rest on a table of your own.");
    }
    return Errors.database(
        reason,
        "Check churnlake.publish.url, user and password, that the server runs, and that the user may"
            + " create schemas in the database and that the roles exist.");
  }
}
