package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.table.Layout;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final String CURRENT = "_current";

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

  /**
   * The result of one query over the lake's tables; all else is refused, see {@link QueryRules}.
   *
   * @throws io.churnlake.error.UserException if it is no query or cannot be understood
   */
  public Dataset<Row> query(String sql) {
    SparkSession spark = lake.spark();
    try {
      QueryRules.check(parse(spark, sql));
      defineMentioned(sql);
      return spark.sql(sql);
    } catch (ParseException e) {
      throw Errors.query("The query cannot be read as SQL.", firstLine(e));
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw Errors.query("The query does not fit the tables.", firstLine(e));
      }
      throw e;
    }
  }

  private static LogicalPlan parse(SparkSession spark, String sql) throws ParseException {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .sqlParser()
        .parsePlan(sql);
  }

  /**
   * Views for the tables whose names occur in the text; a name in a string literal does no harm.
   */
  private void defineMentioned(String sql) {
    String text = sql.toLowerCase(Locale.ROOT).replace("`", "");
    for (Table table : Tables.all()) {
      if (!isMentioned(text, table)) {
        continue;
      }
      String current = table.name() + CURRENT;
      boolean hasOwnCurrent = Tables.find(table.area() + "." + current).isPresent();
      boolean wantsCurrent = text.contains(table.area() + "." + current);
      if (!isVisible(table)) {
        if (!wantsCurrent || hasOwnCurrent == false) {
          throw Errors.tableUnpublished(table.fullName());
        }
        continue;
      }
      LakeState.mustBeReadable(lake, table, published);
      define(table.area(), table.name(), columns(table), source(table));
      if (table.layout() == Layout.SLICED && wantsCurrent && !hasOwnCurrent) {
        String name = table.area() + "." + quoted(table.name());
        define(
            table.area(),
            current,
            "*",
            name + " WHERE as_of = (SELECT max(as_of) FROM " + name + ")");
      }
    }
  }

  /** By its whole name, or with {@link #CURRENT} behind it; not as the start of another's. */
  private static boolean isMentioned(String text, Table table) {
    return Pattern.compile(Pattern.quote(table.fullName()) + "(" + CURRENT + ")?(?!\\w)")
        .matcher(text)
        .find();
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
