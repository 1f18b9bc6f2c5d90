package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import io.churnlake.table.BronzeOrderLines;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tax and shipping in columns of their own: in revenue, or not, as the shop wants it. */
class AmountsBesideTest {
  @TempDir Path folder;

  @Test
  void areAddedToALineAndTakenOffItAlsoOnACreditNote() throws IOException {
    SmallShop shop = new SmallShop(folder);
    shop.file(
        "a.csv",
        "d,c,o,kind,n,net,tax,fee",
        "2024-01-05,a,1,sale,2,10.00,1.90,",
        "2024-01-05,a,1,sale,1,5.00,,0.50",
        "2024-01-06,a,2,credit,1,10.00,1.90,",
        "2024-01-06,a,3,credit,-1,-5.00,-0.95,");
    String mapping =
        """
        source {
          columns { time = d, customer-id = c, order-id = o, quantity = n, amount = net }
          amounts { plus = [tax], minus = [fee] }
          returns { column = kind, pattern = "^credit$" }
        }
        """;
    shop.ingest(mapping);

    assertThat(shop.rows(BronzeOrderLines.TABLE, "order_id", "quantity", "amount"))
        .containsExactly(
            "1 1.0000 4.5000", "1 2.0000 11.9000", "2 -1.0000 -11.9000", "3 -1.0000 -5.9500");
    assertThatThrownBy(() -> shop.ingest(mapping.replace("amount = net", "unit-cost = net")))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("amounts: needs columns.unit-price"));
  }

  @Test
  void areOfTheOrderBesideItsTotal() throws IOException {
    SmallShop shop = new SmallShop(folder);
    shop.file(
        "a.csv",
        "d,c,o,p,n,total,shipping",
        "2024-01-05,a,1,x,1,34.90,4.90",
        "2024-01-05,a,1,y,2,34.90,4.90",
        "2024-01-06,a,2,x,1,10.00,free");
    String mapping =
        """
        source {
          columns { time = d, customer-id = c, order-id = o, product-code = p, quantity = n, order-amount = total }
          amounts.minus = [shipping]
        }
        """;
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("amount_beside_unreadable (1)"));
    shop.file(
        "a.csv",
        "d,c,o,p,n,total,shipping",
        "2024-01-05,a,1,x,1,34.90,4.90",
        "2024-01-05,a,1,y,2,34.90,4.90",
        "2024-01-06,a,2,x,1,10.00,");
    shop.ingest(mapping);

    assertThat(shop.rows(BronzeOrderLines.TABLE, "order_id", "product_code", "amount"))
        .containsExactly("1 x 10.0000", "1 y 20.0000", "2 x 10.0000");
  }
}
