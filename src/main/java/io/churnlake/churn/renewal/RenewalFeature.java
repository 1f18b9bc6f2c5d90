package io.churnlake.churn.renewal;

import io.churnlake.churn.feature.RecordedFrom;
import io.churnlake.table.Feature;
import io.churnlake.table.Feature.Scale;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the churn model of contracts knows of a contract at a cut-off: of the contract itself, of
 * the customer's others, and a few of the customer's own features. NaN is "not known", never 0.
 */
public enum RenewalFeature {
  /** Made so far. */
  RENEWALS(Scale.LOGARITHM, false),
  /** Since the contract's first day. */
  CONTRACT_DAYS(Scale.LOGARITHM, false),
  /** To the next renewal, at least 1. */
  DAYS_TO_RENEWAL(Scale.LOGARITHM, false),
  /** Paid a period. */
  AMOUNT(Scale.LOGARITHM, true),
  /** Other contracts of the customer that run and are not cancelled. */
  OTHER_CONTRACTS(Scale.LOGARITHM, false),
  /** Other contracts of the customer that were cancelled so far. */
  CANCELLED_CONTRACTS(Scale.LOGARITHM, false),
  /** Month of the year, 1 to 12, in which the next renewal is due: two inputs, a circle. */
  RENEWAL_MONTH(Scale.AS_IS, false),
  /**
   * Probability of no renewal after so many, by the shifted-beta-geometric model fitted to what was
   * known at the cut-off; not known where that is not determined.
   */
  NON_RENEWAL_BY_AGE(Scale.LOG_ODDS, true),
  /** Not known of a customer who has not ordered. */
  RECENCY_DAYS(Feature.RECENCY_DAYS, true),
  OCCASIONS_90(Feature.OCCASIONS_90, false),
  REVENUE_90(Feature.REVENUE_90, false),
  VISITS_90(Feature.VISITS_90, false),
  EMAIL_CLICKS_90(Feature.EMAIL_CLICKS_90, false),
  TICKETS_180(Feature.TICKETS_180, false),
  LAST_NPS(Feature.LAST_NPS, true);

  private static final List<RenewalFeature> ALL = List.of(values());

  private final Scale scale;
  private final boolean mayBeUnknown;
  private final @Nullable Feature ofCustomer;

  RenewalFeature(Scale scale, boolean mayBeUnknown) {
    this.scale = scale;
    this.mayBeUnknown = mayBeUnknown;
    this.ofCustomer = null;
  }

  RenewalFeature(Feature ofCustomer, boolean mayBeUnknown) {
    this.scale = ofCustomer.scale();
    this.mayBeUnknown = mayBeUnknown;
    this.ofCustomer = ofCustomer;
  }

  /** All of them, in their order. */
  public static List<RenewalFeature> all() {
    return ALL;
  }

  /** Its name in reasons; that of the customer's feature where it is one. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its place among a row's values. */
  @SuppressWarnings("EnumOrdinal") // A row has a value for each constant, in their order.
  public int index() {
    return ordinal();
  }

  Scale scale() {
    return scale;
  }

  /** Whether some contracts lack it although it is recorded. */
  public boolean mayBeUnknown() {
    return mayBeUnknown;
  }

  /** The customer's feature that it is; null for what the contract tells. */
  public @Nullable Feature ofCustomer() {
    return ofCustomer;
  }

  /** Whether all that it looks at before the cut-off was being recorded. */
  boolean isRecorded(RecordedFrom recorded, LocalDate cutOff) {
    return ofCustomer == null || recorded.covers(ofCustomer, cutOff);
  }
}
