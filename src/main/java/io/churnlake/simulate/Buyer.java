package io.churnlake.simulate;

/**
 * Who buys, and how much at a time.
 *
 * @param customerId empty for a guest
 * @param further mean number of lines beyond the first that this buyer sets out for
 */
record Buyer(String customerId, String country, int favouriteCategory, double further) {

  private static final String[] COUNTRIES = {"DE", "AT", "CH", "NL", "FR", "PL", "DK"};
  private static final double[] COUNTRY_WEIGHTS =
      Weights.runningSums(.62, .12, .08, .06, .06, .04, .02);
  private static final double SHAPE = 2;

  /**
   * A customer; what customers put into their baskets differs, and has nothing to do with how often
   * they buy.
   */
  static Buyer customer(String id, Draws draws, Catalogue catalogue, double meanFurtherLines) {
    String country = COUNTRIES[draws.bin(COUNTRY_WEIGHTS)];
    return new Buyer(
        id, country, catalogue.drawCategory(draws), draws.gamma(SHAPE) * meanFurtherLines / SHAPE);
  }

  /** Somebody at the till. */
  static Buyer guest(Draws draws, Catalogue catalogue, double meanFurtherLines) {
    return new Buyer("", COUNTRIES[0], catalogue.drawCategory(draws), meanFurtherLines);
  }
}
