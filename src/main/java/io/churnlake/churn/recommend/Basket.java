package io.churnlake.churn.recommend;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one customer has bought. Plain Java.
 *
 * @param key keyed hash of the customer
 * @param purchases in any order
 */
public record Basket(String key, List<Purchase> purchases) implements Serializable {

  /**
   * A product on a day, however many pieces.
   *
   * @param date days since 1970-01-01
   * @param category null where the log has none
   */
  public record Purchase(int date, String product, @Nullable String category)
      implements Serializable {}

  /** Copies the list. */
  public Basket {
    purchases = List.copyOf(purchases);
  }

  /** The products ever bought. */
  public Set<String> products() {
    return products(purchases);
  }

  /** On how many days each product was bought, by product. */
  public Map<String, Integer> occasions() {
    Map<String, Set<Integer>> days = new TreeMap<>();
    for (Purchase purchase : purchases) {
      days.computeIfAbsent(purchase.product(), product -> new LinkedHashSet<>())
          .add(purchase.date());
    }
    Map<String, Integer> occasions = new TreeMap<>();
    days.forEach((product, on) -> occasions.put(product, on.size()));
    return occasions;
  }

  /** The same without the last day; without purchases if there was one day only. */
  public Basket withoutLast() {
    int last = lastDay();
    return new Basket(key, purchases.stream().filter(each -> each.date() < last).toList());
  }

  /** The products of the last day. */
  public Set<String> last() {
    int last = lastDay();
    return products(purchases.stream().filter(each -> each.date() == last).toList());
  }

  private int lastDay() {
    return purchases.stream().mapToInt(Purchase::date).max().orElse(Integer.MIN_VALUE);
  }

  private static Set<String> products(List<Purchase> purchases) {
    Set<String> products = new LinkedHashSet<>();
    purchases.forEach(each -> products.add(each.product()));
    return products;
  }
}
