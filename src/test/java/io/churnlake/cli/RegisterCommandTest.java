package io.churnlake.cli;

import io.churnlake.error.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What `register` refuses before it starts Spark. */
@Tag("fast")
class RegisterCommandTest {
  @Test
  void namesAreNamesAndHiveIsNotTakenForGranted() {
    Ended.run("register", "--lake", "lake", "--prefix", "a`b")
        .mustTell(ExitCode.USAGE, "a`b", "small letters");
    Ended.run("register", "--lake", "lake")
        .mustTell(ExitCode.USAGE, "classes for Hive", "scripts/churnlake");
  }
}
