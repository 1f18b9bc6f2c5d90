package io.churnlake.churn.recommend;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who bought a product of late, by category. Plain Java.
 *
 * @param customers who bought it
 * @param categories of these, who bought it in which; none where the log has none
 */
public record SellerCount(long customers, Map<String, Long> categories) implements Serializable {

  /** A product and one customer who bought it. */
  public record One(String product, SellerCount count) implements Serializable {}

  /** The products that a customer bought after a day. */
  public static List<One> of(Basket basket, int after) {
    Map<String, String> bought = new LinkedHashMap<>();
    for (Basket.Purchase purchase : basket.purchases()) {
      if (purchase.date() > after) {
        bought.merge(
            purchase.product(),
            purchase.category() == null ? "" : purchase.category(),
            // The same one, whatever the order of the purchases.
            (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    List<One> ones = new ArrayList<>();
    bought.forEach(
        (product, category) ->
            ones.add(
                new One(
                    product,
                    new SellerCount(1, category.isEmpty() ? Map.of() : Map.of(category, 1L)))));
    return ones;
  }

  /** Both together. */
  public SellerCount plus(SellerCount other) {
    Map<String, Long> sums = new TreeMap<>(categories);
    other.categories.forEach((category, number) -> sums.merge(category, number, Long::sum));
    return new SellerCount(customers + other.customers, sums);
  }

  /** The product with the category of most of these customers, of equal ones the first by name. */
  public Assortment.Seller seller(String product) {
    String most = null;
    long number = 0;
    for (Map.Entry<String, Long> each : new TreeMap<>(categories).entrySet()) {
      if (each.getValue() > number) {
        number = each.getValue();
        most = each.getKey();
      }
    }
    return new Assortment.Seller(product, most, customers);
  }
}
