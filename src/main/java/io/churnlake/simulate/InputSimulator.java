package io.churnlake.simulate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the simulated shop knows beside its orders, as lines of files. Nothing here runs anything,
 * and the rows are the same in however many partitions they are made.
 */
public final class InputSimulator {

  /** First line of the file of marketing costs. */
  public static final String SPEND_HEADER = "spent_on,channel,purpose,amount";

  private static final String FILE = "file";
  private static final String DAY = "day";
  private static final String CHANNEL = "channel";
  private static final String PURPOSE = "purpose";
  private static final String CENTS = "cents";

  private static final StructType LINES =
      new StructType()
          .add(FILE, DataTypes.IntegerType, false)
          .add(ShopSimulator.POSITION, DataTypes.LongType, false)
          .add(ShopSimulator.LINE, DataTypes.StringType, false);

  private static final StructType SPEND =
      new StructType()
          .add(DAY, DataTypes.IntegerType, false)
          .add(CHANNEL, DataTypes.StringType, false)
          .add(PURPOSE, DataTypes.StringType, false)
          .add(CENTS, DataTypes.LongType, false);

  private InputSimulator() {}

  /**
   * Every line of the files that are made customer by customer.
   *
   * @return the file's key int (see {@link #name}, {@link #header}), {@link ShopSimulator#POSITION}
   *     long, {@link ShopSimulator#LINE} string
   */
  public static Dataset<Row> lines(
      SparkSession spark, SimulationSpec spec, ShopLaw law, InputLaw inputs, int partitions) {
    MapPartitionsFunction<Long, Row> make =
        customers -> new CustomerInputRows(spec, law, inputs, customers);
    return customers(spark, spec, partitions).mapPartitions(make, Encoders.row(LINES));
  }

  /** The path of a file of {@link #lines} below the shop's folder. */
  public static String name(SimulationSpec spec, int key) {
    return InputFile.nameOf(
        key, CustomerInputs.month(spec.start()), spec.customers() > ShopSimulator.CUSTOMERS_A_PART);
  }

  /** The first line of a file of {@link #lines}. */
  public static String header(int key) {
    return InputFile.headerOf(key);
  }

  /**
   * The lines of the marketing costs: what is spent a day, by channel and purpose.
   *
   * @return 0 int, the day in the period long, {@link ShopSimulator#LINE} string
   */
  public static Dataset<Row> spendLines(
      SparkSession spark, SimulationSpec spec, ShopLaw law, InputLaw inputs, int partitions) {
    MapPartitionsFunction<Long, Row> make =
        customers -> new SpendRows(spec, law, inputs, customers);
    return customers(spark, spec, partitions)
        .mapPartitions(make, Encoders.row(SPEND))
        .groupBy(DAY, CHANNEL, PURPOSE)
        .agg(sum(CENTS).as(CENTS))
        .select(
            lit(0).as(FILE),
            col(DAY).minus(spec.start().toEpochDay()).as(ShopSimulator.POSITION),
            concat_ws(
                    ",",
                    date_from_unix_date(col(DAY)).cast(DataTypes.StringType),
                    col(CHANNEL),
                    col(PURPOSE),
                    col(CENTS)
                        .cast(DataTypes.createDecimalType(18, 0))
                        .divide(lit(100))
                        .cast(DataTypes.createDecimalType(18, 2))
                        .cast(DataTypes.StringType))
                .as(ShopSimulator.LINE));
  }

  /** The file of products, the same whatever the seed. */
  public static String products() {
    Catalogue catalogue = new Catalogue();
    StringBuilder text = new StringBuilder("product_code,category,unit_cost\n");
    for (int i = 0; i < catalogue.size(); i++) {
      Product product = catalogue.product(i);
      text.append(Csv.field(product.code()))
          .append(',')
          .append(Csv.field(product.category()))
          .append(',')
          .append(BigDecimal.valueOf(product.costCents(), 2))
          .append('\n');
    }
    return text.toString();
  }

  private static Dataset<Long> customers(SparkSession spark, SimulationSpec spec, int partitions) {
    return spark.range(0, spec.customers(), 1, partitions).as(Encoders.LONG());
  }
}
