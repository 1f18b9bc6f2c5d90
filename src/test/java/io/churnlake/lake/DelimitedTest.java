package io.churnlake.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.lake.RecordFormat.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every line of a file is header, a record, inside a quoted field of one of these, or blank. */
@Tag("fast")
class DelimitedTest {
  private static final String HEADER = "order;date;product;qty;price\n";
  private static final RecordFormat FORMAT = format(";", Header.FIRST_LINE);

  private static RecordFormat format(String delimiter, Header header) {
    return new RecordFormat(
        "UTF-8",
        delimiter,
        '"',
        header,
        RecordFormat.Separation.DELIMITED,
        "",
        List.of(),
        List.of());
  }

  /**
   * The records as {@code <line on which it ends>[(lines)] fields|...}, a broken one as {@code
   * <line> problem: raw}. Checks that all lines are accounted for.
   */
  private static List<String> read(String text, RecordFormat format) throws IOException {
    boolean isNamed = format.header() == Header.FIRST_LINE;
    List<String> columns = isNamed ? names(text, format) : List.of("1", "2", "3", "4", "5");
    List<String> records = new ArrayList<>();
    try (TextRecords reader =
        new TextRecords(
            new Delimited(new StringReader(text), format, FilePart.WHOLE), format, columns)) {
      long accounted = reader.headerLines();
      FileRecord next;
      while ((next = reader.next()) != null) {
        accounted += next.lines();
        records.add(
            next.line()
                + (next.lines() == 1 ? "" : "(" + next.lines() + ")")
                + " "
                + (next.problem() == null
                    ? String.join("|", next.fields())
                    : next.problem() + ": " + next.raw()));
      }
      assertThat(accounted + reader.blankLines())
          .isEqualTo(LineCount.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "UTF-8"));
    }
    return records;
  }

  private static List<String> names(String text, RecordFormat format) throws IOException {
    try (TextRecords reader =
        new TextRecords(
            new Delimited(new StringReader(text), format, FilePart.WHOLE), format, List.of())) {
      return reader.columns();
    }
  }

  private static List<String> read(String rows) throws IOException {
    return read(HEADER + rows, FORMAT);
  }

  @Test
  void aTextOfSeveralLinesIsOneRow() throws IOException {
    assertThat(
            read(
                """
                1;2024-01-01;"Mug, large
                and; with; two delimiters

                and a ""blank"" line";1;10.00
                2;2024-01-02;"red; green; blue; black; white
                yellow; pink; grey; brown; gold" ;1;20.00
                3;2024-01-03;"
                ";1;30.00
                "4
                ";2024-01-04;"a
                b";"1
                ";40.00
                """))
        .containsExactly(
            "5(4) 1|2024-01-01|Mug, large\nand; with; two delimiters\n\nand a \"blank\" line|1|10.00",
            "7(2) 2|2024-01-02|red; green; blue; black; white\nyellow; pink; grey; brown; gold|1|20.00",
            "9(2) 3|2024-01-03||1|30.00",
            "13(4) 4|2024-01-04|a\nb|1|40.00");
    assertThat(
            read(
                "id,note\nc1,\"Hello, world\nGood bye, friend\"\n", format(",", Header.FIRST_LINE)))
        .containsExactly("3(2) c1|Hello, world\nGood bye, friend");
    assertThat(read("id,\"a\n\nnote\"\r\n1,\"x\ry\"\r\n", format(",", Header.FIRST_LINE)))
        .containsExactly("5(2) 1|x\ny");
  }

  @Test
  void rowsThatAStrayQuoteTookAreGivenBack() throws IOException {
    String stray = "1;2024-01-01;\"Best mug;1;10.00";
    String rejected = "2 quote_not_closed: " + stray;
    String plain = "2;2024-01-02;Tee;1;20.00";
    assertThat(read(stray + "\n" + plain + "\n3;2024-01-03;\"Tee\";1;30.00"))
        .as("the next quote opens a field")
        .containsExactly(rejected, "3 2|2024-01-02|Tee|1|20.00", "4 3|2024-01-03|Tee|1|30.00");
    assertThat(read(stray + "\n" + plain + "\n3;2024-01-03;Tube 12\";1;30.00"))
        .as("the next quote could close it, and the fields are as many as the columns")
        .containsExactly(
            rejected, "3 2|2024-01-02|Tee|1|20.00", "4 3|2024-01-03|Tube 12\"|1|30.00");
    assertThat(read(stray + "\n3;2024-01-03;Tube 12\";1;30.00"))
        .containsExactly(rejected, "3 3|2024-01-03|Tube 12\"|1|30.00");
    assertThat(read(stray + "\n3;2024-01-03;\"\nTee\";1;30.00"))
        .containsExactly(rejected, "4(2) 3|2024-01-03|Tee|1|30.00");
    assertThat(read(plain + "\n\n" + stray))
        .as("never closed, on the last line")
        .containsExactly("2 2|2024-01-02|Tee|1|20.00", "4 quote_not_closed: " + stray);
    assertThat(read(plain + "\n" + stray + "\n" + plain, format(";", Header.NONE)))
        .containsExactly(
            "1 2|2024-01-02|Tee|1|20.00",
            "2 quote_not_closed: " + stray,
            "3 2|2024-01-02|Tee|1|20.00");
    assertThatThrownBy(() -> read("order;\"date;product\n1;2;3\n", FORMAT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "line 1, where the columns are named, opens a quote that is not closed before the rows"
                + " begin");
  }

  @Test
  void quotesAndDelimitersWithinALine() throws IOException {
    assertThat(
            read(
                """
                1;d;12" pipe;1;1
                2;d;"a ""b"" ; c";1;"1"
                3;d;"abc"def;1;1
                4;d;"Mug; 12" wide";1;1
                5;d;"";;
                6;d; "x";1;1
                7;d;"x" \t;1;1
                8;d;x;1
                9;d;x;1;1;1
                """))
        .containsExactly(
            "2 1|d|12\" pipe|1|1",
            "3 2|d|a \"b\" ; c|1|1",
            "4 3|d|\"abc\"def|1|1",
            "5 4|d|\"Mug; 12\" wide\"|1|1",
            "6 5|d|||",
            "7 6|d|\"x\"|1|1",
            "8 7|d|x|1|1",
            "9 too_few_columns: 8;d;x;1",
            "10 too_many_columns: 9;d;x;1;1;1");
    assertThat(read("a||b\n1||\"x||\n\"\"y\"\n2||z|\n", format("||", Header.FIRST_LINE)))
        .containsExactly("3(2) 1|x||\n\"y", "4 2|z|");
    assertThat(read("a\tb\n1\t\"x\"\t\n\t\n", format("\t", Header.FIRST_LINE)))
        .containsExactly("2 too_many_columns: 1\t\"x\"\t", "3 |");
    assertThat(read("\uFEFF\"order\";b\n\uFEFF\"1\";2\n\uFEFF\n3;4", FORMAT))
        .containsExactly("2 1|2", "4 3|4");
  }

  @Test
  void anyMixOfLineEndsReadsAlike() throws IOException {
    String text = HEADER + "1;d;\"a\nb\";1;1\n2;d;x;1;1\n\n3;d;y;1;1";
    List<String> expected = read(text, FORMAT);
    assertThat(expected).hasSize(3);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      StringBuilder mixed = new StringBuilder();
      String before = "";
      for (String line : text.split("\n", -1)) {
        // CR and LF of two ends would be one.
        mixed.append(before.equals("\r") && line.isEmpty() ? "" : line);
        before = List.of("\n", "\r\n", "\r").get(i < 3 ? i : random.nextInt(3));
        before = line.isEmpty() ? "\r\n" : before;
        mixed.append(before);
      }
      assertThat(read(mixed.toString().stripTrailing(), FORMAT)).isEqualTo(expected);
    }
  }

  @Test
  void linesAreCountedInAnyEncoding() throws IOException {
    for (String encoding :
        List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "IBM1047")) {
      byte[] bytes = "a\u010D\r\nb\n\n\rc\r\r\nd".getBytes(Charset.forName(encoding));
      assertThat(LineCount.of(new ByteArrayInputStream(bytes), encoding)).as(encoding).isEqualTo(7);
    }
    assertThat(LineCount.of(new ByteArrayInputStream(new byte[0]), "UTF-8")).isZero();
  }

  @Test
  @Timeout(60)
  void whatNeverClosesIsReadAgainOnlySoFar() throws IOException {
    int n = 30_000;
    String row = "1;2024-01-01;a\";\"b;1\n";
    assertThat(read(HEADER + row.repeat(n), FORMAT)).hasSize(n);
    String filler = "x".repeat(100);
    assertThat(read("1;2024-01-01;\"Best mug;1;10.00\n" + (filler + "\n").repeat(n)))
        .hasSize(1 + n)
        .startsWith("2 quote_not_closed: 1;2024-01-01;\"Best mug;1;10.00");
    String tooLong = "1;2024-01-01;" + "x".repeat(RecordReader.MAX_RECORD_CHARACTERS) + ";1;1";
    assertThat(read(tooLong + "\n2;2024-01-01;x;1;1"))
        .hasSize(2)
        .satisfies(records -> assertThat(records.get(0)).startsWith("2 line_too_long: "))
        .endsWith("3 2|2024-01-01|x|1|1");
  }

  // ---- files by chance -------------------------------------------------------------------------

  /**
   * Rows with titles of any characters, quoted where they must be and elsewhere by chance; some
   * have a stray quote before their title. The others are read as they were written.
   */
  @Property(tries = 2000)
  void everyLineIsAccountedForAndSoundRowsAreReadAsWritten(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    boolean isNamed = random.nextBoolean();
    StringBuilder text = new StringBuilder();
    if (isNamed) {
      text.append(HEADER.strip()).append(end(random));
    }
    // Where no header tells how many columns there are, most of the rows do.
    text.append(("0;2024-01-01;first;1;1" + end(random)).repeat(12));
    List<String> expected = new ArrayList<>(Collections.nCopies(12, "0|2024-01-01|first|1|1"));
    int rows = random.nextInt(12);
    for (int i = 1; i <= rows; i++) {
      boolean isStray = random.nextInt(4) == 0;
      String title = isStray ? "Best mug" : title(random);
      String written = isStray ? "\"" + title : quoted(title, random);
      text.append(i).append(";2024-01-01;").append(written);
      text.append(random.nextBoolean() ? ";1;1" : ";\"1\";1").append(end(random));
      if (random.nextInt(5) == 0) {
        text.append("\r\n");
      }
      if (!isStray) {
        expected.add(i + "|2024-01-01|" + title.replaceAll("\r\n|\r", "\n").strip() + "|1|1");
      }
    }
    List<String> records =
        read(text.toString(), format(";", isNamed ? Header.FIRST_LINE : Header.NONE));
    assertThat(records.stream().map(record -> record.substring(record.indexOf(' ') + 1)))
        .as(text.toString())
        .containsSubsequence(expected);
  }

  private static String end(Random random) {
    return List.of("\n", "\r\n", "\r").get(random.nextInt(3));
  }

  private static String title(Random random) {
    StringBuilder title = new StringBuilder();
    List<String> parts = List.of("a", "b", " ", ";", "\"", "\n", "\r\n", "\r", "\u00e9", "");
    for (int i = random.nextInt(10); i > 0; i--) {
      title.append(parts.get(random.nextInt(parts.size())));
    }
    return title.toString();
  }

  private static String quoted(String title, Random random) {
    boolean must = title.startsWith("\"") || title.matches("(?s).*[;\r\n].*");
    return must || random.nextBoolean() ? "\"" + title.replace("\"", "\"\"") + "\"" : title;
  }
}
