package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.run.Jobs;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.ContractFits;
import io.churnlake.table.ContractRenewals;
import io.churnlake.table.ContractValues;
import io.churnlake.table.Contracts;
import io.churnlake.table.OpsTables;
import io.churnlake.table.RejectedContracts;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts from their file to the values of the running ones. */
class ContractsJobTest {
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR"
        time.patterns = ["yyyy-MM-dd"]
        remove.customer-id = "\\\\.0$"
        columns { time = when, customer-id = who, amount = money }
        contracts {
          file = "contracts/all.csv", delimiter = ";"
          columns { customer-id = customer, start = from, cancelled = to, amount = fee }
        }
      }
      """;

  /** Customers under contract in a year: Fader, Hardie (2007), "High End". */
  private static final int[] HIGH_END = {1000, 869, 743, 653, 593, 551, 517, 491};

  @TempDir Path folder;
  private Path input;
  private Path mapping;

  @BeforeEach
  void newInput() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    mapping = Files.writeString(folder.resolve("tiny.conf"), MAPPING);
  }

  private void contracts(List<String> rows) throws IOException {
    Files.createDirectories(input.resolve("contracts"));
    Files.writeString(
        input.resolve("contracts/all.csv"), "customer;from;to;fee\n" + String.join("\n", rows));
  }

  /** One contract a customer, cancelled in the year before the renewal that it refuses. */
  private static List<String> highEnd() {
    List<String> rows = new ArrayList<>();
    for (int n = 1; n < HIGH_END.length; n++) {
      for (int i = HIGH_END[n]; i < HIGH_END[n - 1]; i++) {
        // Every other one on the very day of the renewal.
        String end = i % 2 == 0 ? (1999 + n) + "-05-05" : (2000 + n) + "-01-01";
        rows.add("c" + i + ".0;2000-01-01;" + end + ";10");
      }
    }
    for (int i = 0; i < HIGH_END[7]; i++) {
      rows.add("c" + i + ".0;2000-01-01;;" + (i == 0 ? "" : "12.50"));
    }
    return rows;
  }

  private JobContext context(String asOf, String lake) throws IOException {
    Path half = Files.writeString(folder.resolve("a.conf"), "churnlake.clv.margin-rate = 0.5");
    return new JobContext(
        Lake.at(SparkTest.spark(), folder.resolve(lake).toString()),
        Configuration.load(half),
        new JobContext.Delivery(SourceMapping.load(mapping), input.toString(), TestKeys.secret()),
        LocalDate.parse(asOf),
        "run",
        Clock.systemUTC());
  }

  private static List<Outcome> run(JobContext context, String... jobs) {
    return new Runner(context, Progress.silent())
        .run(java.util.Arrays.stream(jobs).map(Jobs::named).toList());
  }

  private Row value(JobContext context, String id) {
    return context
        .lake()
        .read(ContractValues.TABLE)
        .filter(
            col(Contracts.CUSTOMER_KEY).equalTo(CustomerKeys.key(id, TestKeys.secret().bytes())))
        .first();
  }

  /**
   * Published: alpha .668, beta 3.806. The other digits, and the value by the hypergeometric form,
   * were computed with 30.
   */
  @Test
  void thePublishedCohort() throws IOException {
    List<String> rows = highEnd();
    rows.add(";2000-01-01;;10");
    contracts(rows);
    JobContext context = context("2007-01-01", "lake");
    Outcome outcome = run(context, "contracts").get(0);

    assertThat(outcome.rowsIn()).isEqualTo(1001);
    assertThat(outcome.rowsRejected()).isEqualTo(1);
    Row rejected = context.lake().read(RejectedContracts.TABLE).first();
    assertThat(rejected.mkString("|"))
        .matches("contracts/all.csv\\|1002\\|.*\\(customer_missing\\)\\|;2000-01-01;;10");
    assertThat(
            context
                .lake()
                .read(OpsTables.CHECKS)
                .filter(
                    "fatal AND check_name = 'contracts: rows in = accepted + rejected + forgotten'")
                .first()
                .<String>getAs("actual"))
        .isEqualTo("1001");
    Row check = context.lake().read(OpsTables.CHECKS).filter("NOT fatal").first();
    assertThat(check.<String>getAs("check_name")).contains("customer_missing");
    assertThat(check.<String>getAs("actual")).isEqualTo("1");
    Row fit = context.lake().read(ContractFits.TABLE).first();
    assertThat(fit.<Double>getAs("alpha")).isCloseTo(.6680883511064, within(1e-8));
    assertThat(fit.<Double>getAs("beta")).isCloseTo(3.806094964058, within(1e-8));
    assertThat(fit.<Double>getAs("alpha_standard_error")).isBetween(.01, .5);
    assertThat(fit.<Double>getAs("log_likelihood")).isCloseTo(-1611.158147391, within(1e-8));
    assertThat(fit.<Long>getAs("contracts")).isEqualTo(1000);
    assertThat(fit.<Long>getAs("running")).isEqualTo(491);
    assertThat(fit.<Long>getAs("renewals")).isEqualTo(869 + 743 + 653 + 593 + 551 + 517 + 491);
    assertThat(fit.<Long>getAs("cancellations")).isEqualTo(509);
    assertThat(fit.<Boolean>getAs("converged")).isTrue();

    List<Row> renewals =
        context.lake().read(ContractRenewals.TABLE).orderBy("renewal").collectAsList();
    assertThat(renewals).hasSize(7);
    for (int n = 1; n <= 7; n++) {
      Row row = renewals.get(n - 1);
      double rate = (double) HIGH_END[n] / HIGH_END[n - 1];
      assertThat(row.<Long>getAs("at_risk")).isEqualTo(HIGH_END[n - 1]);
      assertThat(row.<Long>getAs("renewed")).isEqualTo(HIGH_END[n]);
      assertThat(row.<Double>getAs("rate")).isEqualTo(rate);
      assertThat(row.<Double>getAs("rate_low")).isBetween(rate - .035, rate);
      assertThat(row.<Double>getAs("rate_high")).isBetween(rate, rate + .035);
      assertThat(row.<Double>getAs("model_rate")).isCloseTo(rate, within(.03));
      assertThat(row.<Double>getAs("model_survival")).isCloseTo(HIGH_END[n] / 1000.0, within(.02));
      assertThat(row.<String>getAs("null_reason")).isNull();
    }

    assertThat(context.lake().read(ContractValues.TABLE).count()).isEqualTo(491);
    Row value = value(context, "c1");
    assertThat(value.<Integer>getAs("renewals")).isEqualTo(7);
    assertThat(value.<Object>getAs("next_renewal_date")).hasToString("2008-01-01");
    assertThat(value.<Double>getAs("p_renewal")).isCloseTo(.941774648988, within(1e-8));
    assertThat(value.<Double>getAs("expected_periods")).isCloseTo(7.529628055571, within(1e-6));
    assertThat(value.<Object>getAs("residual_value")).hasToString("42.7820");
    Row unpriced = value(context, "c0");
    assertThat(unpriced.<Double>getAs("expected_periods")).isCloseTo(7.529628055571, within(1e-6));
    assertThat(unpriced.<Object>getAs("residual_value")).isNull();
    assertThat(unpriced.<String>getAs("null_reason")).isEqualTo("amount_missing");
  }

  private static Map<String, List<String>> gold(Lake lake) {
    Map<String, List<String>> contents = new TreeMap<>(Contents.of(lake));
    contents.remove(Contracts.TABLE.fullName());
    return contents;
  }

  @Test
  void nothingAfterAsOfIsUsed() throws IOException {
    contracts(highEnd());
    JobContext full = context("2003-12-31", "full");
    new ContractsJob().run(full);
    contracts(highEnd().stream().map(row -> row.replaceAll(";200[4-7]-..-..;", ";;")).toList());
    JobContext cut = context("2003-12-31", "cut");
    new ContractsJob().run(cut);

    // Silver holds all that was delivered; gold what was known.
    assertThat(full.lake().read(Contracts.TABLE).where("cancelled_on > DATE'2003-12-31'").count())
        .isPositive();
    Map<String, List<String>> known = gold(full.lake());
    assertThat(known).isEqualTo(gold(cut.lake())).hasSize(5);
    Row fit = full.lake().read(ContractFits.TABLE).first();
    assertThat(fit.<Long>getAs("renewals")).isEqualTo(869 + 743 + 653);
    // Half of those who refuse the renewal on 2004-01-01 have given notice by then.
    assertThat(
            full.lake()
                .read(ContractValues.TABLE)
                .filter(col("cancelled_on").isNotNull())
                .filter("p_renewal = 0 AND expected_periods = 0 AND residual_value = 0")
                .count())
        .isEqualTo(30);
    assertThat(fit.<Long>getAs("running")).isEqualTo(653);
  }

  /** Months end on different days; every renewal is counted from the start, so none drifts. */
  @Test
  void renewalsFallDueByCalendarMonths() throws IOException {
    Files.writeString(mapping, MAPPING + "source.contracts.period-months = 1");
    contracts(
        List.of(
            "a;2023-01-31;;1", // due 02-28, 03-31
            "b;2023-01-31;2023-02-28;1", // on the first renewal's day: never renewed
            "c;2023-01-31;2023-03-01;1", // renewed once
            "d;2023-01-31;2023-01-31;1", // never renewed
            "d;2023-01-31;;1",
            "e;2023-03-31;;1")); // not due
    JobContext context = context("2023-03-31", "lake");
    new ContractsJob().run(context);

    assertThat(context.lake().read(ContractRenewals.TABLE).orderBy("renewal").collectAsList())
        .extracting(row -> row.<Long>getAs("at_risk") + " " + row.<Long>getAs("renewed"))
        .containsExactly("5 3", "3 2");
    assertThat(value(context, "a").<Object>getAs("next_renewal_date")).hasToString("2023-04-30");
    assertThat(value(context, "a").<Integer>getAs("renewals")).isEqualTo(2);
    assertThat(value(context, "d").<Integer>getAs("contract_number")).isEqualTo(2);
    assertThat(value(context, "e").<Integer>getAs("renewals")).isZero();
  }

  @Test
  void aRenewalThatNobodyWasAskedForHasNoRate() throws IOException {
    contracts(List.of("a;2020-01-01;2020-06-01;1", "b;2022-06-01;;1"));
    JobContext context = context("2022-07-01", "lake");
    new ContractsJob().run(context);

    assertThat(context.lake().read(ContractRenewals.TABLE).orderBy("renewal").collectAsList())
        .extracting(
            row ->
                row.<Long>getAs("at_risk")
                    + " "
                    + row.getAs("rate")
                    + " "
                    + row.getAs("null_reason"))
        .containsExactly("1 0.0 null", "0 null nobody_at_risk");
    Row value = value(context, "b");
    assertThat(value.<Object>getAs("residual_value")).isNull();
    assertThat(value.<String>getAs("null_reason")).isEqualTo("parameters_undetermined");
    assertThat(context.lake().read(ContractFits.TABLE).first().<String>getAs("note"))
        .contains("everybody cancelled");
  }

  @Test
  void badRowsAreCountedAndLaterOnesAreNoFault() throws IOException {
    List<String> rows = highEnd();
    rows.add(";2000-01-01;;1");
    rows.add("x1;01.01.2000;;1");
    rows.add("x2;2000-01-01;soon;many");
    rows.add("x3;2000-01-01;1999-12-31;-1");
    for (int i = 0; i < 200; i++) {
      rows.add("y" + i + ";2007-01-02;;1");
    }
    contracts(rows);
    JobContext context = context("2007-01-01", "lake");
    Outcome outcome = new ContractsJob().run(context);

    assertThat(outcome.rowsIn()).isEqualTo(1204);
    assertThat(outcome.rowsRejected()).isEqualTo(4);
    assertThat(context.lake().read(Contracts.TABLE).count()).isEqualTo(1200);
    assertThat(outcome.checks().stream().filter(check -> check.severity() == Check.Severity.NOTE))
        .extracting(check -> check.name() + " " + check.actual())
        .containsExactlyInAnyOrder(
            "contracts left out: customer_missing 1",
            "contracts left out: start_unreadable 1",
            "contracts left out: cancelled_unreadable 1",
            "contracts left out: amount_unreadable 1",
            "contracts left out: amount_negative 1",
            "contracts left out: cancelled_before_start 1",
            "contracts left out: started_after_as_of 200");
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedBeforeAnythingIsWritten() throws IOException {
    JobContext context = context("2007-01-01", "lake");
    refused(
        context, ExitCode.USAGE, "contracts/all.csv does not exist", "contracts.file", "--input");
    contracts(List.of("a;2000-01-01;;1", "b;yesterday;;1"));
    refused(context, ExitCode.DATA_REFUSED, "1 of 2 lines", "start_unreadable (1)", "max-rejected");
    contracts(List.of("a;2008-01-01;;1"));
    refused(context, ExitCode.DATA_REFUSED, "no contract as of", "begins later", "--as-of");
    Files.writeString(input.resolve("contracts/all.csv"), "customer;from;fee\na;2000-01-01;1\n");
    refused(context, ExitCode.DATA_REFUSED, "missing", "has no column to", "Correct");
    Files.writeString(mapping, MAPPING + "source.contracts.file = \"\"");
    refused(context("2007-01-01", "lake"), ExitCode.USAGE, "no contracts", "contracts.file", "Add");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  private static void refused(
      JobContext context, ExitCode code, String problem, String cause, String remedy) {
    assertThatThrownBy(() -> run(context, "contracts"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(code);
              assertThat(e.problem()).contains(problem);
              assertThat(e.reason()).contains(cause);
              assertThat(e.remedy()).contains(remedy);
            });
  }

  /** Beside orders: the same customer has the same key, and the orders' files are not disturbed. */
  @Test
  void ordersAndContractsShareTheirCustomers() throws IOException {
    Files.writeString(
        input.resolve("orders.csv"), "when,who,money\n2000-01-05,c7.0,3\n2000-02-05,c8.0,4\n");
    contracts(highEnd());
    JobContext context = context("2007-01-01", "lake");
    run(context, "ingest", "contracts");
    List<String> first = Contents.of(context.lake()).get(ContractValues.TABLE.fullName());
    run(context, "contracts");

    assertThat(Contents.of(context.lake()).get(ContractValues.TABLE.fullName())).isEqualTo(first);
    assertThat(
            context
                .lake()
                .read(BronzeOrderLines.TABLE)
                .join(context.lake().read(ContractValues.TABLE), Contracts.CUSTOMER_KEY)
                .count())
        .isEqualTo(2);
    Files.writeString(mapping, MAPPING + "source.remove.customer-id = \"x\"");
    assertThatThrownBy(() -> run(context("2007-01-01", "lake"), "contracts"))
        .hasMessageContaining("second key");
    Files.writeString(mapping, MAPPING + "source.currency = USD");
    assertThatThrownBy(() -> run(context("2007-01-01", "lake"), "contracts"))
        .hasMessageContaining("another shop");
  }
}
