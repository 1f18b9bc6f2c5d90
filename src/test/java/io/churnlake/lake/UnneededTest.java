package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which entries of a log go, by their names and ages. */
@Tag("fast")
class UnneededTest {
  private static final Instant SINCE = Instant.parse("2024-06-01T00:00:00Z");

  private static Stream<FileStatus> commits(int from, int to, int days) {
    return Stream.iterate(from, version -> version <= to, version -> version + 1)
        .flatMap(version -> Stream.of(entry(version, ".json", days), entry(version, ".crc", days)));
  }

  private static FileStatus entry(int version, String ending, int days) {
    return new FileStatus(
        10,
        false,
        1,
        1,
        SINCE.plusSeconds(86_400L * days).toEpochMilli(),
        new Path("/t/_delta_log/%020d%s".formatted(version, ending)));
  }

  private static long removed(long newest, List<Stream<FileStatus>> files) {
    FileStatus[] all = files.stream().flatMap(each -> each).toArray(FileStatus[]::new);
    return Unneeded.log(all, newest, SINCE).logFiles();
  }

  @Test
  void allBeforeTheNewestStateGoesIfItIsOld() {
    assertThat(removed(9, List.of(commits(0, 9, -1)))).isEqualTo(18);
  }

  @Test
  void whatAVersionOfTheLastDaysIsPutTogetherFromStays() {
    Stream<FileStatus> state = Stream.of(entry(10, ".checkpoint.parquet", -3));
    // Version 15 is young: it is put together from the state of version 10 on.
    assertThat(removed(20, List.of(commits(0, 14, -2), commits(15, 20, 1), state))).isEqualTo(20);
  }

  @Test
  void withoutAStateBeforeTheYoungestNothingGoes() {
    assertThat(removed(20, List.of(commits(0, 14, -2), commits(15, 20, 1)))).isZero();
  }
}
