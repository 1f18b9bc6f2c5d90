package io.churnlake.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Check;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken, or made to break the program: a clear error or rejected rows. */
class HostileFilesTest {
  private static final String HEADER = "d,c,o,p,n,e";
  private static final String COLUMNS =
      """
      source {
        files.pattern = "*.{csv,txt,gz}"
        columns { time = d, customer-id = c, order-id = o, product-name = p, quantity = n, unit-price = e }
      }
      """;
  private static final int LONG_LINE = 200_000_000;

  @TempDir Path folder;
  private SmallShop shop;

  @BeforeEach
  void newShop() {
    shop = new SmallShop(folder);
  }

  /**
   * The load is refused with a message that holds these words, and whoever reads it is no wiser.
   */
  private void mustRefuse(String mapping, String... words) {
    assertThatThrownBy(
            () ->
                new Runner(shop.context(mapping), Progress.silent()).run(List.of(new IngestJob())))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.problem() + " " + e.reason())
                    .contains(words)
                    .doesNotContain("Exception", "customer-4711"));
  }

  private void broken(String name, byte[] content) throws IOException {
    Files.write(shop.input().resolve(name), content);
  }

  @Test
  void badRowsAreRejectedAndTheirNeighboursAreNot() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    IntStream.rangeClosed(1, 220).forEach(i -> lines.add("2024-01-02,c" + i + "," + i + ",x,1,1"));
    String[] odd = {
      "0001-01-01,c1,odd,x,1,1",
      "9999-12-31,c1,odd,x,1,1",
      "2024-01-02,c1,odd,x,NaN,Infinity",
      "2024-01-02,c1,odd,x,1,1e-1000000000",
      "2024-01-02,c1,odd,x,1e99999999,1",
      "2024-01-02,c1,odd,x,1000000000000,1",
      "2024-01-02,c1,odd,x,3000000,3000000",
      "\0 2024-01-02,c1,odd,x,1,1",
      "2024-01-02,c1,odd,a\0b,1,1",
    };
    lines.addAll(Arrays.asList(odd));
    lines.add("2024-01-02,c1,big,=cmd(),3000000000,0.01");
    lines.add("#2024-01-02,c1,odd,x,1,1");
    shop.file("50% off, today.csv", lines.toArray(String[]::new));
    broken(
        "b.csv",
        "d,c,o,p,n,e\n2024-01-02,c1,9,caf\u00e9,1,1\n"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    shop.file("header alone.csv", HEADER);
    Outcome outcome = shop.ingest(COLUMNS);

    assertThat(outcome.checks())
        .filteredOn(c -> c.severity() == Check.Severity.FATAL)
        .allMatch(Check::passed);
    assertThat(outcome.rowsIn()).isEqualTo(232);
    assertThat(shop.rejected().stream().map(row -> row.replace("50% off, today.csv ", "")))
        .containsExactlyInAnyOrder(
            "222 [time_out_of_range]",
            "223 [time_out_of_range]",
            "224 [quantity_unreadable, unit_price_unreadable]",
            "225 [unit_price_unreadable]",
            "226 [quantity_unreadable]",
            "227 [quantity_out_of_range, amount_out_of_range]",
            "228 [amount_out_of_range]",
            "229 [nul_character]",
            "230 [nul_character]",
            "232 [time_unreadable]",
            "b.csv 2 [invalid_characters]");
    assertThat(
            shop.rows(
                BronzeOrderLines.TABLE,
                BronzeOrderLines.FILE,
                BronzeOrderLines.PRODUCT_NAME,
                BronzeOrderLines.AMOUNT))
        .hasSize(221)
        .contains("50% off, today.csv =cmd() 30000000.0000");
  }

  @Test
  void brokenFilesAreRefusedByName() throws IOException {
    shop.file("a.csv", HEADER, "2024-01-02,c1,1,x,1,1");
    String rows = (HEADER + "\n2024-01-02,customer-4711,1,x,1,1\n").repeat(20_000);
    byte[] packed = SmallShop.gzipped(rows.getBytes(UTF_8));
    broken("b.csv.gz", Arrays.copyOf(packed, packed.length / 2));
    mustRefuse(COLUMNS, "b.csv.gz");
    Files.delete(shop.input().resolve("b.csv.gz"));

    broken("b.csv", ("h,".repeat(1_000_000) + "\n").getBytes(UTF_8));
    mustRefuse(COLUMNS, "b.csv", "4096 fields");
    Files.delete(shop.input().resolve("b.csv"));

    Path outside = Files.writeString(folder.resolve("secret.csv"), HEADER + "\n");
    Files.createSymbolicLink(shop.input().resolve("b.csv"), outside);
    mustRefuse(COLUMNS, "b.csv is a link out of its folder");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void anEmptyFileAloneIsRefused() throws IOException {
    broken("b.csv", new byte[0]);
    mustRefuse(COLUMNS, "b.csv", "it is empty");
  }

  @Test
  void aLineOf200MegabytesNeverFillsTheMemory() throws IOException {
    byte[] million = "a".repeat(1_000_000).getBytes(UTF_8);
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(shop.input().resolve("b.csv.gz")))) {
      gzip.write((HEADER + "\n").getBytes(UTF_8));
      for (int i = 0; i < LONG_LINE / million.length; i++) {
        gzip.write(million);
      }
    }
    mustRefuse(COLUMNS, "1 of 1 lines would be rejected", "line_too_long");

    mustRefuse(COLUMNS + "source.format = json", "2 of 2 lines would be rejected");
    String blanks =
        "source { format = whitespace, header = false, files.pattern = \"*.gz\"\n"
            + "columns { time = \"1\", customer-id = \"2\", amount = \"3\" } }";
    List<String> good = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> good.add("2024-01-02 c" + i + " 1"));
    shop.file("c.gz", good.toArray(String[]::new));
    shop.ingest(blanks);
    assertThat(shop.rejected())
        .containsExactly("b.csv.gz 1 [too_few_columns]", "b.csv.gz 2 [line_too_long]");
  }
}
