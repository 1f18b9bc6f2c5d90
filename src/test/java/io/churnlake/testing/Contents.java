package io.churnlake.testing;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.Lake;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The business content of a lake, as definitions say: without run ids, times and versions. */
public final class Contents {
  static final Set<String> NOT_BUSINESS =
      Set.of("run_id", "data_version", "path", "publication_id", "published_at");

  private Contents() {}

  /** Sorted rows of each silver and gold table, by its full name. */
  public static Map<String, List<String>> of(Lake lake) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (Set.of("silver", "gold", "bi").contains(table.area()) && lake.exists(table)) {
        contents.put(table.fullName(), rows(lake.read(table)));
      }
    }
    return contents;
  }

  /** Fails at the first table with a NaN or an infinity, which no reader can compute with. */
  public static void mustBeNumbers(Map<String, List<String>> contents) {
    contents.forEach(
        (table, rows) ->
            assertThat(rows)
                .as(table)
                .noneMatch(row -> row.contains("\"NaN\"") || row.contains("Infinity\"")));
  }

  /** What {@link #of} gives, of the slices of one date only. */
  public static Map<String, List<String>> slices(Lake lake, LocalDate asOf) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (table.columnNames().contains(Table.AS_OF)
          && table.area().equals("gold")
          && lake.exists(table)) {
        contents.put(
            table.fullName(),
            rows(lake.read(table).filter(col(Table.AS_OF).equalTo(functions.lit(asOf)))));
      }
    }
    return contents;
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.select(json(table.schema(), NOT_BUSINESS)).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** A row as a JSON object, without some columns. */
  static Column json(StructType schema, Set<String> without) {
    Column[] columns =
        Arrays.stream(schema.fieldNames())
            .filter(name -> !without.contains(name))
            .map(functions::col)
            .toArray(Column[]::new);
    return functions.to_json(functions.struct(columns)).cast(DataTypes.StringType);
  }
}
