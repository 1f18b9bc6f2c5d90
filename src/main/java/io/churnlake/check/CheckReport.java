package io.churnlake.check;

import io.churnlake.inspect.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a check has found, line by line for a person. */
public final class CheckReport {
  private static final int CENTS = 2;

  /** Names of files are longer than values, and their end tells more. */
  private static final int OF_FILE = 60;

  private static final int OF_TEXT = 40;

  private final Checked found;
  private final List<String> lines = new ArrayList<>();

  private CheckReport(Checked found) {
    this.found = found;
  }

  /** The report's lines. */
  public static List<String> of(Checked found) {
    CheckReport report = new CheckReport(found);
    report.rows();
    report.figures();
    report.months();
    report.examples();
    report.suspicions();
    return List.copyOf(report.lines);
  }

  private void add(String line, Object... values) {
    lines.add(String.format(Locale.ROOT, line, values).stripTrailing());
  }

  private static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.setScale(CENTS, RoundingMode.HALF_UP));
  }

  private void rows() {
    add("%-10s%s", "source", found.source().name());
    add("%-10s%,d", "files", found.files());
    found.notes().forEach(note -> add("%-10s%s", "note", Shown.escaped(note)));
    add("");
    add("%-44s %12s %8s %18s", "rows", "", "share", found.currency());
    row("read", found.rows(), "");
    refused();
    if (found.headers() > 0) {
      row("headers of orders", found.headers(), "");
    }
    row("the same line again, or restated", found.again(), "");
    found
        .lines()
        .excluded()
        .forEach((rule, group) -> row("excluded: " + rule, group.rows(), money(group.amount())));
    RowGroup back = found.lines().moneyBack();
    if (back.rows() > 0) {
      row("given back without goods", back.rows(), money(back.amount()));
    }
    RowGroup counting = found.lines().counting();
    row("counting", counting.rows(), money(counting.amount()));
    found
        .lines()
        .foreign()
        .forEach((code, n) -> add("%-44s %,12d", "in " + code + ", without a rate", n));
  }

  private void refused() {
    found
        .refused()
        .byReason()
        .forEach((reason, group) -> row("refused: " + reason, group.rows(), ""));
  }

  private void row(String name, long rows, String amount) {
    double share = found.rows() == 0 ? 0 : 100.0 * rows / found.rows();
    add("%-44s %,12d %6.1f %% %18s", "  " + name, rows, share, amount);
  }

  private void figures() {
    LineTally of = found.lines();
    BigDecimal gross = of.counting().amount();
    add("");
    add("%-30s%,26d", "lines, each once", of.lines());
    add("%-30s%,26d", "orders that count", found.customers().orders());
    add("%-30s%,26d", "customers", found.customers().customers());
    add("%-30s%,26d", "their purchase days", found.customers().purchaseDays());
    add("%-30s%26s %s", "revenue, gross", money(gross), found.currency());
    add(
        "%-30s%26s %s",
        "revenue, net of returns", money(gross.subtract(found.givenBack())), found.currency());
    if (of.moneyBack().amount().signum() != 0) {
      add(
          "%-30s%26s %s",
          "  given back without goods", money(of.moneyBack().amount()), found.currency());
    }
    if (of.first() != null) {
      add("%-30s%26s", "days", of.first() + " to " + of.last());
    }
  }

  private void months() {
    if (!found.lines().months().isEmpty()) {
      add("");
      add("revenue by month, %s", found.currency());
      found.lines().months().forEach((month, sum) -> add("  %s %18s", month, money(sum)));
    }
  }

  private void examples() {
    Map<String, RowGroup> refused = found.refused().byReason();
    if (!refused.isEmpty()) {
      add("");
      add("refused, for example");
      refused.forEach((reason, group) -> examples(reason, group, true));
    }
    Map<String, RowGroup> excluded = found.lines().excluded();
    if (!excluded.isEmpty()) {
      add("");
      add("excluded, for example (order, product, pieces, amount)");
      excluded.forEach((rule, group) -> examples(rule, group, false));
    }
  }

  private void examples(String why, RowGroup group, boolean quoted) {
    add("  %s", why);
    for (Examples.Example example : group.examples().list()) {
      String text = Shown.shortened(example.text(), OF_TEXT);
      boolean isQuoted = quoted && !text.isEmpty();
      add("    %s  %s", place(example.place()), isQuoted ? '"' + text + '"' : text);
    }
  }

  private static String place(Place place) {
    String name = place.file();
    String end =
        name.length() <= OF_FILE ? name : "…" + name.substring(name.length() - OF_FILE + 1);
    return Shown.escaped(end) + ":" + place.line();
  }

  private void suspicions() {
    add("");
    if (found.suspicions().isEmpty()) {
      add("Nothing is suspicious.");
      return;
    }
    int all = found.suspicions().size();
    add(all == 1 ? "One thing to look at:" : "%,d things to look at:", all);
    int number = 0;
    for (Suspicion suspicion : found.suspicions()) {
      number++;
      add("");
      add("%2d. %s", number, suspicion.problem());
      add("    may mean  %s", suspicion.meaning());
      add("    mend by   %s", suspicion.remedy());
      if (!suspicion.examples().isEmpty()) {
        add(
            "    see       %s",
            suspicion.examples().stream()
                .map(CheckReport::example)
                .collect(Collectors.joining("; ")));
      }
    }
  }

  private static String example(Examples.Example example) {
    String text = Shown.shortened(example.text(), OF_TEXT);
    return place(example.place()) + (text.isEmpty() ? "" : " (" + text + ")");
  }
}
