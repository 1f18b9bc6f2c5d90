package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock as a file, without a session. */
@Tag("fast")
class LakeLockTest {
  @TempDir Path folder;

  private LockFile file() throws IOException {
    return LockFile.at(
        new org.apache.hadoop.fs.Path(folder.resolve("lake/_lock").toString()),
        new Configuration());
  }

  @Test
  void nobodyMeetsItEmptyWhileItIsRenewed() throws Exception {
    LockFile file = file();
    assertThat(file.create("first")).isTrue();
    assertThat(file.create("second")).isFalse();
    Set<String> seen = new ConcurrentSkipListSet<>();
    AtomicBoolean ends = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!ends.get()) {
                try {
                  seen.add(file.read());
                } catch (IOException e) {
                  seen.add(e.toString());
                }
              }
            });
    reader.start();
    for (int i = 0; i < 500; i++) {
      file.replace(i % 2 == 0 ? "even" : "odd");
    }
    ends.set(true);
    reader.join();
    assertThat(seen).isSubsetOf("first", "even", "odd");
    try (Stream<Path> left = Files.list(folder.resolve("lake"))) {
      assertThat(left).containsExactly(folder.resolve("lake/_lock"));
    }
    file.delete();
    file.leaveNothing();
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void aHeldLakeIsRefusedBeforeAnythingIsStarted() throws IOException {
    String lake = folder.resolve("lake").toString();
    LakeLock.refuseIfHeld(lake, Clock.systemUTC());
    assertThat(Path.of(lake)).doesNotExist();
    long here = ProcessHandle.current().pid();
    String host = java.net.InetAddress.getLocalHost().getHostName();
    file().create(String.join("\t", "other", host, "" + here, "2024", "" + Instant.now()));
    assertThatThrownBy(() -> LakeLock.refuseIfHeld(lake, Clock.systemUTC()))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.LAKE_HELD);
              assertThat(e.reason()).contains("run other").contains("process " + here);
            });
    // A process that is no more, and a machine that has been silent, hold nothing.
    file().replace(String.join("\t", "dead", host, "4194304999", "2024", "" + Instant.now()));
    LakeLock.refuseIfHeld(lake, Clock.systemUTC());
    Instant longAgo = Instant.now().minusSeconds(600);
    file().replace(String.join("\t", "lost", "elsewhere", "1", "2024", "" + longAgo));
    LakeLock.refuseIfHeld(lake, Clock.systemUTC());
    // A text that nobody understands is somebody's until it is old.
    file().replace("?");
    assertThatThrownBy(() -> LakeLock.refuseIfHeld(lake, Clock.systemUTC()))
        .hasMessageContaining("an unknown run");
  }
}
