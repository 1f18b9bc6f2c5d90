package io.churnlake.report.section;

import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.GroupValue;
import io.churnlake.report.figure.KpiMonth;
import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.RevenuePeriod;
import io.churnlake.report.figure.RiskBand;
import io.churnlake.report.page.Block;
import io.churnlake.report.page.Block.Tile;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Kpis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headline figures, each against what the night before told, and rates against the period
 * before as well. Rates are of the newest period that has ended.
 */
public final class Headlines {
  private static final String ID = "headlines";

  private final Night night;
  private final Words words;
  private final List<Tile> tiles = new ArrayList<>();

  private Headlines(Night night, Words words) {
    this.night = night;
    this.words = words;
  }

  public static Section of(Night night, Words words) {
    if (night.months().isEmpty()) {
      return Telling.absent(night, words, ID, Kpis.TABLE);
    }
    Headlines headlines = new Headlines(night, words);
    headlines.base();
    headlines.rates();
    headlines.revenue();
    headlines.value();
    headlines.risk();
    return new Section(
        ID,
        words.text(ID + ".title"),
        night
            .before()
            .map(before -> words.text(ID + ".lead", words.date(before)))
            .orElseGet(() -> words.text(ID + ".first")),
        List.of(new Block.Tiles(headlines.tiles)));
  }

  private void base() {
    count("customers", KpiMonth::customers);
    count("active", KpiMonth::active);
  }

  private void count(String name, ToLongFunction<KpiMonth> count) {
    Optional<KpiMonth> now = newest(night.asOf(), month -> true);
    Optional<KpiMonth> then = night.before().flatMap(date -> newest(date, month -> true));
    now.ifPresent(
        month -> {
          long value = count.applyAsLong(month);
          List<String> changes = new ArrayList<>();
          then.ifPresent(
              old -> {
                long change = value - count.applyAsLong(old);
                changes.add(sinceNight(direction((double) change), words.count(Math.abs(change))));
              });
          tile(name, words.date(night.asOf()), words.count(value), "", changes);
        });
  }

  private void rates() {
    rate("retention", KpiMonth::retention);
    rate("churn", KpiMonth::churn);
    rate("repeat", KpiMonth::repeat);
  }

  private void rate(String name, Function<KpiMonth, Estimate> rate) {
    Predicate<KpiMonth> isTold = month -> month.isComplete() && rate.apply(month).isKnown();
    Optional<KpiMonth> now = newest(night.asOf(), isTold);
    if (now.isEmpty()) {
      String why =
          newest(night.asOf(), KpiMonth::isComplete)
              .map(month -> Telling.value(words, rate.apply(month), words::share))
              .orElseGet(() -> words.text("reason.period_not_ended"));
      tile(name, "", Words.NO_FIGURE, why, List.of());
      return;
    }
    KpiMonth month = now.get();
    List<String> changes = new ArrayList<>();
    months(night.asOf())
        .filter(isTold)
        .filter(other -> other.month().equals(month.month().minusMonths(1)))
        .findFirst()
        .ifPresent(
            last ->
                changes.add(
                    points(
                        rate.apply(month),
                        rate.apply(last),
                        "change.period",
                        words.month(last.month()))));
    night
        .before()
        .flatMap(date -> newest(date, isTold))
        .ifPresent(
            old ->
                changes.add(
                    toldThen(rate.apply(month), rate.apply(old), words.month(old.month()))));
    Estimate estimate = rate.apply(month);
    tile(
        name,
        words.month(month.month()),
        words.share(estimate.value()),
        Telling.range(words, estimate, words::share),
        changes);
  }

  private void revenue() {
    revenue("grr", RevenuePeriod::grr);
    revenue("nrr", RevenuePeriod::nrr);
  }

  private void revenue(String name, Function<RevenuePeriod, Estimate> rate) {
    List<RevenuePeriod> told =
        night.revenue().stream()
            .filter(quarter -> quarter.isComplete() && rate.apply(quarter).isKnown())
            .toList();
    Optional<RevenuePeriod> now =
        last(told.stream().filter(quarter -> quarter.asOf().equals(night.asOf())).toList());
    if (now.isEmpty()) {
      return;
    }
    RevenuePeriod quarter = now.get();
    Estimate estimate = rate.apply(quarter);
    List<String> changes = new ArrayList<>();
    last(told.stream()
            .filter(other -> other.asOf().equals(night.asOf()))
            .filter(other -> other.start().isBefore(quarter.start()))
            .toList())
        .ifPresent(
            other ->
                changes.add(points(estimate, rate.apply(other), "change.period", other.label())));
    night
        .before()
        .flatMap(date -> last(told.stream().filter(old -> old.asOf().equals(date)).toList()))
        .ifPresent(old -> changes.add(toldThen(estimate, rate.apply(old), old.label())));
    tile(
        name,
        quarter.label(),
        words.share(estimate.value()),
        Telling.range(words, estimate, words::share),
        changes);
  }

  private void value() {
    Optional<GroupValue> now = all(night.asOf());
    now.ifPresent(
        value -> {
          Double expected = value.expected().value();
          List<String> changes = new ArrayList<>();
          night
              .before()
              .flatMap(this::all)
              .ifPresent(
                  old -> {
                    Double then = old.expected().value();
                    if (expected != null && then != null) {
                      changes.add(
                          sinceNight(
                              direction(expected - then), words.money(Math.abs(expected - then))));
                    }
                  });
          tile(
              "value",
              words.text("headlines.value.period", words.count(value.horizonDays())),
              words.money(expected),
              Telling.range(words, value.expected(), words::money),
              changes);
        });
  }

  private Optional<GroupValue> all(LocalDate asOf) {
    return night.values().stream()
        .filter(value -> value.scope().equals(CustomerValue.ALL) && value.asOf().equals(asOf))
        .findFirst();
  }

  private void risk() {
    high(night.asOf())
        .ifPresent(
            band -> {
              List<String> changes = new ArrayList<>();
              night
                  .before()
                  .flatMap(this::high)
                  .ifPresent(
                      old -> {
                        long change = band.customers() - old.customers();
                        changes.add(
                            sinceNight(direction((double) change), words.count(Math.abs(change))));
                      });
              tile(
                  "risk",
                  words.date(night.asOf()),
                  words.count(band.customers()),
                  words.text("headlines.risk.mean", words.share(band.probability())),
                  changes);
            });
  }

  private Optional<RiskBand> high(LocalDate asOf) {
    return night.bands().stream()
        .filter(band -> band.band().equals(ChurnScores.HIGH) && band.asOf().equals(asOf))
        .findFirst();
  }

  private void tile(String name, String period, String value, String range, List<String> changes) {
    tiles.add(new Tile(words.text(ID + "." + name), period, value, range, changes));
  }

  private Stream<KpiMonth> months(LocalDate asOf) {
    return night.months().stream().filter(month -> month.asOf().equals(asOf));
  }

  private Optional<KpiMonth> newest(LocalDate asOf, Predicate<KpiMonth> which) {
    return last(months(asOf).filter(which).toList());
  }

  private static <T> Optional<T> last(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private String sinceNight(String direction, String amount) {
    return night
        .before()
        .map(date -> words.text("change.night", direction, amount, words.date(date)))
        .orElse("");
  }

  /** What the night before told, which may be of the period before. */
  private String toldThen(Estimate now, Estimate then, String period) {
    LocalDate date = night.before().orElse(night.asOf());
    return words.text("change.told", words.date(date), words.share(then.value()), period)
        + (difference(now, then) == 0 ? " " + words.text("change.same") : "");
  }

  private String points(Estimate now, Estimate then, String key, String against) {
    // What rounds to nothing has no direction.
    double change = Math.round(1000 * difference(now, then)) / 1000.0;
    return words.text(
        key, direction(change), words.number(Double.valueOf(100 * Math.abs(change)), 1), against);
  }

  private static double difference(Estimate now, Estimate then) {
    return known(now.value()) - known(then.value());
  }

  private static double known(@Nullable Double value) {
    if (value == null) {
      throw new IllegalStateException("only known figures are compared");
    }
    return value;
  }

  private static String direction(double change) {
    return change > 0 ? "\u25b2" : change < 0 ? "\u25bc" : "=";
  }
}
