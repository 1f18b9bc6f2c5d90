package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import io.churnlake.step.Check;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that come again with what is of the whole order: discounts, vouchers, money back. */
class RestatedOrdersTest {
  private static final String MAPPING =
      """
      source {
        files.pattern = "*.csv"
        columns {
          time = d, customer-id = c, order-id = o, product-code = p, quantity = n, unit-price = e
          order-discount = off, refunded-amount = back
        }
        cancelled { column = state, pattern = "^void$" }
        returns { column = kind, pattern = "^credit$" }
        vouchers = [V]
        rows.drop { kind = "^total$" }
      }
      """;

  @TempDir Path folder;

  @Test
  void anOrderThatChangesIsRestatedAndRefusesNothing() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String header = "d,c,o,p,n,e,off,back,state,kind";
    shop.file(
        "a.csv",
        header,
        "2024-01-02,c1,1,a,1,30,5,,paid,order",
        "2024-01-02,c1,1,b,1,20,5,,paid,order",
        "2024-01-02,c2,2,a,1,30,,20,paid,order",
        "2024-01-03,c3,3,a,1,30,,,paid,order",
        "2024-01-03,c3,3,V,1,-10,,,paid,order",
        "2024-01-04,c3,4,a,1,30,,,paid,credit",
        "2024-01-04,c3,4,V,1,-10,,,paid,credit",
        "2024-01-05,c4,5,a,1,30,,,paid,order",
        ",,,,,,,,,total");
    shop.ingest(MAPPING);
    assertThat(conformed(shop))
        .contains(new Check("lines restated by later deliveries", "0", "0", Check.Severity.NOTE));
    assertThat(silver(shop))
        .containsExactly(
            "1 - 0.0000 false",
            "1 a 27.0000 false",
            "1 b 18.0000 false",
            "2 - -20.0000 false",
            "2 a 30.0000 false",
            "3 - 0.0000 false",
            "3 V 0.0000 false",
            "3 a 20.0000 false",
            "4 - 0.0000 true",
            "4 V 0.0000 true",
            "4 a -20.0000 true",
            "5 - 0.0000 false",
            "5 a 30.0000 false");

    shop.file(
        "b.csv",
        header,
        "2024-01-02,c1,1,a,1,30,5,,void,order",
        "2024-01-02,c1,1,b,1,20,5,,paid,order",
        "2024-01-02,c2,2,a,1,30,,30,void,order",
        "2024-01-05,c4,5,a,2,30,,,paid,order");
    shop.ingest(MAPPING);
    assertThat(conformed(shop))
        .contains(new Check("lines restated by later deliveries", "0", "6", Check.Severity.NOTE));
    assertThat(silver(shop))
        .contains("1 a 30.0000 true", "1 b 15.0000 false", "2 a 30.0000 true", "5 a 60.0000 false")
        .filteredOn(line -> line.startsWith("2 -"))
        .containsExactly("2 - 0.0000 true");
    assertThat(shop.rows(Returns.TABLE, Returns.AMOUNT))
        .as("the credit note, its voucher, and no money back for an order that is void")
        .containsExactly("0.0000", "20.0000");

    shop.file("c.csv", header, "2024-01-02,c1,1,a,1,30,5,,paid,order");
    assertThatThrownBy(() -> shop.ingest(MAPPING))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("order-discount is spread")
        .hasMessageContaining("1 in a.csv and b.csv and c.csv");
    shop.file("c.csv", "d,c,o,p,n,e,off,back,state", "2024-01-02,c1,1,a,1,30,5,,paid");
    assertThatThrownBy(() -> shop.ingest(MAPPING))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("c.csv has no column kind");
  }

  @Test
  void whatAnOrderContradictsIsRejectedAndNoRowIsShown() throws IOException {
    SmallShop shop = new SmallShop(folder);
    shop.file(
        "a.csv",
        "d,c,o,p,n,e,off,back,state,kind",
        "2024-01-02,Ann,1,a,1,30,5,,paid,order",
        "2024-01-02,Ann,1,b,1,20,6,,paid,order",
        // Whether 5 of the 30 are kept or 35 are given back, a credit note's signs do not say.
        "2024-01-03,Ann,2,a,1,30,,,paid,credit",
        "2024-01-03,Ann,2,fee,1,-5,,,paid,credit",
        "2024-01-03,Ann,2,V,1,-1,,,paid,credit");
    assertThatThrownBy(() -> shop.ingest(MAPPING))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("order_discount_differs (2), first in a.csv, line 2")
        .hasMessageContaining("return_signs_differ (3), first in a.csv, line 4")
        .hasMessageNotContaining("Ann");
  }

  private static List<Check> conformed(SmallShop shop) throws IOException {
    return new ConformJob().run(shop.context(MAPPING)).checks();
  }

  private static List<String> silver(SmallShop shop) {
    return shop.rows(
        SilverOrderLines.TABLE,
        BronzeOrderLines.ORDER_ID,
        BronzeOrderLines.PRODUCT_CODE,
        BronzeOrderLines.AMOUNT,
        BronzeOrderLines.CANCELLED);
  }
}
