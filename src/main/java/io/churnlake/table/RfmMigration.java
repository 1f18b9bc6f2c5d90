package io.churnlake.table;

/** gold.rfm_migration: who moved from which segment of gold.rfm to which. */
public final class RfmMigration {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The slice of gold.rfm they are in now.");
  public static final String PREVIOUS_AS_OF =
      COLUMNS.add("previous_as_of", Types.DATE, "shop's zone", "The newest slice before it.");
  public static final String FROM_SEGMENT =
      COLUMNS.add(
          "from_segment",
          Types.STRING,
          "",
          "Their segment at previous_as_of; 'first_seen': they were in none.");
  public static final String TO_SEGMENT =
      COLUMNS.add(
          "to_segment",
          Types.STRING,
          "",
          "Their segment at as_of; 'gone': they are in none any more (restated orders, forgotten,"
              + " merged).");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Who moved so.");
  public static final String FROM_CUSTOMERS =
      COLUMNS.add("from_customers", Types.LONG, "customers", "All of from_segment.");
  public static final String SHARE =
      COLUMNS.add("share", Types.DOUBLE, "share", "customers / from_customers.");
  public static final String SHARE_LOW =
      COLUMNS.add(Kpis.low(SHARE), Types.DOUBLE, "share", "Lower bound, 95 % Wilson.");
  public static final String SHARE_HIGH =
      COLUMNS.add(Kpis.high(SHARE), Types.DOUBLE, "share", "Upper bound, 95 % Wilson.");

  /** Where those come from who were not in the slice before. */
  public static final String FIRST_SEEN = "first_seen";

  /** Where those go who were in the slice before and are not any more. */
  public static final String GONE = "gone";

  public static final Table TABLE =
      Table.named(
              "gold.rfm_migration",
              "The customers who moved from one segment to another, or stayed, since the slice of"
                  + " gold.rfm before; no row if nobody did.")
          .writtenBy("rfm")
          .layout(Layout.SLICED)
          .key(AS_OF, FROM_SEGMENT, TO_SEGMENT)
          .columns(COLUMNS)
          .build();

  private RfmMigration() {}
}
