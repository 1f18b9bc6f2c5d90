package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.inspect.ColumnMeaning;
import io.churnlake.inspect.CurrencyGuess;
import io.churnlake.inspect.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Columns that change what money is, and that the mapping does not use, or not so. */
final class UnusedMoney {
  private static final double MOST = 0.95;
  private static final int SHOWN = 6;

  /** Of fewer, all may be of some cents. */
  private static final int FEWEST_SHARES = 3;

  private final SourceMapping source;
  private final String currency;

  /**
   * Of a mapping.
   *
   * @param currency the one to report in
   */
  UnusedMoney(SourceMapping source, String currency) {
    this.source = source;
    this.currency = currency;
  }

  List<Suspicion> suspicions(LookedAtColumns looked, Map<String, ColumnFacts> columns) {
    List<Suspicion> found = new ArrayList<>();
    boolean hasNames = source.header() || source.format().isNested();
    for (String column : looked.unused()) {
      ColumnFacts facts = columns.getOrDefault(column, new ColumnFacts());
      ColumnMeaning meaning = hasNames ? ColumnMeaning.of(column) : ColumnMeaning.OTHER;
      if (meaning == ColumnMeaning.REFUND && !LookedAtColumns.hearOfRefunds(source)) {
        refunds(column, facts, found);
      }
      if (meaning == ColumnMeaning.DISCOUNT && hasDiscountsOn()) {
        leftOut(column, facts, found);
      }
      if ((meaning == ColumnMeaning.CURRENCY || !hasNames) && !source.has(Field.CURRENCY)) {
        currencies(column, facts, found);
      }
    }
    if (source.has(Field.DISCOUNT)) {
      ColumnFacts facts = columns.getOrDefault(source.column(Field.DISCOUNT), new ColumnFacts());
      discounts(facts, found);
      shares(facts, found);
    }
    return found;
  }

  /** Whether what is taken for amounts may have discounts on it still. */
  private boolean hasDiscountsOn() {
    Field amount = source.has(Field.ORDER_AMOUNT) ? Field.ORDER_AMOUNT : Field.AMOUNT;
    boolean isOff =
        source.has(Field.DISCOUNT)
            || source.has(Field.ORDER_DISCOUNT)
            || (source.has(amount) && !ColumnMeaning.isBeforeDiscount(source.column(amount)));
    return !isOff && (source.has(amount) || source.has(Field.UNIT_PRICE));
  }

  private static void leftOut(String column, ColumnFacts facts, List<Suspicion> found) {
    long others = facts.positive() + facts.negative() + percents(facts);
    if (others > 0) {
      found.add(
          new Suspicion(
              String.format(
                  Locale.ROOT,
                  "the mapping does not use column %s, which %,d rows have other than 0",
                  Shown.shortened(column),
                  others),
              "discounts are not taken off, and revenue is higher than what was paid",
              "columns.discount, with discounts = \"share\" or \"percent\" if it is no money;"
                  + " columns.order-discount, if it is of the whole order",
              facts.otherThanNothing().list()));
    }
  }

  /** Few different values only; a column of shares has no more. */
  private static long percents(ColumnFacts facts) {
    return facts.rows(
        facts.values().keySet().stream().filter(it -> it.matches(".*[1-9].*%")).toList());
  }

  /** Money would be more than a part of 1 somewhere. */
  private void shares(ColumnFacts facts, List<Suspicion> found) {
    long others = facts.positive() + facts.negative();
    if (others >= FEWEST_SHARES
        && facts.fractions() == others
        && source.rows().wholeOfDiscounts() == 0) {
      found.add(
          new Suspicion(
              String.format(
                  Locale.ROOT,
                  "all %,d discounts other than 0 are parts of 1, as shares are",
                  others),
              "10 % is taken for 10 cents",
              "discounts = \"share\", unless they are money",
              facts.otherThanNothing().list()));
    }
  }

  private static void refunds(String column, ColumnFacts facts, List<Suspicion> found) {
    long rows = facts.positive() + facts.negative();
    if (facts.lists() > 0) {
      refundsInLists(column, facts, found);
    } else if (rows > 0 && facts.numbers() >= MOST * facts.filled()) {
      found.add(
          new Suspicion(
              String.format(
                  Locale.ROOT,
                  "the mapping does not use column %s, which %,d rows have other than 0",
                  Shown.shortened(column),
                  rows),
              "money was given back that net revenue does not know of",
              "columns.refunded-amount = \"" + Shown.shortened(column) + "\"",
              facts.otherThanNothing().list()));
    }
  }

  private static void refundsInLists(String column, ColumnFacts facts, List<Suspicion> found) {
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "the mapping does not use the list %s, in which %,d rows have something",
                Shown.shortened(column),
                facts.lists()),
            "money was given back that net revenue does not know of",
            "columns.refunded-amount = \""
                + Shown.shortened(column)
                + ".NAME\", by the name of the amount in it",
            facts.otherThanNothing().list()));
  }

  private void currencies(String column, ColumnFacts facts, List<Suspicion> found) {
    Map<String, RowGroup> values = facts.values();
    boolean areCodes =
        !values.isEmpty()
            && values.keySet().stream()
                .allMatch(v -> CurrencyGuess.isCode(v.toUpperCase(Locale.ROOT)));
    List<String> others =
        values.keySet().stream().filter(value -> !value.equalsIgnoreCase(currency)).toList();
    if (!areCodes || others.isEmpty()) {
      return;
    }
    long rows = facts.rows(others);
    boolean isOneOther = values.size() == 1;
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "the mapping does not use column %s, in which %,d rows say %s; all are taken for %s",
                Shown.shortened(column),
                rows,
                others.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                currency),
            isOneOther
                ? "the shop's currency is another one"
                : "amounts of several currencies are added up as if they were one",
            isOneOther
                ? "currency = \"" + others.get(0).toUpperCase(Locale.ROOT) + "\""
                : "columns.currency = \"" + Shown.shortened(column) + "\", and rates.file",
            facts.examples(others)));
  }

  /** What is told though it is not suspicious. */
  List<String> notes(Map<String, ColumnFacts> columns) {
    ColumnFacts facts =
        source.has(Field.DISCOUNT)
            ? columns.getOrDefault(source.column(Field.DISCOUNT), new ColumnFacts())
            : new ColumnFacts();
    boolean areAllBelow = facts.negative() > 0 && facts.positive() == 0;
    return areAllBelow && !source.rows().discountsAsWritten()
        ? List.of(
            String.format(
                Locale.ROOT,
                "all %,d discounts are below zero; they are taken off, unless discounts ="
                    + " \"as-written\"",
                facts.negative()))
        : List.of();
  }

  private void discounts(ColumnFacts facts, List<Suspicion> found) {
    boolean asWritten = source.rows().discountsAsWritten();
    // Where all have a minus, it is how the export writes them, and they are taken off.
    if (facts.negative() == 0 || (!asWritten && facts.positive() == 0)) {
      return;
    }
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "%,d discounts are below zero and %,d above; those below %s",
                facts.negative(),
                facts.positive(),
                asWritten ? "make their lines dearer" : "are taken off like the others"),
            facts.positive() > 0
                ? "some of them are surcharges, or take back a discount"
                : "the export writes discounts with a minus",
            asWritten ? "discounts = \"either-sign\"" : "discounts = \"as-written\"",
            facts.belowNothing().list()));
  }
}
