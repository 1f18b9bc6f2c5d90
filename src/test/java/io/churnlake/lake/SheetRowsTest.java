package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.testing.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of workbooks: what a person sees in a sheet is what is read. */
@Tag("fast")
class SheetRowsTest {
  private static final RecordFormat FORMAT =
      new RecordFormat(
          "UTF-8", ',', '"', RecordFormat.Header.FIRST_LINE, RecordFormat.Separation.SHEETS);

  private static final String CELLS =
      Zips.row(3, "day", "time", "n", "total")
          + """
          <row r="4">
            <c r="A4" s="1"><v>45356</v></c><c r="B4" s="5"><v>0.38541666666666669</v></c>
            <c r="C4"><v>17850</v></c><c r="D4"><v>4.3499999999999996</v></c>
          </row>
          <row r="5"><c r="A5" s="1"/><c r="B5" s="1"/></row>
          <row r="7">
            <c r="A7" s="4"><v>40148.322916666664</v></c><c r="C7" t="s"><v>1</v></c>
            <c r="D7" s="3"><f>2*6.05</f><v>12.1</v></c><c r="F7" s="3"/>
          </row>
          <row r="8"><c r="A8" s="2"><v>45356</v></c><c r="B8" t="b"><v>1</v></c><c r="D8"><v>1E-2</v></c></row>
          """;

  @TempDir Path folder;

  private final SampleRecords records = new SampleRecords();

  private List<OrderFile> sheets(Path book) throws IOException {
    return records.files(book, book.getFileName().toString());
  }

  private Path book(String settings, String rows) throws IOException {
    return Zips.workbook(
        folder.resolve("book.xlsx"), settings, Map.of("Orders", rows), "first", "Tea &amp; Co");
  }

  private List<String> read(Path book, String... columns) throws IOException {
    return records.first(sheets(book).get(0), FORMAT, List.of(columns), 100).records().stream()
        .map(
            record ->
                record.line()
                    + " "
                    + String.join("|", record.fields())
                    + (record.problem() == null ? "" : " " + record.problem()))
        .toList();
  }

  @Test
  void cellsAreReadAsTheyAreShown() throws IOException {
    assertThat(read(book("", CELLS), "day", "time", "n", "total"))
        .containsExactly(
            "4 2024-03-05|09:15:00|17850|4.35",
            "7 2009-12-01 07:45:00||Tea & Co|12.1",
            "8 2024-03-05 00:00:00|true||0.01");
  }

  @Test
  void daysMayBeCountedFrom1904() throws IOException {
    String rows = Zips.row(1, "day") + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43894</v></c></row>";
    assertThat(read(book("date1904=\"1\"", rows), "day")).containsExactly("2 2024-03-05");
  }

  @Test
  void aCellWithoutAValueRefusesItsRowOnlyWhereItIsAskedFor() throws IOException {
    String rows =
        Zips.row(1, "day", "customer", "margin")
            + """
            <row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="C2"><v>1</v></c></row>
            <row r="3"><c r="B3" t="e"><f>VLOOKUP(1,D:D,1)</f><v>#N/A</v></c></row>
            <row r="4"><c r="B4"><f>A1</f></c></row>
            <row r="5"><c r="B5" t="str"><f>A1</f><v></v></c><c r="C5" t="e"><v>#DIV/0!</v></c></row>
            <row r="6"><c r="B6"><v>7</v></c><c r="D6"><v>8</v></c></row>
            """;
    assertThat(read(book("", rows), "customer"))
        .containsExactly(
            "2 #N/A cell_error",
            "3 #N/A cell_error",
            "4  cell_error",
            "5 ",
            "6 7 too_many_columns");
  }

  @Test
  void sheetsAreFilesButThoseThatAreHidden() throws IOException {
    Map<String, String> sheets = new LinkedHashMap<>();
    sheets.put("Year 2010", Zips.row(1, "a"));
    sheets.put("~notes", Zips.row(1, "b"));
    sheets.put("Year 2011", Zips.row(1, "c"));
    Path book = Zips.workbook(folder.resolve("two.xlsx"), "", sheets);

    assertThat(sheets(book))
        .extracting(OrderFile::name)
        .containsExactly("two.xlsx!/Year 2010", "two.xlsx!/Year 2011");
    assertThat(records.columns(sheets(book).get(1), FORMAT)).containsExactly("c");
  }

  @Test
  void whatIsNoWorkbookIsRefusedInWords() throws IOException {
    Path older = folder.resolve("older.xlsx");
    Files.write(
        older,
        new byte[] {
          (byte) 0xD0,
          (byte) 0xCF,
          0x11,
          (byte) 0xE0,
          (byte) 0xA1,
          (byte) 0xB1,
          0x1A,
          (byte) 0xE1,
          0
        });
    assertThatThrownBy(() -> sheets(older)).hasMessageContaining("protected by a password");

    Path other = Zips.write(folder.resolve("other.xlsx"), Map.of("a.csv", "a"));
    assertThatThrownBy(() -> sheets(other)).hasMessage("it is no workbook, or a broken one");

    Path cut = book("", Zips.row(1, "day") + "<row r=\"2\"><c r=\"A2\"><v>5</v></row");
    assertThatThrownBy(() -> read(cut, "day")).hasMessageContaining("after row 1: it is broken");
  }
}
