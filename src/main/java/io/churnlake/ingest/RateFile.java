package io.churnlake.ingest;

import io.churnlake.config.RatesMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
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
  private static final String WHAT = "exchange rates";
  private static final int SHOWN = 5;

  /**
   * Reads them; none if the source has no file of rates.
   *
   * @throws io.churnlake.error.UserException if a row cannot be read or two contradict each other
   */
  public static RateFile read(SparkSession spark, SourceMapping source, String input) {
    RatesMapping mapping = source.rates();
    if (!mapping.isPresent()) {
      return new RateFile(table(spark, List.of()), FileBeside.noted(WHAT, "none"));
    }
    FileBeside file =
        FileBeside.read(
                spark,
                input,
                mapping.file(),
                mapping.encoding(),
                mapping.delimiter(),
                source.quote(),
                List.of(mapping.date(), mapping.currency(), mapping.rate()))
            .orElseThrow(() -> Errors.ratesMissing(mapping.file(), input));
    List<Rate> rates =
        checked(
            file.name(),
            ExchangeRates.parsed(file.records(), mapping.datePattern(), mapping.decimal())
                .collectAsList());
    return new RateFile(
        table(spark, ExchangeRates.daily(rates, mapping.maxAgeDays())), file.note(WHAT));
  }

  private static Dataset<Row> table(SparkSession spark, List<Row> daily) {
    return spark.createDataFrame(daily, ExchangeRates.DAILY);
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
