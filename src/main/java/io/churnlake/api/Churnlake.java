package io.churnlake.api;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.NearestNames;
import io.churnlake.lake.PublishedViews;
import io.churnlake.lake.Sparks;
import io.churnlake.table.Layout;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake as readers see it: the tables that finished nights have published, at the versions of the
 * moment it was opened. A night that runs meanwhile changes nothing here; open the lake again to
 * see what it brought. Nothing can be written.
 */
public final class Churnlake {
  /**
   * The compiler of Spark's generated code. What it would log at its finest levels fails itself,
   * and hosts such as notebook kernels switch all levels on.
   */
  private static final Logger COMPILER = Logger.getLogger("org.codehaus.janino");

  private final PublishedViews views;

  private Churnlake(PublishedViews views) {
    this.views = views;
  }

  /**
   * Opens a lake in the Spark session of this process, which is started on this machine if there is
   * none.
   *
   * @param lake its folder, or a URI that Hadoop knows
   * @throws io.churnlake.error.UserException if there is no lake
   */
  public static Churnlake open(String lake) {
    return open(lake, Sparks.open(0));
  }

  /** The same in a session of yours, which needs Delta's extension and catalog. */
  public static Churnlake open(String lake, SparkSession spark) {
    COMPILER.setLevel(Level.INFO);
    return new Churnlake(PublishedViews.of(Lake.at(spark, lake)));
  }

  /** The same for a lake on this machine. */
  public static Churnlake open(Path lake) {
    return open(lake.toString());
  }

  /** Full names of the tables that can be read, such as gold.clv. */
  public List<String> tables() {
    return Tables.all().stream().filter(views::isVisible).map(Table::fullName).toList();
  }

  /**
   * A table, all its rows; of a table with slices, those of each as_of.
   *
   * @param name in full, such as gold.clv
   * @throws io.churnlake.error.UserException if no finished run has written it, or there is none
   */
  public Dataset<Row> table(String name) {
    return views.read(named(name));
  }

  /** The rows of one as_of. */
  public Dataset<Row> table(String name, LocalDate asOf) {
    return sliced(name).filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }

  /** The rows of the newest as_of that it has. */
  public Dataset<Row> newest(String name) {
    Row newest = sliced(name).agg(max(Table.AS_OF)).first();
    return newest.isNullAt(0) ? sliced(name) : table(name, newest.getDate(0).toLocalDate());
  }

  /**
   * What columns mean.
   *
   * @return one text a column: name, unit, meaning
   */
  public List<String> describe(String name) {
    return named(name).columns().stream()
        .map(
            column ->
                column.name()
                    + (column.unit().isEmpty() ? "" : " [" + column.unit() + "]")
                    + ": "
                    + column.comment())
        .toList();
  }

  /**
   * The result of one query over the published tables.
   *
   * @throws io.churnlake.error.UserException if it is no query or cannot be understood
   */
  public Dataset<Row> sql(String query) {
    return views.query(query);
  }

  private Dataset<Row> sliced(String name) {
    Table table = named(name);
    if (table.layout() != Layout.SLICED) {
      throw Errors.usage(
          name + " has no slices.",
          "It is one state, not one for each as_of.",
          "Read it with table(\"" + name + "\").");
    }
    return views.read(table);
  }

  private static Table named(String name) {
    return Tables.find(name)
        .orElseThrow(
            () ->
                Errors.usage(
                    "There is no table " + name + ".",
                    "Tables have names such as gold.clv; near to it: "
                        + String.join(
                            ", ",
                            NearestNames.to(
                                name, Tables.all().stream().map(Table::fullName).toList()))
                        + ".",
                    "tables() lists those that can be read."));
  }
}
