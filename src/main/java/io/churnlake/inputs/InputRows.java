package io.churnlake.inputs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import io.churnlake.table.RejectedInputs;
import io.churnlake.table.Types;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Rows of the tables, from rows that were judged and whose customers have their keys. */
public final class InputRows {
  private static final String OCCURRENCE = "occurrence";
  private static final String TIMES = "times";
  private static final String LAST = "last";

  private InputRows() {}

  /**
   * The rows of the input's silver table.
   *
   * @param keyed as {@link InputParsing#judged} gives them, with the customers' keys
   */
  public static Dataset<Row> silver(Dataset<Row> keyed, InputSpec spec) {
    Dataset<Row> good = keyed.filter(size(col(RejectedInputs.REASONS)).equalTo(0));
    return switch (spec.content()) {
      case SNAPSHOT -> last(good, spec);
      case LOG -> counted(good, spec);
    };
  }

  /**
   * The rows of bronze.rejected_inputs.
   *
   * @param judged as {@link InputParsing#judged} gives them
   */
  public static Dataset<Row> rejected(Dataset<Row> judged, InputSpec spec) {
    return judged
        .filter(size(col(RejectedInputs.REASONS)).gt(0))
        .select(
            lit(spec.name()).as(RejectedInputs.INPUT),
            col(RejectedInputs.FILE),
            col(RejectedInputs.POSITION),
            col(RejectedInputs.REASONS),
            col(RejectedInputs.RAW));
  }

  /** The key's last row by the files' names, then by place in the file. */
  private static Dataset<Row> last(Dataset<Row> good, InputSpec spec) {
    Column[] columns = columns(spec.table().columnNames());
    return good.groupBy(columns(spec.table().key()))
        .agg(
            max_by(struct(columns), struct(col(RejectedInputs.FILE), col(RejectedInputs.POSITION)))
                .as(LAST))
        .select(
            spec.table().columnNames().stream()
                .map(name -> col(LAST).getField(name).as(name))
                .toArray(Column[]::new));
  }

  /** A row as often as it stands in the file that holds it most often. */
  private static Dataset<Row> counted(Dataset<Row> good, InputSpec spec) {
    List<String> names =
        spec.table().columnNames().stream().filter(name -> !name.equals(OCCURRENCE)).toList();
    Column[] columns = columns(names);
    Column[] inFile =
        Stream.concat(Stream.of(col(RejectedInputs.FILE)), names.stream().map(functions::col))
            .toArray(Column[]::new);
    return good.groupBy(inFile)
        .agg(count(lit(1)).as(TIMES))
        .groupBy(columns)
        .agg(max(TIMES).as(TIMES))
        .select(
            Stream.concat(
                    names.stream().map(functions::col),
                    Stream.of(explode(sequence(lit(1), col(TIMES).cast(Types.INT))).as(OCCURRENCE)))
                .toArray(Column[]::new));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
