package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The lake's tables in a Hive metastore, where other programs look for tables by name: external
 * Delta tables over the lake's folders, with the comments of the data dictionary. The lake itself
 * is not changed, and who reads them sees what readers by path see.
 */
public final class Metastore {
  private static final Logger LOG = LoggerFactory.getLogger(Metastore.class);
  private static final Set<String> AREAS = Set.of("gold", "bi", "ops");
  private static final String NAME = "[a-z][a-z0-9_]{0,60}";

  /** Either says which metastore it is: a service, or the database of one. */
  private static final List<String> SETTINGS =
      List.of("spark.hadoop.hive.metastore.uris", "spark.hadoop.javax.jdo.option.ConnectionURL");

  /** What was done about a table. */
  public enum Done {
    REGISTERED,
    RENEWED,
    UNCHANGED
  }

  private final Lake lake;
  private final String prefix;

  private Metastore(Lake lake, String prefix) {
    this.lake = lake;
    this.prefix = prefix;
  }

  /**
   * A metastore for a lake's tables; it is not spoken to yet.
   *
   * @param prefix what the names of its databases begin with, such as {@code churnlake_}
   * @throws io.churnlake.error.UserException if none is configured, or Spark has no Hive
   */
  public static Metastore of(String root, int shufflePartitions, String prefix) {
    if (!prefix.matches(NAME)) {
      throw Errors.metastoreUsage(
          prefix + " cannot be what names of databases begin with.",
          "Use small letters, digits and _, with a letter first.");
    }
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    if (classes.getResource("org/apache/spark/sql/hive/HiveExternalCatalog.class") == null) {
      throw Errors.metastoreUsage(
          "Spark's classes for Hive are not there.",
          "Use scripts/churnlake, which fetches them, or a Spark that was built with Hive.");
    }
    SparkConf submitted = new SparkConf();
    if (SETTINGS.stream().noneMatch(submitted::contains)
        && classes.getResource("hive-site.xml") == null) {
      throw Errors.metastoreUsage(
          "No metastore is configured.",
          "Name one in a hive-site.xml, in a folder of CHURNLAKE_CLASSPATH or of Spark's settings, or"
              + " with "
              + SETTINGS.get(0)
              + ".");
    }
    return new Metastore(Lake.at(Sparks.openWithMetastore(shufflePartitions), root), prefix);
  }

  /**
   * Registers each table that readers see, and renews those whose columns or comments have changed.
   *
   * @return what was done, by name in the metastore
   * @throws io.churnlake.error.UserException if a name is taken by a table of another place, and
   *     then before anything is changed; or if the metastore refuses
   */
  public Map<String, Done> register() {
    try {
      LakeRecord.require(lake);
      PublishedViews views = PublishedViews.of(lake);
      List<Table> tables =
          Tables.all().stream()
              .filter(table -> AREAS.contains(table.area()) && !table.restricted())
              .filter(views::isVisible)
              .toList();
      tables.forEach(this::mustBeOursOrFree);
      Map<String, Done> done = new LinkedHashMap<>();
      tables.forEach(table -> done.put(database(table) + "." + table.name(), register(table)));
      return done;
    } catch (UserException told) {
      throw told;
    } catch (Exception refused) {
      LOG.warn("the metastore refuses", refused);
      throw Errors.metastoreRefused(refused.getClass().getSimpleName());
    }
  }

  private Done register(Table table) {
    SparkSession spark = lake.spark();
    spark.sql(
        "CREATE DATABASE IF NOT EXISTS `%s` COMMENT '%s'"
            .formatted(database(table), "Tables of area " + table.area() + " of churnlake"));
    Optional<CatalogTable> known = known(table);
    if (known.isPresent() && isAsInTheLake(known.get(), table)) {
      return Done.UNCHANGED;
    }
    String name = "`%s`.`%s`".formatted(database(table), table.name());
    if (known.isPresent()) {
      // The metastore's entry alone: what lies in the folder of an external table stays.
      spark.sql("DROP TABLE " + name);
    }
    spark.sql(
        "CREATE TABLE %s USING delta COMMENT %s LOCATION %s"
            .formatted(name, quoted(table.comment()), quoted(lake.path(table))));
    return known.isPresent() ? Done.RENEWED : Done.REGISTERED;
  }

  private boolean isAsInTheLake(CatalogTable known, Table table) {
    StructType columns = lake.spark().read().format("delta").load(lake.path(table)).schema();
    return known.comment().equals(Option.apply(table.comment())) && known.schema().equals(columns);
  }

  private void mustBeOursOrFree(Table table) {
    Optional<CatalogTable> known = known(table);
    if (known.isEmpty()) {
      return;
    }
    Option<URI> place = known.get().storage().locationUri();
    if (place.isEmpty() || !new Path(place.get()).equals(new Path(lake.path(table)))) {
      throw Errors.metastoreUsage(
          database(table) + "." + table.name() + " is there already, and is no table of this lake.",
          "Choose another --prefix, or drop that table in the metastore. Nothing was changed.");
    }
  }

  /** What the metastore says of the name. */
  private Optional<CatalogTable> known(Table table) {
    SessionCatalog catalog = lake.spark().sessionState().catalog();
    TableIdentifier name = new TableIdentifier(table.name(), Option.apply(database(table)));
    try {
      return catalog.tableExists(name)
          ? Optional.of(catalog.getTableMetadata(name))
          : Optional.empty();
    } catch (AnalysisException goneMeanwhile) {
      throw new IllegalStateException(goneMeanwhile);
    }
  }

  private String database(Table table) {
    return prefix + table.area();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
