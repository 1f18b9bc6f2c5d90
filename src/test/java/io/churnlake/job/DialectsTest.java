package io.churnlake.job;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestData;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line of a delivered file is accounted for, whatever its quotes and line ends. */
class DialectsTest {
  private static final String[] LINES = {
    "file",
    "rows_in",
    "lines",
    "lines_header",
    "lines_loaded",
    "lines_rejected",
    "lines_quoted",
    "lines_blank"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "o-swallow, o.csv 40 41 1 39 1 0 0, 810.0000",
    "p-unclosed, o.csv 60 61 1 59 1 0 0, 1799.0000",
    "t-header-crlf-only, o.csv 60 61 1 60 0 0 0, 1830.0000"
  })
  void linesOfTheCasesAddUp(String name, String lines, String amount) {
    Path of = TestData.path("cases/14-dialects/" + name);
    Outcome outcome =
        new IngestJob()
            .run(
                new JobContext(
                    Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
                    Configuration.defaults(),
                    new JobContext.Delivery(
                        SourceMapping.load(of.resolve("m.conf")),
                        of.resolve("in").toString(),
                        TestKeys.secret()),
                    LocalDate.of(2024, 12, 31),
                    "run",
                    Clock.systemUTC()));

    SmallShop shop = new SmallShop(folder);
    assertThat(outcome.checks())
        .filteredOn(check -> check.severity() == Check.Severity.FATAL)
        .anyMatch(check -> check.name().startsWith("lines of the files = "))
        .allMatch(Check::passed);
    assertThat(shop.rows(OpsTables.FILES, LINES)).containsExactly(lines);
    assertThat(
            shop.lake()
                .read(BronzeOrderLines.TABLE)
                .agg(org.apache.spark.sql.functions.sum(BronzeOrderLines.AMOUNT))
                .first()
                .get(0))
        .hasToString(amount);
  }

  @Test
  void aRejectedRowWeighsAsManyLinesAsItHas() throws IOException {
    String mapping =
        "source { encoding = \"UTF-16\", files.pattern = \"*.csv*\"\n"
            + "columns { time = d, customer-id = c, order-id = o, product-name = p, amount = a } }";
    SmallShop shop = new SmallShop(folder);
    String good =
        IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "2024-01-02,c" + i + "," + i + ",x,1" + (i % 2 == 0 ? "\r" : "\r\n"))
            .collect(Collectors.joining());
    String broken = "someday,c1,61,\"" + "text\n".repeat(9) + "\",1";
    byte[] text =
        ("d,c,o,p,a\n" + good + "\n\n2024-01-02,c1,62,\"two\r\n\r\nparts\",1\n" + broken)
            .getBytes(UTF_16);
    Files.write(shop.input().resolve("a.csv.gz"), SmallShop.gzipped(text));
    assertThatThrownBy(() -> shop.ingest(mapping))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.problem()).isEqualTo("10 of 73 lines would be rejected."));

    Files.writeString(
        shop.input().resolve("b.csv"),
        "d,c,o,p,a\r" + good.repeat(3).replace(",x,", ",y,"),
        UTF_16);
    Outcome outcome = shop.ingest(mapping);

    assertThat(outcome.rowsIn()).isEqualTo(242);
    assertThat(shop.rows(OpsTables.FILES, LINES))
        .containsExactly("a.csv.gz 62 75 1 61 1 11 1", "b.csv 180 181 1 180 0 0 0");
    assertThat(shop.rejected()).containsExactly("a.csv.gz 75 [time_unreadable]");
  }
}
