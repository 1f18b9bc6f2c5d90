package io.churnlake.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class NightTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static NightTimes at(String time, String zone, String shop) {
    return new NightTimes(LocalTime.parse(time), ZoneId.of(zone), ZoneId.of(shop));
  }

  @Test
  void aTimeThatDoesNotExistIsPlannedOnceAndLater() {
    NightTimes times = at("02:30", "Europe/Berlin", "Europe/Berlin");
    Instant planned = times.next(Instant.parse("2026-03-28T12:00:00Z"));
    assertThat(planned).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(planned.atZone(BERLIN).toLocalTime()).isEqualTo("03:30");
    assertThat(times.asOf(planned)).isEqualTo("2026-03-28");
    assertThat(times.next(planned)).isEqualTo("2026-03-30T00:30:00Z");
  }

  @Test
  void aTimeThatOccursTwiceIsPlannedOnceTheFirstTime() {
    NightTimes times = at("02:30", "Europe/Berlin", "Europe/Berlin");
    Instant planned = times.next(Instant.parse("2026-10-24T12:00:00Z"));
    assertThat(planned).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(times.next(planned)).isEqualTo("2026-10-26T01:30:00Z");
    // The second 02:30 of that night.
    assertThat(times.last(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo(planned);
  }

  @Test
  void eachDateComesOnceWhateverTheClocksDo() {
    for (String zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")) {
      for (String time : List.of("00:00", "01:30", "02:00", "02:30", "03:00", "23:59")) {
        NightTimes times = at(time, zone, zone);
        List<LocalDate> dates = new ArrayList<>();
        Instant now = Instant.parse("2026-01-05T12:00:00Z");
        for (int i = 0; i < 365; i++) {
          Instant planned = times.next(now);
          assertThat(times.last(planned)).as("%s %s", zone, time).isEqualTo(planned);
          assertThat(times.last(planned.minusSeconds(1))).isBefore(planned);
          dates.add(times.asOf(planned));
          now = planned;
        }
        LocalDate first = dates.get(0);
        assertThat(dates)
            .as("%s %s", zone, time)
            .isEqualTo(first.datesUntil(first.plusDays(365)).toList());
      }
    }
  }

  @Test
  void theBusinessDateIsTheShopsYesterday() {
    // 02:30 in Berlin is 09:30 in Tokyo, and 18:30 of the day before in Los Angeles.
    Instant planned =
        at("02:30", "Europe/Berlin", "UTC").next(Instant.parse("2026-06-01T12:00:00Z"));
    assertThat(at("02:30", "Europe/Berlin", "Asia/Tokyo").asOf(planned)).isEqualTo("2026-06-01");
    assertThat(at("02:30", "Europe/Berlin", "America/Los_Angeles").asOf(planned))
        .isEqualTo("2026-05-31");
  }
}
