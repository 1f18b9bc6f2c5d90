package io.churnlake.inspect;

import com.ibm.icu.util.TimeZone;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which zone a shop is.
 *
 * @param zone IANA
 * @param because what says so, for a person; empty if nothing does
 */
record Zones(String zone, String because) {
  private static final int SHORTEST_NAME = 3;

  private static final Pattern OFFSET = Pattern.compile("([+-]\\d{2}):?(\\d{2})$");

  /** Zones of many shops; the first that has all the offsets at their times is the shop's. */
  private static final List<String> USUAL =
      List.of(
          "Europe/Berlin",
          "Europe/London",
          "America/New_York",
          "America/Los_Angeles",
          "America/Chicago",
          "America/Denver",
          "America/Phoenix",
          "America/Sao_Paulo",
          "Europe/Helsinki",
          "Europe/Istanbul",
          "Asia/Dubai",
          "Asia/Kolkata",
          "Asia/Singapore",
          "Asia/Tokyo",
          "Australia/Brisbane",
          "Australia/Sydney",
          "Pacific/Auckland");

  /**
   * The zone.
   *
   * @param times as written, of the column of times
   * @param countries ISO codes, the most frequent first
   */
  static Zones of(List<String> times, List<String> countries) {
    Optional<String> ofCountry =
        countries.stream().limit(1).flatMap(country -> only(country).stream()).findFirst();
    Map<Instant, Integer> offsets = offsets(times);
    if (!offsets.isEmpty()) {
      if (ofCountry.filter(zone -> hasAll(zone, offsets)).isPresent()) {
        return new Zones(
            ofCountry.get(), "the offsets of the times, and most orders from " + countries.get(0));
      }
      Optional<String> usual = USUAL.stream().filter(zone -> hasAll(zone, offsets)).findFirst();
      boolean moves = !offsets.values().stream().allMatch(seconds -> seconds == 0);
      if (usual.isPresent() && moves) {
        return new Zones(usual.get(), "it has the offsets of the times");
      }
    }
    return ofCountry
        .map(zone -> new Zones(zone, "most orders are from " + countries.get(0)))
        .orElse(new Zones("UTC", ""));
  }

  private static Map<Instant, Integer> offsets(List<String> times) {
    Map<Instant, Integer> offsets = new HashMap<>();
    for (String time : times) {
      Matcher offset = OFFSET.matcher(time);
      if (!offset.find()) {
        continue;
      }
      String local =
          time.substring(0, offset.start()).strip().replace(' ', 'T').replaceAll("\\.\\d+$", "");
      try {
        OffsetDateTime at = OffsetDateTime.parse(local + offset.group(1) + ':' + offset.group(2));
        offsets.put(at.toInstant(), at.getOffset().getTotalSeconds());
      } catch (java.time.format.DateTimeParseException otherForm) {
        return Map.of();
      }
    }
    return offsets;
  }

  private static boolean hasAll(String zone, Map<Instant, Integer> offsets) {
    var rules = ZoneId.of(zone).getRules();
    return offsets.entrySet().stream()
        .allMatch(entry -> rules.getOffset(entry.getKey()).getTotalSeconds() == entry.getValue());
  }

  /** The zone of a country that has one. */
  private static Optional<String> only(String country) {
    Set<String> zones =
        TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.CANONICAL_LOCATION, country, null);
    // Germany has Büsingen, an enclave whose clock is that of the rest.
    Set<String> others = new HashSet<>(zones);
    others.remove("Europe/Busingen");
    return others.size() == 1
        ? others.stream().filter(ZoneId.getAvailableZoneIds()::contains).findFirst()
        : Optional.empty();
  }

  /** ISO codes of the countries that the values are, by code or English name. */
  static List<String> countries(List<String> values) {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      codes.put(code, code);
      codes.put(
          new Locale("", code).getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), code);
      codes.put(
          new Locale("", code).getDisplayCountry(Locale.GERMAN).toUpperCase(Locale.ROOT), code);
    }
    Map<String, Integer> counts = new HashMap<>();
    values.stream()
        .map(value -> value.toUpperCase(Locale.ROOT))
        .filter(value -> value.length() == 2 || value.length() > SHORTEST_NAME)
        .flatMap(value -> Optional.ofNullable(codes.get(value)).stream())
        .forEach(code -> counts.merge(code, 1, Integer::sum));
    String[] sorted =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    return Arrays.asList(sorted);
  }
}
