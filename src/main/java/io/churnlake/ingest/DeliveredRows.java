package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.churnlake.orders.CountingRules;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.OrderLines;
import io.churnlake.privacy.Forgotten;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.Types;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The judged rows of a load: of lines and, where orders have them, of headers. */
public record DeliveredRows(Dataset<Row> lines, Dataset<Row> headers, boolean hasHeaders) {
  /** Without the rows of customers who were forgotten. */
  public DeliveredRows notForgotten() {
    Column kept = not(col(Forgotten.FORGOTTEN));
    return new DeliveredRows(lines.filter(kept), headers.filter(kept), hasHeaders);
  }

  /** What both have. */
  public Dataset<Row> rows() {
    return hasHeaders
        ? lines.select(common()).unionByName(headers.select(common()))
        : lines.select(common());
  }

  /** The same with what is counted of lines, as {@link FileCounts#byFile} needs it. */
  public Dataset<Row> counted(CountingRules counting) {
    Column isGood = size(col(LineParsing.REASONS)).equalTo(0).and(not(col(Forgotten.FORGOTTEN)));
    Dataset<Row> ofLines =
        lines.select(
            with(
                when(isGood, OrderLines.identity()).as(FileCounts.IDENTITY),
                when(isGood.and(OrderLines.countsAlone(counting)), col(BronzeOrderLines.ORDER_DATE))
                    .as(FileCounts.COUNTS_ON)));
    return hasHeaders
        ? ofLines.unionByName(
            headers.select(
                with(
                    lit(null).cast(Types.STRING).as(FileCounts.IDENTITY),
                    lit(null).cast(Types.DATE).as(FileCounts.COUNTS_ON))))
        : ofLines;
  }

  private static Column[] with(Column... further) {
    return Stream.concat(Stream.of(common()), Stream.of(further)).toArray(Column[]::new);
  }

  private static Column[] common() {
    return Stream.of(
            BronzeOrderLines.SOURCE,
            BronzeOrderLines.FILE,
            BronzeOrderLines.POSITION,
            BronzeOrderLines.ORDER_ID,
            LineParsing.REASONS,
            LineParsing.VALUE,
            LineParsing.RAW,
            LineParsing.LINES,
            LineParsing.BLANK_LINES,
            CustomerIdentity.CUSTOMER_KEY,
            CustomerIdentity.CUSTOMER_ID,
            Forgotten.FORGOTTEN)
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}
