package io.churnlake.lake;

import io.churnlake.table.Layout;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * SHOW TABLES and DESCRIBE, answered from the definitions of the tables: Spark's own answers know
 * neither units nor which tables are published.
 */
final class DictionaryQueries {
  private static final StructType TABLES =
      new StructType().add("table", DataTypes.StringType).add("comment", DataTypes.StringType);

  private static final StructType COLUMNS =
      new StructType()
          .add("column", DataTypes.StringType)
          .add("type", DataTypes.StringType)
          .add("unit", DataTypes.StringType)
          .add("key", DataTypes.BooleanType)
          .add("comment", DataTypes.StringType);

  private final PublishedViews views;
  private final Lake lake;

  DictionaryQueries(PublishedViews views, Lake lake) {
    this.views = views;
    this.lake = lake;
  }

  /** The answer, if the statement is one of these. */
  Optional<Dataset<Row>> answer(LogicalPlan parsed) {
    if (parsed instanceof ShowTables show) {
      return Optional.of(tables(show));
    }
    if (parsed instanceof DescribeRelation describe
        && describe.relation() instanceof UnresolvedTableOrView relation) {
      return Optional.of(
          columns(String.join(".", CollectionConverters.asJava(relation.multipartIdentifier()))));
    }
    return Optional.empty();
  }

  private Dataset<Row> tables(ShowTables show) {
    List<String> names = views.names();
    if (show.namespace() instanceof UnresolvedNamespace namespace) {
      String area = namespace.multipartIdentifier().mkString(".");
      names = names.stream().filter(name -> name.startsWith(area + ".")).toList();
    }
    if (show.pattern().isDefined()) {
      names =
          CollectionConverters.asJava(
              StringUtils.filterPattern(
                  CollectionConverters.asScala(names).toSeq(), show.pattern().get()));
    }
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      Table table = views.tableOf(name);
      String comment =
          name.equals(table.fullName())
              ? table.comment()
              : "The newest as_of of " + table.fullName() + ".";
      rows.add(RowFactory.create(name, comment));
    }
    return lake.spark().createDataFrame(rows, TABLES);
  }

  private Dataset<Row> columns(String name) {
    Table table = views.tableOf(name);
    List<Row> rows =
        table.columns().stream()
            .map(
                column ->
                    RowFactory.create(
                        column.name(),
                        column.type().simpleString(),
                        column.unit(),
                        table.key().contains(column.name()),
                        column.comment()))
            .toList();
    return lake.spark().createDataFrame(rows, COLUMNS);
  }

  /** Whether SQL also offers the newest slice of the table under a name of its own. */
  static boolean hasCurrent(Table table) {
    return table.layout() == Layout.SLICED
        && Tables.find(table.fullName() + PublishedViews.CURRENT).isEmpty();
  }
}
