package io.churnlake.ingest;

import io.churnlake.config.RatesMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderFiles;
import io.churnlake.lake.RecordFormat;
import io.churnlake.orders.ExchangeRates;
import io.churnlake.orders.ExchangeRates.Rate;
import io.churnlake.step.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The source's exchange rates, read whole for each load.
 *
 * @param daily columns {@link ExchangeRates#DAILY}
 * @param note which file they are, and its content
 */
public record RateFile(Dataset<Row> daily, Check note) {
  private static final int SHOWN = 5;

  /**
   * Reads them; none if the source has no file of rates.
   *
   * @throws io.churnlake.error.UserException if a row cannot be read or two contradict each other
   */
  public static RateFile read(SparkSession spark, SourceMapping source, String input) {
    RatesMapping mapping = source.rates();
    if (!mapping.isPresent()) {
      return of(spark, List.of(), "none");
    }
    OrderFiles files =
        new OrderFiles(
            spark,
            new RecordFormat(
                mapping.encoding(),
                mapping.delimiter(),
                source.quote(),
                RecordFormat.Header.FIRST_LINE,
                RecordFormat.Separation.DELIMITED,
                "",
                List.of(),
                List.of()));
    OrderFile file =
        files
            .find(input, mapping.file())
            .orElseThrow(() -> Errors.ratesMissing(mapping.file(), input));
    List<String> columns = List.of(mapping.date(), mapping.currency(), mapping.rate());
    FileFacts facts = files.inspect(List.of(file)).get(0);
    if (!facts.problem().isEmpty()) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + facts.problem()));
    }
    List<String> missing =
        columns.stream()
            .filter(column -> !facts.header().contains(column))
            .map(column -> file.name() + " has no column " + column)
            .toList();
    if (!missing.isEmpty()) {
      throw Errors.columnsMissing(missing);
    }
    List<Rate> rates =
        checked(
            file.name(),
            ExchangeRates.parsed(
                    files.records(List.of(facts), columns),
                    mapping.datePattern(),
                    mapping.decimal())
                .collectAsList());
    return of(
        spark,
        ExchangeRates.daily(rates, mapping.maxAgeDays()),
        file.name() + ", SHA-256 " + facts.checksum());
  }

  private static RateFile of(SparkSession spark, List<Row> daily, String what) {
    return new RateFile(
        spark.createDataFrame(daily, ExchangeRates.DAILY),
        new Check("exchange rates", what, what, Check.Severity.NOTE));
  }

  private static List<Rate> checked(String file, List<Row> rows) {
    List<Rate> rates = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Map<String, Rate> seen = new HashMap<>();
    for (Row row : rows) {
      if (Stream.of(1, 2, 3).anyMatch(row::isNullAt) || row.getDecimal(3).signum() <= 0) {
        problems.add(
            file
                + ", line "
                + row.getLong(0)
                + ": no date, currency or rate above 0, or not as many fields as the header");
        continue;
      }
      Rate rate = new Rate(row.getString(2), row.getDate(1).toLocalDate(), row.getDecimal(3));
      Rate before = seen.put(rate.currency() + rate.from(), rate);
      if (before != null && before.rate().compareTo(rate.rate()) != 0) {
        problems.add(
            file
                + ", line "
                + row.getLong(0)
                + ": a second rate of "
                + rate.currency()
                + " on "
                + rate.from());
      }
      rates.add(rate);
    }
    if (!problems.isEmpty()) {
      throw Errors.filesUnreadable(problems.subList(0, Math.min(SHOWN, problems.size())));
    }
    return rates;
  }
}
