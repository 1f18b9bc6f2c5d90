package io.churnlake.churn.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BudgetFillTest {
  private static Candidate candidate(double worth, long cost, long tie) {
    return new Candidate(worth, cost, tie);
  }

  private static List<Candidate> paid(long budget, List<Candidate> all) {
    BudgetFill fill = new BudgetFill(budget);
    all.forEach(fill::add);
    Affordable affordable = fill.affordable();
    return all.stream().filter(affordable::holds).toList();
  }

  @Test
  void itGoesToTheGreatestWorthUntilAContactCannotBePaid() {
    Candidate best = candidate(9, 5, 1);
    Candidate second = candidate(8, 4, 2);
    Candidate dear = candidate(7, 3, 3);
    Candidate cheap = candidate(6, 1, 4);
    List<Candidate> all = List.of(cheap, dear, best, second);
    assertThat(paid(0, all)).isEmpty();
    assertThat(paid(4, all)).isEmpty();
    assertThat(paid(5, all)).containsExactly(best);
    assertThat(paid(9, all)).containsExactly(best, second);
    // One is left, which the next contact costs too much for; the one after it is not taken either.
    assertThat(paid(10, all)).containsExactly(best, second);
    assertThat(paid(12, all)).containsExactly(dear, best, second);
    assertThat(paid(13, all)).containsExactlyElementsOf(all);
  }

  @Test
  void equalWorthsAreToldApartByTheKey() {
    Candidate first = candidate(5, 2, -7);
    Candidate second = candidate(5, 2, 0);
    Candidate third = candidate(5, 2, 9);
    assertThat(paid(4, List.of(third, first, second))).containsExactly(first, second);
  }

  @Test
  void whatCostsNothingIsAlwaysPaid() {
    Affordable affordable = new BudgetFill(1).add(candidate(5, 2, 0)).affordable();
    assertThat(affordable).isEqualTo(Affordable.NOTHING);
    assertThat(affordable.holds(candidate(0.1, 0, 3))).isTrue();
    assertThat(new BudgetFill(1).affordable()).isEqualTo(Affordable.ALL);
  }

  /** In whatever parts customers come, the contacts are those of one sorted list. */
  @Test
  void partsPayWhatTheWholePays() {
    Random random = new Random(7);
    for (int trial = 0; trial < 50; trial++) {
      List<Candidate> all = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        all.add(candidate(random.nextInt(500), 1 + random.nextInt(9), random.nextLong()));
      }
      long budget = random.nextInt(120_000);
      BudgetFill fill = new BudgetFill(budget);
      int parts = 1 + random.nextInt(4);
      for (int part = 0; part < parts; part++) {
        BudgetFill other = new BudgetFill(budget);
        for (int i = part; i < all.size(); i += parts) {
          other.add(all.get(i));
        }
        fill.plus(other);
      }
      Affordable affordable = fill.affordable();
      List<Candidate> sorted = all.stream().sorted().toList();
      long left = budget;
      int paid = 0;
      while (paid < sorted.size() && sorted.get(paid).cost() <= left) {
        left -= sorted.get(paid).cost();
        paid++;
      }
      assertThat(sorted.stream().filter(affordable::holds).toList())
          .isEqualTo(sorted.subList(0, paid));
    }
  }

  @Test
  void moreContactsThanOneMachineShouldHoldAreTold() {
    BudgetFill fill = new BudgetFill(1_000_000, 100);
    for (int i = 0; i < 100; i++) {
      fill.add(candidate(i, 1, i));
    }
    assertThat(fill.isTooLarge()).isFalse();
    fill.add(candidate(5, 1, 0));
    assertThat(fill.isTooLarge()).isTrue();
    assertThat(new BudgetFill(1_000_000, 100).plus(fill).isTooLarge()).isTrue();
  }
}
