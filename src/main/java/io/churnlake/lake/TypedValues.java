package io.churnlake.lake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's values as nested maps and lists of text, written as {@link ParquetValues} does. */
final class TypedValues {
  /** What Spark takes a database's numbers for that say nothing of their digits. */
  private static final DecimalType OF_ANY_DIGITS = DecimalType.SYSTEM_DEFAULT();

  private TypedValues() {}

  /** The paths of all leaves, and of lists. */
  static List<String> paths(StructType type) {
    List<String> paths = new ArrayList<>();
    addPaths("", type, paths);
    return paths;
  }

  private static void addPaths(String prefix, StructType type, List<String> paths) {
    for (StructField field : type.fields()) {
      String path = prefix + field.name();
      DataType inner = field.dataType();
      if (!(inner instanceof StructType)) {
        paths.add(path);
      }
      if (inner instanceof ArrayType list) {
        inner = list.elementType();
      }
      if (inner instanceof StructType fields) {
        addPaths(path + ".", fields, paths);
      }
    }
  }

  /** The row's values from that column on. */
  static Map<String, @Nullable Object> object(Row row, StructType schema, int from) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = from; i < schema.size(); i++) {
      object.put(schema.apply(i).name(), value(row.get(i), schema.apply(i).dataType()));
    }
    return object;
  }

  private static @Nullable Object value(@Nullable Object value, DataType type) {
    if (value == null) {
      return null;
    }
    if (type instanceof StructType fields && value instanceof Row row) {
      return object(row, fields, 0);
    }
    if (type instanceof ArrayType list && value instanceof scala.collection.Seq<?> elements) {
      List<@Nullable Object> values = new ArrayList<>(elements.size());
      for (Object element : CollectionConverters.asJava(elements)) {
        values.add(value(element, list.elementType()));
      }
      return values;
    }
    if (type instanceof MapType map && value instanceof scala.collection.Map<?, ?> entries) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      CollectionConverters.asJava(entries)
          .forEach((key, entry) -> object.put(String.valueOf(key), value(entry, map.valueType())));
      return object;
    }
    return text(value, type);
  }

  private static String text(Object value, DataType type) {
    if (value instanceof BigDecimal number) {
      return (type.equals(OF_ANY_DIGITS) ? number.stripTrailingZeros() : number).toPlainString();
    } else if (value instanceof Date date) {
      return date.toLocalDate().toString();
    } else if (value instanceof Timestamp instant) {
      return ParquetValues.TIME.format(instant.toInstant().atOffset(ZoneOffset.UTC)) + "Z";
    } else if (value instanceof LocalDateTime local) {
      return ParquetValues.TIME.format(local);
    } else if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value.toString();
  }
}
