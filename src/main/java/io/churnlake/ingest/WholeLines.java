package io.churnlake.ingest;

import io.churnlake.config.SourceMapping;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderRows;
import io.churnlake.orders.CreditNotes;
import io.churnlake.orders.ExchangeRates;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.OrderAmounts;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The way from the rows of files to whole lines, whoever the customers are known by: a load goes
 * it, and who only looks at files does.
 *
 * @param source the mapping
 * @param rules how lines are read
 * @param ofHeaders how headers of orders are read
 */
public record WholeLines(SourceMapping source, LineRules rules, LineRules ofHeaders) {
  /** The rows of files, typed and judged one by one, as {@link LineParsing#judged} gives them. */
  public Dataset<Row> read(OrderRows files, List<FileFacts> facts) {
    return LineParsing.judged(
        files.records(facts, List.copyOf(SourceColumns.wanted(source).keySet())), rules);
  }

  /**
   * What is of a whole order is said of each of its lines, and amounts in other currencies have
   * their rate.
   *
   * @param judged lines with customer_key, completed by their headers where they have some
   * @param refunds files of refunds that are delivered apart
   * @param refundLines their lines, with customer_key
   * @param rates empty if all lines are in the reporting currency
   * @return the same columns, and order_id of a log without order ids
   */
  public Dataset<Row> completed(
      Dataset<Row> judged,
      RefundFiles refunds,
      Dataset<Row> refundLines,
      Optional<RateFile> rates) {
    Dataset<Row> ofOneSign = CreditNotes.ofOneSign(judged, rules);
    Dataset<Row> spread = refunds.behind(OrderAmounts.spread(ofOneSign, spreading()), refundLines);
    Dataset<Row> converted =
        rates
            .map(file -> ExchangeRates.applied(spread, file.daily(), rules.currency()))
            .orElse(spread);
    return LineParsing.withOrderIds(converted, rules);
  }

  /** Whether a line's amount depends on other lines of its order. */
  public boolean areSpread() {
    return OrderAmounts.isSpread(spreading());
  }

  /** What amounts are spread by, a total that stands on the header included. */
  public LineRules spreading() {
    return rules.with(ofHeaders);
  }
}
