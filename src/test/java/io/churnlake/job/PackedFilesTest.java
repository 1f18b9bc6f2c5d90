package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.testing.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of archives and sheets of workbooks are loaded as files of their own. */
class PackedFilesTest {
  private static final String COLUMNS =
      "columns { time = d, customer-id = c, order-id = o, product-code = p, unit-price = e } }\n";

  @TempDir Path folder;

  private static String orders(int from, int to) {
    StringBuilder text = new StringBuilder("d,c,o,p,e\n");
    for (int i = from; i <= to; i++) {
      text.append("2024-01-05,c").append(i).append(',').append(i).append(",tea,1.50\n");
    }
    return text.toString();
  }

  @Test
  void eachMemberIsLoadedOnceAndABrokenArchiveLoadsNothing() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String mapping = "source { files.pattern = \"*.zip\", files.members = \"orders*\"\n" + COLUMNS;
    Path zip = shop.input().resolve("export.zip");
    Map<String, String> members = new LinkedHashMap<>();
    members.put("orders1.csv", orders(1, 3));
    members.put("readme.txt", "no orders");
    Zips.write(zip, members);
    assertThat(shop.ingest(mapping).rowsIn()).isEqualTo(3);

    // The archive is another one now; one of its members is as it was.
    members.put("sub/orders2.csv", orders(4, 5));
    Zips.write(zip, members);
    Outcome second = shop.ingest(mapping);

    assertThat(second.rowsIn()).isEqualTo(2);
    assertThat(shop.rows(OpsTables.FILES, "file", "rows_in", "lines"))
        .containsExactly("export.zip!/orders1.csv 3 4", "export.zip!/sub/orders2.csv 2 3");

    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 8] ^= 0x55;
    Files.write(shop.input().resolve("later.zip"), bytes);
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("later.zip!/orders1.csv"));
    assertThat(shop.rows(BronzeOrderLines.TABLE, "file")).hasSize(5);
  }

  @Test
  void sheetsHaveRowsAndNoLines() throws IOException {
    SmallShop shop = new SmallShop(folder);
    String header = Zips.row(1, "d", "c", "o", "p", "e");
    String rows =
        """
        <row r="2"><c r="A2" s="4"><v>45296.999305555553</v></c><c r="B2"><v>17850</v></c>
          <c r="C2"><v>1</v></c><c r="D2" t="s"><v>0</v></c><c r="E2"><v>12.099999999999999</v></c></row>
        <row r="4"><c r="A4" s="1"><v>45297</v></c><c r="B4"><v>7</v></c><c r="C4"><v>2</v></c>
          <c r="D4" t="s"><v>0</v></c><c r="E4" t="inlineStr"><is><t>1.234,50 €</t></is></c></row>
        """;
    Map<String, String> sheets = new LinkedHashMap<>();
    sheets.put("Jan", header + rows);
    sheets.put("Feb", header);
    Zips.workbook(shop.input().resolve("book.xlsx"), "", sheets, "tea");
    String mapping =
        "source { format = xlsx, files.pattern = \"*.xlsx\"\n"
            + "numbers { decimal = \",\", grouping = \".\" }, time.zone = \"UTC\"\n"
            + COLUMNS;

    assertThat(shop.ingest(mapping).rowsIn()).isEqualTo(2);

    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE, "file", "position", "order_date", "order_id", "amount"))
        .containsExactly(
            "book.xlsx!/Jan 2 2024-01-06 1 12.1000", "book.xlsx!/Jan 4 2024-01-06 2 1234.5000");
    assertThat(shop.rows(OpsTables.FILES, "file", "rows_in", "lines"))
        .containsExactly("book.xlsx!/Feb 0 -", "book.xlsx!/Jan 2 -");

    // Saved anew without a change: other bytes, the same cells.
    Zips.workbook(shop.input().resolve("book.xlsx"), "codeName=\"other\"", sheets, "tea");
    assertThat(shop.ingest(mapping).rowsIn()).isZero();
  }
}
