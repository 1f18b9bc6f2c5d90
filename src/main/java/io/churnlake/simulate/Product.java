package io.churnlake.simulate;

/**
 * One article.
 *
 * @param cents its price
 * @param csv code, name and category as they stand in the log, quoted where needed
 */
record Product(String code, String name, String category, int cents, String csv) {

  static Product of(String code, String name, String category, int cents) {
    return new Product(
        code,
        name,
        category,
        cents,
        Csv.field(code) + ',' + Csv.field(name) + ',' + Csv.field(category));
  }
}
