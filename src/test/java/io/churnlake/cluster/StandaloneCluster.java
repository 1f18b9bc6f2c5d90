package io.churnlake.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Spark's standalone cluster on this machine: one master, some workers of one core each, and a
 * Spark installation made of links to the jars that the build has downloaded. Its settings are
 * those of {@code conf/spark-cluster.conf}.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("(Successfully registered with master)");

  /** Short-lived processes: the second compiler would not pay. */
  static final List<String> JVM_FOR_SHORT_RUNS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m");

  private final Path folder;
  private final Map<String, String> environment;
  private final Deque<Started> processes = new ArrayDeque<>();
  private final List<Started> workers = new ArrayList<>();
  private String master = "";

  private StandaloneCluster(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Starts a cluster whose every file lies in {@code folder}.
   *
   * @param sparkClasspath a file with the class path that Spark provides
   */
  static StandaloneCluster start(Path folder, Path sparkClasspath, int workers)
      throws IOException, InterruptedException {
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    for (String jar : Files.readString(sparkClasspath).strip().split(File.pathSeparator)) {
      Path target = Path.of(jar);
      Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
    }
    settings(folder.resolve("spark/conf"));
    StandaloneCluster cluster =
        new StandaloneCluster(
            folder,
            Map.of(
                "SPARK_HOME",
                folder.resolve("spark").toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home")));
    try {
      cluster.begin(workers);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void begin(int number) throws IOException, InterruptedException {
    Started first =
        spark(
            "master",
            Map.of(),
            "256m",
            List.of(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0"));
    master = first.awaitLine(MASTER, START);
    for (int i = 1; i <= number; i++) {
      workers.add(worker("worker-" + i, Map.of()));
    }
    for (Started worker : workers) {
      worker.awaitLine(REGISTERED, START);
    }
  }

  /** Spark's settings as docs/cluster.md has them made, with a secret of their own. */
  private static void settings(Path conf) throws IOException {
    Files.createDirectories(conf);
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    Files.writeString(
        conf.resolve("spark-defaults.conf"),
        Files.readString(Path.of("conf/spark-cluster.conf"))
            + "spark.authenticate.secret "
            + HexFormat.of().formatHex(secret)
            + "\n");
  }

  /** Starts one more worker, which knows another secret than the master, and does not wait. */
  Started stranger() throws IOException {
    Path conf = folder.resolve("stranger");
    settings(conf);
    return worker("stranger", Map.of("SPARK_CONF_DIR", conf.toString()));
  }

  /** Ends the first worker that has an executor, with it, as kill -9 does. */
  void killWorker() throws InterruptedException {
    for (Started worker : workers) {
      if (worker.hasChildren()) {
        worker.kill();
        return;
      }
    }
    throw new AssertionError("no worker has an executor");
  }

  private Started worker(String name, Map<String, String> extra) throws IOException {
    return spark(
        name,
        extra,
        "256m",
        List.of(
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.resolve(name).toString(),
            master));
  }

  /** Submits a jar in client mode, as spark-submit does, and does not wait. */
  Started submit(Path jar, String mainClass, Map<String, String> extra, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--class",
                mainClass,
                "--executor-memory",
                "1g",
                "--conf",
                "spark.executor.extraJavaOptions=" + String.join(" ", JVM_FOR_SHORT_RUNS),
                "--conf",
                "spark.driver.host=127.0.0.1",
                // They say which executors there are.
                "--conf",
                "spark.log.level=INFO",
                // Made for large tables; here a partition is a task of a few rows.
                "--conf",
                "spark.databricks.delta.snapshotPartitions=2",
                // What each sort takes and clears; 32 MB in such a heap.
                "--conf",
                "spark.buffer.pageSize=1m",
                jar.toString()));
    command.addAll(arguments);
    return spark("driver", extra, "1g", command);
  }

  private Started spark(String name, Map<String, String> extra, String heap, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf/spark-jvm.args").toAbsolutePath());
    command.addAll(JVM_FOR_SHORT_RUNS);
    command.add("-Xmx" + heap);
    command.addAll(List.of("-cp", folder.resolve("spark/jars") + "/*"));
    command.addAll(arguments);
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.putAll(extra);
    Started started = Started.command(name, folder, all, command);
    processes.push(started);
    return started;
  }

  @Override
  public void close() {
    // The newest first: drivers, then workers with their executors, then the master.
    processes.forEach(Started::close);
  }
}
