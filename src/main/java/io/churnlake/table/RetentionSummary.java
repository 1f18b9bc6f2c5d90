package io.churnlake.table;

/** gold.retention_summary: retention at k over all cohorts that have come so far. */
public final class RetentionSummary {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String PERIOD =
      COLUMNS.add(Retention.PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.");
  public static final String BASIS =
      COLUMNS.add(Retention.BASIS, Types.STRING, "", "'gross': counting lines.");
  public static final String SPLIT =
      COLUMNS.add(
          Retention.SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(
          Retention.SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.");
  public static final String KIND =
      COLUMNS.add(
          Retention.KIND,
          Types.STRING,
          "",
          "'on', 'on_or_after' (older cohorts had longer to come back) or 'within'.");
  public static final String PERIOD_INDEX =
      COLUMNS.add(
          Retention.PERIOD_INDEX, Types.INT, "periods", "k: calendar periods since the cohort's.");
  public static final String COHORTS =
      COLUMNS.add("cohorts", Types.LONG, "cohorts", "Cohorts whose period k has ended by as_of.");
  public static final String CUSTOMERS =
      COLUMNS.add(
          "customers",
          Types.LONG,
          "customers",
          "Customers of these cohorts, left-truncated ones too: denominator.");
  public static final String ACTIVE_CUSTOMERS =
      COLUMNS.add(
          Retention.ACTIVE_CUSTOMERS, Types.LONG, "customers", "Of these, active: numerator.");
  public static final String RATE =
      COLUMNS.add(
          Retention.RATE, Types.DOUBLE, "share", "Active / customers; NULL without a cohort.");
  public static final String RATE_LOW =
      COLUMNS.add(Retention.RATE_LOW, Types.DOUBLE, "share", "Lower bound, 95 % Wilson.");
  public static final String RATE_HIGH =
      COLUMNS.add(Retention.RATE_HIGH, Types.DOUBLE, "share", "Upper bound, 95 % Wilson.");
  public static final String NULL_REASON =
      COLUMNS.add(
          Retention.NULL_REASON, Types.STRING, "", "Why there is no rate: 'period_not_ended'.");

  public static final Table TABLE =
      Table.named("gold.retention_summary", "Period k over all cohorts, weighted by their size.")
          .writtenBy("cohorts")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, KIND, PERIOD_INDEX)
          .columns(COLUMNS)
          .build();

  private RetentionSummary() {}
}
