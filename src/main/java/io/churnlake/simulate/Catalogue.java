package io.churnlake.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the shop sells: 200 products in 8 categories, the same whatever the seed. Prices are
 * log-normal around the category's median and end in 9 cents; a few products sell much, most sell
 * little. What a product costs is a share of its price, uniform from 40 to 70 %.
 */
final class Catalogue {

  private static final long PRICE_SEED = 20_240_101L;
  private static final double LOG_PRICE_DEVIATION = .55;
  private static final long COST_STREAM = 1;
  private static final double LEAST_COST_SHARE = .4;
  private static final double COST_SHARE_RANGE = .3;
  private static final int LOWEST_CENTS = 149;

  /**
   * Each category has a prefix of its codes, a median price in cents, things, and ways to be one.
   */
  private record Shelf(
      String category, String prefix, int medianCents, List<String> things, List<String> ways) {}

  private static final List<Shelf> SHELVES =
      List.of(
          new Shelf(
              "Küche",
              "KU",
              1_900,
              List.of("Käsereibe", "Schneidebrett", "Teekanne", "Rührschüssel", "Kochlöffel"),
              List.of(", Edelstahl", " groß", " klein", " \"Oma Käthe\"", ", Buche, geölt")),
          new Shelf(
              "Wohnen",
              "WO",
              3_400,
              List.of("Bilderrahmen", "Stehlampe", "Wolldecke", "Kissenhülle", "Wanduhr"),
              List.of(" weiß", " grau", ", handgemacht", " 8\" x 10\"", " \"Fjord\", blau")),
          new Shelf(
              "Garten",
              "GA",
              2_600,
              List.of(
                  "Gießkanne", "Blumentopf", "Rosenschere", "Vogelhäuschen", "Gartenhandschuhe"),
              List.of(" grün", " verzinkt", ", 2er-Set", " 5 l", " \"Profi\"")),
          new Shelf(
              "Spielzeug",
              "SP",
              2_100,
              List.of("Holzeisenbahn", "Puzzle", "Plüschbär", "Kreisel", "Würfelspiel"),
              List.of(
                  " ab 3 Jahren", ", 100 Teile", " bunt", " \"Bär & Bienchen\"", " Reiseausgabe")),
          new Shelf(
              "Bücher",
              "BU",
              1_500,
              List.of("Kochbuch", "Notizbuch", "Reiseführer", "Bildband", "Wandkalender"),
              List.of(" \"Süden\"", " liniert", ", gebunden", " Taschenausgabe", ", 2. Auflage")),
          new Shelf(
              "Sport",
              "ST",
              3_900,
              List.of("Yogamatte", "Springseil", "Trinkflasche", "Rucksack", "Stirnlampe"),
              List.of(" schwarz", " türkis", ", extra leicht", " 1\" Gurt", " Größe M")),
          new Shelf(
              "Pflege",
              "PF",
              900,
              List.of("Seife", "Handcreme", "Badesalz", "Bürste", "Öl"),
              List.of(" Lavendel", " Rose", ", ohne Duft", " \"Sensitiv\"", ", 3er-Pack")),
          new Shelf(
              "Büro",
              "BO",
              1_200,
              List.of("Füller", "Locher", "Ablage", "Stifteköcher", "Schreibtischlampe"),
              List.of(" blau", " \"Classic\"", ", Metall", " mini", ", nachfüllbar")));

  private static final int CATEGORIES = SHELVES.size();

  private final Product[] products;
  private final int perCategory;
  private final double[] everywhere;
  private final double[] withinCategory;

  Catalogue() {
    Draws draws = new Draws(PRICE_SEED, 0, 0);
    // A stream of its own: prices are what they were before products had a cost.
    Draws costs = new Draws(PRICE_SEED, COST_STREAM, 0);
    products =
        SHELVES.stream()
            .flatMap(shelf -> productsOf(shelf, draws, costs).stream())
            .toArray(Product[]::new);
    perCategory = products.length / CATEGORIES;
    double[] weights = new double[products.length];
    for (int i = 0; i < weights.length; i++) {
      int rank = i % perCategory;
      weights[i] = 1 / StrictMath.pow(rank + 2, .8);
    }
    everywhere = Weights.runningSums(weights);
    withinCategory = Weights.runningSums(Arrays.copyOf(weights, perCategory));
  }

  int size() {
    return products.length;
  }

  Product product(int index) {
    return products[index];
  }

  int drawCategory(Draws draws) {
    return draws.below(CATEGORIES);
  }

  /** The index of a product, drawn by popularity: as often as not one of the favourite category. */
  int draw(Draws draws, int favouriteCategory) {
    return draws.chance(.5)
        ? favouriteCategory * perCategory + draws.bin(withinCategory)
        : draws.bin(everywhere);
  }

  private static List<Product> productsOf(Shelf shelf, Draws draws, Draws costs) {
    List<Product> products = new ArrayList<>();
    for (String thing : shelf.things()) {
      for (String way : shelf.ways()) {
        double price = shelf.medianCents() * StrictMath.exp(LOG_PRICE_DEVIATION * draws.normal());
        int cents = Math.max(LOWEST_CENTS, 10 * (int) (price / 10) + 9);
        String code = String.format(Locale.ROOT, "%s-%03d", shelf.prefix(), products.size() + 1);
        double share = LEAST_COST_SHARE + COST_SHARE_RANGE * costs.uniform();
        products.add(
            Product.of(
                code, thing + way, shelf.category(), cents, (int) StrictMath.rint(share * cents)));
      }
    }
    return products;
  }
}
