package io.churnlake.table;

/** gold.category_cells: what gold.next_categories is made of, and what a later night adds to. */
public final class CategoryCells {
  public static final String CATEGORY = "category";
  public static final String NEXT_CATEGORY = "next_category";
  public static final String CUSTOMERS = "customers";
  public static final String CAME_AGAIN = "came_again";

  /** In place of a category: whatever it was. */
  public static final String ANY = "(any)";

  public static final Table TABLE =
      Table.named(
              "gold.category_cells",
              "Customers by the categories of their first occasion and of the one after it.")
          .writtenBy("products")
          .layout(Layout.REPLACED)
          .key(CATEGORY, NEXT_CATEGORY)
          .column(CATEGORY, Types.STRING, "", "On the first occasion; '(any)': whatever it was.")
          .column(NEXT_CATEGORY, Types.STRING, "", "On the second one; '(any)': whatever it was.")
          .column(CUSTOMERS, Types.LONG, "customers", "Began with it; on next '(any)' only.")
          .column(CAME_AGAIN, Types.LONG, "customers", "And came again, for the next category.")
          .build();

  private CategoryCells() {}
}
