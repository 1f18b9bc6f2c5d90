package io.churnlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ConfigurationTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("test.conf"), text);
  }

  @Test
  void theDefaultsAreThoseOfTheDefinitions() {
    Configuration defaults = Configuration.defaults();
    assertThat(defaults.activity().windowDays()).isEqualTo(90);
    assertThat(defaults.retention().periods()).containsExactly("week", "month", "quarter");
    assertThat(defaults.retention().splits())
        .containsExactly(
            "channel", "country", "first_product", "first_category", "discounted_first_order");
    assertThat(defaults.retention().splitValues()).isEqualTo(20);
    assertThat(defaults.retention().splitPeriods()).containsExactly("month", "quarter");
    assertThat(defaults.retention().timingOrders()).isEqualTo(10);
    assertThat(defaults.churn().horizonDays()).isEqualTo(90);
    assertThat(defaults.churn().lookbackDays()).isEqualTo(365);
    assertThat(defaults.shop().historyGuardDays()).isEqualTo(30);
    assertThat(defaults.clv().horizonDays()).isEqualTo(365);
    assertThat(defaults.privacy().retiredKeyFiles()).isEmpty();
  }

  @Test
  void segmentsMustCoverAllScoresAndHaveNames() throws IOException {
    assertThat(Configuration.defaults().rfm().segments())
        .hasSize(10)
        .first()
        .extracting(RfmRules.Segment::name)
        .isEqualTo("champions");
    String rest = "frequency = [1, 5], monetary = [1, 5] }";
    Path gap =
        file(
            "churnlake.rfm.segments = [ { name = a, recency = [1, 3], "
                + rest
                + ", "
                + "{ name = b, recency = [4, 5], frequency = [1, 5], monetary = [2, 5] } ]");
    mustSay(gap, "no rule fits recency 4, frequency 1, monetary 1;");
    Path wrong =
        file(
            "churnlake.rfm.segments = [ { name = \"a b\", recency = [3, 1], "
                + rest
                + ", "
                + "{ name = gone, recency = [1, 1.5], "
                + rest
                + ", { name = b, recent = [1, 5], "
                + rest
                + ", { name = b, recency = [0, 5], "
                + rest
                + " ]");
    mustSay(
        wrong,
        "rule 1: recency must be two whole numbers from 1 to 5, the lower first",
        "rule 2: recency must be",
        "rule 3 has the unknown key recent",
        "rule 3: recency must be",
        "rule 4: recency must be",
        "has the name \"a b\", must be of letters and underscores",
        "has the name gone, which is kept",
        "has the name b twice");
    mustSay(file("churnlake.rfm.segments = []"), "must have at least one entry");
  }

  private static void mustSay(Path overlay, String... problems) {
    assertThatThrownBy(() -> Configuration.load(overlay))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains(problems));
  }

  @Test
  void aPurchaseModelIsTakenByName() {
    Configuration defaults = Configuration.defaults();

    assertThat(defaults.clv().model()).isEqualTo("auto");
    assertThat(defaults.withClvModel("pareto_nbd").clv().compared())
        .containsExactly("bg_nbd", "mbg_nbd", "pareto_nbd", "mbg_cnbd_k");
    assertThatThrownBy(() -> defaults.withClvModel("arima"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("arima");
    assertThatThrownBy(() -> defaults.withClvModel("bg_nbd_covariates"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).contains("needs churnlake.clv.covariates"));
  }

  @Test
  void valueSettingsThatDoNotFitTogetherAreRefused() throws IOException {
    Path overlay =
        file(
            """
            churnlake.clv {
              model = pareto_nbd_covariates, segment-by = region, candidates = [bg_nbd, bg_nbd]
              further-horizons-days = [0]
            }
            """);
    assertThatThrownBy(() -> Configuration.load(overlay))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason())
                    .contains(
                        "churnlake.clv.model: is \"pareto_nbd_covariates\", which needs",
                        "churnlake.clv.segment-by: is \"region\"",
                        "churnlake.clv.candidates: names one more than once",
                        "churnlake.clv.further-horizons-days: has a number"));
  }

  @Test
  void allProblemsAreReportedAtOnce() throws IOException {
    Path overlay =
        file(
            """
            churnlake {
              churn { horizon-days = 0, lookback = 10, bands { medium-share = 0.9, high-share = 0.2 } }
              shop.zone = "Mars/Olympus"
              clv.discount-rate = much
              retention { periods = [], splits = [channel, all], split-periods = [] }
            }
            """);
    assertThatThrownBy(() -> Configuration.load(overlay))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason())
                    .contains(
                        "churnlake.churn.lookback: unknown key",
                        "churnlake.churn.horizon-days: is 0",
                        "churnlake.churn.bands: the two shares must not exceed 1 together",
                        "churnlake.shop.zone: is \"Mars/Olympus\"",
                        "churnlake.retention.periods: must name at least one period",
                        "churnlake.retention.splits: names \"all\"",
                        "churnlake.clv.discount-rate: must be a number"));
  }

  @Test
  void aMappingReportsAllItsProblemsAtOnce() throws IOException {
    Path mapping =
        file(
            """
            source {
              name = "my shop", header = false, currency = "EURO", delimeter = ";"
              columns { time = "Date", amount = "3", unit-price = "4" }
              cancelled.pattern = "("
            }
            """);
    assertThatThrownBy(() -> SourceMapping.load(mapping))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason())
                    .contains(
                        "source.delimeter: unknown key",
                        "source.name: is \"my shop\"",
                        "source.zone: is required",
                        "source.currency: is \"EURO\"",
                        "source.columns.time: is \"Date\"",
                        "source.columns.customer-id: is required",
                        "source.columns: needs exactly one of unit-price and amount",
                        "source.cancelled.pattern: is no regular expression"));
  }

  @Test
  void contractsAreOptionalAndCheckedWithTheRest() throws IOException {
    String good =
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
          encoding = "ISO-8859-1"
          columns { time = when, customer-id = who, amount = money }
        }
        """;
    assertThat(SourceMapping.load(file(good)).contracts().isPresent()).isFalse();
    String columns = "source.contracts.columns { customer-id = who, start = s, cancelled = e }\n";
    ContractMapping contracts =
        SourceMapping.load(file(good + columns + "source.contracts.file = \"more/c.csv\""))
            .contracts();
    assertThat(contracts)
        .isEqualTo(
            new ContractMapping(
                "more/c.csv", "ISO-8859-1", ';', true, "who", "s", "e", "", "yyyy-MM-dd", 12));
    mustSay(
        good
            + """
            source.contracts {
              file = "*.csv", delimiter = ";;", encoding = "UTF-9", periods = 3, header = false
              columns { customer-id = who, start = "2" }
              date-pattern = "yyyy-MM-dd XXX", period-months = 0
            }
            """,
        "source.contracts.periods: unknown key",
        "source.contracts.file: is \"*.csv\", must be one file's path",
        "source.contracts.delimiter: must be one character",
        "source.contracts.encoding: is \"UTF-9\"",
        "source.contracts.columns.customer-id: is \"who\", must be a position",
        "source.contracts.columns.cancelled: is required",
        "source.contracts.date-pattern: is \"yyyy-MM-dd XXX\"",
        "source.contracts.period-months: is 0");
    mustSay(
        good + columns + "source.contracts.file = \"../c.csv\"", "must be a path below --input");
    mustSay(good + columns + "source.contracts.file = \"c.csv\"", "takes for an order file");
  }

  @Test
  void aTableHasNoKeysOfFilesAndItsPasswordNoPlaceInThem() throws IOException {
    String good =
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR"
          columns { time = when, customer-id = who, order-id = o, amount = sum }
        }
        """;
    mustSay(
        good
            + """
            source { format = delta, restatement = append, files.subfolders = true, fill-down = [o]
              columns.refunded-amount = back, database.url = "jdbc:postgresql://h/d" }
            """,
        "source.restatement: goes with files",
        "source.files.subfolders: goes with files",
        "source.fill-down: goes with files",
        "source.columns.refunded-amount: goes with files",
        "source.database.url: goes with format = \"jdbc\"");
    mustSay(
        good
            + """
            source { format = jdbc, columns.order-discount = off, database {
              url = "jdbc:postgresql://h/d?password=secret", query = "SELECT 1; DROP TABLE x"
              table = "a`b", grows = id } }
            """,
        "source.database.url: names a password",
        "source.database.query: must be one SELECT",
        "source.database.table: must be a name",
        "source.database.overlap: and grows go together",
        "source.database.grows: reads single lines");
    mustSay(
        good + "source { format = jdbc, database { url = \"jdbc:mariadb://h/d\", table = t } }",
        "source.database.url: must begin with jdbc:postgresql: or jdbc:mysql:");
  }

  @Test
  void formatsHaveDefaultsAndMustFitTogether() throws IOException {
    String good =
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR"
          columns { time = when, customer-id = who }
        }
        """;
    SourceMapping plain = SourceMapping.load(file(good));
    assertThat(plain.changed()).isEqualTo(SourceMapping.Changed.REFUSE);
    assertThat(plain.numbers()).isEqualTo(new SourceMapping.Numbers(".", ""));
    assertThat(plain.carry()).isEmpty();
    assertThat(plain.headers().isPresent()).isFalse();
    assertThat(plain.rates())
        .isEqualTo(
            new RatesMapping("", "UTF-8", ",", ".", "date", "currency", "rate", "yyyy-MM-dd", 7));
    String swiss = "source.numbers { decimal = \",\", grouping = \"'\" }\n";
    assertThat(SourceMapping.load(file(good + swiss)).identity()).isNotEqualTo(plain.identity());
    String status = "source.columns { order-id = o, product-code = p }\n source.vouchers = [%s]\n";
    String words = "source.status { column = s, counting = [paid], cancelled = [%s] }\n";
    assertThat(SourceMapping.load(file(good + (status + words).formatted("V", "void"))).identity())
        .as("new words and codes do not lock a lake")
        .isEqualTo(
            SourceMapping.load(file(good + (status + words).formatted("V, W", "void, gone")))
                .identity());
    assertThat(SourceMapping.load(file(good + "source.format = parquet")).timePatterns())
        .contains("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    mustSay(
        good
            + """
            source {
              format = json, items = items, delimiter = "", files.changed = maybe
              numbers { decimal = ",", grouping = "," }
              columns { order-amount = total, amount = sum, discount = less, unit-cost = cost }
              headers.columns.order-id = id
              rates { file = "../rates.csv", date-pattern = "ww", max-age-days = -1 }
            }
            """,
        "source.delimiter: must be one character or more",
        "source.files.changed: is \"maybe\"",
        "source.numbers.grouping: is \",\"",
        "source.numbers: goes with format csv or whitespace",
        "source.columns: needs one of amount and order-amount",
        "source.columns.order-amount: needs order-id",
        "source.columns.discount: goes with unit-price or amount",
        "source.headers.folder: is required",
        "source.rates.file: is \"../rates.csv\"",
        "source.rates.date-pattern",
        "source.rates.max-age-days: is -1");
    mustSay(
        good
            + "source { items = i, header = false, carry = [\"*\"], columns.unit-cost = \"3\" \n"
            + "headers { folder = \".\", columns { time = \"1\" } } }",
        "source.items: goes with format json, parquet, delta or jdbc",
        "source.carry: must name positions",
        "source.columns.unit-cost: needs unit-price",
        "source.headers.folder: or pattern must be others",
        "source.headers.columns.customer-id: is required",
        "source.columns.order-id: is required",
        "source.columns.time: is given in headers.columns too");
  }

  @Test
  void inputsAreOptionalAndCheckedWithTheRest() throws IOException {
    String good =
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
          encoding = "ISO-8859-1"
          columns { time = when, customer-id = who, amount = money }
        }
        """;
    List<InputMapping> none = SourceMapping.load(file(good)).inputs();
    assertThat(none).noneMatch(InputMapping::isPresent);
    assertThat(none.stream().map(input -> input.kind().key() + " " + input.path()))
        .containsExactly(
            "customers customers",
            "products products",
            "marketing-costs marketing_costs",
            "surveys surveys",
            "engagement engagement",
            "tickets tickets",
            "contacts contacts");
    String columns = "source.inputs.surveys.columns { date = d, nps = n, reason = r }\n";
    assertThat(SourceMapping.load(file(good + columns)).inputs().get(3))
        .isEqualTo(
            new InputMapping(
                InputMapping.Kind.SURVEYS,
                "surveys",
                "*.csv",
                "ISO-8859-1",
                ';',
                true,
                List.of("yyyy-MM-dd"),
                Map.of("date", "d", "nps", "n", "reason", "r"),
                Map.of()));
    String more =
        "customers { columns.customer-id = id, attributes { tier = Tier, size = \"\" } }\n";
    assertThat(
            SourceMapping.load(file(good + "source.inputs." + more)).inputs().get(0).attributes())
        .isEqualTo(Map.of("tier", "Tier"));
    mustSay(
        good + "source.inputs.customers.attributes { Tier = T, \"a.b\" = \"T\", x.y = T, z = [] }",
        "source.inputs.customers.attributes.x.y: unknown key",
        "source.inputs.customers.attributes: must be texts by name");
    mustSay(
        good
            + "source.inputs.customers { columns.customer-id = id, attributes { Tier = T, n = id } }",
        "source.inputs.customers.attributes.Tier: must be named",
        "source.inputs.customers.attributes.n: is a column of customers' ids");
    mustSay(good + "source.inputs.customers.attributes.t = T", "needs columns.customer-id");
    mustSay(
        good
            + """
            source.inputs.tickets {
              path = "../t", pattern = "[a", delimiter = ";;", encoding = "UTF-9", header = false
              date-patterns = ["w yyyy"], zone = UTC
              columns { opened = "1", closed = "end" }
            }
            """,
        "source.inputs.tickets.zone: unknown key",
        "source.inputs.tickets.path: is \"../t\"",
        "source.inputs.tickets.pattern: is \"[a\"",
        "source.inputs.tickets.delimiter: must be one character",
        "source.inputs.tickets.encoding: is \"UTF-9\"",
        "source.inputs.tickets.columns.closed: is \"end\", must be a position",
        "source.inputs.tickets.columns.customer-id: is required",
        "source.inputs.tickets.date-patterns: \"w yyyy\" has the letter w");
  }

  @Test
  void aWholeNumberIsNotCutOff() throws IOException {
    Path overlay =
        file(
            """
            churnlake {
              clv.horizon-days = 90.7, activity.window-days = "60.5", churn.seed = 1.5
              churn.cut-offs = 3.0, churn.lookback-days = 99999999999
            }
            """);
    assertThatThrownBy(() -> Configuration.load(overlay))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason().lines())
                    .hasSize(4)
                    .anyMatch(line -> line.contains("clv.horizon-days: is 90.7, must be a whole"))
                    .anyMatch(line -> line.contains("window-days: is 60.5, must be a whole"))
                    .anyMatch(line -> line.contains("churn.seed: must be a whole number"))
                    .anyMatch(line -> line.contains("lookback-days: is 99999999999, must be")));
    Configuration whole =
        Configuration.load(file("churnlake.churn { cut-offs = 3.0, seed = 9007199254740993 }"));
    assertThat(whole.churn().cutOffs()).isEqualTo(3);
    assertThat(whole.churn().seed()).isEqualTo(9007199254740993L);
  }

  @Test
  void patternsThatCannotWorkAreFoundWhenLoaded() throws IOException {
    String good =
        """
        source {
          name = "tiny", zone = "Europe/Berlin", currency = "EUR"
          columns { time = when, customer-id = who, amount = money }
        }
        """;
    mustSay(good + "source.files.pattern = \"[a\"", "source.files.pattern: is \"[a\"");
    mustSay(good + "source.files.pattern = \"in/*.csv\"", "files.pattern", "source.files.folder");
    mustSay(good + "source.time.patterns = [\"w yyyy\"]", "time.patterns", "letter w");
    String zulu = good + "source.time.patterns = [\"yyyy-MM-dd'T'HH:mm:ss'Z'\"]\n";
    mustSay(zulu, "time.patterns", "XXX");
    assertThat(SourceMapping.load(file(zulu + "source.time.zone = UTC")).timeZone())
        .isEqualTo("UTC");
  }

  private void mustSay(String mapping, String... words) throws IOException {
    Path file = file(mapping);
    assertThatThrownBy(() -> SourceMapping.load(file))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.reason()).contains(words));
  }

  @Test
  void whoIsToldOfAFailureChangesNoRunAndItsSecretsAreNotShown() {
    assertThat(Configuration.of("churnlake.alarm.webhook = \"https://example.com/a\"").canonical())
        .isEqualTo(Configuration.defaults().canonical());
    assertThatThrownBy(
            () ->
                Configuration.of(
                    """
                    churnlake.alarm {
                      command = [" "], webhook = "https://me:secret@example.com", webhook-file = f
                    }
                    """))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.reason())
                    .contains(
                        "alarm.command: must begin with a program",
                        "alarm.webhook: names a user or a password",
                        "alarm.webhook-file: stands beside webhook")
                    .doesNotContain("secret"));
  }

  @Test
  void everyShippedMappingAndOverlayIsValid() throws IOException {
    for (Path mapping : files(Path.of("conf/sources"))) {
      assertThat(SourceMapping.load(mapping).name() + ".conf")
          .isEqualTo(mapping.getFileName().toString());
    }
    for (Path overlay : files(Path.of("conf/overlays"))) {
      assertThat(Configuration.load(overlay).canonical()).isNotEmpty();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".conf")).toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
