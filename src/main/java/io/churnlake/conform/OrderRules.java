package io.churnlake.conform;

import static org.apache.spark.sql.functions.col;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.orders.CountingRules;
import io.churnlake.orders.OrderLines;
import io.churnlake.orders.ReturnRules;
import io.churnlake.orders.ReturnedLines;
import io.churnlake.table.BronzeOrderLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What becomes of the lines of a shop system's orders.
 *
 * @param sources names of the sources that read them
 * @param orders whose orders they are; what tells a line from another if several sources read them
 * @param counting which lines count
 * @param returns what comes back
 * @param restatement what an order means that is delivered again
 */
public record OrderRules(
    List<String> sources,
    String orders,
    CountingRules counting,
    ReturnRules returns,
    SourceMapping.Restatement restatement) {

  /** Those of the sources, in their order; sources of the same orders are under one. */
  static List<OrderRules> of(List<SourceMapping> sources) {
    Map<String, List<SourceMapping>> byOrders = new LinkedHashMap<>();
    for (SourceMapping source : sources) {
      byOrders.computeIfAbsent(source.ids().orders(), name -> new ArrayList<>()).add(source);
    }
    return byOrders.values().stream().map(OrderRules::ofOne).toList();
  }

  private static OrderRules ofOne(List<SourceMapping> sources) {
    List<String> names = sources.stream().map(SourceMapping::name).toList();
    List<OrderRules> all = sources.stream().map(source -> of(names, source)).toList();
    if (all.stream().distinct().count() > 1) {
      throw Errors.usage(
          "The sources " + String.join(", ", names) + " read the same orders by other rules.",
          "Their mappings name the orders of "
              + all.get(0).orders
              + " (ids.orders), and differ in counting, no-product-codes, credit-codes, vouchers,"
              + " repeats, restatement, or in whether there are order and product ids.",
          "Give both mappings the same rules, or each its own ids.orders. Nothing was changed.");
    }
    if (names.size() > 1
        && all.get(0).counting().sameLine() == CountingRules.SameLine.AS_THEY_STAND) {
      throw Errors.usage(
          "The Delta tables of " + String.join(", ", names) + " cannot hold the same orders.",
          "Each row of a table counts as it stands, so that an order in both would count twice.",
          "Join them by a query, or give each its own ids.orders. Nothing was changed.");
    }
    return all.get(0);
  }

  private static OrderRules of(List<String> names, SourceMapping source) {
    List<String> noProducts = counting(source).noProductCodes();
    return new OrderRules(
        names,
        source.ids().orders(),
        counting(source),
        new ReturnRules(
            Stream.concat(source.creditCodes().stream(), noProducts.stream()).distinct().toList(),
            source.has(SourceMapping.Field.PRODUCT_CODE),
            ReturnRules.SWAP_DAYS),
        source.restatement());
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

  boolean linesGo() {
    return restatement == SourceMapping.Restatement.REPLACE_ORDER
        || counting.sameLine() != CountingRules.SameLine.IDENTICAL;
  }

  /** The bronze lines that its sources have read. */
  Dataset<Row> own(Dataset<Row> bronze) {
    return bronze.filter(col(BronzeOrderLines.SOURCE).isin(sources.toArray()));
  }

  /** Its lines, lying by order, each once and judged. */
  Dataset<Row> judged(Dataset<Row> byOrder, String currency) {
    Dataset<Row> valid =
        restatement == SourceMapping.Restatement.REPLACE_ORDER
            ? OrderLines.latestDeliveries(byOrder)
            : byOrder;
    return ReturnedLines.withKinds(
        sources.size() == 1
            ? OrderLines.conformed(valid, counting, currency)
            : OrderLines.conformedTogether(valid, counting, currency, orders),
        returns);
  }
}
