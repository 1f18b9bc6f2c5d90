package io.churnlake.cli;

/** How a query's result is printed. */
enum ResultFormat {
  table,
  csv,
  json
}
