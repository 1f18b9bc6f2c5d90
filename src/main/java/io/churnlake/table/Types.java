package io.churnlake.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The column types in use, under short names. */
public final class Types {
  public static final DataType STRING = DataTypes.StringType;
  public static final DataType INT = DataTypes.IntegerType;
  public static final DataType LONG = DataTypes.LongType;

  /** Exact sums of products of two longs. */
  public static final DataType PRODUCTS = DataTypes.createDecimalType(38, 0);

  public static final DataType DOUBLE = DataTypes.DoubleType;
  public static final DataType BOOLEAN = DataTypes.BooleanType;
  public static final DataType DATE = DataTypes.DateType;
  public static final DataType TIMESTAMP = DataTypes.TimestampType;

  /** Money and quantities: 14 digits before the point, ten-thousandths behind it. */
  public static final DataType MONEY = DataTypes.createDecimalType(18, 4);

  /** Exchange rates: ten digits before the point, eight behind it. */
  public static final DataType RATE = DataTypes.createDecimalType(18, 8);

  private Types() {}

  public static DataType mapOf(DataType value) {
    return DataTypes.createMapType(STRING, value, true);
  }

  public static DataType listOf(DataType element) {
    return DataTypes.createArrayType(element, true);
  }
}
