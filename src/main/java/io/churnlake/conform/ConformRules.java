package io.churnlake.conform;

import static org.apache.spark.sql.functions.col;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.orders.CountingRules;
import io.churnlake.orders.LinesBack;
import io.churnlake.orders.OrderLines;
import io.churnlake.orders.ReturnRules;
import io.churnlake.orders.ReturnedLines;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Hashes;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All that decides what silver makes of a bronze line.
 *
 * @param counting which lines count
 * @param returns what comes back
 * @param restatement what an order means that is delivered again
 * @param currency the reporting currency
 * @param historyGuardDays first seen within so many days of the log's start is left truncated
 * @param customers tells states of the merged and the forgotten customers apart
 */
public record ConformRules(
    CountingRules counting,
    ReturnRules returns,
    SourceMapping.Restatement restatement,
    String currency,
    int historyGuardDays,
    String customers) {
  /** Goes up with any change of the transforms that silver has to be made anew for. */
  private static final int TRANSFORMS = 7;

  public static ConformRules of(JobContext context, SourceMapping source) {
    context.requireDelivery("conform");
    return of(
        context.configuration(),
        source,
        new TreeMap<>(MergedCustomers.of(context.lake())).toString()
            + Forgotten.entries(context.lake()).values().stream().mapToInt(Set::size).sum());
  }

  /** The same for lines that are in no lake. */
  public static ConformRules withoutLake(Configuration configuration, SourceMapping source) {
    return of(configuration, source, "");
  }

  private static ConformRules of(
      Configuration configuration, SourceMapping source, String customers) {
    boolean codes = source.has(SourceMapping.Field.PRODUCT_CODE);
    List<String> noProducts = counting(source).noProductCodes();
    return new ConformRules(
        counting(source),
        new ReturnRules(
            Stream.concat(source.creditCodes().stream(), noProducts.stream()).distinct().toList(),
            codes,
            ReturnRules.SWAP_DAYS),
        source.restatement(),
        JobContext.Delivery.currency(configuration, source),
        configuration.shop().historyGuardDays(),
        customers);
  }

  /** Which lines count, from the mapping. */
  public static CountingRules counting(SourceMapping source) {
    SourceMapping.Counting counting = source.counting();
    return new CountingRules(
        counting.cancelledLines(),
        counting.positiveQuantity(),
        counting.positivePrice(),
        counting.noProductCodes() ? List.of() : source.noProductCodes(),
        source.keepRepeats(),
        sameLine(source));
  }

  private static CountingRules.SameLine sameLine(SourceMapping source) {
    if (source.format() == SourceMapping.Format.DELTA) {
      return CountingRules.SameLine.AS_THEY_STAND;
    }
    // Where repeats are errors, what repeats is what is identical.
    if (source.restatement() != SourceMapping.Restatement.AUTO || !source.keepRepeats()) {
      return CountingRules.SameLine.IDENTICAL;
    }
    return source.has(SourceMapping.Field.ORDER_ID)
        ? CountingRules.SameLine.RESTATED
        : CountingRules.SameLine.RESTATED_ALIKE;
  }

  /** Tells sets of rules apart. */
  public String hash() {
    return Hashes.sha256(TRANSFORMS + toString()).substring(0, 16);
  }

  /** Bronze lines of whole orders and customers, each once, ordered and judged. */
  public Dataset<Row> judged(Dataset<Row> bronze) {
    Dataset<Row> byOrder = bronze.repartition(col(BronzeOrderLines.ORDER_ID));
    return OrderLines.conformed(
        restatement == SourceMapping.Restatement.REPLACE_ORDER
            ? OrderLines.latestDeliveries(byOrder)
            : byOrder,
        counting,
        currency);
  }

  public Dataset<Row> returns(Dataset<Row> judged, LinesBack back) {
    return ReturnedLines.of(judged, returns, back);
  }
}
