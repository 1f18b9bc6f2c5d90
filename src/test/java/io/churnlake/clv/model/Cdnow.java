package io.churnlake.clv.model;

import io.churnlake.clv.optimize.Fit;
import io.churnlake.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The CDNOW sample, one purchase a customer-day, calibrated to 1997-09-30. */
public final class Cdnow {
  public static final LocalDate CALIBRATED_TO = LocalDate.of(1997, 9, 30);

  /** A customer: sample id, repeat occasions, days, mean repeat spend (0 without). */
  public record Customer(String id, int x, int txDays, int tDays, double z) {
    public double tx() {
      return txDays / 7.0;
    }

    public double t() {
      return tDays / 7.0;
    }
  }

  private Cdnow() {}

  /** Cents spent by sample id and day, the whole log. */
  public static Map<String, NavigableMap<LocalDate, Long>> days() {
    Map<String, NavigableMap<LocalDate, Long>> days = new TreeMap<>();
    for (String line : lines("cdnow_sample/CDNOW_sample.txt")) {
      String[] fields = line.trim().split("\\s+", -1);
      LocalDate date = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
      long cents = Math.round(Double.parseDouble(fields[4]) * 100);
      days.computeIfAbsent(fields[1], id -> new TreeMap<>()).merge(date, cents, Long::sum);
    }
    return days;
  }

  public static List<Customer> customers() {
    List<Customer> result = new ArrayList<>();
    days()
        .forEach(
            (id, all) -> {
              NavigableMap<LocalDate, Long> days = new TreeMap<>(all.headMap(CALIBRATED_TO, true));
              LocalDate first = days.firstKey();
              int x = days.size() - 1;
              long repeatCents =
                  days.tailMap(first, false).values().stream().mapToLong(c -> c).sum();
              result.add(
                  new Customer(
                      id,
                      x,
                      (int) ChronoUnit.DAYS.between(first, days.lastKey()),
                      (int) ChronoUnit.DAYS.between(first, CALIBRATED_TO),
                      x == 0 ? 0 : repeatCents / 100.0 / x));
            });
    return result;
  }

  /** One row a customer, not distinct. */
  public static PurchaseRows purchaseRows(List<Customer> customers) {
    List<Customer> sorted =
        customers.stream().sorted(Comparator.comparingInt(Customer::x)).toList();
    return PurchaseRows.of(
        sorted.stream().mapToInt(Customer::x).toArray(),
        sorted.stream().mapToInt(Customer::txDays).toArray(),
        sorted.stream().mapToInt(Customer::tDays).toArray(),
        sorted.stream().mapToLong(c -> 1).toArray());
  }

  public static GammaGammaBlock gammaGammaBlock(List<Customer> customers) {
    List<Customer> buyers = customers.stream().filter(c -> c.x() > 0 && c.z() > 0).toList();
    return new GammaGammaBlock(
        buyers.stream().mapToInt(Customer::x).toArray(),
        buyers.stream().mapToDouble(Customer::z).toArray(),
        buyers.stream().mapToLong(c -> 1).toArray());
  }

  public static Fit<BgNbd> bgNbdFit(double unitDays) {
    Fit<GroupedModel> fit = fit(BgNbd.FAMILY, unitDays);
    return fit.with((BgNbd) fit.model().of(0));
  }

  public static Fit<GroupedModel> fit(PurchaseFamily family, double unitDays) {
    return new PurchaseEstimator(family, Design.NONE, unitDays)
        .fit(purchaseRows(customers()), Double.NaN);
  }

  public static Fit<GammaGamma> gammaGammaFit() {
    GammaGammaBlock block = gammaGammaBlock(customers());
    return GammaGammaEstimator.fit(WeightedLikelihood.over(List.of(block)), () -> 0);
  }

  public static List<String> lines(String file) {
    try {
      return Files.readAllLines(TestData.path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
