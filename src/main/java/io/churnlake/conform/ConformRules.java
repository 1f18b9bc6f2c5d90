package io.churnlake.conform;

import static org.apache.spark.sql.functions.col;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Loads;
import io.churnlake.orders.LinesBack;
import io.churnlake.orders.ReturnRules;
import io.churnlake.orders.ReturnedLines;
import io.churnlake.orders.TouchedOrders;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Hashes;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All that decides what silver makes of a bronze line.
 *
 * @param orders a set of rules for each shop system whose orders are not another's
 * @param currency the reporting currency
 * @param historyGuardDays first seen within so many days of the log's start is left truncated
 * @param customers tells states of the merged and the forgotten customers apart
 */
public record ConformRules(
    List<OrderRules> orders, String currency, int historyGuardDays, String customers) {
  /** Goes up with any change of the transforms that silver has to be made anew for. */
  private static final int TRANSFORMS = 8;

  /**
   * The rules of all sources of a run.
   *
   * @throws io.churnlake.error.UserException if the lake has lines of a source that the run does
   *     not name, or sources of the same orders have other rules
   */
  public static ConformRules of(JobContext context) {
    List<SourceMapping> sources = context.requireDelivery("conform").sources();
    NamedSources.mustBeAll(new Loads(context.lake()), sources);
    return of(
        context.configuration(),
        sources,
        new TreeMap<>(MergedCustomers.of(context.lake())).toString()
            + Forgotten.entries(context.lake()).values().stream().mapToInt(Set::size).sum());
  }

  /**
   * Looks whether {@link #of} would refuse, before anything is loaded.
   *
   * @throws io.churnlake.error.UserException as {@link #of}
   */
  public static void check(JobContext context) {
    List<SourceMapping> sources = context.requireDelivery("conform").sources();
    NamedSources.mustBeAll(new Loads(context.lake()), sources);
    check(sources);
  }

  /**
   * Whether the sources can be in one lake.
   *
   * @throws io.churnlake.error.UserException if those of the same orders have other rules
   */
  public static void check(List<SourceMapping> sources) {
    OrderRules.of(sources);
  }

  /** The same for lines that are in no lake. */
  public static ConformRules withoutLake(Configuration configuration, SourceMapping source) {
    return of(configuration, List.of(source), "");
  }

  private static ConformRules of(
      Configuration configuration, List<SourceMapping> sources, String customers) {
    return new ConformRules(
        OrderRules.of(sources),
        JobContext.Delivery.currency(configuration, sources.get(0)),
        configuration.shop().historyGuardDays(),
        customers);
  }

  /** Tells sets of rules apart. */
  public String hash() {
    return Hashes.sha256(TRANSFORMS + toString()).substring(0, 16);
  }

  /** Whether a delivery may take a line away that an earlier one brought. */
  boolean linesGo() {
    return orders.stream().anyMatch(OrderRules::linesGo);
  }

  /** Lines of bronze that come or go, if files are loaded anew; see {@link TouchedOrders}. */
  Dataset<Row> changed(Dataset<Row> fresh, Dataset<Row> former) {
    return orders.size() == 1
        ? TouchedOrders.changed(fresh, former, orders.get(0).counting())
        : orders.stream()
            .map(own -> TouchedOrders.changed(own.own(fresh), own.own(former), own.counting()))
            .reduce(Dataset::unionByName)
            .orElseThrow();
  }

  /** Bronze lines of whole orders and customers, each once, ordered and judged. */
  public Dataset<Row> judged(Dataset<Row> bronze) {
    Dataset<Row> byOrder = bronze.repartition(col(BronzeOrderLines.ORDER_ID));
    return orders.size() == 1
        ? orders.get(0).judged(byOrder, currency)
        : orders.stream()
            .map(rules -> rules.judged(rules.own(byOrder), currency))
            .reduce(Dataset::unionByName)
            .orElseThrow();
  }

  public Dataset<Row> returns(Dataset<Row> judged, LinesBack back) {
    return ReturnedLines.of(judged, ReturnRules.SWAP_DAYS, back);
  }
}
