package io.churnlake.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An S3 server on this machine, with one user, whose buckets are folders and whose objects are
 * files. It is a process with a class path of its own, which src/test/s3proxy/pom.xml describes.
 */
final class ObjectStore implements AutoCloseable {
  /** The user and the password, which only the environment of a process may hold. */
  static final String ACCESS_KEY = "AKIDOFTHETESTSUSER";

  static final String SECRET_KEY = "secretofthetestsuser";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Path POM = Path.of("src/test/s3proxy/pom.xml").toAbsolutePath();

  private final Started server;
  private final Path buckets;
  private final int port;

  private ObjectStore(Started server, Path buckets, int port) {
    this.server = server;
    this.buckets = buckets;
    this.port = port;
  }

  static ObjectStore start(Path folder) throws IOException, InterruptedException {
    Path buckets = Files.createDirectories(folder.resolve("buckets"));
    int port = freePort();
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, ACCESS_KEY, SECRET_KEY, buckets));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(folder),
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString());
    Started server = Started.command("s3proxy", folder, Map.of(), command);
    ObjectStore store = new ObjectStore(server, buckets, port);
    try {
      store.awaitPort();
      return store;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static String classPath(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("s3proxy.classpath");
    fetch(folder, "the S3 server", "-f", POM.toString(), "-Dmdep.outputFile=" + file);
    // The command would fetch it itself; here it is known then whether it is to be had.
    fetch(
        folder,
        "Hadoop's client for S3",
        "-Ps3a",
        "-DincludeArtifactIds=hadoop-aws,bundle",
        "-Dmdep.outputFile=" + folder.resolve("s3a.classpath"));
    return Files.readString(file).strip();
  }

  /** Skips the tests where the jars cannot be had, as those of notebooks are without Jupyter. */
  static void fetch(Path folder, String what, String... options)
      throws IOException, InterruptedException {
    List<String> maven = new ArrayList<>();
    maven.add(Path.of("mvnw").toAbsolutePath().toString());
    maven.addAll(List.of("-q", "-B", "-ntp", "dependency:build-classpath"));
    maven.addAll(List.of(options));
    try (Started resolved = Started.command("maven", folder, Map.of(), maven)) {
      assumeTrue(
          resolved.awaitEnd(Duration.ofMinutes(15)) == 0, what + " could not be fetched by Maven");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws IOException, InterruptedException {
    for (long waited = 0; waited < START.toMillis(); waited += 100) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new AssertionError("the S3 server did not start:\n" + server.printed());
  }

  /** The folder that is a bucket. */
  Path bucket(String name) throws IOException {
    return Files.createDirectories(buckets.resolve(name));
  }

  /** What a process needs in order to find the store and to be let in. */
  Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "AWS_ACCESS_KEY_ID",
            ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY",
            SECRET_KEY,
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:" + port,
            "CHURNLAKE_JAVA_OPTIONS",
            "-Dspark.hadoop.fs.s3a.path.style.access=true"));
  }

  @Override
  public void close() {
    server.close();
  }
}
