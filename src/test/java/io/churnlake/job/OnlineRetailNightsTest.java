package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.SourceMapping;
import io.churnlake.testing.TestData;
import io.churnlake.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UCI Online Retail, a night at a time. */
class OnlineRetailNightsTest {
  private static final int NIGHTS = Thorough.isAsked() ? 32 : 14;
  private static final int LATE = 3;
  private static final int AGAIN = NIGHTS - 3;

  @TempDir Path folder;

  @Test
  void nightsLateOrTwiceGiveWhatTheSameDaysGiveAtOnce() throws IOException {
    List<Path> days;
    try (Stream<Path> files = Files.list(TestData.path("online_retail"))) {
      days = files.sorted().limit(NIGHTS).toList();
    }
    assertThat(days).hasSize(NIGHTS);
    SourceMapping mapping = SourceMapping.bundled("online-retail");
    Nights atOnce = Nights.whole(folder.resolve("at-once"), mapping);
    for (Path day : days) {
      atOnce.copy(day, name(day));
    }
    atOnce.night();

    // All nights of a month are merged if asked. Else the last two of two weeks are, and of those
    // before two conform what has been loaded since: the files of some nights come together, others
    // by themselves.
    int mergedFrom = Thorough.isAsked() ? 0 : NIGHTS - 2;
    Nights nightly = Nights.whole(folder.resolve("nightly"), mapping);
    int merged = 0;
    for (int night = 0; night < NIGHTS; night++) {
      if (night != LATE) {
        nightly.copy(days.get(night), name(days.get(night)));
      }
      if (night == AGAIN) {
        for (int again = AGAIN - 6; again < AGAIN - 3; again++) {
          nightly.copy(days.get(again), "again-" + name(days.get(again)));
        }
      }
      if (night == NIGHTS - 1) {
        nightly.copy(days.get(LATE), name(days.get(LATE)));
      }
      if (night == mergedFrom) {
        nightly.andMerging();
      }
      if (night >= mergedFrom || night == 5 || night == AGAIN) {
        merged += nightly.night().contains("touched") ? 1 : 0;
      } else if (night % 6 == 2) {
        nightly.ingest();
      }
    }
    assertThat(merged).isGreaterThanOrEqualTo(2);
    nightly.mustEqual(atOnce);
  }

  private static String name(Path day) {
    return day.getFileName().toString();
  }
}
