package io.churnlake.table;

/** gold.rfm_migration: who moved from which segment of gold.rfm to which. */
public final class RfmMigration {
  public static final String AS_OF = Table.AS_OF;
  public static final String PREVIOUS_AS_OF = "previous_as_of";
  public static final String FROM_SEGMENT = "from_segment";
  public static final String TO_SEGMENT = "to_segment";
  public static final String CUSTOMERS = "customers";
  public static final String FROM_CUSTOMERS = "from_customers";
  public static final String SHARE = "share";
  public static final String SHARE_LOW = Kpis.low(SHARE);
  public static final String SHARE_HIGH = Kpis.high(SHARE);

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
          .column(AS_OF, Types.DATE, "shop's zone", "The slice of gold.rfm they are in now.")
          .column(PREVIOUS_AS_OF, Types.DATE, "shop's zone", "The newest slice before it.")
          .column(
              FROM_SEGMENT,
              Types.STRING,
              "",
              "Their segment at previous_as_of; 'first_seen': they were in none.")
          .column(
              TO_SEGMENT,
              Types.STRING,
              "",
              "Their segment at as_of; 'gone': they are in none any more (restated orders, forgotten,"
                  + " merged).")
          .column(CUSTOMERS, Types.LONG, "customers", "Who moved so.")
          .column(FROM_CUSTOMERS, Types.LONG, "customers", "All of from_segment.")
          .column(SHARE, Types.DOUBLE, "share", "customers / from_customers.")
          .column(SHARE_LOW, Types.DOUBLE, "share", "Lower bound, 95 % Wilson.")
          .column(SHARE_HIGH, Types.DOUBLE, "share", "Upper bound, 95 % Wilson.")
          .build();

  private RfmMigration() {}
}
