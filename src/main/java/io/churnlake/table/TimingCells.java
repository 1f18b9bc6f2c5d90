package io.churnlake.table;

/**
 * gold.timing_cells: what gold.order_timing and the survival tables are made of, and what a later
 * night adds to.
 */
public final class TimingCells {
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String KIND = "kind";
  public static final String NUMBER = "number";
  public static final String START = "start";
  public static final String LENGTH = "length";
  public static final String CUSTOMERS = "customers";

  /** Kind: from order n to order n + 1. */
  public static final String GAP = "gap";

  /** Kind: from order n on; no next one has come. */
  public static final String WAIT = "wait";

  /** Kind: from the first occasion to the last one of the first active spell. */
  public static final String SPELL = "spell";

  public static final Table TABLE =
      Table.named(
              "gold.timing_cells",
              "Customers who waited equally long for an order, or were active equally long, as of"
                  + " the newest run.")
          .writtenBy("timing")
          .layout(Layout.REPLACED)
          .key(SPLIT, SPLIT_VALUE, KIND, NUMBER, START, LENGTH)
          .column(SPLIT, Types.STRING, "", "What divides the customers.")
          .column(SPLIT_VALUE, Types.STRING, "", "The part of the split.")
          .column(
              KIND,
              Types.STRING,
              "",
              "'gap' from an order to the next, 'wait' for one that has not come, or first active"
                  + " 'spell'.")
          .column(
              NUMBER, Types.INT, "occasions", "Of the order that a gap or wait follows; else 0.")
          .column(
              START,
              Types.INT,
              "days since 1970-01-01",
              "When a wait or a spell began; 0 of a gap.")
          .column(LENGTH, Types.INT, "days", "From the first to the last occasion; 0 of a wait.")
          .column(CUSTOMERS, Types.LONG, "customers", "Left-truncated ones are left out.")
          .build();

  private TimingCells() {}
}
