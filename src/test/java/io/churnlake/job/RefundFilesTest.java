package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import io.churnlake.step.Check;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refunds in files of their own: whose they are, what they undo, what they are worth. */
class RefundFilesTest {
  private static final String MAPPING =
      """
      source {
        files.pattern = "orders*.csv"
        columns {
          time = d, customer-id = c, order-id = o, product-code = p, quantity = n, order-amount = total
        }
        restatement = "replace_order"
        refunds {
          pattern = "refunds*.csv"
          columns { order-id = order, time = day, line-id = id, product-code = sku, quantity = n, amount = money }
        }
      }
      """;

  @TempDir Path folder;

  private SmallShop shop() throws IOException {
    SmallShop shop = new SmallShop(folder);
    shop.file(
        "orders1.csv",
        "d,c,o,p,n,total",
        "2024-01-05,ann,1,tea,2,30.00",
        "2024-01-05,ann,1,cup,1,30.00",
        "2024-01-06,bob,2,tea,1,10.00");
    return shop;
  }

  @Test
  void piecesUndoLinesAndMoneyAloneIsAnAdjustmentOfTheOrdersCustomer() throws IOException {
    SmallShop shop = shop();
    shop.file(
        "refunds1.csv",
        "order,day,id,sku,n,money",
        "1,2024-02-01,R1,tea,1,10.00",
        "1,2024-02-03,R2,,,-2.50",
        "2,2024-02-04,R3,,0,1.00",
        "9,2024-02-04,R4,,0,1.00");
    assertThat(shop.ingest(MAPPING).rowsIn()).isEqualTo(7);
    assertThat(new ConformJob().run(shop.context(MAPPING)).checks())
        .filteredOn(check -> check.name().contains("name an order without a sale that counts"))
        .extracting(Check::actual)
        .containsExactly("1");

    assertThat(
            shop.rows(
                Returns.TABLE,
                "kind",
                "return_order_id",
                "order_id",
                "returned_on",
                "pieces",
                "amount"))
        .containsExactly(
            "adjustment 1 refund R2 - 2024-02-03 0.0000 2.5000",
            "adjustment 2 refund R3 - 2024-02-04 0.0000 1.0000",
            "reference 1 refund R1 1 2024-02-01 1.0000 10.0000");
    // No refund is a day of purchase.
    assertThat(
            shop.rows(CustomerDays.TABLE, "order_date", "orders", "revenue").stream()
                .filter(row -> !row.contains(" 0 "))
                .toList())
        .containsExactly("2024-01-05 1 30.0000", "2024-01-06 1 10.0000");

    // A later file with one of them again, and one more: each counts once, and no order is
    // replaced.
    shop.file(
        "refunds2.csv",
        "order,day,id,sku,n,money",
        "1,2024-02-03,R2,,,-2.50",
        "1,2024-03-01,R5,cup,1,10.00");
    shop.ingest(MAPPING);
    new ConformJob().run(shop.context(MAPPING));
    assertThat(
            shop.lake()
                .read(SilverOrderLines.TABLE)
                .agg(org.apache.spark.sql.functions.sum(SilverOrderLines.NET_AMOUNT))
                .first()
                .get(0))
        .hasToString("16.5000");
    assertThat(shop.rows(SilverOrderLines.TABLE, "order_id", "counts"))
        .contains("1 true", "1 refund R5 false")
        .hasSize(8);

    // The order of a refund that came before it.
    shop.file("orders2.csv", "d,c,o,p,n,total", "2024-03-05,ann,9,tea,1,5.00");
    shop.ingest(MAPPING);
    new ConformJob().run(shop.context(MAPPING));
    assertThat(shop.rows(Returns.TABLE, "kind", "return_order_id", "amount"))
        .hasSize(5)
        .contains("adjustment 9 refund R4 1.0000", "adjustment 1 refund R2 2.5000");
  }

  @Test
  void piecesWithoutMoneyGiveBackWhatTheyWereSoldFor() throws IOException {
    SmallShop shop = shop();
    String mapping = MAPPING.replace(", amount = money", "").replace(", line-id = id", "");
    shop.file("refunds.csv", "order,day,sku,n", "1,2024-02-01,tea,1", "1,2024-02-01,cup,1");
    shop.ingest(mapping);
    new ConformJob().run(shop.context(mapping));

    assertThat(shop.rows(Returns.TABLE, "kind", "return_order_id", "product_code", "amount"))
        .containsExactly(
            "reference 1 refund 2024-02-01 cup 10.0000",
            "reference 1 refund 2024-02-01 tea 10.0000");
  }

  @Test
  void aMappingOfRefundsThatCannotWorkIsRefused() throws IOException {
    SmallShop shop = shop();
    assertThatThrownBy(
            () ->
                shop.ingest(
                    MAPPING
                        .replace("pattern = \"refunds*.csv\"", "")
                        .replace(", quantity = n, amount = money", "")
                        .replace("order-id = order, time", "time")))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason())
                    .contains(
                        "refunds.folder: or pattern must be others than those of source.files",
                        "refunds.columns.order-id: is required",
                        "need an amount, or pieces that came back"));
  }
}
