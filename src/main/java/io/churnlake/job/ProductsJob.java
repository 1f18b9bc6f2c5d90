package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.clv.Margin;
import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.retention.FirstProducts;
import io.churnlake.retention.NextCategorySums;
import io.churnlake.table.CategoryCells;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.NextCategories;
import io.churnlake.table.ProductCells;
import io.churnlake.table.ProductOutcomes;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import io.churnlake.table.TouchedCustomers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What becomes of customers by what they first bought, and what they buy next. */
public final class ProductsJob implements Job {
  @Override
  public String name() {
    return "products";
  }

  @Override
  public String summary() {
    return "Follows customers by the product and category they began with.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE, TouchedCustomers.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        CategoryCells.TABLE, ProductCells.TABLE, NextCategories.TABLE, ProductOutcomes.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    List<LocalDate> slice = List.of(asOf);
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    lake.require(Customers.TABLE, name());
    KnownHistory history = KnownHistory.upTo(asOf, days);
    Configuration.Retention settings = context.configuration().retention();
    int least = settings.leastCustomers();
    List<Written> written = new ArrayList<>();

    List<String> splits = CustomerLogs.names(FirstProducts.SPLITS);
    Sums sums =
        new Sums(
            context,
            FirstProducts.SPLITS,
            Sums.ALL_VALUES,
            "products",
            List.of(CategoryCells.TABLE, ProductCells.TABLE));
    Dataset<Row> categories = sums.update(CategoryCells.TABLE, NextCategorySums::of);
    Dataset<Row> cells = sums.update(ProductCells.TABLE, logs -> FirstProducts.cells(logs, splits));
    written.addAll(sums.written());
    Margin margin =
        Margin.of(FirstProducts.costs(cells).first(), context.configuration().clv().marginRate());
    Written next =
        lake.replaceSlices(
            NextCategories.TABLE, slice, NextCategorySums.shares(categories, asOf, least));
    Written products =
        lake.replaceSlices(
            ProductOutcomes.TABLE, slice, FirstProducts.of(cells, asOf, margin.rate(), least));
    written.addAll(List.of(next, products));
    long members =
        lake.read(Customers.TABLE).filter(col(Customers.FIRST_ORDER_DATE).leq(lit(asOf))).count();
    List<Check> checks = new ArrayList<>();
    lake.read(ProductOutcomes.TABLE, products.version())
        .filter(col(ProductOutcomes.AS_OF).equalTo(lit(asOf)))
        .groupBy(ProductOutcomes.SPLIT)
        .sum(ProductOutcomes.CUSTOMERS)
        .orderBy(ProductOutcomes.SPLIT)
        .collectAsList()
        .forEach(
            row ->
                checks.add(
                    Check.equal(
                        "customers of gold.products by " + row.getString(0),
                        members,
                        row.getLong(1))));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks,
        products.rows()
            + " first products and categories"
            + ", "
            + next.rows()
            + " pairs of categories as of "
            + asOf
            + ", "
            + sums.note()
            + ".");
  }
}
