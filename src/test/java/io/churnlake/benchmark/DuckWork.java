package io.churnlake.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shared work in DuckDB, in a process of its own: {@code DuckWork ORDERS OUT AS_OF CORES
 * MEMORY}. Tells its steps as the nightly command does; what is compared goes to standard output as
 * CSV.
 */
final class DuckWork {
  private DuckWork() {}

  public static void main(String[] args) throws SQLException, IOException {
    List<String> steps =
        Stream.of(
                text("duckdb-shared-work.sql")
                    .replace("${ORDERS}", args[0])
                    .replace("${OUT}", args[1])
                    .replace("${AS_OF}", args[2])
                    .split("(?m)^-- step ", -1))
            .skip(1)
            .toList();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(args[3]));
      statement.execute("SET memory_limit = '" + args[4] + "'");
      statement.execute("SET temp_directory = '" + Path.of(args[1], "spilled") + "'");
      statement.execute("SET preserve_insertion_order = false");
      for (int i = 0; i < steps.size(); i++) {
        String[] step = steps.get(i).split("\n", 2);
        System.err.print("[" + (i + 1) + "/" + steps.size() + "] " + step[0] + " ");
        System.err.flush();
        for (String query : step[1].split(";\\s*\\n", -1)) {
          if (!query.isBlank() && statement.execute(query)) {
            print(statement, System.out);
          }
        }
        System.err.println();
      }
    }
  }

  private static void print(Statement statement, PrintStream out) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      // COPY answers with how many rows it wrote.
      if (rows.getMetaData().getColumnCount() == 2) {
        while (rows.next()) {
          out.println(rows.getString(1) + "," + rows.getString(2));
        }
      }
    }
  }

  /** A file beside the tests. */
  static String text(String name) throws IOException {
    try (InputStream file = DuckWork.class.getResourceAsStream("/benchmark/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
