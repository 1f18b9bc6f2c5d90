package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Failures of Spark and of the disk in the words of users. */
@Tag("fast")
class FailuresTest {
  private static String told(Throwable failure) {
    return Failures.behind(new IllegalStateException("job aborted", failure))
        .map(e -> e.problem() + " " + e.reason())
        .orElse("nothing");
  }

  @Test
  void aDataFileThatIsGoneIsNamedWithItsTable() {
    String path = "file:/srv/my lake/gold/rfm/as_of=2024-06-30/part-00000-1.c000.snappy.parquet";
    assertThat(told(new IOException("[FAILED_READ_FILE.FILE_NOT_EXIST] ... file " + path)))
        .contains("table gold.rfm", "part-00000-1.c000.snappy.parquet");
    assertThat(told(new java.io.FileNotFoundException("File " + path + " does not exist")))
        .contains("table gold.rfm");
    assertThat(
            told(
                new RuntimeException(
                    "file:/lake/silver/customers/part-2.snappy.parquet is not a Parquet file."
                        + " file:/lake/silver/customers/part-2.snappy.parquet")))
        .contains("silver.customers");
    assertThat(told(new IOException("cannot write " + path))).isEqualTo("nothing");
  }

  @Test
  void aFullDiskIsToldWhateverWasWritten() {
    Throwable full =
        new UncheckedIOException(
            "cannot write file:/lake/gold/kpis/part-1.snappy.parquet",
            new IOException("No space left on device"));
    assertThat(told(full)).contains("The disk is full");
    UserException own = Failures.behind(full).orElseThrow();
    assertThat(own.exitCode()).isEqualTo(ExitCode.INTERNAL);
  }
}
