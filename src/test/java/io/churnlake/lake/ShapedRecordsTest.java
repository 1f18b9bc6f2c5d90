package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.RecordFormat.Header;
import io.churnlake.lake.RowShape.Made;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows in the shape that a mapping asks for; every line stays accounted for. */
@Tag("fast")
class ShapedRecordsTest {
  private static final RecordFormat FORMAT =
      new RecordFormat("UTF-8", ',', '"', Header.FIRST_LINE, RecordFormat.Separation.DELIMITED);

  private static List<String> read(RowShape shape, List<String> columns, String... lines)
      throws IOException {
    return readFile(shape, columns, "o.csv", lines);
  }

  /** The records' fields; checks that lines and blank ones are all. */
  private static List<String> readFile(
      RowShape shape, List<String> columns, String file, String... lines) throws IOException {
    List<String> records = new ArrayList<>();
    String text = String.join("\n", lines) + "\n";
    Delimited fields = new Delimited(new StringReader(text), FORMAT, FilePart.WHOLE);
    try (RecordReader reader =
        new ShapedRecords(
            new TextRecords(fields, FORMAT, shape.sources(columns)), shape, columns, file)) {
      long accounted = reader.headerLines();
      for (FileRecord next = reader.next(); next != null; next = reader.next()) {
        accounted += next.lines();
        records.add(String.join("|", next.fields()));
      }
      assertThat(accounted + reader.blankLines()).isEqualTo(lines.length);
    }
    return records;
  }

  private static RowShape shape(
      Map<String, Made> made, Set<String> fillDown, Map<String, String> drop, String refund) {
    return new RowShape(
        made, "order", fillDown, Map.of(), drop, refund, List.of("price"), "time", "", true);
  }

  @Test
  void emptyCellsAreThoseOfTheOrdersRowsAbove() throws IOException {
    assertThat(
            read(
                shape(Map.of(), Set.of("status"), Map.of(), ""),
                List.of("order", "status", "price"),
                "order,status,price",
                "1,paid,5",
                "1,,6",
                "2,,7",
                "1,,8"))
        .containsExactly("1|paid|5", "1|paid|6", "2||7", "1|paid|8");
  }

  @Test
  void columnsAreJoinedOrTheFirstThatHasAValue() throws IOException {
    Made id = new Made(List.of(List.of("shop", "number")), true, List.of(), "");
    Made person = new Made(List.of(List.of("id"), List.of("mail")), true, List.of("0"), "\\.0$");
    Made time = new Made(List.of(List.of("day", "hour")), false, List.of(), "");
    assertThat(
            read(
                shape(Map.of("order", id, "person", person, "time", time), Set.of(), Map.of(), ""),
                List.of("order", "person", "time"),
                "shop,number,id,mail,day,hour",
                "web,1,7,a@x,2024-01-01,10:00",
                "web,2,0.0,b@x,2024-01-02,",
                ",3,5.0,,2024-01-03,11:00"))
        .containsExactly(
            "web 1|7|2024-01-01 10:00", "web 2|b@x|2024-01-02", "|5.0|2024-01-03 11:00");
  }

  @Test
  void rowsThatAreNoLinesArePassedOver() throws IOException {
    assertThat(
            read(
                shape(Map.of(), Set.of(), Map.of("order", "^(Total|)$"), ""),
                List.of("order", "price"),
                "order,price",
                "Total,3",
                "1,5",
                "",
                "Total,5",
                "2,6",
                ",11"))
        .containsExactly("1|5", "2|6");
  }

  @Test
  void whatIsBrokenIsNotPassedOverAndFillsNothing() throws IOException {
    assertThat(
            read(
                shape(Map.of(), Set.of("status"), Map.of("order", "^(Total|)$"), ""),
                List.of("order", "status", "price"),
                "order,status,price",
                "1,paid,5",
                "1,void,6,7",
                "1,,8",
                "Total,9"))
        .hasSize(4)
        .contains("1|paid|5", "1|paid|8");
  }

  @Test
  void whatAnOrderGaveBackIsOneRowMore() throws IOException {
    assertThat(
            read(
                shape(Map.of(), Set.of(), Map.of(), "refund"),
                List.of("order", "price", "refund"),
                "order,price,refund",
                "1,5,0.00",
                "2,6,2.50",
                "2,7,2.50",
                "3,8,"))
        .containsExactly("1|5|", "1||0", "2|6|", "2||2.50", "2|7|", "3|8|", "3||0");
  }

  @Test
  void foldersAreColumns() throws IOException {
    assertThat(
            readFile(
                shape(Map.of(), Set.of(), Map.of(), ""),
                List.of("order", "dt"),
                "dt=2024-01-05/shop=a/o.csv",
                "order",
                "1"))
        .containsExactly("1|2024-01-05");
  }

  @Test
  void monthsHaveNamesInOtherLanguages() {
    MonthNames german = new MonthNames("de");
    assertThat(german.english("5. März 2024")).isEqualTo("5. March 2024");
    assertThat(german.english("31. Dezember 2024")).isEqualTo("31. December 2024");
    assertThat(german.english("2024-03-05")).isEqualTo("2024-03-05");
    assertThat(new MonthNames("").english("5. März 2024")).isEqualTo("5. März 2024");
  }

  @Test
  void aLineThatNamesTheDelimiterIsNoRow() throws IOException {
    assertThat(
            read(
                shape(Map.of(), Set.of(), Map.of(), ""),
                List.of("order", "price"),
                "sep=,",
                "order,price",
                "1,5"))
        .containsExactly("1|5");
  }
}
