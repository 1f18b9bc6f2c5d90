package io.churnlake.simulate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * The simulated shop as datasets. Nothing here runs anything, and the rows are the same in however
 * many partitions they are made.
 *
 * <p>The shop's units are its customers and, behind them, the days of its till.
 */
public final class ShopSimulator {

  /** First line of each order file. */
  public static final String LINES_HEADER = LineFormat.HEADER;

  /** Days since 1970-01-01 of the file that a line stands in. */
  public static final String DELIVERED_DAY = "delivered_day";

  /**
   * Seconds on the shop's clock from the start of the period to the line's time: the order within a
   * file.
   */
  public static final String POSITION = "position";

  /** A line of a file as it stands there. */
  public static final String LINE = "line";

  /** Number, from 0, of the truth file that a customer stands in. */
  public static final String PART = "part";

  /** The most customers that one truth file holds. */
  public static final long CUSTOMERS_A_PART = 1_000_000L;

  public static final String CUSTOMER_ID = "customer_id";
  public static final String ARRIVED_ON = "arrived_on";
  public static final String CHANNEL = "channel";
  public static final String COUNTRY = "country";
  public static final String REFERRER_ID = "referrer_id";
  public static final String RATE_PER_DAY = "rate_per_day";
  public static final String DROPOUT_PROBABILITY = "dropout_probability";
  public static final String DROPPED_OUT_ON = "dropped_out_on";
  public static final String OCCASIONS = "occasions";

  public static final String SALES = "sales";
  public static final String RETURNS = "returns";
  public static final String CANCELLATIONS = "cancellations";
  public static final String LATE = "late";
  public static final String REPEATED = "repeated";
  public static final String MALFORMED_QUANTITY = "malformed_quantity";
  public static final String MALFORMED_DATE = "malformed_date";
  public static final String MALFORMED_COLUMNS = "malformed_columns";
  public static final String MALFORMED_PRICE = "malformed_price";

  /** Of the unit's sales, after discounts. */
  public static final String REVENUE_CENTS = "revenue_cents";

  /** What the goods of the unit's sales cost the shop. */
  public static final String COST_CENTS = "cost_cents";

  /**
   * Columns of {@link #units} that count lines; for a unit without {@link #CUSTOMER_ID} they count
   * guests' lines.
   */
  public static final List<String> COUNTS =
      List.of(
          SALES,
          RETURNS,
          CANCELLATIONS,
          LATE,
          REPEATED,
          MALFORMED_QUANTITY,
          MALFORMED_DATE,
          MALFORMED_COLUMNS,
          MALFORMED_PRICE);

  private static final List<String> TRUTH =
      List.of(
          CUSTOMER_ID,
          ARRIVED_ON,
          CHANNEL,
          COUNTRY,
          REFERRER_ID,
          RATE_PER_DAY,
          DROPOUT_PROBABILITY,
          DROPPED_OUT_ON,
          OCCASIONS);

  /** First line of each truth file. */
  public static final String TRUTH_HEADER = String.join(",", TRUTH);

  private static final String INDEX = "index";
  private static final DecimalType TRUTH_NUMBER = DataTypes.createDecimalType(20, 15);

  private static final StructType LINES =
      new StructType()
          .add(DELIVERED_DAY, DataTypes.IntegerType, false)
          .add(POSITION, DataTypes.LongType, false)
          .add(LINE, DataTypes.StringType, false);

  static final StructType UNITS = unitsSchema();

  private ShopSimulator() {}

  private static StructType unitsSchema() {
    StructType schema =
        new StructType()
            .add(INDEX, DataTypes.LongType, false)
            .add(CUSTOMER_ID, DataTypes.StringType)
            .add(ARRIVED_ON, DataTypes.IntegerType)
            .add(CHANNEL, DataTypes.StringType)
            .add(COUNTRY, DataTypes.StringType)
            .add(REFERRER_ID, DataTypes.StringType)
            .add(RATE_PER_DAY, DataTypes.DoubleType)
            .add(DROPOUT_PROBABILITY, DataTypes.DoubleType)
            .add(DROPPED_OUT_ON, DataTypes.IntegerType)
            .add(OCCASIONS, DataTypes.IntegerType);
    for (String count : COUNTS) {
      schema = schema.add(count, DataTypes.IntegerType, false);
    }
    return schema
        .add(REVENUE_CENTS, DataTypes.LongType, false)
        .add(COST_CENTS, DataTypes.LongType, false);
  }

  /**
   * Every line of every file, good and malformed.
   *
   * @return {@link #DELIVERED_DAY} int, {@link #POSITION} long, {@link #LINE} string; a repeated
   *     line is there twice, under two days
   */
  public static Dataset<Row> lines(
      SparkSession spark, SimulationSpec spec, ShopLaw law, int partitions) {
    MapPartitionsFunction<Long, Row> make = units -> new LineRows(spec, law, units);
    return unitIndexes(spark, spec, partitions).mapPartitions(make, Encoders.row(LINES));
  }

  /**
   * One row a unit: a customer with the truth, or a day's guests with nothing but counts.
   *
   * @return index long (the customers' from 0, then the days'), the columns of {@link
   *     #TRUTH_HEADER} (dates as dates, the rate and the probability as doubles; all NULL for
   *     guests), the {@link #COUNTS} as ints, {@link #REVENUE_CENTS} and {@link #COST_CENTS} as
   *     longs
   */
  public static Dataset<Row> units(
      SparkSession spark, SimulationSpec spec, ShopLaw law, int partitions) {
    MapPartitionsFunction<Long, Row> make = units -> new UnitRows(spec, law, units);
    return unitIndexes(spark, spec, partitions)
        .mapPartitions(make, Encoders.row(UNITS))
        .withColumn(ARRIVED_ON, date_from_unix_date(col(ARRIVED_ON)))
        .withColumn(DROPPED_OUT_ON, date_from_unix_date(col(DROPPED_OUT_ON)))
        .select(Arrays.stream(UNITS.fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  /**
   * The truth about customers as lines of text. Customers are in the order of their ids, {@link
   * #CUSTOMERS_A_PART} to a part.
   *
   * @param units as {@link #units} gives them
   * @return {@link #PART} int, {@link #POSITION} long, {@link #LINE} string
   */
  public static Dataset<Row> truthLines(Dataset<Row> units) {
    Column[] fields =
        TRUTH.stream()
            .map(name -> coalesce(truthField(name).cast(DataTypes.StringType), lit("")))
            .toArray(Column[]::new);
    return units
        .filter(col(CUSTOMER_ID).isNotNull())
        .select(
            floor(col(INDEX).divide(CUSTOMERS_A_PART)).cast(DataTypes.IntegerType).as(PART),
            pmod(col(INDEX), lit(CUSTOMERS_A_PART)).as(POSITION),
            concat_ws(",", fields).as(LINE));
  }

  private static Column truthField(String name) {
    boolean isDouble = name.equals(RATE_PER_DAY) || name.equals(DROPOUT_PROBABILITY);
    return isDouble ? col(name).cast(TRUTH_NUMBER) : col(name);
  }

  private static Dataset<Long> unitIndexes(
      SparkSession spark, SimulationSpec spec, int partitions) {
    return spark.range(0, spec.customers() + spec.days(), 1, partitions).as(Encoders.LONG());
  }
}
