package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.SourceMapping;
import io.churnlake.customer.Splits;
import io.churnlake.table.TimingCells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gold after a night is what it is when it is made anew, in whatever way customers change. */
class GoldFollowsTest {
  private static final String MAPPING =
      """
      source {
        name = "changes", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd"]
        columns {
          time = when, customer-id = who, order-id = order, product-code = what, category = kind
          quantity = pieces, unit-price = price, channel = via
        }
        cancelled { column = state, pattern = "^back$" }
        restatement = replace_order
        inputs {
          customers.columns { customer-id = id, consent = mail }
          customers.attributes { tier = Tier }
        }
      }
      """;
  private static final String HEADER = "when;who;order;what;kind;pieces;price;via;state";
  private static final String CUSTOMERS = "id;mail;Tier";
  private static final int MANY = 100;
  private static final LocalDate BEFORE = LocalDate.of(2024, 1, 20);
  private static final LocalDate AFTER = LocalDate.of(2024, 4, 14);

  @TempDir Path folder;

  private static String line(int day, String who, String order, String code, String via) {
    return "2024-01-%02d;%s;%s;%s;A;2;5;%s;".formatted(day, who, order, code, via);
  }

  private static String back(int day, String who, String code) {
    return "2024-01-%02d;%s;back;%s;A;-1;5;;back".formatted(day, who, code);
  }

  /** Of a customer's three orders on three days; the first is of 2 + customer % 10. */
  private static String line(int customer, int order, String code, String via) {
    return line(
        2 + customer % 10 + 3 * order, "c" + customer, "o" + customer + "-" + order, code, via);
  }

  /** Four came by the shop, three by the app, one by fax. */
  private static String channel(int customer) {
    return customer < 90
        ? "web"
        : customer < 94 ? "shop" : customer < 97 ? "app" : customer < 98 ? "fax" : "web";
  }

  private static List<String> history() {
    List<String> lines = new ArrayList<>();
    // So long before the others that these are new customers.
    lines.add(line(1, "c0", "o", "A1", "web").replace("2024-01", "2023-11"));
    for (int customer = 0; customer < MANY; customer++) {
      for (int order = 0; order < 3; order++) {
        lines.add(line(customer, order, "A" + customer % 3, channel(customer)));
      }
    }
    return lines;
  }

  private static List<String> news() {
    List<String> lines = new ArrayList<>();
    // c1 buys again, c2 brings a piece back, someone is new, c3 bought before the known orders.
    lines.add(line(25, "c1", "n1", "B1", "web"));
    lines.add(back(26, "c2", "A2"));
    lines.add(line(26, "n1", "n2", "C1", "app"));
    lines.add(line(2, "c3", "n3", "A1", "web"));
    // Of first orders, the channel and the product are others than was said; no day changes.
    lines.add(line(5, 0, "A" + 5 % 3, "app"));
    lines.add(line(6, 0, "A9", "web"));
    // All that c7 had bought was c8's.
    for (int order = 0; order < 3; order++) {
      lines.add(line(7, order, "A" + 7 % 3, "web").replace(";c7;", ";c8;"));
    }
    return lines;
  }

  private static List<String> customers(String... others) {
    List<String> lines = new ArrayList<>();
    for (int customer = 20; customer < MANY; customer++) {
      lines.add("c" + customer + ";yes;" + (customer < 50 ? "gold" : "silver"));
    }
    lines.addAll(List.of(others));
    return lines;
  }

  private static Set<String> parts(Nights nights, String split) {
    Set<String> parts = new TreeSet<>();
    nights
        .lake()
        .read(TimingCells.TABLE)
        .filter("split = '" + split + "'")
        .select(TimingCells.SPLIT_VALUE)
        .distinct()
        .collectAsList()
        .forEach(row -> parts.add(row.getString(0)));
    return parts;
  }

  @Test
  void goldFollowsTheCustomersThatChangedAndIsWhatItIsAnew() throws IOException {
    SourceMapping mapping =
        SourceMapping.load(Files.writeString(folder.resolve("changes.conf"), MAPPING));
    Nights nights =
        Nights.whole(folder.resolve("nights"), mapping)
            .andMerging(
                "churnlake.retention.periods = [month]",
                "churnlake.retention.split-periods = [month]",
                "churnlake.retention.splits = [channel, tier]",
                "churnlake.retention.split-values = 2");
    nights.file("1.csv", HEADER, history());
    nights.file(
        "customers/all.csv", CUSTOMERS, customers("c10;yes;gold", "c12;yes;gold", "c13;yes;gold"));
    nights.night();
    nights.inputs();
    assertThat(nights.gold(BEFORE)).doesNotContain("customers changed");
    assertThat(parts(nights, "channel")).containsExactly(Splits.OTHER, "shop", "web");

    // One more is gold, one less, one is silver; c13's answer is of no split.
    nights.file(
        "customers/all.csv", CUSTOMERS, customers("c10;yes;silver", "c11;yes;gold", "c13;no;gold"));
    nights.file("2.csv", HEADER, news());
    assertThat(nights.night()).contains(" 8 customers touched");
    nights.inputs();
    // The year goes on, for those too who stay away. To the 8, the splits add 3 by what the shop
    // says, and those of the shop and of the app: 4 and 3, beside the 2 who are touched.
    assertThat(nights.gold(AFTER).lines().map(note -> note.replaceAll(".*, ", "")))
        .containsExactly("18 customers changed.", "8 customers changed.");
    assertThat(parts(nights, "channel")).containsExactly(Splits.OTHER, "app", "web");
    assertThat(parts(nights, "tier")).containsExactly(Splits.UNKNOWN, "gold", "silver");

    Map<String, List<String>> followed = nights.goldContent();
    nights.loseTrackOfGold();
    assertThat(nights.gold(AFTER)).doesNotContain("customers changed");
    Map<String, List<String>> anew = nights.goldContent();
    anew.forEach(
        (table, rows) ->
            assertThat(followed.get(table)).as(table).isNotEmpty().containsExactlyElementsOf(rows));
    // An earlier date writes its slices, and takes nothing back.
    assertThat(nights.gold(LocalDate.of(2024, 2, 3), new ProductsJob()))
        .doesNotContain("customers changed");
    assertThat(nights.goldContent().get("gold.product_cells"))
        .isEqualTo(anew.get("gold.product_cells"));
  }
}
