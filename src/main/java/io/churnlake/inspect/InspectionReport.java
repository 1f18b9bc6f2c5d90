package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import io.churnlake.config.SourceMapping.Format;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was found out about an export, line by line for a person. */
public final class InspectionReport {
  private static final int CENTS = 2;
  private static final int FILES = 5;
  private static final int EXAMPLES = 3;
  private static final int ORDERS = 5;
  private static final int WORDS = 12;

  private final Inspection found;
  private final List<String> lines = new ArrayList<>();

  private InspectionReport(Inspection found) {
    this.found = found;
  }

  /** The report's lines. */
  public static List<String> of(Inspection found) {
    InspectionReport report = new InspectionReport(found);
    report.files();
    report.columns();
    Understood understood = found.understood();
    if (understood == null) {
      if (found.preset().isEmpty()) {
        report.add("");
        report.add("The mapping lacks what it must have; complete it where it says CHECK.");
      }
    } else {
      report.figures(understood);
      report.orders(understood);
    }
    report.questions(understood == null ? List.of() : UsualExclusions.told(understood.figures()));
    return List.copyOf(report.lines);
  }

  private void add(String line, Object... values) {
    lines.add(String.format(Locale.ROOT, line, values).stripTrailing());
  }

  private void files() {
    Dialect dialect = found.dialect();
    String names =
        found.files().stream()
            .limit(FILES)
            .map(file -> Shown.escaped(file.name()))
            .collect(Collectors.joining(", "));
    add("%-10s%s%s", "files", names, found.files().size() > FILES ? ", …" : "");
    if (!found.empty().isEmpty()) {
      add("%-10s%s", "empty", Shown.escaped(String.join(", ", found.empty())));
    }
    if (!found.ignored().isEmpty()) {
      add(
          "%-10s%s (of another kind, not read)",
          "beside",
          Shown.escaped(found.ignored().stream().limit(FILES).collect(Collectors.joining(", "))));
    }
    add("%-10s%s", "written", written(dialect));
    add(
        "%-10s%s",
        "export", found.preset().map(name -> "known: preset " + name).orElse("none that is known"));
    add(
        "%-10s%,d looked at, %s%s",
        "rows",
        found.table().rows(),
        found.table().whole() ? "all there are" : "there are more",
        found.table().broken() == 0
            ? ""
            : String.format(
                Locale.ROOT, "; %,d cannot be divided into fields", found.table().broken()));
  }

  private static String written(Dialect dialect) {
    List<String> parts = new ArrayList<>();
    parts.add(dialect.format().name().toLowerCase(Locale.ROOT));
    if (dialect.format() != Format.PARQUET && dialect.format() != Format.XLSX) {
      parts.add(dialect.encoding() + (dialect.mark() ? " with a mark before it" : ""));
      parts.add(
          "lines end with " + (dialect.lineEnds().isEmpty() ? "nothing" : dialect.lineEnds()));
    }
    if (dialect.format() == Format.CSV) {
      parts.add(
          "fields between "
              + (dialect.delimiter().equals("\t") ? "tabs" : "\"" + dialect.delimiter() + "\""));
      parts.add(dialect.quote() == Dialect.NO_QUOTE ? "no quotes" : "quotes " + dialect.quote());
    }
    if (!dialect.format().isNested()) {
      parts.add(dialect.header() ? "the first row names the columns" : "columns have no names");
    }
    if (!dialect.items().isEmpty()) {
      parts.add("the lines of an order are in " + dialect.items());
    }
    return String.join(", ", parts);
  }

  private void columns() {
    Map<String, String> uses = found.uses();
    int widest =
        found.table().columns().keySet().stream()
            .mapToInt(name -> Shown.shortened(name).length())
            .max()
            .orElse(1);
    String row = "%-" + Math.max(widest, "column".length()) + "s  %-8s  %6s  %-18s  %s";
    add("");
    add(row, "column", "holds", "filled", "read as", "for example");
    for (ColumnValues column : found.table().columns().values()) {
      long filled = column.filled().size();
      add(
          row,
          Shown.shortened(column.name()),
          holds(column),
          (found.table().rows() == 0 ? 0 : 100 * filled / found.table().rows()) + " %",
          uses.getOrDefault(column.name(), ""),
          column.distinct().stream()
              .limit(EXAMPLES)
              .map(value -> isPersonal(column, uses) ? Shown.person(value) : Shown.shortened(value))
              .collect(Collectors.joining(", ")));
    }
  }

  /** A column without a name may be anybody's. */
  private boolean isPersonal(ColumnValues column, Map<String, String> uses) {
    String use = uses.getOrDefault(column.name(), "");
    boolean isUnknown =
        use.isEmpty() && !found.dialect().header() && !found.dialect().format().isNested();
    return Shown.isPersonal(column)
        || use.contains(Field.CUSTOMER_ID.key())
        || (isUnknown && holds(column).equals("text"));
  }

  private String holds(ColumnValues column) {
    if (column.isEmpty()) {
      return "nothing";
    }
    if (TimeForm.of(column).isPresent()) {
      return "times";
    }
    NumberForm form = NumberForm.of(List.of(column));
    return form.reads(column) ? "numbers" : "text";
  }

  private static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.setScale(CENTS, RoundingMode.HALF_UP));
  }

  private void figures(Understood understood) {
    Figures figures = understood.figures();
    String currency = understood.source().currency();
    add("");
    add("By this mapping%s:", understood.whole() ? "" : ", in the rows that were looked at");
    add("  %-28s%,10d", "lines", figures.lines());
    figures.rejected().forEach((why, n) -> add("  %-28s%,10d  %s", "would be rejected", n, why));
    if (figures.again() > 0) {
      add("  %-28s%,10d", "the same again, or restated", figures.again());
    }
    add("  %-28s%,10d", "lines that count", figures.counting());
    figures
        .excluded()
        .forEach(
            (why, sum) ->
                add(
                    "  %-28s%,10d  %s, %s %s",
                    "lines that do not", sum.lines(), why, money(sum.amount()), currency));
    if (figures.linesBack() > 0) {
      add(
          "  %-28s%,10d  without goods, %s %s",
          "lines that give money back", figures.linesBack(), money(figures.givenBack()), currency);
    }
    add("  %-28s%,10d", "orders", figures.orders());
    add("  %-28s%,10d", "customers", figures.customers());
    add("  %-28s%,10d", "their purchase days", figures.purchaseDays());
    add("  %-28s%10s %s", "revenue", money(figures.revenue()), currency);
    figures
        .foreign()
        .forEach((code, n) -> add("  %-28s%,10d  %s", "lines in another currency", n, code));
    add("  %-28s%s to %s", "days", String.valueOf(figures.first()), String.valueOf(figures.last()));
    add("");
    add("Revenue by month, %s:", currency);
    figures.months().forEach((month, sum) -> add("  %s  %14s", month, money(sum)));
    statuses(understood);
  }

  /** The words of a status that the mapping does not know, since a run rejects their lines. */
  private void statuses(Understood understood) {
    Set<String> unknown = new LinkedHashSet<>();
    understood.lines().stream()
        .filter(line -> line.reasons().contains("status_unknown"))
        .forEach(line -> unknown.add(line.status().isEmpty() ? "(none)" : line.status()));
    if (!unknown.isEmpty()) {
      add("");
      add(
          "CHECK: the mapping's status has no place for: %s",
          unknown.stream().limit(WORDS).map(Shown::shortened).collect(Collectors.joining(", ")));
    }
  }

  private void orders(Understood understood) {
    Map<String, List<JudgedLine>> orders = new LinkedHashMap<>();
    for (JudgedLine line : understood.judged()) {
      orders
          .computeIfAbsent(
              new Judgement(understood.source()).order(line.line()), k -> new ArrayList<>())
          .add(line);
    }
    add("");
    add("The first orders:");
    orders.entrySet().stream()
        .limit(ORDERS)
        .forEach(order -> order(order.getKey(), order.getValue()));
  }

  private void order(String id, List<JudgedLine> of) {
    JudgedLine first = of.get(0);
    String shownId = first.line().order().isEmpty() ? "" : Shown.shortened(id);
    add("  %s  %s  %s", first.day(), shownId, Shown.person(first.line().customer()));
    for (JudgedLine line : of.stream().limit(ORDERS).toList()) {
      if (line.line().moneyBack() && line.line().amountOrNothing().signum() == 0) {
        continue;
      }
      add(
          "      %6s x %-24s %12s %s  %s",
          line.line().pieces().stripTrailingZeros().toPlainString(),
          line.line().moneyBack() ? "(given back)" : Shown.shortened(line.line().product()),
          money(line.line().amountOrNothing()),
          line.line().currency(),
          line.counts() ? "counts" : line.line().moneyBack() ? "" : line.excluded());
    }
  }

  private void questions(List<String> ofFigures) {
    if (!found.questions().isEmpty() || !ofFigures.isEmpty()) {
      add("");
      found.questions().forEach(question -> add("CHECK: %s.", Shown.escaped(question)));
      ofFigures.forEach(question -> add("CHECK: %s.", question));
    }
  }
}
