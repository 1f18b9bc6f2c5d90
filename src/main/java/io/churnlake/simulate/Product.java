package io.churnlake.simulate;

/**
 * One article.
 *
 * @param cents its price
 * @param costCents what it costs the shop
 * @param csv code, name and category as they stand in the log, quoted where needed
 */
record Product(String code, String name, String category, int cents, int costCents, String csv) {

  static Product of(String code, String name, String category, int cents, int costCents) {
    return new Product(
        code,
        name,
        category,
        cents,
        costCents,
        Csv.field(code) + ',' + Csv.field(name) + ',' + Csv.field(category));
  }
}
