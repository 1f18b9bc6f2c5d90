package io.churnlake.table;

/** gold.retention_summary: retention at k over all cohorts that have come so far. */
public final class RetentionSummary {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = Retention.PERIOD;
  public static final String BASIS = Retention.BASIS;
  public static final String SPLIT = Retention.SPLIT;
  public static final String SPLIT_VALUE = Retention.SPLIT_VALUE;
  public static final String KIND = Retention.KIND;
  public static final String PERIOD_INDEX = Retention.PERIOD_INDEX;
  public static final String COHORTS = "cohorts";
  public static final String CUSTOMERS = "customers";
  public static final String ACTIVE_CUSTOMERS = Retention.ACTIVE_CUSTOMERS;
  public static final String RATE = Retention.RATE;
  public static final String RATE_LOW = Retention.RATE_LOW;
  public static final String RATE_HIGH = Retention.RATE_HIGH;
  public static final String NULL_REASON = Retention.NULL_REASON;

  public static final Table TABLE =
      Table.named("gold.retention_summary", "Period k over all cohorts, weighted by their size.")
          .writtenBy("cohorts")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, KIND, PERIOD_INDEX)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.")
          .column(BASIS, Types.STRING, "", "'gross': counting lines.")
          .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
          .column(SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.")
          .column(
              KIND,
              Types.STRING,
              "",
              "'on', 'on_or_after' (older cohorts had longer to come back) or 'within'.")
          .column(PERIOD_INDEX, Types.INT, "periods", "k: calendar periods since the cohort's.")
          .column(COHORTS, Types.LONG, "cohorts", "Cohorts whose period k has ended by as_of.")
          .column(
              CUSTOMERS,
              Types.LONG,
              "customers",
              "Customers of these cohorts, left-truncated ones too: denominator.")
          .column(ACTIVE_CUSTOMERS, Types.LONG, "customers", "Of these, active: numerator.")
          .column(RATE, Types.DOUBLE, "share", "Active / customers; NULL without a cohort.")
          .column(RATE_LOW, Types.DOUBLE, "share", "Lower bound, 95 % Wilson.")
          .column(RATE_HIGH, Types.DOUBLE, "share", "Upper bound, 95 % Wilson.")
          .column(NULL_REASON, Types.STRING, "", "Why there is no rate: 'period_not_ended'.")
          .build();

  private RetentionSummary() {}
}
