package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A result fits the screen: texts get shorter, or rows stand from top to bottom; numbers stay. */
@Tag("fast")
class TextTableTest {
  private static final String LONG = "a name of thirty characters ab";

  private static List<String> printed(OptionalInt width) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextTable(
            List.of("n", "name", "day"),
            List.of(TextTable.Kind.NUMBER, TextTable.Kind.TEXT, TextTable.Kind.OTHER),
            List.of(List.of("1234567", LONG, "2024-01-01"), List.of("5", "b", "NULL")))
        .print(new PrintStream(out, true, StandardCharsets.UTF_8), width);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void allIsPrintedWhereThereIsNoScreen() {
    assertThat(printed(OptionalInt.empty()))
        .containsExactly(
            "      n  name                            day",
            "-".repeat(51),
            "1234567  " + LONG + "  2024-01-01",
            "      5  b                               NULL");
    assertThat(printed(OptionalInt.of(51))).isEqualTo(printed(OptionalInt.empty()));
  }

  @Test
  void textsAreShortened() {
    assertThat(printed(OptionalInt.of(40)))
        .containsExactly(
            "      n  name                 day",
            "-".repeat(40),
            "1234567  a name of thirty c…  2024-01-01",
            "      5  b                    NULL");
  }

  @Test
  void rowsStandFromTopToBottomWhereThatIsNotEnough() {
    assertThat(printed(OptionalInt.of(30)))
        .containsExactly(
            "-- row 1 ---------------------",
            "n     1234567",
            "name  " + LONG,
            "day   2024-01-01",
            "-- row 2 ---------------------",
            "n     5",
            "name  b",
            "day   NULL");
  }

  @Test
  void aTextAtTheEndIsWrappedWhereThereIsRoom() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextTable(
            List.of("n", "comment"),
            List.of(TextTable.Kind.NUMBER, TextTable.Kind.TEXT),
            List.of(List.of("1", "Some words that take more room than a line of it has.")))
        .print(new PrintStream(out, true, StandardCharsets.UTF_8), OptionalInt.of(35));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "n  comment",
            "-".repeat(35),
            "1  Some words that take more room",
            "   than a line of it has.");
  }
}
