package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which options scripts/churnlake gives to the JVM; a JDK of two scripts tells them. */
@Tag("fast")
class LauncherTest {
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";
  private static final long MEGABYTE = 1 << 20;

  /** Tells its arguments, and writes what it is told to keep. */
  private static final String JAVA =
      """
      #!/bin/sh
      for each in "$@"; do
        echo "$each"
        case $each in
          -XX:ArchiveClassesAtExit=*)
            dd if=/dev/zero of="${each#*=}" bs=1048576 seek=99 count=1 2> /dev/null ;;
        esac
      done
      """;

  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    script("scripts/churnlake", Files.readString(Path.of("scripts/churnlake")));
    script("jdk/bin/javac", "#!/bin/sh\n");
    script("jdk/bin/java", JAVA);
    file("jdk/release", "JAVA_VERSION=\"17.0.1\"\nJAVA_RUNTIME_VERSION=\"17.0.1+1\"\n");
    for (String source : List.of("pom.xml", "src/main/a", "conf/sources/a", "conf/a.conf")) {
      file(source, "");
      Files.setLastModifiedTime(folder.resolve(source), FileTime.from(Instant.EPOCH));
    }
    file("target/spark.classpath", folder.resolve("pom.xml").toString());
    file("target/churnlake-0.1.0.jar", "");
    Files.setLastModifiedTime(
        folder.resolve("target/churnlake-0.1.0.jar"), FileTime.from(Instant.now().minusSeconds(9)));
    file("target/s3a.classpath", folder + "/pom.xml:" + folder + "/conf/a.conf");
    file("target/hive.classpath", folder + "/conf/a.conf:" + folder + "/pom.xml");
    file("shop/orders/a.csv", "a few lines");
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void script(String name, String text) throws IOException {
    file(name, text);
    assertThat(folder.resolve(name).toFile().setExecutable(true)).isTrue();
  }

  /** A file that takes its room on disk, as those that are measured do. */
  private void file(String name, long megabytes) throws IOException {
    file(name, "");
    byte[] some = new byte[(int) MEGABYTE];
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      for (long i = 0; i < megabytes; i++) {
        file.write(some);
      }
    }
  }

  /** The arguments that the JVM gets. */
  private List<String> java(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    assertThat(exitCode(environment, arguments)).as(Files.readString(err)).isZero();
    assertThat(Files.readString(err)).isEmpty();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  private int exitCode(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", folder + "/scripts/churnlake"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }

  /** The arguments of a query that has its classes kept; comes back when they are. */
  private List<String> firstQuery(Path archive) throws IOException, InterruptedException {
    try (WatchService watched = archive.getFileSystem().newWatchService()) {
      archive.getParent().register(watched, StandardWatchEventKinds.ENTRY_CREATE);
      List<String> arguments = java(Map.of(), "sql", "select 1");
      boolean isKept = false;
      while (!isKept) {
        WatchKey key = watched.poll(30, TimeUnit.SECONDS);
        assertThat(key).as("classes are kept").isNotNull();
        isKept =
            key.pollEvents().stream()
                .anyMatch(event -> archive.getFileName().equals(event.context()));
        key.reset();
      }
      return arguments;
    }
  }

  private Path archive() throws IOException {
    return folder.toRealPath().resolve("target/classes-17.0.1+1.jsa");
  }

  private List<String> night(String lake) throws IOException, InterruptedException {
    return java(Map.of(), "nightly", "--input", folder + "/shop", "--lake=" + folder + "/" + lake);
  }

  @Test
  void aSmallShopsNightHasTheFirstCompilerAlone() throws Exception {
    assertThat(night("lake")).contains(FIRST_COMPILER, "nightly");
    file("lake/bronze/order_lines/a.parquet", 1);
    assertThat(night("lake")).contains(FIRST_COMPILER);
  }

  @Test
  void aLargeOneHasBoth() throws Exception {
    file("lake/bronze/order_lines/a.parquet", 60);
    assertThat(night("lake")).doesNotContain(FIRST_COMPILER).contains("nightly");
    assertThat(night("other")).contains(FIRST_COMPILER);
    file("shop/orders/b.csv", 200);
    assertThat(night("other")).doesNotContain(FIRST_COMPILER);
    file("known/bronze/order_lines/_delta_log/0.json", "");
    assertThat(night("known")).as("what is loaded already").contains(FIRST_COMPILER);
    assertThat(java(Map.of(), "nightly", "--input", "s3a://shop", "--lake", folder + "/other"))
        .as("nobody knows how much")
        .doesNotContain(FIRST_COMPILER);
    assertThat(firstQuery(archive())).contains(FIRST_COMPILER);
  }

  @Test
  void theScheduleWaitsInLittleMemoryAndStartsNightsByTheScript() throws Exception {
    List<String> arguments = java(Map.of("CHURNLAKE_HEAP", "6g"), "schedule", "--lake", "l");
    assertThat(arguments)
        .contains("-Dchurnlake.launcher=" + folder.toRealPath() + "/scripts/churnlake");
    assertThat(arguments.indexOf("-Xmx256m")).isGreaterThan(arguments.indexOf("-Xmx6g"));
    assertThat(java(Map.of("CHURNLAKE_HEAP", "6g"), "jobs"))
        .contains("-Xmx6g")
        .noneMatch(option -> option.contains("launcher"));
  }

  @Test
  void aLakeOrInputOnS3BringsHadoopsClientAndOtherStoresTheUsers() throws Exception {
    String s3 = ":" + folder + "/pom.xml:" + folder + "/conf/a.conf";
    assertThat(java(Map.of(), "status", "--lake", "s3a://shop/lake"))
        .anyMatch(option -> option.endsWith(s3));
    assertThat(java(Map.of("CHURNLAKE_CLASSPATH", "/gcs.jar"), "status", "--lake=gs://shop/lake"))
        .anyMatch(option -> option.endsWith(":/gcs.jar"))
        .noneMatch(option -> option.contains("/conf/a.conf"));
  }

  @Test
  void toRegisterTakesTheSparkThatHasHive() throws Exception {
    String hive = folder + "/churnlake-0.1.0.jar:" + folder + "/conf/a.conf:" + folder + "/pom.xml";
    assertThat(java(Map.of("CHURNLAKE_CLASSPATH", "/etc/hive"), "register", "--lake", "l"))
        .contains(hive.replace("/churnlake-", "/target/churnlake-") + ":/etc/hive");
  }

  @Test
  void whatTheUserSetsComesLast() throws Exception {
    List<String> arguments =
        java(Map.of("CHURNLAKE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4 -Dmine=1"), "jobs");
    assertThat(arguments).contains("-Dmine=1");
    assertThat(arguments.indexOf("-XX:TieredStopAtLevel=4"))
        .isGreaterThan(arguments.indexOf(FIRST_COMPILER));
  }

  @Test
  void classesAreKeptBehindTheFirstQueryAndUsedByAllLaterCommands() throws Exception {
    Path archive = archive();
    assertThat(night("lake")).noneMatch(option -> option.contains(".jsa"));
    assertThat(archive).doesNotExist();
    assertThat(firstQuery(archive))
        .as("the query itself does not wait for it")
        .noneMatch(option -> option.contains(".jsa"));
    assertThat(java(Map.of(), "demo")).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(night("lake")).contains("-XX:SharedArchiveFile=" + archive);
    // Of a former build.
    Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
    assertThat(java(Map.of(), "demo")).noneMatch(option -> option.contains(".jsa"));
    firstQuery(archive);
    assertThat(java(Map.of(), "demo")).contains("-XX:SharedArchiveFile=" + archive);
  }

  @Test
  void aQueryThatFailsKeepsItsExitCodeAndNoClasses() throws Exception {
    script("jdk/bin/java", "#!/bin/sh\nexit 2\n");
    assertThat(exitCode(Map.of(), "sql", "selekt 1")).isEqualTo(2);
    try (Stream<Path> made = Files.list(folder.resolve("target"))) {
      assertThat(made).noneMatch(file -> file.toString().contains(".jsa"));
    }
  }
}
