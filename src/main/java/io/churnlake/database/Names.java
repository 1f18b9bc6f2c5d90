package io.churnlake.database;

import io.churnlake.table.Table;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Names and texts as SQL has them; none goes into a statement without the driver's quotes. */
final class Names {
  private final PGConnection connection;
  private final String schema;

  Names(PGConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  String quoted(String name) throws SQLException {
    return connection.escapeIdentifier(name);
  }

  String literal(String text) throws SQLException {
    return "'" + connection.escapeLiteral(text) + "'";
  }

  /** Where a table is made before it takes its place. */
  String staging() {
    return schema + "_staging";
  }

  /** Where a table is; raw ids are in a schema of their own. */
  String schema(Table table) {
    return table.restricted() ? schema + "_identity" : schema;
  }

  /** Such as {@code gold_clv}; an area is no schema there. */
  static String of(Table table) {
    return table.area() + "_" + table.name();
  }

  /** With the schema in front. */
  String in(String schemaName, Table table) throws SQLException {
    return quoted(schemaName) + "." + quoted(of(table));
  }
}
