package io.churnlake.simulate;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The purchase-days of a {@link CustomerBase} as a dataset. Nothing here runs anything. */
public final class CustomerBaseDays {
  public static final String CUSTOMER_KEY = "customer_key";

  /** Days from the end of observation back to the purchase. */
  public static final String DAYS_AGO = "days_ago";

  public static final String REVENUE = "revenue";

  private static final int MONEY_SCALE = 2;

  private static final StructType SCHEMA =
      new StructType()
          .add(CUSTOMER_KEY, DataTypes.StringType, false)
          .add(DAYS_AGO, DataTypes.IntegerType, false)
          .add(REVENUE, DataTypes.createDecimalType(18, 4), false);

  private CustomerBaseDays() {}

  /**
   * Every purchase-day of the first so many customers.
   *
   * @return {@link #CUSTOMER_KEY} string of 22 characters, as those of a lake; {@link #DAYS_AGO}
   *     int; {@link #REVENUE} decimal(18,4), above 0
   */
  public static Dataset<Row> of(
      SparkSession spark, CustomerBase base, long customers, int partitions) {
    MapPartitionsFunction<Long, Row> make = numbers -> new Days(base, numbers);
    return spark
        .range(0, customers, 1, partitions)
        .as(Encoders.LONG())
        .mapPartitions(make, Encoders.row(SCHEMA));
  }

  /** One customer's rows at a time. */
  private static final class Days implements Iterator<Row> {
    private final CustomerBase base;
    private final Iterator<Long> numbers;
    private final Queue<Row> made = new ArrayDeque<>();

    Days(CustomerBase base, Iterator<Long> numbers) {
      this.base = base;
      this.numbers = numbers;
    }

    @Override
    public boolean hasNext() {
      return !made.isEmpty() || numbers.hasNext();
    }

    @Override
    public Row next() {
      if (made.isEmpty()) {
        long number = numbers.next();
        Purchases purchases = base.customer(number);
        String key = key(number);
        for (int i = 0; i < purchases.size(); i++) {
          made.add(
              RowFactory.create(
                  key,
                  purchases.observedDays() - purchases.day(i),
                  BigDecimal.valueOf(purchases.cents(i), MONEY_SCALE)));
        }
      }
      return made.remove();
    }

    /** 128 bits that look like a hash's, in letters; no two customers share the first 64. */
    private static String key(long number) {
      long first = Draws.mix(number);
      byte[] bytes = ByteBuffer.allocate(16).putLong(first).putLong(Draws.mix(first)).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
