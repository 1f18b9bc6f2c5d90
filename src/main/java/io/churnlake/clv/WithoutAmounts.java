package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;

import io.churnlake.table.Clv;
import io.churnlake.table.Types;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Results for a log that knows dates only: what is money is not known, and not zero. */
public final class WithoutAmounts {
  private WithoutAmounts() {}

  /** The same rows and columns; sums of money, also within lists, are NULL. */
  public static Dataset<Row> of(Dataset<Row> results) {
    return results.select(
        Arrays.stream(results.schema().fields())
            .map(field -> withoutMoney(col(field.name()), field).as(field.name()))
            .toArray(Column[]::new));
  }

  private static Column withoutMoney(Column column, StructField field) {
    DataType type = field.dataType();
    if (isMoney(type) || field.name().equals(Clv.MEAN_SPEND)) {
      return lit(null).cast(type);
    }
    if (type instanceof ArrayType array && isMoney(array.elementType())) {
      return lit(null).cast(type);
    }
    return type instanceof ArrayType array && array.elementType() instanceof StructType element
        ? transform(column, each -> fields(each, element))
        : column;
  }

  private static Column fields(Column struct, StructType type) {
    Column result = struct;
    for (StructField field : type.fields()) {
      if (isMoney(field.dataType())) {
        result = result.withField(field.name(), lit(null).cast(field.dataType()));
      }
    }
    return result;
  }

  private static boolean isMoney(DataType type) {
    return type.equals(Types.MONEY);
  }
}
