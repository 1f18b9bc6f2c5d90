package io.churnlake.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.min;

import io.churnlake.config.CustomerIdsMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.OrderFiles;
import io.churnlake.orders.LineParsing;
import io.churnlake.parse.IdRules;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.step.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Whose each customer id of the orders is, where a person has several. An id that is not in the
 * table is a person's own.
 *
 * @param pairs each id once, with the person's; empty if the source has no such table
 * @param note what was read
 */
public record CustomerIdTable(Optional<Dataset<Row>> pairs, Optional<Check> note) {
  private static final String FROM = "id_of_order";
  private static final String TO = "id_of_person";
  private static final String PERSONS = "persons";
  private static final int SHOWN = 3;

  /**
   * Reads it, if the source has one.
   *
   * @throws io.churnlake.error.UserException if it is not there, cannot be read, or gives an id two
   *     persons
   */
  public static CustomerIdTable read(SparkSession spark, SourceMapping source, String input) {
    CustomerIdsMapping mapping = source.customerIds();
    if (!mapping.isPresent()) {
      return new CustomerIdTable(Optional.empty(), Optional.empty());
    }
    boolean isText = source.format() == SourceMapping.Format.CSV;
    FileBeside file =
        FileBeside.read(
                spark,
                input,
                mapping.file(),
                source.encoding(),
                isText ? source.delimiter() : ",",
                source.quote(),
                List.of(mapping.from(), mapping.to()))
            .orElseThrow(() -> Errors.customerIdsMissing(mapping.file(), input));
    return new CustomerIdTable(
        Optional.of(checked(file.name(), file.records(), CustomerIds.rules(source))),
        Optional.of(file.note("table of customer ids")));
  }

  private static Dataset<Row> checked(String file, Dataset<Row> records, IdRules rules) {
    List<Row> broken =
        records.filter(col(LineParsing.PROBLEM).isNotNull()).limit(SHOWN).collectAsList();
    if (!broken.isEmpty()) {
      throw Errors.filesUnreadable(
          broken.stream()
              .map(
                  row ->
                      file
                          + ", line "
                          + row.<Long>getAs(OrderFiles.POSITION)
                          + ": "
                          + row.<String>getAs(LineParsing.PROBLEM))
              .toList());
    }
    Column fields = col(LineParsing.FIELDS);
    Dataset<Row> pairs =
        records
            .select(rules.read(fields.getItem(0)).as(FROM), rules.read(fields.getItem(1)).as(TO))
            .filter(col(FROM).isNotNull().and(col(TO).isNotNull()))
            .groupBy(FROM)
            .agg(min(TO).as(TO), count_distinct(col(TO)).as(PERSONS));
    long several = pairs.filter(col(PERSONS).gt(1)).count();
    if (several > 0) {
      throw Errors.filesUnreadable(
          List.of(file + ": " + several + " customer ids are of several persons"));
    }
    return pairs.drop(PERSONS);
  }

  /** Lines or headers under the ids of persons; the same columns in their order. */
  public Dataset<Row> applied(Dataset<Row> judged) {
    return pairs
        .map(
            ids ->
                judged
                    .join(ids, judged.col(LineParsing.CUSTOMER_ID).equalTo(ids.col(FROM)), "left")
                    .withColumn(
                        LineParsing.CUSTOMER_ID, coalesce(col(TO), col(LineParsing.CUSTOMER_ID)))
                    .select(
                        Arrays.stream(judged.columns())
                            .map(org.apache.spark.sql.functions::col)
                            .toArray(Column[]::new)))
        .orElse(judged);
  }
}
