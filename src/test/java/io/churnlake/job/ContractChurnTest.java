package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ContractScores;
import io.churnlake.table.ContractValidation;
import io.churnlake.table.ContractValues;
import io.churnlake.table.Tickets;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Churn of contracts in made worlds whose law is known. */
class ContractChurnTest {
  private static final LocalDate AS_OF = LocalDate.parse("2024-06-30");
  private static final LocalDate FIRST = LocalDate.parse("2022-12-01");
  private static final int CUSTOMERS = 2000;
  private static final double TROUBLED = .3;

  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR"
        time.patterns = ["yyyy-MM-dd"]
        columns { time = when, customer-id = who, amount = money }
        contracts {
          file = "contracts/all.csv", delimiter = ";", period-months = 1
          columns { customer-id = customer, start = from, cancelled = to, amount = fee }
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void mapping() throws IOException {
    Files.writeString(folder.resolve("tiny.conf"), MAPPING);
  }

  private JobContext context() {
    return new JobContext(
        Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
        Configuration.defaults(),
        new JobContext.Delivery(
            SourceMapping.load(folder.resolve("tiny.conf")), folder.toString(), TestKeys.secret()),
        AS_OF,
        "run",
        Clock.systemUTC());
  }

  private Outcome run(JobContext context, List<String> rows) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("contracts")).resolve("all.csv"),
        "customer;from;to;fee\n" + String.join("\n", rows));
    return new ContractsJob().run(context);
  }

  private static String key(String id) {
    return CustomerKeys.key(id, TestKeys.secret().bytes());
  }

  private static boolean isTroubled(int customer) {
    return customer % 10 < TROUBLED * 10;
  }

  /**
   * Monthly contracts that end on a renewal's day with a customer's own constant probability. Some
   * customers, the troubled, open a ticket every 40 days.
   */
  private static List<String> world(Lake lake, ToDoubleFunction<Boolean> leaves) {
    Random random = new Random(11);
    List<String> rows = new ArrayList<>();
    List<Row> tickets = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      LocalDate start = FIRST.plusDays(random.nextInt(540));
      LocalDate end = null;
      double p = leaves.applyAsDouble(isTroubled(i));
      for (int n = 1; end == null && !start.plusMonths(n).isAfter(AS_OF); n++) {
        end = random.nextDouble() < p ? start.plusMonths(n) : null;
      }
      rows.add("c%d;%s;%s;10".formatted(i, start, end == null ? "" : end));
      for (LocalDate day = FIRST.plusDays(i % 40);
          isTroubled(i) && !day.isAfter(AS_OF);
          day = day.plusDays(40)) {
        tickets.add(RowFactory.create(Date.valueOf(day), key("c" + i), "delivery", null, 1));
      }
    }
    lake.replace(Tickets.TABLE, SparkTest.spark().createDataFrame(tickets, Tickets.TABLE.schema()));
    return rows;
  }

  private static Map<String, Row> candidates(Lake lake) {
    Map<String, Row> rows = new TreeMap<>();
    lake.read(ContractValidation.TABLE)
        .collectAsList()
        .forEach(row -> rows.put(row.getAs(ContractValidation.CANDIDATE), row));
    assertThat(rows).containsOnlyKeys("sbg", "logistic", "base_rate");
    return rows;
  }

  private static double get(Row row, String column) {
    return row.<Double>getAs(column);
  }

  @Test
  void whatDrivesRenewalsIsFoundBeyondTheirNumber() throws IOException {
    JobContext context = context();
    List<String> rows = world(context.lake(), troubled -> troubled ? .2 : .02);
    // Still running, and known to end; without a price; and one that begins later.
    rows.add("x1;2024-01-15;2024-06-29;10");
    rows.add("x2;2024-01-15;;");
    rows.add("x3;2024-07-01;;10");
    // The only one who orders, too.
    Files.writeString(
        folder.resolve("orders.csv"), "when,who,money\n2023-01-05,x2,3\n2023-12-05,x2,4\n");
    new IngestJob().run(context);
    new ConformJob().run(context);
    Outcome outcome = run(context, rows);
    assertThat(outcome.note()).contains("renewals: logistic scores");

    Lake lake = context.lake();
    Map<String, Row> candidates = candidates(lake);
    Row logistic = candidates.get("logistic");
    Row sbg = candidates.get("sbg");
    assertThat(logistic.<Boolean>getAs(ContractValidation.IS_USED)).isTrue();
    assertThat(get(logistic, ContractValidation.LOG_LOSS_GAIN_LOW)).isPositive();
    assertThat(get(logistic, ContractValidation.AUC_LOW))
        .isGreaterThan(get(sbg, ContractValidation.AUC));
    assertThat(get(logistic, ContractValidation.CALIBRATION_ERROR)).isLessThan(.05);
    assertThat(sbg.<Long>getAs(ContractValidation.N))
        .isEqualTo(logistic.<Long>getAs(ContractValidation.N))
        .isGreaterThan(200);
    assertThat(sbg.<String>getAs(ContractValidation.DECISION)).contains("logistic is better");

    Map<String, Double> coefficients = new TreeMap<>();
    logistic
        .<Row>getList(logistic.fieldIndex(ContractValidation.COEFFICIENTS))
        .forEach(row -> coefficients.put(row.getString(0), row.getDouble(1)));
    assertThat(coefficients.get("tickets_180")).isGreaterThan(.5);
    assertThat(coefficients.get("recency_days")).isNotZero();
    assertThat(coefficients.get("other_contracts")).isZero();

    List<Row> scored =
        lake.read(ContractScores.TABLE).filter("churn_probability IS NOT NULL").collectAsList();
    Map<String, Boolean> troubled = new TreeMap<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      troubled.put(key("c" + i), isTroubled(i));
    }
    troubled.put(key("x2"), false);
    assertThat(mean(scored, troubled, true)).isCloseTo(.2, within(.06));
    assertThat(mean(scored, troubled, false)).isCloseTo(.02, within(.015));
    Row riskiest =
        scored.stream().filter(row -> row.<Long>getAs("risk_rank") == 1).findFirst().orElseThrow();
    assertThat(riskiest.<String>getAs("risk_band")).isEqualTo("high");
    Row reason = riskiest.<Row>getList(riskiest.fieldIndex("reasons_to_leave")).get(0);
    assertThat(reason.<String>getAs("feature")).isEqualTo("tickets_180");
    assertThat(reason.<String>getAs("german")).startsWith("Serviceanfragen in den letzten");
    theScoresAddUp(lake);
    theQuestionHasAnAnswer(lake);
    List<String> first = Contents.of(lake).get(ContractScores.TABLE.fullName());
    run(context, rows);
    assertThat(Contents.of(lake).get(ContractScores.TABLE.fullName())).isEqualTo(first);
  }

  private static double mean(List<Row> scored, Map<String, Boolean> troubled, boolean wanted) {
    return scored.stream()
        .filter(row -> troubled.get(row.<String>getAs("customer_key")) == wanted)
        .mapToDouble(row -> get(row, "churn_probability"))
        .average()
        .orElseThrow();
  }

  /** A row for each running contract, by the same rule as gold.contract_values. */
  private static void theScoresAddUp(Lake lake) {
    String key = "customer_key, contract_start, contract_number, next_renewal_date";
    assertThat(lake.read(ContractScores.TABLE).selectExpr(key.split(", ")).collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            lake.read(ContractValues.TABLE).selectExpr(key.split(", ")).collectAsList());
    Row cancelled = lake.read(ContractScores.TABLE).filter("null_reason = 'cancelled'").first();
    assertThat(cancelled.<String>getAs("customer_key")).isEqualTo(key("x1"));
    Row unpriced =
        lake.read(ContractScores.TABLE).filter("customer_key = '" + key("x2") + "'").first();
    assertThat(unpriced.<Object>getAs("amount_at_risk")).isNull();
    assertThat(get(unpriced, "churn_probability")).isPositive();
    assertThat(
            lake.read(ContractScores.TABLE)
                .filter("churn_probability IS NOT NULL AND customer_key != '" + key("x2") + "'")
                .filter(
                    "abs(amount_at_risk - 10 * churn_probability) > 0.0001"
                        + " OR abs(churn_probability - 1 / (1 + exp(-log_odds))) > 1e-12")
                .count())
        .isZero();
  }

  /** The query of docs/questions.md. */
  private static void theQuestionHasAnAnswer(Lake lake) throws IOException {
    String doc = Files.readString(Path.of("docs/questions.md"));
    String query = doc.substring(doc.indexOf("## With contracts")).split("```", -1)[1].substring(3);
    lake.read(ContractScores.TABLE).createOrReplaceTempView("contract_scores_current");
    lake.read(ContractValues.TABLE).createOrReplaceTempView("contract_values_current");
    List<Row> rows = SparkTest.spark().sql(query.replace("gold.", "")).collectAsList();
    assertThat(rows).hasSize(20);
    assertThat(rows.get(0).<String>getAs("why")).startsWith("Service tickets");
  }

  @Test
  void whereNothingDrivesThemTheirNumberScores() throws IOException {
    JobContext context = context();
    List<String> rows = world(context.lake(), troubled -> .1);
    Outcome outcome = run(context, rows);
    assertThat(outcome.note()).contains("renewals: sbg scores, since logistic does not");

    Map<String, Row> candidates = candidates(context.lake());
    Row logistic = candidates.get("logistic");
    assertThat(logistic.<Boolean>getAs(ContractValidation.IS_USED)).isFalse();
    assertThat(logistic.<String>getAs(ContractValidation.DECISION))
        .contains("not better than sbg beyond chance");
    assertThat(get(logistic, ContractValidation.LOG_LOSS_GAIN_LOW)).isNotPositive();
    assertThat(candidates.get("sbg").<String>getAs(ContractValidation.MODEL_ID))
        .isEqualTo(AS_OF + "-sbg");
    // The rule is that of gold.contract_values.
    assertThat(
            context
                .lake()
                .read(ContractScores.TABLE)
                .join(
                    context.lake().read(ContractValues.TABLE),
                    new String[] {"as_of", "customer_key", "contract_start", "contract_number"})
                .filter("abs(churn_probability - (1 - p_renewal)) < 1e-9")
                .count())
        .isEqualTo(context.lake().read(ContractScores.TABLE).count())
        .isPositive();
  }

  /** They differ in nothing at any cut-off: one probability, and no order made of it. */
  @Test
  void contractsThatAreAllAlikeGetOneProbabilityAndNoRank() throws IOException {
    JobContext context = context();
    Random random = new Random(5);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int n = 1;
      while (n < 13 && random.nextDouble() > .08) {
        n++;
      }
      LocalDate start = LocalDate.parse("2023-06-15");
      rows.add("c%d;%s;%s;".formatted(i, start, n == 13 ? "" : start.plusMonths(n)));
    }
    run(context, rows);
    assertThat(candidates(context.lake()).get("logistic").<String>getAs("decision"))
        .contains("not better than sbg beyond chance");
    List<Row> scores = context.lake().read(ContractScores.TABLE).collectAsList();
    assertThat(scores).hasSizeGreaterThan(100);
    assertThat(scores.stream().map(row -> get(row, "churn_probability")).distinct()).hasSize(1);
    assertThat(scores)
        .allMatch(row -> row.isNullAt(row.fieldIndex("risk_band")))
        .allMatch(row -> row.getAs("model_id").equals(AS_OF + "-sbg"));
  }

  @Test
  void withTooLittleToLearnFromTheReasonIsTold() throws IOException {
    JobContext context = context();
    run(context, List.of("a;2024-06-10;;10", "b;2024-06-12;;10"));
    assertThat(context.lake().read(ContractScores.TABLE).collectAsList())
        .hasSize(2)
        .allMatch(row -> row.getAs("null_reason").equals("no_renewal_known"));
    assertThat(candidates(context.lake()).values())
        .allMatch(row -> !row.<Boolean>getAs(ContractValidation.IS_USED))
        .allMatch(row -> row.<String>getAs("null_reason").contains("younger than the horizon"));

    // First renewals alone do not determine the rule by age: one probability for all, in no order.
    run(context, List.of("a;2024-05-10;;10", "b;2024-05-12;2024-06-12;10", "c;2024-06-12;;10"));
    assertThat(candidates(context.lake()).get("base_rate").<String>getAs("decision"))
        .startsWith("scores, since neither of the others does");
    assertThat(context.lake().read(ContractScores.TABLE).collectAsList())
        .hasSize(2)
        .allMatch(row -> Math.abs(get(row, "churn_probability") - .5) < 1e-12)
        .allMatch(row -> row.isNullAt(row.fieldIndex("risk_rank")));

    // Determined, with a cut-off behind it, and far too few to learn from.
    run(
        context,
        List.of(
            "a;2023-09-10;;10",
            "b;2023-09-12;2024-01-12;10",
            "c;2023-12-12;;10",
            "d;2023-10-12;2023-11-12;10"));
    assertThat(candidates(context.lake()).get("logistic").<String>getAs("decision"))
        .contains("are needed");
    assertThat(candidates(context.lake()).get("sbg").<Boolean>getAs("is_used")).isTrue();
    assertThat(candidates(context.lake()).get("sbg").<Long>getAs("n")).isEqualTo(2);
    assertThat(candidates(context.lake()).get("sbg").<Object>getAs("auc")).isNull();
  }
}
