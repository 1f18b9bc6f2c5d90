package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.simulate.Channel;
import io.churnlake.simulate.ShopLaw;
import io.churnlake.simulate.SimulatedOccasions;
import io.churnlake.simulate.SimulationSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lapse curves of the simulated shop against the law that it follows.
 *
 * <p>Seasons and growth of the shop decide on which day customers arrive, thus how long they are
 * observed, and nothing after it; a voucher would change the purchases, and these shops have none
 * that works. So the law of the time to the lapse is the same for whoever arrives whenever.
 */
@Tag("fast")
class SimulatedLapsesTest {
  private static final int WINDOW = 90;
  private static final int DAYS = 548;
  private static final double ALPHA = 80;
  private static final int[] LOOKED_AT = {120, 200, 300};

  @Test
  void boundsAndTestKeepTheirLevel() {
    ShopLaw law = law(ALPHA);
    double[] truth = survival(law);
    int shops = 1_000;
    int[] covered = new int[LOOKED_AT.length];
    int rejected = 0;
    for (int seed = 0; seed < shops; seed++) {
      List<DayCounts> counts = counts(200, seed, law);
      KaplanMeier curve = new KaplanMeier(counts.get(0));
      for (int d = 0; d < LOOKED_AT.length; d++) {
        int point = curve.pointOn(LOOKED_AT[d]);
        boolean holds = curve.low(point) <= truth[d] && truth[d] <= curve.high(point);
        covered[d] += holds ? 1 : 0;
      }
      rejected += LogRank.of(counts.subList(1, 3)).pValue() < 0.05 ? 1 : 0;
    }
    // Of 1,000 shops 950 should hold, and 50 be rejected, with a standard deviation of 6.9.
    assertThat(IntStream.of(covered).boxed()).allSatisfy(n -> assertThat(n).isBetween(929, 971));
    assertThat(rejected).isBetween(29, 71);
  }

  /** The law lets channels differ in how often their customers buy, so that is what is doubled. */
  @Test
  void aChannelWhoseCustomersComeTwiceAsOftenIsFound() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      List<DayCounts> counts = counts(1_200, seed, law(ALPHA / 2));
      LogRank test = LogRank.of(counts.subList(1, 3));
      boolean fewer = counts.get(2).allEvents() < test.expected().get(1);
      found += test.pValue() < 0.05 && fewer ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(95);
  }

  /** The standard law with two channels of equal size, of which the second has its own alpha. */
  private static ShopLaw law(double alphaOfSearch) {
    ShopLaw law = ShopLaw.standard();
    return new ShopLaw(
        law.rateShape(),
        List.of(
            new ShopLaw.Acquisition(Channel.ORGANIC, .5, ALPHA),
            new ShopLaw.Acquisition(Channel.SEARCH, .5, alphaOfSearch)),
        law.dropoutA(),
        law.dropoutB(),
        law.secondOrders(),
        law.meanFurtherLines(),
        law.discounts(),
        law.welcomeDiscounts(),
        law.cancellations(),
        law.returns(),
        law.guestOrdersPerCustomer(),
        law.lateLines(),
        law.repeatedLines(),
        law.malformedLines());
  }

  /** Times to the lapse of all, of the first channel and of the second, as gold.survival's. */
  private static List<DayCounts> counts(int customers, long seed, ShopLaw law) {
    SimulationSpec spec = new SimulationSpec(customers, DAYS, seed, LocalDate.of(2023, 1, 1));
    List<Map<Integer, long[]>> parts = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (SimulatedOccasions.Customer customer : SimulatedOccasions.of(spec, law)) {
      Spell spell = Spells.toLapse(customer.days(), WINDOW, DAYS - 1);
      int part = customer.channel() == Channel.ORGANIC ? 1 : 2;
      for (Map<Integer, long[]> to : List.of(parts.get(0), parts.get(part))) {
        to.computeIfAbsent(spell.days(), none -> new long[2])[spell.ended() ? 0 : 1]++;
      }
    }
    return parts.stream()
        .map(
            byDay -> {
              DayCounts counts = new DayCounts();
              byDay.forEach((day, own) -> counts.add(day, own[0], own[1]));
              return counts;
            })
        .toList();
  }

  /** Shares that have not lapsed by the days, of many lives drawn without the simulator. */
  private static double[] survival(ShopLaw law) {
    SplittableRandom random = new SplittableRandom(11);
    int many = 400_000;
    int[] lapses = IntStream.range(0, many).map(i -> lapse(random, law)).toArray();
    return IntStream.of(LOOKED_AT)
        .mapToDouble(day -> IntStream.of(lapses).filter(lapse -> lapse > day).count())
        .map(count -> count / many)
        .toArray();
  }

  private static int lapse(SplittableRandom random, ShopLaw law) {
    double shape = law.rateShape();
    double rate = beta(random, shape, 1 - shape) * exponential(random) / ALPHA;
    double dropout = beta(random, law.dropoutA(), law.dropoutB());
    int last = 0;
    while (true) {
      double gap = Math.ceil(exponential(random) / rate);
      if (gap > WINDOW || last > DAYS) {
        return last + WINDOW;
      }
      last += (int) gap;
      if (random.nextDouble() < dropout) {
        return last + WINDOW;
      }
    }
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  /**
   * Joehnk's method; with shapes that sum to 1, times an exponential, it is gamma of the first one.
   */
  private static double beta(SplittableRandom random, double a, double b) {
    while (true) {
      double x = Math.pow(random.nextDouble(), 1 / a);
      double y = Math.pow(random.nextDouble(), 1 / b);
      if (x + y <= 1 && x + y > 0) {
        return x / (x + y);
      }
    }
  }
}
