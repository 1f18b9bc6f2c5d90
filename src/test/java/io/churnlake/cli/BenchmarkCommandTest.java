package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.clv.CustomerSummaries;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.simulate.CustomerBase;
import io.churnlake.simulate.Purchases;
import io.churnlake.table.CustomerDays;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
  @TempDir Path folder;

  @Test
  void everyModelIsTimedOnMadeAndOnGivenCustomers() throws IOException {
    Path log = Files.writeString(folder.resolve("log.txt"), log());
    Path output = Files.writeString(folder.resolve("b.md"), "before\n");

    Ended ended =
        Ended.run(
            "benchmark",
            "sample",
            "--customers",
            "300,400",
            "--log",
            "" + log,
            "--output",
            "" + output);

    assertThat(ended.err()).isEmpty();
    assertThat(output).hasContent("before\n" + ended.out());
    List<String> steps = new ArrayList<>(PurchaseFamilies.names());
    steps.add("gamma_gamma");
    List<String> expected = new ArrayList<>();
    for (String workload : List.of("sample | 300", "sample | 400", "log x 10 | 200")) {
      steps.forEach(step -> expected.add(workload + " | " + step));
    }
    assertThat(rows(ended))
        .extracting(cells -> cells[1] + " | " + cells[2] + " | " + cells[4])
        .isEqualTo(expected);
    assertThat(rows(ended))
        .allSatisfy(
            cells -> {
              assertThat(Integer.parseInt(cells[3])).isBetween(1, 400);
              assertThat(Double.parseDouble(cells[5])).isBetween(0.0, 60.0);
              assertThat(Integer.parseInt(cells[6])).isGreaterThan(10);
              assertThat(Double.parseDouble(cells[7])).isNegative();
              assertThat(Long.parseLong(cells[9])).isPositive();
              assertThat(Long.parseLong(cells[11])).isPositive();
            });
  }

  /** 20 customers: some with one purchase, some with more. */
  private static String log() {
    StringBuilder log = new StringBuilder();
    for (int customer = 0; customer < 20; customer++) {
      for (int purchase = 0; purchase <= customer % 4; purchase++) {
        LocalDate day = LocalDate.of(1997, 1, 1).plusDays(customer + purchase * (5L + customer));
        log.append(
            " 0000 %04d %s  2   %d.50%n"
                .formatted(customer, day.toString().replace("-", ""), 10 + customer));
      }
    }
    return log.toString();
  }

  /** What is fitted and scored is the base, however Spark cut it. */
  @Test
  void aBaseIsWrittenFittedAndScored() {
    Ended ended =
        Ended.run("benchmark", "base", "--customers", "300", "--seed", "7", "--work", "" + folder);

    Lake lake = Lake.at(SparkTest.spark(), folder.resolve("churnlake-benchmark").toString());
    Dataset<Row> days = lake.read(CustomerDays.TABLE);
    List<String> expected = new ArrayList<>();
    CustomerBase base = new CustomerBase(1, 730, 7);
    long purchaseDays = 0;
    for (int number = 0; number < 300; number++) {
      Purchases purchases = base.customer(number);
      int x = purchases.size() - 1;
      long cents = 0;
      for (int i = 0; i <= x; i++) {
        cents += purchases.cents(i);
      }
      expected.add(List.of(x, purchases.day(x), purchases.observedDays(), cents).toString());
      purchaseDays += purchases.size();
    }
    List<Row> summaries = CustomerSummaries.of(days, LocalDate.of(2025, 12, 31)).collectAsList();
    assertThat(summaries)
        .extracting(
            row ->
                List.of(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getDecimal(5).movePointRight(2).longValueExact())
                    .toString())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(summaries).allSatisfy(row -> assertThat(row.getString(0)).hasSize(22));
    assertThat(rows(ended))
        .extracting(cells -> cells[1] + " | " + cells[2] + " | " + cells[4])
        .containsExactly(
            "base | 300 | write customer_days",
            "base | 300 | summaries, bg_nbd",
            "base | 300 | gamma_gamma",
            "base | 300 | score");
    assertThat(rows(ended).get(0)[3]).isEqualTo("" + purchaseDays);
    assertThat(rows(ended).get(3)[3]).isEqualTo("300");
    assertThat(ended.err()).contains("churnlake-benchmark can be removed");
  }

  @Test
  void aNightThatFollowsIsSetAgainstOneMadeAnew() {
    Ended ended =
        Ended.run(
            "benchmark",
            "gold",
            "--customers",
            "2000",
            "--jobs",
            "products",
            "--work",
            "" + folder);
    List<String[]> rows = rows(ended);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)[4])
        .matches("products, [1-9][0-9]* customers changed \\([0-9]+\\.[0-9]{2} of anew\\)");
    assertThat(rows.get(1)[4]).isEqualTo("products, made anew");
  }

  @Test
  void mistakesAreTold() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.txt"), "0001 19970101 2 9.5\n0001 1997 2 9\n");
    Path good = Files.writeString(folder.resolve("good.txt"), "0001 19970101 2 9.5\n");
    Path none = folder.resolve("none");
    fails("no command line", "sample|base", "benchmark");
    fails("unknown workload", "expected one of [sample, base, gold]", "benchmark", "all");
    fails("no customer", "at least one", "benchmark", "sample", "--customers", "0");
    fails("missing log", "none", "benchmark", "sample", "--log", "" + none);
    fails("bad date", "Line 2", "benchmark", "sample", "--log", "" + bad);
    fails(
        "log before its first day",
        "no customer by 1996-12-31",
        "benchmark",
        "sample",
        "--customers",
        "10",
        "--log",
        "" + good,
        "--as-of",
        "1996-12-31");
    fails(
        "no folder for the output",
        "cannot be written",
        "benchmark",
        "sample",
        "--output",
        "" + none.resolve("b.md"));
    fails("no folder to work in", "--work", "benchmark", "base");
    fails("a file to work in", "cannot be worked in", "benchmark", "base", "--work", "" + good);
    fails("log for base", "--log means nothing", "benchmark", "base", "--log", "" + good);
    fails(
        "unknown job",
        "cohorts, revenue, timing, products",
        "benchmark",
        "gold",
        "--jobs",
        "clv",
        "--work",
        "w");
    fails("jobs for sample", "--jobs means nothing", "benchmark", "sample", "--jobs", "timing");
    fails("folder for sample", "--work means nothing", "benchmark", "sample", "--work", "w");
  }

  private static void fails(String mistake, String told, String... args) {
    Ended ended = Ended.run(args);
    assertThat(ended.err()).as(mistake).contains(told);
    ended.mustTell(ExitCode.USAGE, told);
  }

  /** The cells of the table's rows, the first cell at 1, without separators of thousands. */
  private static List<String[]> rows(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended
        .out()
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(2)
        .map(
            line -> {
              String[] cells = line.split("\\|", -1);
              for (int i = 0; i < cells.length; i++) {
                cells[i] = i == 4 ? cells[i].strip() : cells[i].strip().replace(",", "");
              }
              return cells;
            })
        .toList();
  }
}
