package io.churnlake.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.testing.SparkTest;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Order dates are dates in the shop's zone, whatever zone the machine is in. */
class OrderDatesTest {
  private static final StructType RECORD =
      new StructType()
          .add("file", DataTypes.StringType)
          .add("position", DataTypes.LongType)
          .add("raw", DataTypes.StringType)
          .add("fields", DataTypes.createArrayType(DataTypes.StringType))
          .add("problem", DataTypes.StringType)
          .add("further", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("file_lines", DataTypes.IntegerType)
          .add("blank_lines", DataTypes.LongType);

  private static String read(String shopZone, String writtenZone, String pattern, String time) {
    LineRules rules =
        new LineRules(
            "shop",
            Map.of(LineParsing.TIME, 0, LineParsing.CUSTOMER_ID, 1, BronzeOrderLines.AMOUNT, 2),
            List.of(pattern),
            writtenZone,
            shopZone,
            "NZD",
            Map.of(),
            "",
            ".",
            "",
            LineRules.Options.NONE);
    Row record = RowFactory.create("f", 1L, time, new String[] {time, "c", "1"}, null, null, 1, 0L);
    Row line =
        LineParsing.judged(SparkTest.spark().createDataFrame(List.of(record), RECORD), rules)
            .select(
                functions.col(BronzeOrderLines.ORDER_DATE).cast("string"),
                functions.col(BronzeOrderLines.ORDERED_AT).cast("string"))
            .first();
    return line.getString(0) + " | " + line.getString(1);
  }

  private static String local(String zone, String time) {
    return read(zone, zone, "yyyy-MM-dd HH:mm:ss", time);
  }

  @Test
  void theMachineIsInAnotherZoneThanTheShops() {
    assertThat(ZoneId.systemDefault())
        .isNotIn(ZoneId.of("Pacific/Auckland"), ZoneId.of("America/Los_Angeles"));
  }

  @Test
  void aucklandKeepsItsOwnDatesOverBothClockChanges() {
    String zone = "Pacific/Auckland";
    assertThat(local(zone, "2011-09-25 00:30:00")).isEqualTo("2011-09-25 | 2011-09-24 12:30:00");
    // 02:30 does not exist: the clock jumps from 02:00 to 03:00, and the time moves on with it.
    assertThat(local(zone, "2011-09-25 02:30:00")).isEqualTo("2011-09-25 | 2011-09-24 14:30:00");
    assertThat(local(zone, "2011-09-25 03:30:00")).isEqualTo("2011-09-25 | 2011-09-24 14:30:00");
    assertThat(local(zone, "2011-09-25 23:59:59")).isEqualTo("2011-09-25 | 2011-09-25 10:59:59");
    // 02:30 happens twice: the earlier one, still summer time.
    assertThat(local(zone, "2011-04-03 02:30:00")).isEqualTo("2011-04-03 | 2011-04-02 13:30:00");
    assertThat(local(zone, "2011-04-03 03:30:00")).isEqualTo("2011-04-03 | 2011-04-02 15:30:00");
  }

  @Test
  void losAngelesKeepsItsOwnDatesOverBothClockChanges() {
    String zone = "America/Los_Angeles";
    assertThat(local(zone, "2011-03-13 02:30:00")).isEqualTo("2011-03-13 | 2011-03-13 10:30:00");
    assertThat(local(zone, "2011-03-13 23:30:00")).isEqualTo("2011-03-13 | 2011-03-14 06:30:00");
    assertThat(local(zone, "2011-11-06 01:30:00")).isEqualTo("2011-11-06 | 2011-11-06 08:30:00");
    assertThat(local(zone, "2011-11-06 23:30:00")).isEqualTo("2011-11-06 | 2011-11-07 07:30:00");
  }

  @Test
  void timesInUtcOrWithAnOffsetBecomeDatesOfTheShop() {
    assertThat(read("Pacific/Auckland", "UTC", "yyyy-MM-dd HH:mm:ss", "2011-12-08 11:00:00"))
        .isEqualTo("2011-12-09 | 2011-12-08 11:00:00");
    assertThat(
            read(
                "America/Los_Angeles",
                "America/Los_Angeles",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "2011-11-06T01:30:00-08:00"))
        .as("the second half past one, told by its offset")
        .isEqualTo("2011-11-06 | 2011-11-06 09:30:00");
    assertThat(local("Europe/Berlin", "2011-02-30 10:00:00")).isEqualTo("null | null");
  }
}
