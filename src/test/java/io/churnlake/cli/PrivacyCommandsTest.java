package io.churnlake.cli;

import io.churnlake.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What these commands refuse before they look at a lake. */
@Tag("fast")
class PrivacyCommandsTest {
  private static final String SOURCE = "conf/sources/simulator.conf";

  @TempDir Path folder;

  @Test
  void idsAreNeededAndNeverTakenFromTheArguments() throws IOException {
    Path blank = Files.writeString(folder.resolve("ids.txt"), "\n  \n");
    Ended.run("forget", "--lake", "" + folder, "--source", SOURCE, "--ids", "" + blank)
        .mustTell(ExitCode.USAGE, "no customer id", "never from the arguments");
    Ended.run("merge-customers", "--lake", "" + folder, "--source", SOURCE, "--pairs", "" + blank)
        .mustTell(ExitCode.USAGE, "no customer id");
    Ended.run("forget", "--lake", "" + folder, "--source", SOURCE, "--ids", folder + "/none")
        .mustTell(ExitCode.USAGE, "cannot be read");
    Ended.run("forget", "--lake", "" + folder, "--source", SOURCE, "C0007")
        .mustTell(ExitCode.USAGE, "C0007");
  }

  @Test
  void aNewKeyIsAKey() throws IOException {
    Path bad = Files.writeString(folder.resolve("new.key"), "abc");
    Ended.run("rotate-key", "--lake", "" + folder, "--source", SOURCE, "--new-key-file", "" + bad)
        .mustTell(ExitCode.USAGE, "64 hexadecimal digits");
  }
}
