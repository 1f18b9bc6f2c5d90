package io.churnlake.job;

import io.churnlake.clv.Margin;
import io.churnlake.config.Configuration;
import io.churnlake.history.Histories;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.retention.FirstProducts;
import io.churnlake.retention.NextCategoryShares;
import io.churnlake.retention.ProductSums;
import io.churnlake.retention.ProductTally;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.NextCategories;
import io.churnlake.table.ProductOutcomes;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** What becomes of customers by what they first bought, and what they buy next. */
public final class ProductsJob implements Job {
  @Override
  public String name() {
    return "products";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE, CustomerAttributes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(NextCategories.TABLE, ProductOutcomes.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    lake.require(CustomerDays.TABLE, name());
    lake.require(Customers.TABLE, name());
    Histories histories = Histories.of(context);
    KnownHistory history = histories.known();
    Configuration configuration = context.configuration();
    int least = configuration.retention().leastCustomers();
    // With all values of each split: rare products have rows too.
    ProductSums sums =
        histories.sum(new ProductTally(histories.splits(ProductSums.SPLITS), asOf), name()).sums();
    Margin margin = Margin.of(sums.costs(), configuration.clv().marginRate());
    List<Row> next = NextCategoryShares.of(sums, asOf, least);
    List<Row> products = FirstProducts.of(sums, asOf, margin.rate(), least);
    List<Written> written =
        List.of(
            lake.replaceSlice(NextCategories.TABLE, asOf, next),
            lake.replaceSlice(ProductOutcomes.TABLE, asOf, products));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks(products, histories.customers()),
        products.size()
            + " first products and categories, "
            + next.size()
            + " pairs of categories as of "
            + asOf
            + ".");
  }

  /** Whoever is known to have bought is in one row of each split. */
  private static List<Check> checks(List<Row> products, long members) {
    Map<String, Long> customers = new TreeMap<>();
    ProductSums.SPLITS.forEach(split -> customers.put(split, 0L));
    products.forEach(
        row ->
            customers.merge(
                row.getAs(ProductOutcomes.SPLIT), row.getAs(ProductOutcomes.CUSTOMERS), Long::sum));
    return customers.entrySet().stream()
        .map(
            split ->
                Check.equal(
                    "customers of gold.products by " + split.getKey(), members, split.getValue()))
        .toList();
  }
}
