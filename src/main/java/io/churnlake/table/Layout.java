package io.churnlake.table;

/** How a table is written; every table has exactly one writer and one way. */
public enum Layout {
  /** Rows are added under a transaction id; nothing is ever rewritten. */
  APPENDED,
  /** The whole content is replaced. */
  REPLACED,
  /** Rows that changed are merged by key, or the whole content is replaced. */
  KEYED,
  /** One slice an as_of, replaced by predicate; other slices stay. */
  SLICED
}
