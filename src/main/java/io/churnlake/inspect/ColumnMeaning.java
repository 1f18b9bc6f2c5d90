package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.util.regex.Pattern;

/** What a column's name says that it may be, of those things that change what an order is worth. */
public enum ColumnMeaning {
  /** Whether an order is paid, cancelled or given back. */
  STATUS,
  /** Whether a row is an invoice or a credit note. */
  KIND,
  /** ISO 4217. */
  CURRENCY,
  /** Money given back. */
  REFUND,
  /** What is taken off a price. */
  DISCOUNT,
  OTHER;

  private static final Pattern STATUSES =
      Pattern.compile("(.*_)?(status|zustand|estado|statut|stato)");

  private static final Pattern CURRENCIES =
      Pattern.compile("(.*_)?(currency|currency_code|waehrung|wahrung|devise|moneda|valuta)");

  private static final Pattern REFUNDS =
      Pattern.compile(
          ".*(refund|erstattet|erstattung|ruckzahlung|rueckzahlung|rembours|reembols|rimbors|returned"
              + "|chargeback|given_back|gutschrift|credited).*");

  /** Columns beside a refund that are no money. */
  private static final Pattern ABOUT_REFUNDS =
      Pattern.compile(
          ".*(date|datum|time|_at|_on|reason|grund|status|_id|_no|number|nummer|count|qty|quantity"
              + "|menge|anzahl|type|currency|method|by|tax|note|comment)(_.*)?");

  private static final Pattern DISCOUNTS =
      Pattern.compile(
          "(.*_)?(discount|discounts|rebate|rabatt|nachlass|descuento|remise|sconto)"
              + "(_(amount|betrag|total|value|money|percent|percentage|prozent|pct|rate|satz|eur|usd|gbp|chf))?");

  private static final Pattern BEFORE_DISCOUNT =
      Pattern.compile(
          "(.*_)?(subtotal|sub_total|zwischensumme|gross_sales|list|listen.*|before)(_.*)?");

  /** Whether a column's name speaks of discounts, as money or as shares. */
  public static boolean speaksOfDiscounts(String column) {
    return DISCOUNTS.matcher(ColumnValues.words(column)).matches();
  }

  /** Whether an amount's name says that discounts are not off it. */
  public static boolean isBeforeDiscount(String column) {
    return BEFORE_DISCOUNT.matcher(ColumnValues.words(column)).matches();
  }

  /** Whether a column's name speaks of what was given back, be it money or not. */
  public static boolean speaksOfRefunds(String column) {
    return REFUNDS.matcher(ColumnValues.words(column)).matches();
  }

  /** By a column's name as a file writes it. */
  public static ColumnMeaning of(String column) {
    String words = ColumnValues.words(column.substring(column.lastIndexOf('.') + 1));
    if (FieldNames.rank(column, FieldNames.of(Field.CURRENCY)) > 0
        || CURRENCIES.matcher(words).matches()) {
      return CURRENCY;
    }
    if (FieldNames.rank(column, FieldNames.STATUS) > 0 || STATUSES.matcher(words).matches()) {
      return STATUS;
    }
    if (REFUNDS.matcher(words).matches() && !ABOUT_REFUNDS.matcher(words).matches()) {
      return REFUND;
    }
    if (speaksOfDiscounts(column)) {
      return DISCOUNT;
    }
    return FieldNames.rank(column, FieldNames.KIND) > 0 ? KIND : OTHER;
  }
}
