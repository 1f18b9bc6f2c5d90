package io.churnlake.churn.feature;

import static java.time.temporal.ChronoUnit.DAYS;

import io.churnlake.table.Feature;
import io.churnlake.table.Feature.Source;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * Since when each source has been recorded. A count of a time before that is unknown, not 0.
 *
 * @param first the first date of each source that has any
 */
public record RecordedFrom(Map<Source, LocalDate> first) implements Serializable {

  /** Copies the map. */
  public RecordedFrom {
    first = Map.copyOf(first);
  }

  /** The same if nothing before that date had been recorded. */
  public RecordedFrom notBefore(LocalDate date) {
    Map<Source, LocalDate> later = new EnumMap<>(Source.class);
    first.forEach((source, from) -> later.put(source, from.isBefore(date) ? date : from));
    return new RecordedFrom(later);
  }

  /** Since how many days a source had been recorded at a date; 0 if it had not begun. */
  public int days(Source source, LocalDate date) {
    LocalDate from = first.get(source);
    return from == null ? 0 : Math.max(0, Math.toIntExact(DAYS.between(from, date)));
  }

  /** Whether all that the feature looks at before the cut-off was being recorded. */
  public boolean covers(Feature feature, LocalDate cutOff) {
    // Asked of each feature of each customer: days are counted without making another date.
    LocalDate from = first.get(feature.source());
    return from != null && from.toEpochDay() <= cutOff.toEpochDay() - feature.windowDays();
  }
}
