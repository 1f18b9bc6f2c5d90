package io.churnlake.inputs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.parse.IdRules;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.RejectedInputs;
import io.churnlake.testing.SparkTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What the fields' texts become, and for what a row is left out. */
class InputParsingTest {
  private static final StructType RECORDS =
      new StructType()
          .add("file", DataTypes.StringType)
          .add("position", DataTypes.LongType)
          .add("raw", DataTypes.StringType)
          .add("fields", DataTypes.createArrayType(DataTypes.StringType))
          .add("problem", DataTypes.StringType)
          .add("file_lines", DataTypes.IntegerType);

  /**
   * Each row's reasons, or else its values; fields are separated by bars. Keys that begin with a
   * dollar sign name attributes.
   */
  private static List<String> judged(
      String input, List<String> keys, List<String> patterns, String zone, String... rows) {
    List<Row> records = new ArrayList<>();
    for (String row : rows) {
      records.add(
          RowFactory.create("f", (long) records.size(), row, row.split("[|]", -1), null, 1));
    }
    Map<String, Integer> positions = new HashMap<>();
    List<String> attributes = new ArrayList<>();
    for (String key : keys) {
      boolean isAttribute = key.startsWith("$");
      if (isAttribute) {
        attributes.add(key.substring(1));
      }
      positions.put(
          isAttribute ? InputField.attributeKey(key.substring(1)) : key, positions.size());
    }
    InputSpec spec = InputSpec.named(input);
    InputRules rules =
        new InputRules(
            positions,
            attributes,
            patterns,
            zone,
            "America/New_York",
            IdRules.asWritten("^0+"),
            Map.of());
    Column[] values =
        Stream.concat(
                spec.fields().stream()
                    .map(
                        field ->
                            field.kind() == InputField.Kind.CUSTOMER
                                ? InputParsing.idColumn(field.column())
                                : field.column()),
                attributes.isEmpty() ? Stream.of() : Stream.of(CustomerAttributes.ATTRIBUTES))
            .map(
                name ->
                    functions.coalesce(col(name).cast(DataTypes.StringType), functions.lit("-")))
            .toArray(Column[]::new);
    return InputParsing.judged(SparkTest.spark().createDataFrame(records, RECORDS), spec, rules)
        .orderBy(RejectedInputs.POSITION)
        .select(
            functions
                .when(
                    functions.size(col(RejectedInputs.REASONS)).gt(0),
                    functions.array_join(col(RejectedInputs.REASONS), " "))
                .otherwise(functions.concat_ws(" ", values)))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void valuesAreReadOrRefusedOneByOne() {
    assertThat(
            judged(
                "customers",
                List.of(
                    "customer-id",
                    "signed-up",
                    "referrer-id",
                    "birth-year",
                    "consent",
                    "$tier",
                    "$size"),
                List.of("yyyy-MM-dd", "d.M.yyyy"),
                "America/New_York",
                "007|2024-02-29|8|1980.0|YES| gold |",
                "7| 1.3.2024 |||0|  |",
                "000|2023-02-29||1980.5|maybe||" + "x".repeat(201),
                "7|0001-01-01||1492|||"))
        .containsExactly(
            "7 2024-02-29 - 8 1980 true {tier -> gold}",
            "7 2024-03-01 - - - false {}",
            "customer_id_missing signed_up_unreadable birth_year_unreadable consent_unreadable"
                + " attribute_size_too_long",
            "signed_up_out_of_range birth_year_out_of_range");
    assertThat(
            judged(
                "contacts",
                List.of("date", "customer-id", "measure", "group", "cost"),
                List.of("yyyy-MM-dd"),
                "UTC",
                "2024-01-31|7|call|Treated|1.5",
                "2024-01-31|7|call|both|-1",
                "||" + "x".repeat(65) + "||NaN"))
        .containsExactly(
            "2024-01-31 7 call treated 1.5000",
            "group_unknown cost_negative",
            "date_missing customer_id_missing measure_too_long group_missing cost_unreadable");
  }

  /** Times in another zone, with an offset, or none at all: dates are those of the shop. */
  @Test
  void daysAreThoseOfTheShop() {
    assertThat(
            judged(
                "engagement",
                List.of("time", "customer-id", "kind"),
                List.of("yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mmXXX", "yyyy-MM-dd"),
                "UTC",
                "2024-01-31 03:00|7|visit",
                "2024-01-31T03:00+09:00||Email-Open",
                "2024-01-31|7|email_click",
                "noon|7|call"))
        .containsExactly(
            "2024-01-31 03:00:00 2024-01-30 7 visit",
            "2024-01-30 18:00:00 2024-01-30 - email_open",
            "2024-01-31 05:00:00 2024-01-31 7 email_click",
            "time_unreadable kind_unknown");
  }
}
