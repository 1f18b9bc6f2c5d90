package io.churnlake.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.error.UserException;
import io.churnlake.lake.SampleRecords;
import io.churnlake.testing.TestData;
import io.churnlake.testing.Zips;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed for an export gives the figures that are right, unedited. */
@Tag("fast")
class InspectionTest {
  @TempDir Path folder;

  private Inspection inspected(String name, String... lines) throws IOException {
    return inspected(name, StandardCharsets.UTF_8, lines);
  }

  private Inspection inspected(String name, Charset encoding, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, String.join("\n", lines) + "\n", encoding);
    return Inspection.of(List.of(file));
  }

  private static SourceMapping mapping(Inspection found) {
    return Objects.requireNonNull(found.understood()).source();
  }

  @ParameterizedTest
  @CsvSource({
    "01-shopify/in, 29 12 346.50 4 6 2024-01-05",
    "02-email-case/in, 16 7 70.00 2 7 2024-01-05",
    "03-amazon/in, 28 26 296.50 23 25 2024-01-05",
    "03-amazon/in_bad, 28 26 296.50 23 25 2024-01-05",
    "04-symbols/usd/in, 4 3 2258.49 2 3 2024-01-05",
    "04-symbols/eur/in, 5 3 2258.49 2 3 2024-01-05",
    "05-german-erp/in, 10 5 3714.40 3 5 2024-01-05",
    "05-german-erp/in_euro, 2 2 2504.50 2 2 2024-01-05",
    "06-woo-json/in, 17 7 289.00 4 6 2024-01-05",
    "06-woo-json/in_array, 17 7 289.00 4 6 2024-01-05",
    "06-woo-json/in_array1, 17 7 289.00 4 6 2024-01-05",
    "07-status/in, 6 4 195.00 3 4 2024-01-30",
    "13-order-ids/in_anon, 8 5 49.00 3 5 2024-03-15",
    "13-order-ids/in_two, 6 6 90.00 3 6 2024-01-05",
    "14-dialects/j-drift/in, 2 2 19.00 1 2 2024-01-05",
    "14-dialects/o-swallow/in, 40 40 820.00 40 40 2024-01-01",
    "14-dialects/p-unclosed/in, 60 60 1830.00 60 60 2024-01-01",
    "14-dialects/t-header-crlf-only/in, 60 60 1830.00 60 60 2024-01-01",
    "14-dialects/u-dateonly-utc/in, 2 2 30.00 2 2 2024-03-01",
    "14-dialects/v-empty-file/in, 2 2 30.00 2 2 2024-03-01",
    "14-dialects/z-partitioned/in, 2 2 30.00 2 2 2024-01-05",
    "19-overlap/in, 4 4 70.00 3 4 2024-01-05",
    "19-overlap/in_cust, 3 3 60.00 3 3 2024-01-05",
    "20-discount-sign/in, 3 3 131.10 3 3 2024-01-05",
    "23-equal-repeats/in_ok, 5 5 63.00 2 5 2024-05-01"
  })
  void theCasesComeToWhatIsRight(String input, String told) {
    Inspection found = Inspection.of(List.of(TestData.path("cases/" + input)));
    assertThat(Told.of(found)).as(found.text()).isEqualTo(told);
  }

  @Test
  void aDiscountThatIsAShareIsNoMoney() throws IOException {
    Inspection found =
        inspected(
            "superstore.csv",
            "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,Product ID,Category,Product Name,Sales,Quantity,Discount,Profit",
            "1,CA-1,1/31/2024,2/2/2024,First,CG-1,Claire G,Consumer,United States,Troy,FUR-1,Furniture,\"Desk, oak\",261.96,2,0,41.91",
            "2,CA-1,1/31/2024,2/2/2024,First,CG-1,Claire G,Consumer,United States,Troy,FUR-2,Furniture,Chair,731.94,3,0.2,219.58",
            "3,CA-2,12/6/2024,12/9/2024,Second,DV-1,Darrin V,Corporate,United States,Linz,OFF-1,Office,Labels,14.62,2,0.15,6.87");

    assertThat(Told.of(found)).as(found.text()).isEqualTo("3 3 1008.52 2 2 2024-01-31");
    assertThat(mapping(found).timePatterns()).containsExactly("M/d/yyyy");
    assertThat(mapping(found).currency()).isEqualTo("USD");
  }

  @Test
  void tabsInUtf16WithAMark() throws IOException {
    Inspection found =
        inspected(
            "export.txt",
            StandardCharsets.UTF_16,
            "Bestellnummer\tBestelldatum\tKundennummer\tArtikelnummer\tMenge\tEinzelpreis",
            "B1\t05. März 2024 10:15\tK1\tA\t2\t1.250,00",
            "B2\t6. April 2024 09:00\tK2\tB\t1\t9,90");

    assertThat(Told.of(found)).as(found.text()).isEqualTo("2 2 2509.90 2 2 2024-03-05");
    assertThat(found.dialect().encoding()).isEqualTo("UTF-16");
    assertThat(mapping(found).rows().language()).isEqualTo("de");
  }

  @Test
  void columnsWithoutNamesGoByPosition() throws IOException {
    Inspection found = inspected("log.txt", "2024-01-05;k;2;10.00", "2024-01-06;l;1;5.00");
    assertThat(found.dialect().header()).isFalse();
    // Two pieces for twice as much.
    assertThat(Told.of(found)).as(found.text()).isEqualTo("2 2 15.00 2 2 2024-01-05");
    assertThat(mapping(found).column(Field.TIME)).isEqualTo("1");
    assertThat(mapping(found).column(Field.CUSTOMER_ID)).isEqualTo("2");
    assertThat(mapping(found).column(Field.AMOUNT)).isEqualTo("4");
    assertThat(found.questions())
        .anyMatch(question -> question.contains("2 as customer id, 4 as line total"));
  }

  @Test
  void columnsWithoutNamesAreToldByWhatTheyHold() throws IOException {
    Inspection found =
        inspected(
            "orders.csv",
            "700001,1,05.01.2024 10:15,K17,4711,Tea pot,2,24.90,EUR,AT,paid",
            "700001,2,05.01.2024 10:15,K17,4712,Red cup,1,6.50,EUR,AT,paid",
            "700002,1,16.01.2024 11:00,K18,4712,Red cup,3,6.50,EUR,DE,paid",
            "700003,1,17.02.2024 09:30,K17,4711,Tea pot,1,24.90,EUR,AT,cancelled",
            "700003,2,17.02.2024 09:30,K17,4712,Red cup,1,6.50,EUR,AT,cancelled",
            "700004,1,28.02.2024 12:45,K19,4712,Red cup,2,6.50,EUR,DE,paid");

    assertThat(Told.of(found)).as(found.text()).isEqualTo("6 4 88.80 3 3 2024-01-05");
    assertThat(mapping(found).column(Field.ORDER_ID)).isEqualTo("1");
    assertThat(mapping(found).column(Field.LINE_ID)).isEqualTo("2");
    assertThat(mapping(found).column(Field.CUSTOMER_ID)).isEqualTo("4");
    assertThat(mapping(found).column(Field.PRODUCT_CODE)).isEqualTo("5");
    assertThat(mapping(found).column(Field.PRODUCT_NAME)).isEqualTo("6");
    assertThat(mapping(found).column(Field.UNIT_PRICE)).isEqualTo("8");
    assertThat(mapping(found).column(Field.CURRENCY)).isEqualTo("9");
    assertThat(InspectionReport.of(found)).noneMatch(line -> line.contains("K17"));
  }

  @Test
  void aPriceBesideATotalWithoutNames() throws IOException {
    Inspection found =
        inspected(
            "till.csv",
            "kim@x.example;2024-01-05;2;3.00;6.00",
            "lee@x.example;2024-01-06;1;3.00;3.00",
            "kim@x.example;2024-02-06;4;1.50;6.00");
    assertThat(Told.of(found)).as(found.text()).isEqualTo("3 3 15.00 2 3 2024-01-05");
    assertThat(mapping(found).column(Field.UNIT_PRICE)).isEqualTo("4");
    assertThat(mapping(found).has(Field.AMOUNT)).isFalse();
  }

  @Test
  void objectsWithTheirLinesInside() throws IOException {
    Inspection found =
        inspected(
            "feed.ndjson",
            "{\"orderId\":\"1\",\"createdAt\":1706743800000,\"customer\":{\"id\":\"k\",\"email\":\"k@x.example\"},\"currency\":\"EUR\",\"positions\":[{\"sku\":\"A\",\"qty\":2,\"unitPrice\":10.5},{\"sku\":\"B\",\"qty\":1,\"unitPrice\":4}]}",
            "{\"orderId\":\"2\",\"createdAt\":1706860800000,\"customer\":{\"id\":\"l\",\"email\":\"l@x.example\"},\"currency\":\"EUR\",\"positions\":[{\"sku\":\"B\",\"qty\":1,\"unitPrice\":4}]}");

    assertThat(Told.of(found)).as(found.text()).isEqualTo("3 3 29.00 2 2 2024-01-31");
    assertThat(mapping(found).items()).isEqualTo("positions");
    assertThat(mapping(found).timePatterns()).containsExactly("epoch-milliseconds");
  }

  @Test
  void whatStandsBesideAnArrayOfLinesIsTheOrders() throws IOException {
    String order =
        "{\"id\": %d, \"created\": %d, \"customer\": \"c%d\", \"total\": 3000, \"currency\":"
            + " \"eur\", \"items\": [{\"sku\": \"a\", \"qty\": 1%s}, {\"sku\": \"b\", \"qty\": 2%s}]}";
    String price = ", \"unit_amount\": 1000";
    Inspection priced =
        inspected(
            "priced.ndjson",
            String.format(order, 1, 1700000000, 1, price, price),
            String.format(order, 2, 1700090000, 2, price, price));
    assertThat(Told.of(priced)).as(priced.text()).isEqualTo("4 4 60.00 2 2 2023-11-14");
    assertThat(priced.questions())
        .anyMatch(it -> it.contains("items.unit_amount is taken for cents"));

    Inspection total =
        inspected(
            "total.ndjson",
            String.format(order, 1, 1700000000, 1, "", ""),
            String.format(order, 2, 1700090000, 2, "", ""));
    assertThat(Told.of(total)).as(total.text()).isEqualTo("4 4 60.00 2 2 2023-11-14");
    assertThat(mapping(total).column(Field.ORDER_AMOUNT)).isEqualTo("total");
  }

  @Test
  void aShareOfTheLineIsTakenOff() throws IOException {
    for (String[] discounts :
        new String[][] {
          {"Discount", "0", "0.1", "share"},
          {"Discount %", "", "10%", "share"},
          {"Discount Percent", "0", "10", "percent"}
        }) {
      Inspection found =
          inspected(
              "e.csv",
              "OrderID,OrderDate,CustomerID,ProductID,Quantity,UnitPrice," + discounts[0],
              "1,2024-01-31,a,P,1,100.00," + discounts[1],
              "2,2024-02-01,b,Q,2,50.00," + discounts[2]);
      assertThat(Told.of(found)).as(found.text()).isEqualTo("2 2 190.00 2 2 2024-01-31");
      assertThat(found.text()).contains("discounts = \"" + discounts[3] + "\"");
      assertThat(found.questions()).anyMatch(it -> it.contains("is taken for a share of its line"));
    }
  }

  @Test
  void aDiscountThatIsLeftOutIsTold() throws IOException {
    Inspection verified =
        inspected(
            "h.csv",
            "Order Number,Order Date,Customer ID,Subtotal,Discount,Shipping,Tax,Total",
            "1,2024-02-01,a,50.00,5.00,4.90,9.00,58.90",
            "2,2024-02-02,b,51.00,0.00,4.90,10.20,66.10");
    assertThat(Told.of(verified)).as(verified.text()).isEqualTo("2 2 96.00 2 2 2024-02-01");

    String header = "order,date,customer,sku,qty,price,Order Discount";
    Inspection ofOrder =
        inspected("o.csv", header, "1,2024-02-01,a,P,1,50.00,5.00", "2,2024-02-02,b,P,1,50.00,0");
    assertThat(ofOrder.questions())
        .anyMatch(it -> it.startsWith("Order Discount is not taken off"));
    Inspection none =
        inspected("n.csv", header, "1,2024-02-01,a,P,1,50.00,0", "2,2024-02-02,b,P,1,50.00,0");
    assertThat(none.questions()).noneMatch(it -> it.contains("Discount"));
  }

  @Test
  void numbersOfOrdersAreNoPieces() throws IOException {
    Inspection found =
        inspected(
            "g.txt",
            "1\t20230101\tM0\tAA\t1\t2.50",
            "1\t20230101\tM0\tBB\t2\t5.00",
            "2\t20230102\tM1\tCC\t4\t7.50",
            "2\t20230102\tM1\tAA\t1\t2.50",
            "3\t20230103\tM2\tBB\t3\t5.00",
            "3\t20230103\tM2\tCC\t1\t7.50");
    assertThat(mapping(found).column(Field.QUANTITY)).as(found.text()).isEqualTo("5");
    assertThat(mapping(found).column(Field.ORDER_ID)).isEqualTo("1");
    assertThat(mapping(found).column(Field.CUSTOMER_ID)).isEqualTo("3");
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    Path image = folder.resolve("a.png");
    Files.write(image, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I'});
    assertThatThrownBy(() -> Inspection.of(List.of(image)))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("a.png: it looks like no text"));
    Path page = Files.writeString(folder.resolve("pom.xml"), "<?xml version='1.0'?>\n<a>1,2</a>\n");
    assertThatThrownBy(() -> Inspection.of(List.of(page)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("XML or HTML"));
    assertThatThrownBy(
            () ->
                inspected(
                    "broken.csv",
                    "order,date,customer,price",
                    "1,2024-01-05,a,1.00,x,y",
                    "2,2024-01-06,b,1.00,x",
                    "3,2024-01-06,b,2.00"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("cannot be divided"));
  }

  @Test
  void germanLettersAreOfWesternEurope() {
    byte[] german =
        "Bestellnr;Artikel\n1;Artikel 5 – Größe 0\n2;Möbel – Größe 3\n3;Stück über Maß – Größe 1\n"
            .getBytes(Charset.forName("windows-1252"));
    assertThat(Encodings.of(german)).isEqualTo("windows-1252");
    byte[] polish =
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw; są oni obdarzeni rozumem"
            .getBytes(Charset.forName("windows-1250"));
    assertThat(Encodings.hasOwnLetters(polish, "windows-1250")).isTrue();
    assertThat(Encodings.hasOwnLetters(german, "windows-1250")).isFalse();
  }

  @Test
  void moneyInCentsIsCalledSo() throws IOException {
    Inspection found =
        inspected(
            "x.csv",
            "order_id,created_at,customer_id,sku,quantity,price_cents",
            "1,2024-01-05,a,P,2,550",
            "2,2024-01-06,b,P,1,50");
    assertThat(Told.of(found)).as(found.text()).isEqualTo("2 2 11.50 2 2 2024-01-05");

    Inspection mixed =
        inspected(
            "y.csv",
            "order_id,created_at,customer_id,sku,quantity,price_cents,discount",
            "1,2024-01-05,a,P,2,550,1.25",
            "2,2024-01-06,b,P,1,150,0.00");
    assertThat(mixed.questions()).anyMatch(it -> it.contains("price_cents is called cents, but"));

    // Whole euros are none.
    Inspection euros =
        inspected(
            "z.csv",
            "order_id,created_at,customer_id,sku,quantity,price",
            "1,1704157200000,a,P,2,550",
            "2,1704357200000,b,P,1,300");
    assertThat(Told.of(euros)).as(euros.text()).isEqualTo("2 2 1400.00 2 2 2024-01-02");
  }

  @Test
  void shortWordsOfManyShopsAreKnown() throws IOException {
    Inspection german =
        inspected(
            "erp.csv",
            "Bestell-Nr.;Kd.-Nr.;Datum;Art.-Nr.;Anz.;E-Preis;Status",
            "1;K1;02.01.2024, 01:00 Uhr;A;2;10,50;bezahlt",
            "2;K2;13.01.2024, 11:00 Uhr;A;1;10,50;zurückgesendet",
            "3;K2;14.01.2024, 11:00 Uhr;A;1;10,50;Rückerstattet",
            "4;K3;15.01.2024, 11:00 Uhr;A;1;10,50;Teilstorno",
            "5;K3;16.01.2024, 11:00 Uhr;A;1;10,50;vom Kunden storniert",
            "6;K3;17.01.2024, 11:00 Uhr;A;1;10,50;zurückgestellt",
            "7;K3;18.01.2024, 11:00 Uhr;A;1;10,50;nicht storniert");
    assertThat(Told.of(german)).as(german.text()).isEqualTo("7 3 42.00 2 3 2024-01-02");
    assertThat(german.questions())
        .anyMatch(it -> it.contains("count whole") && it.contains("Teilstorno"))
        .anyMatch(it -> it.contains("want of a better guess: nicht storniert"));

    Inspection french =
        inspected(
            "ventes.csv",
            "N° commande;Date;N° client;Article;Qté;PU TTC;Frais",
            "C1;31/01/2024;7;A;2;10,50;1,00 €",
            "C2;01/02/2024;8;A;1;10,50;1,00 €");
    assertThat(Told.of(french)).as(french.text()).isEqualTo("2 2 31.50 2 2 2024-01-31");
    assertThat(french.questions()).noneMatch(it -> it.contains("currency"));

    Inspection small =
        inspected(
            "s.csv",
            "order,date,cust,net_price,gross_price",
            "1,2024-01-31,0,10.00,11.90",
            "2,2024-02-01,b,10.00,11.90");
    assertThat(Told.of(small)).as(small.text()).isEqualTo("2 1 10.00 1 1 2024-02-01");
    assertThat(small.questions())
        .anyMatch(it -> it.contains("no column looks like pieces"))
        .contains("net_price is taken; gross_price is the same with or without tax")
        .anyMatch(it -> it.startsWith("1 row has the id 0, taken for nobody"));
  }

  @Test
  void linesAreAccountedFor() {
    assertThat(
            String.join(
                "\n",
                InspectionReport.of(Inspection.of(List.of(TestData.path("cases/01-shopify/in"))))))
        .containsPattern("rows +19 looked at")
        .containsPattern("  lines +29\n")
        .containsPattern("lines that give money back +10  without goods, -20.00 EUR");
  }

  @Test
  void columnsAreReadThoughOneIsMissing() throws IOException {
    Inspection found =
        inspected("n.csv", "order,date,qty,price", "1,2024-01-31,1,10.00", "2,2024-02-01,2,10.00");
    assertThat(found.understood()).isNull();
    assertThat(String.join("\n", InspectionReport.of(found)))
        .containsPattern("price +numbers +100 % +unit-price")
        .contains("no column looks like a customer");
  }

  @Test
  void linesThatMostlyDoNotCountAreAsked() throws IOException {
    Inspection found =
        inspected(
            "till.csv",
            Stream.concat(
                    Stream.of("receipt,date,customer,qty,price"),
                    IntStream.range(0, 30)
                        .mapToObj(
                            i -> i % 10 + ",2024-01-05," + (i < 12 ? "" : "c" + i) + ",1,2.00"))
                .toArray(String[]::new));
    assertThat(String.join("\n", InspectionReport.of(found)))
        .contains("CHECK: 12 of 30 lines do not count by the rule no_customer: 40 %")
        .contains("their order's number is one of several customers");

    String again = "receipt,date,customer,qty,price\n1,2024-01-05,a,1,2.00\n";
    Path twice = Files.createDirectory(folder.resolve("twice"));
    Files.writeString(twice.resolve("a.csv"), again);
    Files.writeString(twice.resolve("b.csv"), again + "2,2024-01-06,b,1,2.00\n");
    assertThat(String.join("\n", InspectionReport.of(Inspection.of(List.of(twice)))))
        .containsPattern("the same again, or restated +1\n");
  }

  @Test
  void aPackedFileThatTellsItsDelimiter() throws IOException {
    Path file = folder.resolve("ventes.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("sep=;\r\nCommande;Date;Client;Référence;Quantité;Prix;Statut\r\n"
                  + "C1;31/01/2024;K1;A;2;10,50 €;payé\r\n"
                  + "C2;01/02/2024;K2;A;1;10,50 €;annulé\r\n")
              .getBytes(Charset.forName("windows-1252")));
    }
    Inspection found = Inspection.of(List.of(file));
    assertThat(Told.of(found)).as(found.text()).isEqualTo("2 1 21.00 1 1 2024-01-31");
    assertThat(mapping(found).encoding()).isEqualTo("windows-1252");
    assertThat(mapping(found).pattern()).isEqualTo("*.csv.gz");
  }

  @Test
  void guestsAreToldByTheirAddress() throws IOException {
    Inspection found =
        inspected(
            "shop.csv",
            "order_id|order_date|customer_id|customer_email|sku|qty|price|status",
            "1|2024-01-05T10:00:00Z|7|Kim@x.example|A|1|10.00|paid",
            "2|2024-02-05T10:00:00Z|0|kim@x.example|A|1|10.00|paid",
            "3|2024-03-05T10:00:00Z|0|lee@x.example|A|1|10.00|on-hold");
    assertThat(Told.of(found)).as(found.text()).isEqualTo("3 2 20.00 1 2 2024-01-05");
  }

  @Test
  void aDateThatMayBeReadInTwoWaysIsAsked() throws IOException {
    Inspection found =
        inspected(
            "o.csv",
            "order,date,customer,qty,price",
            "1,01/02/2024,a,1,10.00",
            "2,02/03/2024,b,1,10.00");
    assertThat(found.questions()).anyMatch(question -> question.contains("day and month"));
  }

  @Test
  void otherFilesOfTheFolderAreNotTaken() throws IOException {
    Files.writeString(folder.resolve("customers.csv"), "customer,name\na,Ann\n");
    Files.writeString(
        folder.resolve("orders-2024.csv"),
        "order,date,customer,qty,price\n1,2024-01-05,a,1,10.00\n2,2024-01-06,b,1,10.00\n");
    Inspection found = Inspection.of(List.of(folder));
    assertThat(found.ignored()).containsExactly("customers.csv");
    assertThat(mapping(found).pattern()).isEqualTo("orders-*.csv");
  }

  @Test
  void aTotalThatAllLinesOfAnOrderRepeatIsTheOrders() throws IOException {
    Inspection each =
        inspected(
            "each.csv",
            "order,date,customer,sku,qty,order_total,refunded_amount",
            "1,2024-01-05,a,P,2,30.00,",
            "1,2024-01-05,a,Q,1,30.00,",
            "2,2024-01-06,b,P,1,10.00,4.00");
    assertThat(Told.of(each)).as(each.text()).isEqualTo("5 3 40.00 2 2 2024-01-05");
    assertThat(mapping(each).column(Field.ORDER_AMOUNT)).isEqualTo("order_total");
    assertThat(mapping(each).column(Field.REFUNDED_AMOUNT)).isEqualTo("refunded_amount");
    assertThat(Objects.requireNonNull(each.understood()).figures().givenBack())
        .isEqualByComparingTo("-4.00");

    Inspection first =
        inspected(
            "first.csv",
            "order,date,customer,sku,qty,total",
            "1,2024-01-05,a,P,2,30.00",
            "1,,,Q,1,",
            "2,2024-01-06,b,P,1,10.00",
            "2,,,Q,1,",
            "3,2024-01-06,b,P,1,10.00",
            "3,,,Q,1,");
    assertThat(Told.of(first)).as(first.text()).isEqualTo("6 6 50.00 2 2 2024-01-05");

    // Two lines of one price are no total of an order.
    Inspection lines =
        inspected(
            "lines.csv",
            "order,date,customer,sku,amount",
            "1,2024-01-05,a,P,5.00",
            "1,2024-01-05,a,Q,5.00",
            "2,2024-01-06,b,P,5.00",
            "2,2024-01-06,b,Q,5.00",
            "3,2024-01-07,c,P,5.00",
            "3,2024-01-07,c,Q,5.00");
    assertThat(Told.of(lines)).as(lines.text()).isEqualTo("6 6 30.00 3 3 2024-01-05");
  }

  @Test
  void whatStandsBesideAnAmountIsAddedAsANightAddsIt() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("o.csv"),
            """
            order,date,customer,kind,n,net,tax,fee
            1,2024-01-05,a,sale,2,10.00,1.90,
            1,2024-01-05,a,sale,1,5.00,,0.50
            2,2024-01-06,a,credit,1,10.00,1.90,
            3,2024-01-06,a,credit,-1,-5.00,-0.95,
            """);
    SourceMapping mapping =
        SourceMapping.parse(
            "test",
            """
            source {
              name = t, zone = UTC, currency = EUR, time.patterns = ["yyyy-MM-dd"]
              columns { time = date, customer-id = customer, order-id = order, quantity = n, amount = net }
              amounts { plus = [tax], minus = [fee] }
              returns { column = kind, pattern = "^credit$" }
            }
            """);
    SampleRecords records = new SampleRecords();
    List<SampleFile> files = List.of(new SampleFile(records.files(file, "o.csv").get(0)));
    assertThat(Understood.of(mapping, files, records, 100).lines())
        .extracting(line -> line.amountOrNothing().toPlainString())
        .containsExactly("11.90", "4.50", "-11.90", "-5.95");
  }

  @Test
  void aListOfRefundsIsOneOfTheOrder() throws IOException {
    Inspection found =
        inspected(
            "o.json",
            "{\"id\": 1, \"created_at\": \"2024-01-05\", \"customer_id\": 7, \"refunds\": [{\"id\": 5,"
                + " \"amount\": \"2.50\"}, {\"id\": 6, \"amount\": \"1.00\"}], \"line_items\":"
                + " [{\"sku\": \"P\", \"quantity\": 2, \"price\": 10}, {\"sku\": \"Q\", \"quantity\": 1,"
                + " \"price\": 5}]}",
            "{\"id\": 2, \"created_at\": \"2024-01-06\", \"customer_id\": 8, \"refunds\": [],"
                + " \"line_items\": [{\"sku\": \"P\", \"quantity\": 1, \"price\": 10}]}");
    assertThat(mapping(found).column(Field.REFUNDED_AMOUNT)).isEqualTo("refunds.amount");
    assertThat(Objects.requireNonNull(found.understood()).figures().givenBack())
        .isEqualByComparingTo("-3.50");
  }

  @Test
  void refundsOfLinesAreNotTheOrders() throws IOException {
    Inspection found =
        inspected(
            "o.csv",
            "order,date,customer,qty,price,refund",
            "1,2024-01-05,a,1,10.00,10.00",
            "1,2024-01-05,a,1,6.00,2.00");
    assertThat(mapping(found).has(Field.REFUNDED_AMOUNT)).isFalse();
  }

  @Test
  void membersOfAnArchiveAreFiles() throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("2024/a.csv", "order,date,customer,qty,price\n1,2024-01-05,a,1,10.00\n");
    members.put("2024/b.csv", "order,date,customer,qty,price\n2,2024-01-06,b,1,10.50\n");
    members.put("2024/people,all.csv", "customer,name\na,Ann\n");
    members.put("__MACOSX/2024/._a.csv", "\0\0");
    Inspection found = Inspection.of(List.of(Zips.write(folder.resolve("export.zip"), members)));

    assertThat(Told.of(found)).as(found.text()).isEqualTo("2 2 20.50 2 2 2024-01-05");
    assertThat(found.ignored()).containsExactly("export.zip!/2024/people,all.csv");
    assertThat(mapping(found).pattern()).isEqualTo("*.zip");
    assertThat(mapping(found).rows().members()).isEqualTo("{a.csv,b.csv}");
  }

  @Test
  void aKnownExportMayHaveBeenSavedAsAWorkbook() throws IOException {
    String header =
        Zips.row(
            1,
            "Invoice",
            "StockCode",
            "Description",
            "Quantity",
            "InvoiceDate",
            "Price",
            "Customer ID",
            "Country");
    String line =
        """
        <row r="2"><c r="A2"><v>489434</v></c><c r="B2"><v>85048</v></c><c r="C2" t="s"><v>0</v></c>
        <c r="D2"><v>12</v></c><c r="E2" s="2"><v>40148.322916666664</v></c>
        <c r="F2"><v>6.9500000000000002</v></c><c r="G2"><v>13085</v></c><c r="H2" t="s"><v>1</v></c></row>
        """;
    Map<String, String> sheets = new LinkedHashMap<>();
    sheets.put("Year 2009-2010", header + line);
    sheets.put(
        "Year 2010-2011", header + line.replace("489434", "581587").replace("40148", "40886"));
    sheets.put("Notes", Zips.row(1, "what"));
    Inspection found =
        Inspection.of(
            List.of(
                Zips.workbook(
                    folder.resolve("online_retail_II.xlsx"),
                    "",
                    sheets,
                    "LIGHTS",
                    "United Kingdom")));

    assertThat(found.preset()).contains("online-retail-ii");
    assertThat(Told.of(found)).as(found.text()).isEqualTo("2 2 166.80 1 2 2009-12-01");
    assertThat(mapping(found).rows().members()).isEqualTo("{Year 2009-2010,Year 2010-2011}");
  }

  @Test
  void personsAreShownShortened() throws IOException {
    Inspection found =
        inspected(
            "o.csv",
            "order,date,email,first_name,qty,price",
            "1,2024-01-05,kim.kimmel@x.example,Kimberley,1,10.00");
    assertThat(String.join("\n", InspectionReport.of(found)))
        .contains("ki…")
        .doesNotContain("kim.kimmel", "Kimberley");
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    Path table = Files.writeString(folder.resolve("orders.ods"), "PK");
    assertThatThrownBy(() -> Inspection.of(List.of(table)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.remedy()).contains("Save it as .xlsx"));
    Path broken = Files.writeString(folder.resolve("orders.xlsx"), "PK");
    assertThatThrownBy(() -> Inspection.of(List.of(broken)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).startsWith("orders.xlsx: it is no"));
    assertThatThrownBy(() -> Inspection.of(List.of(folder.resolve("none"))))
        .isInstanceOf(UserException.class);
  }
}
