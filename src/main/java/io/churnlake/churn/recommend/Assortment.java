package io.churnlake.churn.recommend;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be recommended: products sold of late, what sells best first. Plain Java; immutable. */
public final class Assortment implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Seller> sellers;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] placeInCategory;

  /**
   * A product that sells.
   *
   * @param category the one that most of its buyers bought it in; null if there is none
   * @param customers who bought it of late
   */
  public record Seller(String product, @Nullable String category, long customers)
      implements Comparable<Seller>, Serializable {
    private static final Comparator<Seller> BEST_FIRST =
        Comparator.comparingLong(Seller::customers).reversed().thenComparing(Seller::product);

    /** What sells better is first; of equal ones by the code. */
    @Override
    public int compareTo(Seller other) {
      return BEST_FIRST.compare(this, other);
    }
  }

  /** Orders the products. */
  public Assortment(List<Seller> products) {
    sellers = products.stream().sorted().toList();
    placeInCategory = new int[sellers.size()];
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < sellers.size(); i++) {
      numbers.put(sellers.get(i).product(), i);
      String category = sellers.get(i).category();
      placeInCategory[i] = category == null ? 0 : places.merge(category, 1, Integer::sum);
    }
  }

  public int size() {
    return sellers.size();
  }

  /** The product at a place, counted from 0. */
  public Seller seller(int number) {
    return sellers.get(number);
  }

  /** The place of a product among those of its category, counted from 1; 0 without a category. */
  int placeInCategory(int number) {
    return placeInCategory[number];
  }

  /** The place of a product, counted from 0; null if it is not sold any more. */
  public @Nullable Integer number(String product) {
    return numbers.get(product);
  }

  /** The place of each of these products in another assortment, in order; -1 if it has none. */
  public int[] places(Assortment other) {
    return sellers.stream()
        .mapToInt(seller -> other.numbers.getOrDefault(seller.product(), -1))
        .toArray();
  }

  /** On how many days each product was bought, by number; those that are sold no more left out. */
  public Map<Integer, Integer> occasions(Basket basket) {
    Map<Integer, Integer> occasions = new TreeMap<>();
    basket
        .occasions()
        .forEach(
            (product, days) -> {
              Integer number = numbers.get(product);
              if (number != null) {
                occasions.put(number, days);
              }
            });
    return occasions;
  }

  /**
   * The category bought on most occasions, of equal ones the first by name; null where no product
   * has one.
   */
  @Nullable String favourite(Map<Integer, Integer> occasions) {
    Map<String, Integer> sums = new TreeMap<>();
    occasions.forEach(
        (number, days) -> {
          String category = sellers.get(number).category();
          if (category != null) {
            sums.merge(category, days, Integer::sum);
          }
        });
    String favourite = null;
    int most = 0;
    for (Map.Entry<String, Integer> each : sums.entrySet()) {
      if (each.getValue() > most) {
        most = each.getValue();
        favourite = each.getKey();
      }
    }
    return favourite;
  }
}
