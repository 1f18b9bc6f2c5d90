package io.churnlake.lake;

import static org.apache.spark.sql.functions.lit;

import io.churnlake.error.Errors;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * A column whose values grow from row to row: how they are kept as text, compared, and written in
 * SQL.
 *
 * @param kind of its values
 * @param isPostgres else MySQL or MariaDB, whose session is in UTC
 */
record GrowingColumn(Kind kind, boolean isPostgres) {
  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  enum Kind {
    NUMBER,
    DATE,
    LOCAL_TIME,
    INSTANT
  }

  /**
   * Of a column of that type.
   *
   * @throws io.churnlake.error.UserException if its values have no order in time, or not the kind
   *     that the overlap is of
   */
  static GrowingColumn of(String name, DataType type, String overlap, boolean isPostgres) {
    boolean isExact =
        type instanceof NumericType
            && !type.equals(DataTypes.DoubleType)
            && !type.equals(DataTypes.FloatType);
    Kind kind =
        isExact
            ? Kind.NUMBER
            : type.equals(DataTypes.DateType)
                ? Kind.DATE
                : type.equals(DataTypes.TimestampType)
                    ? Kind.INSTANT
                    : type.equals(DataTypes.TimestampNTZType) ? Kind.LOCAL_TIME : null;
    if (kind == null) {
      throw Errors.usage(
          "The column " + name + " cannot tell which rows are new.",
          "It is of the type " + type.sql() + ".",
          "database.grows needs a date, a time, or a number without a floating point.");
    }
    boolean isNumber = overlap.matches("[0-9]+");
    if (isNumber != (kind == Kind.NUMBER)) {
      throw Errors.usage(
          "database.overlap does not go with the column " + name + ".",
          "It is \"" + overlap + "\", and the column is of the type " + type.sql() + ".",
          isNumber ? "Write a duration such as \"2 days\"." : "Write a number such as \"10000\".");
    }
    return new GrowingColumn(kind, isPostgres);
  }

  /** A value as Spark has it, as text without loss. */
  String text(Object value) {
    if (value instanceof Timestamp instant) {
      return instant.toInstant().toString();
    } else if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    return kind == Kind.NUMBER
        ? new BigDecimal(value.toString()).toPlainString()
        : value.toString();
  }

  int compare(String one, String other) {
    return switch (kind) {
      case NUMBER -> new BigDecimal(one).compareTo(new BigDecimal(other));
      case DATE -> LocalDate.parse(one).compareTo(LocalDate.parse(other));
      case LOCAL_TIME -> LocalDateTime.parse(one).compareTo(LocalDateTime.parse(other));
      case INSTANT -> Instant.parse(one).compareTo(Instant.parse(other));
    };
  }

  /** Whether the text is a value of such a column. */
  boolean isOfItsKind(String text) {
    try {
      return compare(text, text) == 0;
    } catch (NumberFormatException | DateTimeException otherKind) {
      return false;
    }
  }

  /** The same order, in which a text of another kind is the greatest. */
  int compareKnown(String one, String other) {
    boolean isKnown = isOfItsKind(one);
    boolean isOtherKnown = isOfItsKind(other);
    return isKnown && isOtherKnown ? compare(one, other) : Boolean.compare(isOtherKnown, isKnown);
  }

  /** The value that far before; whole days of a date. */
  String before(String value, String overlap) {
    return switch (kind) {
      case NUMBER -> new BigDecimal(value).subtract(new BigDecimal(overlap)).toPlainString();
      case DATE -> LocalDate.parse(value).minusDays(days(overlap)).toString();
      case LOCAL_TIME -> LocalDateTime.parse(value).minus(duration(overlap)).toString();
      case INSTANT -> Instant.parse(value).minus(duration(overlap)).toString();
    };
  }

  private static long days(String overlap) {
    Duration duration = duration(overlap);
    return duration.toDays() + (duration.equals(Duration.ofDays(duration.toDays())) ? 0 : 1);
  }

  private static Duration duration(String overlap) {
    long number = Long.parseLong(overlap.replaceAll("[^0-9]", ""));
    return switch (overlap.replaceAll("[0-9 ]", "").replaceAll("s$", "")) {
      case "second" -> Duration.ofSeconds(number);
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** Whether a column of Spark's is greater than the value. */
  Column isAfter(Column column, String value) {
    return switch (kind) {
      case NUMBER -> column.cast(DataTypes.createDecimalType(38, 6)).gt(lit(new BigDecimal(value)));
      case DATE -> column.gt(lit(value).cast(DataTypes.DateType));
      case LOCAL_TIME -> column.gt(lit(LocalDateTime.parse(value)));
      case INSTANT -> column.gt(lit(Instant.parse(value)));
    };
  }

  /** The value in SQL: digits, or a literal of digits and signs that its type makes. */
  String literal(String value) {
    return switch (kind) {
      case NUMBER -> new BigDecimal(value).toPlainString();
      case DATE -> "DATE '" + LocalDate.parse(value) + "'";
      case LOCAL_TIME -> "TIMESTAMP '" + SQL.format(LocalDateTime.parse(value)) + "'";
      case INSTANT -> {
        String utc = SQL.format(Instant.parse(value).atOffset(ZoneOffset.UTC));
        yield isPostgres ? "TIMESTAMPTZ '" + utc + "+00'" : "TIMESTAMP '" + utc + "'";
      }
    };
  }
}
