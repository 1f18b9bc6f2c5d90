package io.churnlake.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.lake.RecordFormat.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects of an array, wherever its lines end; every line is an object's, or blank. */
@Tag("fast")
class JsonArrayRecordsTest {
  private static final RecordFormat FORMAT =
      new RecordFormat(
          "UTF-8",
          ",",
          '"',
          Header.NONE,
          RecordFormat.Separation.JSON_LINES,
          "items",
          List.of(),
          List.of());

  private static List<String> read(String text) throws IOException {
    List<String> records = new ArrayList<>();
    NestedRows rows = new NestedRows(FORMAT, List.of("id", "items.sku", "refunds.total"));
    try (JsonArrayRecords reader = new JsonArrayRecords(new StringReader(text), rows)) {
      long accounted = 0;
      for (FileRecord next = reader.next(); next != null; next = reader.next()) {
        accounted += next.lines();
        records.add(
            next.line()
                + "("
                + next.lines()
                + ") "
                + (next.problem() == null ? String.join("|", next.fields()) : next.problem()));
      }
      assertThat(accounted + reader.blankLines())
          .isEqualTo(LineCount.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "UTF-8"));
    }
    return records;
  }

  @Test
  void oneLineOrManyHoldTheSameObjects() throws IOException {
    String one = "{\"id\":1,\"items\":[{\"sku\":\"a}\\\"\"},{\"sku\":\"b\"}]}";
    String two =
        "{\"id\":2,\"items\":[{\"sku\":\"c\"}],\"refunds\":[{\"total\":-1.5},{\"total\":-2}]}";
    assertThat(read("[" + one + ", " + two + "]"))
        .containsExactly("1(1) 1|a}\"|", "1(0) 1|b|", "1(0) 2|c|-3.5");
    assertThat(read("[\n" + one.replace(",", ",\r\n") + ",\n\n" + two + "\n]\n"))
        .containsExactly("4(3) 1|a}\"|", "4(0) 1|b|", "6(1) 2|c|-3.5");
  }

  @Test
  void whatIsBrokenHidesNothingElse() throws IOException {
    assertThat(read("[7,\n{\"id\":},\n{\"id\":3,\"items\":[{\"sku\":\"d\"}]},\n8]\n"))
        .containsExactly(
            "1(1) json_unreadable", "2(1) json_unreadable", "3(1) 3|d|", "4(1) json_unreadable");
  }

  @Test
  void anArrayThatDoesNotEndIsNotWhole() {
    for (String text : List.of("[\n{\"id\":3},\n", "[\n{\"id\":3}", "[\n{\"id\":3,")) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(IOException.class)
          .hasMessage("line 2: array not closed");
    }
  }

  @Test
  void anArrayIsToldFromLines() throws IOException {
    PushbackReader text = new PushbackReader(new StringReader("\uFEFF \n[{}"), 10);
    assertThat(JsonArrayRecords.isIn(text, 10)).isTrue();
    assertThat(text.read()).isEqualTo(0xFEFF);
    assertThat(JsonArrayRecords.isIn(new PushbackReader(new StringReader("{}"), 10), 10)).isFalse();
  }
}
