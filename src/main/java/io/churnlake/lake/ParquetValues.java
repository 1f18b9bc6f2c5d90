package io.churnlake.lake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Parquet's values as nested maps and lists of text. Decimals and whole numbers keep their digits;
 * dates are written {@code 2024-01-31}, local times {@code 2024-01-31T09:30:00.000000}, and
 * instants the same in UTC with a {@code Z}.
 */
final class ParquetValues {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final int JULIAN_DAY_OF_1970 = 2_440_588;
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final int NANOS_A_MICRO = 1000;

  private ParquetValues() {}

  /** The paths of all leaves, and of lists. */
  static List<String> paths(GroupType type) {
    List<String> paths = new ArrayList<>();
    addPaths("", type, paths);
    return paths;
  }

  private static void addPaths(String prefix, GroupType type, List<String> paths) {
    for (Type field : type.getFields()) {
      String path = prefix + field.getName();
      boolean isList = isList(field) || field.isRepetition(Type.Repetition.REPEATED);
      if (isList || field.isPrimitive()) {
        paths.add(path);
      }
      if (isList && !element(field).isPrimitive()) {
        addPaths(path + ".", element(field).asGroupType(), paths);
      } else if (!isList && !field.isPrimitive()) {
        addPaths(path + ".", field.asGroupType(), paths);
      }
    }
  }

  static Map<String, @Nullable Object> object(Group group) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Type field : group.getType().getFields()) {
      object.put(field.getName(), value(group, field));
    }
    return object;
  }

  private static @Nullable Object value(Group group, Type field) {
    int index = group.getType().getFieldIndex(field.getName());
    int count = group.getFieldRepetitionCount(index);
    if (field.isRepetition(Type.Repetition.REPEATED)) {
      List<@Nullable Object> values = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        values.add(single(group, field, index, i));
      }
      return values;
    }
    if (count == 0) {
      return null;
    }
    return isList(field)
        ? elements(group.getGroup(index, 0), field)
        : single(group, field, index, 0);
  }

  private static boolean isList(Type field) {
    return !field.isPrimitive()
        && field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        && field.asGroupType().getFieldCount() == 1;
  }

  /** Writers put a group of one field between a list and its elements; older ones do not. */
  private static boolean isWrapped(Type repeated) {
    return !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
  }

  private static Type element(Type list) {
    if (!isList(list)) {
      return list;
    }
    Type repeated = list.asGroupType().getType(0);
    return isWrapped(repeated) ? repeated.asGroupType().getType(0) : repeated;
  }

  private static List<@Nullable Object> elements(Group list, Type field) {
    Type repeated = field.asGroupType().getType(0);
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      values.add(
          isWrapped(repeated)
              ? value(list.getGroup(0, i), repeated.asGroupType().getType(0))
              : single(list, repeated, 0, i));
    }
    return values;
  }

  private static Object single(Group group, Type field, int index, int repetition) {
    return field.isPrimitive()
        ? text(group, field.asPrimitiveType(), index, repetition)
        : object(group.getGroup(index, repetition));
  }

  private static String text(Group group, PrimitiveType type, int index, int i) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> String.valueOf(group.getBoolean(index, i));
      case INT32 ->
          meaning instanceof DateLogicalTypeAnnotation
              ? LocalDate.ofEpochDay(group.getInteger(index, i)).toString()
              : whole(group.getInteger(index, i), meaning);
      case INT64 ->
          meaning instanceof TimestampLogicalTypeAnnotation time
              ? time(group.getLong(index, i), time)
              : whole(group.getLong(index, i), meaning);
      case INT96 -> legacyTime(group.getInt96(index, i).toByteBuffer());
      case FLOAT -> Float.toString(group.getFloat(index, i));
      case DOUBLE -> Double.toString(group.getDouble(index, i));
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          meaning instanceof DecimalLogicalTypeAnnotation decimal
              ? new BigDecimal(
                      new BigInteger(group.getBinary(index, i).getBytes()), decimal.getScale())
                  .toPlainString()
              : group.getBinary(index, i).toStringUsingUTF8();
    };
  }

  private static String whole(long value, @Nullable LogicalTypeAnnotation meaning) {
    return meaning instanceof DecimalLogicalTypeAnnotation decimal
        ? BigDecimal.valueOf(value, decimal.getScale()).toPlainString()
        : Long.toString(value);
  }

  private static String time(long value, TimestampLogicalTypeAnnotation type) {
    long micros =
        switch (type.getUnit()) {
          case MILLIS -> Math.multiplyExact(value, NANOS_A_MICRO);
          case MICROS -> value;
          case NANOS -> Math.floorDiv(value, NANOS_A_MICRO);
        };
    return written(micros) + (type.isAdjustedToUTC() ? "Z" : "");
  }

  /** Twelve bytes: nanoseconds of the day and the Julian day; an instant, as Spark writes it. */
  private static String legacyTime(ByteBuffer bytes) {
    ByteBuffer ordered = bytes.order(ByteOrder.LITTLE_ENDIAN);
    long nanos = ordered.getLong();
    long day = ordered.getInt() - (long) JULIAN_DAY_OF_1970;
    return written(day * MICROS_A_DAY + nanos / NANOS_A_MICRO) + "Z";
  }

  private static String written(long micros) {
    return TIME.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_A_SECOND),
            Math.toIntExact(Math.floorMod(micros, MICROS_A_SECOND)) * NANOS_A_MICRO,
            ZoneOffset.UTC));
  }
}
