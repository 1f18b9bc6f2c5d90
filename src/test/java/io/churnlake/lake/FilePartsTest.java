package io.churnlake.lake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.RecordFormat.Header;
import io.churnlake.lake.RecordFormat.Separation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The parts of a text, however small, give what the whole gives. */
@Tag("fast")
class FilePartsTest {
  private static final String[] PIECES = {
    "a", "7", "é", ";", ";", ";", "\"", "\"", "\"\"", "\n", "\n", "\r", "\r\n", " ", "\uFEFF", "\0"
  };

  private static final FileOpener OPENER = new FileOpener(new Configuration());

  private static RecordFormat format(Separation separation, Header header) {
    List<String> carried = List.of(header == Header.NONE ? "2" : RecordFormat.EVERY_COLUMN);
    return new RecordFormat("UTF-8", ";", '"', header, separation, "", carried, List.of());
  }

  private static List<String> columns(RecordFormat format) {
    return format.header() == Header.NONE ? List.of("1", "3") : List.of("order", "price");
  }

  /** The records of the parts in order, each with the blank lines behind it. */
  private static List<String> read(
      OrderFile file, List<FilePart> parts, List<String> header, RecordFormat format)
      throws IOException {
    List<String> records = new ArrayList<>();
    for (FilePart part : parts) {
      try (RecordReader reader =
          RecordReader.open(file, part, header, format, columns(format), OPENER)) {
        FileRecord next = reader.next();
        records.add(part.isFirst() ? "blank before " + reader.blankLines() : "");
        while (next != null) {
          FileRecord record = next;
          long blank = reader.blankLines();
          next = reader.next();
          records.add(record + " " + (reader.blankLines() - blank));
        }
      }
    }
    records.removeIf(String::isEmpty);
    return records;
  }

  /** Reads the text in parts of every size. Returns the most parts that it had. */
  private static int mustBeAsWhole(byte[] text, RecordFormat format) throws IOException {
    Path path = Files.createTempFile("parts", ".txt");
    try {
      Files.write(path, text);
      OrderFile file = new OrderFile("parts.txt", path.toUri().toString(), text.length, 0);
      List<String> header;
      List<String> whole;
      try (RecordReader reader = RecordReader.open(file, format, List.of(), OPENER)) {
        header = reader.columns();
        whole = read(file, List.of(FilePart.WHOLE), header, format);
      } catch (IOException unreadableHeader) {
        FileParts.of(new ByteArrayInputStream(text), format, 1);
        return 1;
      }
      int most = 1;
      List<FilePart> former = List.of();
      for (int size = 1; size <= text.length; size++) {
        LineCount.Counted counted = new LineCount.Counted(new ByteArrayInputStream(text));
        List<FilePart> parts = FileParts.of(counted, format, size);
        assertThat(counted.lines())
            .isEqualTo(LineCount.of(new ByteArrayInputStream(text), format.encoding()));
        if (!parts.equals(former)) {
          assertThat(read(file, parts, header, format)).as("%s", parts).isEqualTo(whole);
        }
        former = parts;
        most = Math.max(most, parts.size());
      }
      return most;
    } finally {
      Files.delete(path);
    }
  }

  @Property(tries = 60)
  void anyTextInPartsOfAnySize(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "order;date;price\n" : "\n");
    for (int i = 0; i < 60; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    // Latin-1's é and the mark's one byte are no UTF-8: malformed bytes are read as such.
    byte[] bytes = text.toString().getBytes(random.nextInt(3) == 0 ? ISO_8859_1 : UTF_8);
    for (Separation separation : List.of(Separation.DELIMITED, Separation.BLANKS)) {
      for (Header header : Header.values()) {
        mustBeAsWhole(bytes, format(separation, header));
      }
    }
    mustBeAsWhole(bytes, format(Separation.JSON_LINES, Header.NONE));
  }

  @Test
  void aCutStandsBehindTextsOfSeveralLinesAndStrayQuotesAreGivenBack() throws IOException {
    String text =
        """
        order;date;price
        o1;2024-01-01;1

        o2;"2024
        o2b
        ";2
        o3;"stray;3
        o4;2024-01-04;4
        o5;2024-01-05;"5"
        """;
    RecordFormat format = format(Separation.DELIMITED, Header.FIRST_LINE);
    assertThat(FileParts.of(new ByteArrayInputStream(text.getBytes(UTF_8)), format, 1))
        .extracting(FilePart::line)
        .startsWith(0L, 1L, 3L, 6L);
    assertThat(mustBeAsWhole(text.getBytes(UTF_8), format)).isGreaterThan(3);
    assertThat(mustBeAsWhole(text.replace("\n", "\r\n").getBytes(UTF_8), format)).isGreaterThan(3);
  }

  @Test
  void linesLongerThanABufferAndThanALineMayBe() throws IOException {
    String longer = "x".repeat(70_000);
    String tooLong = "é".repeat(RecordReader.MAX_RECORD_CHARACTERS + 1);
    byte[] text =
        ("order;date;price\na;" + longer + ";\"1\"\nb;\"" + tooLong + "\nc;1;1\nd;1;1\n")
            .getBytes(UTF_8);
    RecordFormat format = format(Separation.DELIMITED, Header.FIRST_LINE);
    List<FilePart> parts = FileParts.of(new ByteArrayInputStream(text), format, 1);
    assertThat(parts).extracting(FilePart::line).containsExactly(0L, 1L, 2L, 3L, 4L);
    Path path = Files.createTempFile("parts", ".txt");
    Files.write(path, text);
    OrderFile file = new OrderFile("parts.txt", path.toUri().toString(), text.length, 0);
    List<String> header = List.of("order", "date", "price");
    assertThat(read(file, parts, header, format))
        .isEqualTo(read(file, List.of(FilePart.WHOLE), header, format));
    Files.delete(path);
  }

  @Test
  void onlyTextsWhoseBytesTellAreCut() {
    assertThat(FileParts.arePossible(format(Separation.PARQUET, Header.NONE))).isFalse();
    for (String whole : List.of("UTF-16", "UTF-16LE", "Shift_JIS", "ISO-2022-JP", "IBM037")) {
      assertThat(FileParts.arePossible(encoded(whole))).as(whole).isFalse();
    }
    for (String cut : List.of("UTF-8", "ISO-8859-1", "windows-1252", "US-ASCII")) {
      assertThat(FileParts.arePossible(encoded(cut))).as(cut).isTrue();
    }
  }

  private static RecordFormat encoded(String encoding) {
    return new RecordFormat(encoding, ';', '"', Header.FIRST_LINE, Separation.DELIMITED);
  }
}
