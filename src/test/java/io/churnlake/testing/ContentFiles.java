package io.churnlake.testing;

import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.lake.Sparks;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The published silver and gold of a lake as text: a file a table, named after it, with a line a
 * row, sorted. A line is the row's key, a tab, and the row as a JSON object in which money is text,
 * so that it can be told from doubles.
 */
public final class ContentFiles {
  private static final Set<String> SILVER_AND_GOLD = Set.of("silver", "gold");

  /** Versions, and how an optimiser came to its result: no business of the reader's. */
  private static final Set<String> FURTHER_NOT_BUSINESS =
      Set.of("model_version", "iterations", "evaluations", "gradient_norm");

  private ContentFiles() {}

  /**
   * By hand: {@code dump LAKE FOLDER} writes, {@code compare FOLDER FOLDER} prints what differs and
   * ends with 1 if anything does.
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 3 && args[0].equals("dump")) {
      write(Lake.at(Sparks.open(0), args[1]), Path.of(args[2]));
      System.exit(0);
    } else if (args.length == 3 && args[0].equals("compare")) {
      List<String> differences =
          ContentDifferences.between(Path.of(args[1]), Path.of(args[2]), System.out::println);
      System.out.println(
          differences.isEmpty() ? "same content" : differences.size() + " tables differ");
      System.exit(differences.isEmpty() ? 0 : 1);
    } else {
      System.err.println("contents dump LAKE FOLDER, or contents compare FOLDER FOLDER");
      System.exit(2);
    }
  }

  /** Writes every published table into a folder, which must be new or hold such files only. */
  public static void write(Lake lake, Path folder) throws IOException {
    Files.createDirectories(folder);
    PublishedViews views = PublishedViews.of(lake);
    for (Table table : Tables.all()) {
      if (SILVER_AND_GOLD.contains(table.area()) && views.isVisible(table)) {
        write(lines(table, views.read(table)), folder.resolve(table.fullName()));
      }
    }
  }

  /** In memory: a sort by Spark takes several jobs a table. */
  private static void write(Dataset<Row> lines, Path file) throws IOException {
    Files.write(
        file, lines.collectAsList().stream().map(row -> row.getString(0)).sorted().toList());
  }

  private static Dataset<Row> lines(Table table, Dataset<Row> rows) {
    Set<String> without = new HashSet<>(Contents.NOT_BUSINESS);
    without.addAll(FURTHER_NOT_BUSINESS);
    Column[] exact =
        Stream.of(rows.schema().fields())
            .map(
                field -> functions.col(field.name()).cast(exact(field.dataType())).as(field.name()))
            .toArray(Column[]::new);
    Column[] key =
        table.key().stream()
            .map(
                name ->
                    functions.concat(
                        functions.lit(name + "="),
                        functions.coalesce(
                            functions.col(name).cast(DataTypes.StringType), functions.lit("-"))))
            .toArray(Column[]::new);
    Column line =
        functions.concat(
            // A text in a key may hold what ends a key, or a line.
            functions.regexp_replace(
                functions.concat_ws(" ", key), functions.lit("[\\t\\n\\r]"), functions.lit(" ")),
            functions.lit("\t"),
            Contents.json(rows.schema(), without));
    return rows.select(exact).select(line);
  }

  /** The type with texts for decimals. */
  private static DataType exact(DataType type) {
    if (type instanceof DecimalType) {
      return DataTypes.StringType;
    } else if (type instanceof ArrayType list) {
      return DataTypes.createArrayType(exact(list.elementType()), list.containsNull());
    } else if (type instanceof MapType map) {
      return DataTypes.createMapType(
          exact(map.keyType()), exact(map.valueType()), map.valueContainsNull());
    } else if (type instanceof StructType struct) {
      return DataTypes.createStructType(
          Stream.of(struct.fields())
              .map(
                  field ->
                      new StructField(
                          field.name(),
                          exact(field.dataType()),
                          field.nullable(),
                          field.metadata()))
              .toList());
    }
    return type;
  }
}
