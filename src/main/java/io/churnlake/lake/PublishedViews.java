package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * The lake as SQL sees it: every table by its name, at the version that the last finished run
 * published; the accounts in ops as they stand. A sliced table {@code gold.x} also has {@code
 * gold.x_current}, the slice of its newest as_of.
 */
public final class PublishedViews {
  /** Behind the name of a sliced table: its newest slice. */
  static final String CURRENT = "_current";

  /** The last part of each column's name in a list of Spark's. */
  private static final Pattern BACKQUOTED = Pattern.compile("`([^`]+)`(?=,|$)");

  private final Lake lake;
  private final Map<String, Long> published;

  private PublishedViews(Lake lake, Map<String, Long> published) {
    this.lake = lake;
    this.published = published;
  }

  /** The views of a lake as published now; later runs do not change them. */
  public static PublishedViews of(Lake lake) {
    LakeRecord.require(lake);
    LakeState.mustBePublished(lake);
    return new PublishedViews(lake, new Publications(lake).current());
  }

  /** The published version of each table. */
  public Map<String, Long> versions() {
    return published;
  }

  /** Whether readers see the table. */
  public boolean isVisible(Table table) {
    return table.area().equals("ops")
        ? lake.exists(table)
        : published.containsKey(table.fullName());
  }

  /**
   * The table as readers see it.
   *
   * @throws io.churnlake.error.UserException if no finished run has written it
   */
  public Dataset<Row> read(Table table) {
    if (!isVisible(table)) {
      throw Errors.tableUnpublished(table.fullName());
    }
    LakeState.mustBeReadable(lake, table, published);
    Long version = published.get(table.fullName());
    return version == null || table.area().equals("ops")
        ? lake.read(table)
        : lake.read(table, version);
  }

  /** How many rows readers see. */
  public long rows(Table table) {
    return read(table).count();
  }

  /** All names that a query can read now: tables, and the newest slices of those that have them. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Table table : Tables.all()) {
      if (isVisible(table)) {
        names.add(table.fullName());
        if (DictionaryQueries.hasCurrent(table)) {
          names.add(table.fullName() + CURRENT);
        }
      }
    }
    return names;
  }

  /**
   * The table that a name in a query stands for.
   *
   * @param name {@code area.name}, or with {@link #CURRENT} behind it
   * @throws io.churnlake.error.UserException naming the nearest ones if there is none, or if it has
   *     nothing published
   */
  public Table tableOf(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    Optional<Table> named = Tables.find(wanted);
    if (named.isEmpty() && wanted.endsWith(CURRENT)) {
      named =
          Tables.find(wanted.substring(0, wanted.length() - CURRENT.length()))
              .filter(DictionaryQueries::hasCurrent);
    }
    Table table =
        named.orElseThrow(() -> Errors.unknownTable(name, NearestNames.to(name, names())));
    if (!isVisible(table)) {
      throw Errors.tableUnpublished(table.fullName());
    }
    return table;
  }

  /**
   * The result of one query over the lake's tables, of SHOW TABLES or of DESCRIBE; all else is
   * refused, see {@link QueryRules}. Only the tables that it reads are opened.
   *
   * @param sql one statement, without a semicolon behind it
   * @throws io.churnlake.error.UserException if it is no query or cannot be understood
   */
  public Dataset<Row> query(String sql) {
    SparkSession spark = lake.spark();
    try {
      LogicalPlan parsed = parse(spark, sql);
      Optional<Dataset<Row>> answer = new DictionaryQueries(this, lake).answer(parsed);
      if (answer.isPresent()) {
        return answer.get();
      }
      QueryRules.check(parsed).forEach(this::define);
      return spark.sql(sql);
    } catch (ParseException e) {
      throw Errors.query("The query cannot be read as SQL.", firstLine(e));
    } catch (Exception e) {
      if (e instanceof AnalysisException misfit) {
        throw misfit(misfit);
      }
      throw e;
    }
  }

  private UserException misfit(AnalysisException e) {
    String condition = String.valueOf(e.getCondition());
    Map<String, String> told = e.getMessageParameters();
    if (condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
      String name = told.getOrDefault("relationName", "").replace("`", "");
      return Errors.unknownTable(name, NearestNames.to(name, names()));
    }
    if (condition.startsWith("UNRESOLVED_COLUMN")) {
      // Spark names all columns that are there, the nearest first.
      List<String> near =
          BACKQUOTED
              .matcher(told.getOrDefault("proposal", ""))
              .results()
              .map(name -> name.group(1))
              .distinct()
              .limit(3)
              .toList();
      return Errors.unknownColumn(told.getOrDefault("objectName", "").replace("`", ""), near);
    }
    return Errors.query("The query does not fit the tables.", firstLine(e));
  }

  private static LogicalPlan parse(SparkSession spark, String sql) throws ParseException {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .sqlParser()
        .parsePlan(sql);
  }

  /** A view of the table, under the name that the query uses. */
  private void define(String wanted) {
    Table table = tableOf(wanted);
    LakeState.mustBeReadable(lake, table, published);
    define(table.area(), table.name(), columns(table), source(table));
    if (!wanted.equals(table.fullName())) {
      String name = quoted(table.area()) + "." + quoted(table.name());
      define(
          table.area(),
          table.name() + CURRENT,
          "*",
          name + " WHERE as_of = (SELECT max(as_of) FROM " + name + ")");
    }
  }

  private void define(String area, String name, String columns, String source) {
    lake.spark().sql("CREATE DATABASE IF NOT EXISTS " + quoted(area));
    lake.spark()
        .sql(
            "CREATE OR REPLACE VIEW "
                + quoted(area)
                + "."
                + quoted(name)
                + " AS SELECT "
                + columns
                + " FROM "
                + source);
  }

  /** Columns that came into the definition after the published version are NULL. */
  private String columns(Table table) {
    Set<String> missing = lake.missing(table, version(table));
    return table.columns().stream()
        .map(
            column ->
                missing.contains(column.name())
                    ? "CAST(NULL AS " + column.type().sql() + ") AS " + quoted(column.name())
                    : quoted(column.name()))
        .collect(Collectors.joining(", "));
  }

  private long version(Table table) {
    Long version = published.get(table.fullName());
    return version == null || table.area().equals("ops") ? lake.version(table) : version;
  }

  private String source(Table table) {
    String path = "delta." + quoted(lake.path(table));
    Long version = published.get(table.fullName());
    return version == null || table.area().equals("ops")
        ? path
        : path + " VERSION AS OF " + version;
  }

  private static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  private static String firstLine(Exception e) {
    List<String> lines = String.valueOf(e.getMessage()).strip().lines().toList();
    return lines.isEmpty() ? e.getClass().getSimpleName() : lines.get(0);
  }
}
