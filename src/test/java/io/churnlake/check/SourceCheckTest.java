package io.churnlake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check of exports as shops' systems write them says what is right, as a night does. */
class SourceCheckTest {
  static Checked checked(String mapping, Path input) {
    return SourceCheck.of(
        SparkTest.spark(),
        Configuration.defaults(),
        SourceMapping.load(Path.of("src/test/resources/cases", mapping + ".conf")),
        input.toString(),
        () -> "");
  }

  /** Lines, of these counting; gross, net; customers, purchase days, first day. */
  private static String told(Checked found) {
    LineTally lines = found.lines();
    return String.join(
        " ",
        "" + lines.lines(),
        "" + lines.counting().rows(),
        lines.counting().amount().setScale(2, RoundingMode.UNNECESSARY).toPlainString(),
        lines
            .counting()
            .amount()
            .subtract(found.givenBack())
            .setScale(2, RoundingMode.UNNECESSARY)
            .toPlainString(),
        "" + found.customers().customers(),
        "" + found.customers().purchaseDays(),
        "" + lines.first());
  }

  @ParameterizedTest
  @CsvSource({
    "shopify, 01-shopify/in, 29 12 346.50 326.50 4 6 2024-01-05",
    "amazon, 03-amazon/in_bad, 28 26 296.50 296.50 23 25 2024-01-05",
    "erp, 05-german-erp/in, 10 5 3714.40 1205.40 3 5 2024-01-05",
    "woo, 06-woo-json/in_array, 17 7 289.00 229.00 4 6 2024-01-05",
    "status, 07-status/in, 6 4 195.00 195.00 3 4 2024-01-30",
    "two-shops, 13-order-ids/in_two, 6 6 90.00 90.00 3 6 2024-01-05",
    "overlap, 19-overlap/in_cust, 3 3 60.00 60.00 3 3 2024-01-05"
  })
  void theFiguresAreThoseThatAreRight(String mapping, String input, String told) {
    Checked found = checked(mapping, TestData.path("cases/" + input));

    assertThat(told(found)).isEqualTo(told);
    // Each row has one end.
    assertThat(found.refused().rows() + found.headers() + found.again() + found.lines().lines())
        .isEqualTo(found.rows());
    assertThat(found.refusal()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "06-woo-json/m_id, 06-woo-json/in, does not use the list refunds",
    "13-order-ids/m, 13-order-ids/in_anon, '2 of 2 order ids with several lines span days'"
  })
  void aMappingThatIsWrongIsSuspicious(String mapping, String input, String told) {
    Checked found =
        SourceCheck.of(
            SparkTest.spark(),
            Configuration.defaults(),
            SourceMapping.load(TestData.path("cases/" + mapping + ".conf")),
            TestData.path("cases/" + input).toString(),
            () -> "");
    assertThat(found.suspicions()).extracting(Suspicion::problem).anyMatch(it -> it.contains(told));
  }

  @Test
  void sharesOfTheLineAreTakenOff(@TempDir Path folder) throws IOException {
    String mapping =
        """
        source { name = "t", zone = "UTC", currency = "EUR", discounts = "share", time.patterns = ["yyyy-MM-dd"]
          columns { time = date, customer-id = customer, order-id = order, quantity = n, unit-price = price
            discount = off } }
        """;
    Files.writeString(
        folder.resolve("o.csv"),
        """
        order,date,customer,n,price,off
        1,2024-01-05,a,2,50.00,0.15
        2,2024-01-06,b,1,24.99,33.333 %
        3,2024-01-07,a,-1,50.00,-0.15
        4,2024-01-08,a,1,10.00,
        5,2024-01-09,a,1,10.00,1.5
        6,2024-01-10,a,1,10.00,120%
        """);
    SourceMapping source = SourceMapping.parse("test", mapping);
    Checked found =
        SourceCheck.of(
            SparkTest.spark(), Configuration.defaults(), source, folder.toString(), () -> "");
    assertThat(found.lines().counting().amount()).isEqualByComparingTo("111.6601");
    assertThat(found.lines().excluded().get("quantity_not_positive").amount())
        .isEqualByComparingTo("-42.50");
    assertThat(found.refused().byReason().get("discount_unreadable").rows()).isEqualTo(2);
  }

  @Test
  void shippingOfAnOrderThatIsAddedToEachOfItsLines(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("o.csv"),
        """
        shop,order,date,customer,price,shipping,tax
        web,1,2024-01-05,a,20.00,4.90,3.80
        web,1,2024-01-05,a,12.00,4.90,2.28
        till,1,2024-01-06,b,10.00,0.00,1.90
        till,1,2024-01-06,b,10.00,0.00,1.90
        web,2,2024-01-07,c,10.00,2.90,1.90
        web,3,2024-01-07,c,10.00,3.90,1.90
        web,3,2024-01-07,c,20.00,3.90,3.80
        """);
    SourceMapping source =
        SourceMapping.parse(
            "test",
            """
            source { name = "t", zone = "UTC", currency = "EUR", time.patterns = ["yyyy-MM-dd"]
              columns { time = date, customer-id = customer, order-id = [[shop, order]], amount = price }
              amounts.plus = [shipping, tax] }
            """);
    Checked found =
        SourceCheck.of(
            SparkTest.spark(), Configuration.defaults(), source, folder.toString(), () -> "");
    assertThat(found.suspicions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.problem())
                  .startsWith("shipping is the same on all lines of 2 of 2 orders");
              assertThat(it.examples().get(0).place()).isEqualTo(new Place("o.csv", 2));
            });
  }

  @ParameterizedTest
  @CsvSource({"square", "magento", "woocommerce-csv"})
  void theMappingsOfKnownExportsAreNot(String preset) {
    Checked found =
        SourceCheck.of(
            SparkTest.spark(),
            Configuration.defaults(),
            SourceMapping.bundled(preset),
            "src/test/resources/presets/" + preset,
            () -> "");
    assertThat(found.suspicions()).isEmpty();
  }
}
