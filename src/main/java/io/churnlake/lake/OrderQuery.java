package io.churnlake.lake;

/**
 * Which rows of a database are order lines, and how they are read.
 *
 * @param url of JDBC
 * @param user who reads
 * @param password theirs; empty for a database that asks for none
 * @param table its name, with its schema in front; empty if there is a query
 * @param query one SELECT, or empty
 * @param grows column that never gets smaller from one row to the next; empty: all is read each
 *     time
 * @param overlap how far behind its last value rows may come late: a number, or a duration such as
 *     "2 days"
 * @param partitionColumn column by whose range the rows are read in parts; empty: in one
 * @param partitions how many
 */
public record OrderQuery(
    String url,
    String user,
    String password,
    String table,
    String query,
    String grows,
    String overlap,
    String partitionColumn,
    int partitions) {
  /** How it is called in messages and accounts. */
  String name() {
    return table.isEmpty() ? "query" : table;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return name();
  }
}
