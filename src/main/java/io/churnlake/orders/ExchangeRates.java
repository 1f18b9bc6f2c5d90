package io.churnlake.orders;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a currency was worth in the reporting currency on a day. */
public final class ExchangeRates {
  private static final String RATE_CURRENCY = "rate_currency";
  private static final String RATE_DATE = "rate_date";

  /** A currency's rate on a day: columns of {@link #daily}. */
  public static final StructType DAILY =
      new StructType()
          .add(RATE_CURRENCY, DataTypes.StringType)
          .add(RATE_DATE, DataTypes.DateType)
          .add(BronzeOrderLines.EXCHANGE_RATE, Types.RATE);

  private ExchangeRates() {}

  /** A rate that holds from a day on. */
  public record Rate(String currency, LocalDate from, BigDecimal rate) {}

  /**
   * Types the records of a file of rates.
   *
   * @param records position, problem, and fields: date, currency, rate
   * @return position, date, currency, rate; NULL where it cannot be read
   */
  public static Dataset<Row> parsed(Dataset<Row> records, String datePattern, String decimal) {
    Column fields = col(LineParsing.FIELDS);
    return records.select(
        col(BronzeOrderLines.POSITION),
        when(
                col(LineParsing.PROBLEM).isNull(),
                to_date(try_to_timestamp(trim(fields.getItem(0)), lit(datePattern))))
            .as(RATE_DATE),
        upper(trim(fields.getItem(1))).as(RATE_CURRENCY),
        Numbers.read(trim(fields.getItem(2)), decimal, "", Types.RATE)
            .as(BronzeOrderLines.EXCHANGE_RATE));
  }

  /**
   * The rate of each day on which one is known: the latest up to that day, if it is not older than
   * {@code maxAgeDays}.
   */
  public static List<Row> daily(List<Rate> rates, int maxAgeDays) {
    Map<String, TreeMap<LocalDate, BigDecimal>> byCurrency = new HashMap<>();
    rates.forEach(
        rate ->
            byCurrency
                .computeIfAbsent(rate.currency(), currency -> new TreeMap<>())
                .put(rate.from(), rate.rate()));
    List<Row> daily = new ArrayList<>();
    byCurrency.forEach(
        (currency, dated) ->
            dated.forEach(
                (from, rate) -> {
                  LocalDate next = dated.higherKey(from);
                  for (int age = 0; age <= maxAgeDays; age++) {
                    LocalDate day = from.plusDays(age);
                    if (next == null || day.isBefore(next)) {
                      daily.add(RowFactory.create(currency, Date.valueOf(day), rate));
                    }
                  }
                }));
    return daily;
  }

  /**
   * Fills exchange_rate of lines in another currency.
   *
   * @param judged as of {@link LineParsing#judged}
   * @param daily columns {@link #DAILY}
   */
  public static Dataset<Row> applied(Dataset<Row> judged, Dataset<Row> daily, String reporting) {
    return judged
        .drop(BronzeOrderLines.EXCHANGE_RATE)
        .join(
            broadcast(daily),
            col(BronzeOrderLines.CURRENCY)
                .equalTo(col(RATE_CURRENCY))
                .and(col(BronzeOrderLines.ORDER_DATE).equalTo(col(RATE_DATE)))
                .and(col(BronzeOrderLines.CURRENCY).notEqual(lit(reporting))),
            "left")
        .drop(RATE_CURRENCY, RATE_DATE)
        .withColumn(
            LineParsing.REASONS,
            when(
                    col(BronzeOrderLines.AMOUNT)
                        .isNotNull()
                        .and(col(BronzeOrderLines.EXCHANGE_RATE).isNotNull())
                        .and(
                            inReportingCurrency(col(BronzeOrderLines.AMOUNT), Types.MONEY)
                                .isNull()),
                    array_append(col(LineParsing.REASONS), lit("amount_out_of_range")))
                .otherwise(col(LineParsing.REASONS)));
  }

  /** An amount of a line in the reporting currency, rounded once; NULL if it does not fit. */
  static Column inReportingCurrency(Column amount, DataType type) {
    Column rate = col(BronzeOrderLines.EXCHANGE_RATE);
    return when(rate.isNull(), amount).otherwise(amount.multiply(rate).try_cast(type));
  }

  /** The good lines whose rate is not known. */
  public static Dataset<Row> missing(Dataset<Row> lines, String reporting) {
    return lines.filter(
        size(col(LineParsing.REASONS))
            .equalTo(0)
            .and(col(BronzeOrderLines.CURRENCY).notEqual(lit(reporting)))
            .and(col(BronzeOrderLines.EXCHANGE_RATE).isNull()));
  }
}
