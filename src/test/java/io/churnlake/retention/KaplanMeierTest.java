package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The estimates against published ones, and against shops whose law is known. */
@Tag("fast")
class KaplanMeierTest {
  private static final int WINDOW = 90;
  private static final double DROP_OUT = 0.3;
  private static final int YEAR = 365;

  /** Weeks in remission (Freireich et al., Blood 21, 1963); a plus is censored. */
  private static final String MERCAPTOPURINE =
      "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

  private static final String PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

  private static DayCounts counts(String text) {
    Map<Integer, long[]> byDay = new TreeMap<>();
    for (String word : text.split(" ")) {
      int day = Integer.parseInt(word.replace("+", ""));
      byDay.computeIfAbsent(day, none -> new long[2])[word.endsWith("+") ? 1 : 0]++;
    }
    return counts(byDay);
  }

  private static DayCounts counts(Map<Integer, long[]> byDay) {
    DayCounts counts = new DayCounts();
    byDay.forEach((day, own) -> counts.add(day, own[0], own[1]));
    return counts;
  }

  /** Kleinbaum and Klein, "Survival Analysis", chapter 2, and SAS's LIFETEST for the bounds. */
  @Test
  void theRemissionTimesOfTheTextbooks() {
    KaplanMeier curve = new KaplanMeier(counts(MERCAPTOPURINE));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < curve.points(); i++) {
      rows.add(
          String.format(
              Locale.ROOT,
              "%d: %d %d %d, %.4f %.4f, %.3f %.3f",
              curve.day(i),
              curve.atRisk(i),
              curve.eventsOn(i),
              curve.censoredFrom(i),
              curve.survival(i),
              curve.standardError(i),
              curve.low(i),
              curve.high(i)));
    }
    assertThat(rows)
        .containsExactly(
            "0: 21 0 0, 1.0000 0.0000, 1.000 1.000",
            "6: 21 3 1, 0.8571 0.0764, 0.620 0.952",
            "7: 17 1 1, 0.8067 0.0869, 0.563 0.923",
            "10: 15 1 2, 0.7529 0.0963, 0.503 0.889",
            "13: 12 1 0, 0.6902 0.1068, 0.432 0.849",
            "16: 11 1 3, 0.6275 0.1141, 0.368 0.805",
            "22: 7 1 0, 0.5378 0.1282, 0.268 0.747",
            "23: 6 1 5, 0.4482 0.1346, 0.188 0.680");
    assertThat(curve.quantile(0.25)).hasValue(13);
    assertThat(curve.quantile(0.5)).hasValue(23);
    assertThat(curve.quantile(0.75)).isEmpty();
    assertThat(curve.medianLow()).hasValue(13);
    assertThat(curve.medianHigh()).isEmpty();
    assertThat(curve.observedDays()).isEqualTo(35);

    KaplanMeier placebo = new KaplanMeier(counts(PLACEBO));
    assertThat(placebo.quantile(0.5)).hasValue(8);
    assertThat(placebo.medianLow()).hasValue(4);
    assertThat(placebo.medianHigh()).hasValue(11);
    assertThat(placebo.survival(placebo.lastPoint())).isZero();

    LogRank test = LogRank.of(List.of(counts(MERCAPTOPURINE), counts(PLACEBO)));
    assertThat(test.chiSquare()).isCloseTo(16.79, within(0.005));
    assertThat(test.degreesOfFreedom()).isEqualTo(1);
    assertThat(test.pValue()).isCloseTo(4.17e-5, within(1e-7));
    assertThat(test.expected().get(0)).isCloseTo(19.25, within(0.005));
    assertThat(test.expected().get(1)).isCloseTo(10.75, within(0.005));
  }

  @Test
  void nobodyAndNobodyWithTheEvent() {
    for (DayCounts counts : List.of(new DayCounts(), counts("0+"), counts("0+ 12+"))) {
      KaplanMeier curve = new KaplanMeier(counts);
      assertThat(curve.points()).isEqualTo(1);
      assertThat(curve.survival(0)).isEqualTo(1);
      assertThat(curve.standardError(0)).isZero();
      assertThat(List.of(curve.low(0), curve.high(0))).containsOnly(1.0);
      assertThat(curve.quantile(0.5)).isEmpty();
      assertThat(curve.medianHigh()).isEmpty();
      assertThat(curve.covers(30)).isFalse();
    }
    assertThat(LogRank.of(List.of()).degreesOfFreedom()).isZero();
  }

  @Test
  void allOnTheSameDay() {
    KaplanMeier curve = new KaplanMeier(counts("0 0 0"));
    assertThat(curve.survival(curve.lastPoint())).isZero();
    assertThat(curve.standardError(0)).isZero();
    assertThat(List.of(curve.low(0), curve.high(0))).containsExactly(0.0, 1.0);
    assertThat(curve.quantile(0.5)).hasValue(0);
  }

  @Test
  void nothingToCompare() {
    assertThat(LogRank.of(List.of(counts(PLACEBO))).degreesOfFreedom()).isZero();
    assertThat(LogRank.of(List.of(counts("5+"), counts("7+ 8+"))).degreesOfFreedom()).isZero();
    // Nobody of the second part is observed up to the first event.
    LogRank late = LogRank.of(List.of(counts("5 9"), counts("3+ 4+"), counts("6 8+")));
    assertThat(late.degreesOfFreedom()).isEqualTo(1);
    assertThat(late.expected().get(1)).isZero();
  }

  /**
   * Customers who come at random through a year, buy at exponential intervals, and drop out after
   * any purchase: parts of them are alike, and their curve is known from as many as one likes.
   */
  @Test
  void testsAndBoundsKeepTheirLevelOnKnownShops() {
    SplittableRandom truth = new SplittableRandom(1);
    int many = 200_000;
    int[] lapses = IntStream.range(0, many).map(i -> lapse(occasions(truth, 0))).toArray();
    int[] days = {130, 220};
    double[] survival = new double[days.length];
    for (int d = 0; d < days.length; d++) {
      int day = days[d];
      survival[d] = IntStream.of(lapses).filter(lapse -> lapse > day).count() / (double) many;
      assertThat(survival[d]).isBetween(0.1, 0.9);
    }
    int shops = 1_000;
    int[] covered = new int[days.length];
    int rejectedOfTwo = 0;
    int rejectedOfThree = 0;
    for (int seed = 0; seed < shops; seed++) {
      SplittableRandom random = new SplittableRandom(seed + 1_000L);
      List<Map<Integer, long[]>> parts =
          List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
      for (int customer = 0; customer < 180; customer++) {
        int first = random.nextInt(YEAR);
        int[] occasions = occasions(random, first);
        int[] known = IntStream.of(occasions).filter(day -> day <= YEAR).toArray();
        Spell spell = Spells.toLapse(known, WINDOW, YEAR);
        for (Map<Integer, long[]> part : List.of(parts.get(0), parts.get(1 + customer % 3))) {
          part.computeIfAbsent(spell.days(), none -> new long[2])[spell.ended() ? 0 : 1]++;
        }
      }
      KaplanMeier curve = new KaplanMeier(counts(parts.get(0)));
      for (int d = 0; d < days.length; d++) {
        int point = curve.pointOn(days[d]);
        boolean holds = curve.low(point) <= survival[d] && survival[d] <= curve.high(point);
        covered[d] += holds ? 1 : 0;
      }
      List<DayCounts> three = parts.subList(1, 4).stream().map(KaplanMeierTest::counts).toList();
      rejectedOfTwo += LogRank.of(three.subList(0, 2)).pValue() < 0.05 ? 1 : 0;
      LogRank test = LogRank.of(three);
      assertThat(test.degreesOfFreedom()).isEqualTo(2);
      rejectedOfThree += test.pValue() < 0.05 ? 1 : 0;
    }
    // 5 % of 1,000 are 50, with a standard deviation of 7.
    assertThat(rejectedOfTwo).isBetween(29, 71);
    assertThat(rejectedOfThree).isBetween(29, 71);
    assertThat(covered[0]).isBetween(929, 971);
    assertThat(covered[1]).isBetween(929, 971);
  }

  /** Of two channels of 400 customers, one loses half as many after each purchase. */
  @Test
  void aChannelThatIsTwiceAsLoyalIsFound() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Map<Integer, long[]>> channels = List.of(new TreeMap<>(), new TreeMap<>());
      for (int customer = 0; customer < 800; customer++) {
        int first = random.nextInt(YEAR);
        int[] known =
            IntStream.of(occasions(random, first, customer % 2 == 0 ? DROP_OUT : DROP_OUT / 2))
                .filter(day -> day <= YEAR)
                .toArray();
        Spell spell = Spells.toLapse(known, WINDOW, YEAR);
        channels.get(customer % 2)
            .computeIfAbsent(spell.days(), none -> new long[2])[spell.ended() ? 0 : 1]++;
      }
      LogRank test = LogRank.of(channels.stream().map(KaplanMeierTest::counts).toList());
      boolean rightOne = test.expected().get(1) > lapses(channels.get(1));
      found += test.pValue() < 0.01 && rightOne ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(95);
  }

  private static long lapses(Map<Integer, long[]> channel) {
    return channel.values().stream().mapToLong(counts -> counts[0]).sum();
  }

  private static int lapse(int[] occasions) {
    return Spells.toLapse(occasions, WINDOW, 100 * YEAR).days();
  }

  private static int[] occasions(SplittableRandom random, int first) {
    return occasions(random, first, DROP_OUT);
  }

  private static int[] occasions(SplittableRandom random, int first, double dropOut) {
    List<Integer> days = new ArrayList<>(List.of(first));
    int day = first;
    while (random.nextDouble() > dropOut) {
      day += 1 + (int) (-40 * Math.log(1 - random.nextDouble()));
      days.add(day);
    }
    return days.stream().mapToInt(Integer::intValue).toArray();
  }
}
