package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.error.ExitCode;
import io.churnlake.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that looks over a mapping and all its files before they are loaded. */
class CheckCommandTest {
  @TempDir Path folder;

  private static Ended ofCase(String mapping, String input) {
    return Ended.run(
        "check",
        "--source",
        TestData.path("cases/" + mapping).toString(),
        "--input",
        TestData.path("cases/" + input).toString());
  }

  private Ended ofFile(String mapping, String... lines) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("orders.csv"), String.join("\n", lines) + "\n");
    Path conf = folder.resolve("shop.conf");
    Files.writeString(
        conf,
        """
        source { name = "shop", zone = "UTC", currency = "EUR", time.patterns = ["yyyy-MM-dd"]
          columns { time = "day", customer-id = "who", order-id = "order", amount = "paid" }
        """
            + mapping
            + "}\n");
    return Ended.run("check", "--source", conf.toString(), "--input", input.toString());
  }

  @Test
  void aColumnOfRefundsThatIsNotUsedAndAStatusOnTheFirstRowOnly() {
    Ended ended = ofCase("01-shopify/naive.conf", "01-shopify/in");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("excluded: cancelled +3 +15.8 % +136.00")
        .containsPattern("counting +15 +78.9 % +451.00")
        .contains(
            "3 lines count in orders of which another line is cancelled",
            "does not use column Refunded Amount, which 2 rows have other than 0",
            "orders_export_1.csv:7 (104.90)")
        .doesNotContain("@example.com");
  }

  @Test
  void anExportInThreeTables() {
    Ended ended =
        Ended.run("check", "--source", "olist", "--input", "src/test/resources/presets/olist");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("excluded: cancelled +1 ")
        .containsPattern("counting +4 +[0-9.]+ % +138.30")
        .containsPattern("customers +2\\b")
        .containsPattern("purchase days +3\\b")
        .containsPattern("2018-01 +117.80");
  }

  @Test
  void headersAndItemsWithAndWithoutMoney() throws IOException {
    String input = "src/test/resources/presets/instacart";
    Ended dates = Ended.run("check", "--source", "instacart", "--input", input);
    assertThat(dates.code()).as(dates.err()).isZero();
    assertThat(dates.out())
        .containsPattern("counting +6 ")
        .containsPattern("orders that count +4\\b")
        .containsPattern("purchase days +4\\b");

    Path own = folder.resolve("own.conf");
    Files.writeString(
        own,
        """
        include classpath("churnlake/conf/sources/instacart.conf")
        source { name = "shop", currency = "EUR", columns { quantity = "pieces", unit-price = "unit_price" } }
        """);
    Ended money = Ended.run("check", "--source", own.toString(), "--input", input);
    assertThat(money.out())
        .containsPattern("counting +6 +[0-9.]+ % +24.00")
        .containsPattern("headers of orders +5\\b")
        .containsPattern("customers +2\\b");
  }

  @Test
  void aStatusThatIsNeverMappedAndOneIdForAll() throws IOException {
    Ended ended =
        ofFile(
            "",
            "day,who,order,paid,state of order,status",
            "2024-01-05,k,1,10.00,x,paid",
            "2024-01-05,Laufkunde,2,10.00,x,cancelled",
            "2024-01-06,Laufkunde,3,5.00,x,paid",
            "2024-01-07,l,4,5.00,x,refunded");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("revenue, gross +30.00 EUR")
        .containsPattern("customers +3\\b")
        .containsPattern("2024-01 +30.00")
        .contains(
            "does not use column status, in which 2 rows say cancelled, refunded",
            "orders.csv:3 (cancelled); orders.csv:5 (refunded)",
            "the customer id \"Laufkunde\" has 2 of 4 orders");
  }

  @Test
  void anOrderThatSaysSomethingElseInALaterFile() {
    Ended ended = ofCase("07-status/append.conf", "07-status/in");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsPattern("counting +4 ")
        .contains("of 5 order ids that several files have, 2 have lines that say something else");
    assertThat(ofCase("07-status/replace.conf", "07-status/in").out())
        .contains("Nothing is suspicious.");
  }

  @Test
  void whatANightWouldRefuseEndsSo() throws IOException {
    Ended ended =
        ofFile(
            "",
            "day,who,order,paid",
            "2024-01-05,k,1,10.00",
            "05.01.2024,l,2,\u001b[31mred\u202e and much longer than that,",
            "2024-01-07,l,3,10.00");

    assertThat(ended.code()).isEqualTo(ExitCode.DATA_REFUSED.code());
    assertThat(ended.err()).contains("1 of 3 lines would be rejected", "remedy: ");
    assertThat(ended.out()).containsPattern("refused: too_many_columns +1 ");

    Ended none = ofFile("", "day,who,order,paid", "2024-01-05,,1,10.00");
    assertThat(none.code()).isEqualTo(ExitCode.DATA_REFUSED.code());
    assertThat(none.err()).contains("The order files hold no line that counts.");
    assertThat(none.out()).containsPattern("excluded: no_customer +1 +100.0 %");
  }

  @Test
  void nothingOfAFileReachesTheTerminalAsItIs() throws IOException {
    Ended ended =
        ofFile(
            "",
            "day,who,order,paid",
            "2024-01-05,k,1,10.00",
            "2024-01-05,,\u001b[31mred\u202e and an order id that is much longer than that,1.00");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("orders.csv:3  <1B>[31mred<202E> and an order id that is much …")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void aFolderThatIsNotThere() {
    Ended.run("check", "--source", "shopify", "--input", folder + "/none")
        .mustTell(ExitCode.USAGE, "none");
  }
}
