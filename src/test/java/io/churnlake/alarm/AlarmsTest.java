package io.churnlake.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.churnlake.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class AlarmsTest {
  private static final Instant AT = Instant.parse("2024-06-03T00:41:07.5Z");
  private static final Alarm FAILURE =
      Alarm.failure(
          new Alarm.Night(
              "s3a://key:secret@bucket/lake",
              "20240603T003000Z-00ff",
              Optional.of(LocalDate.of(2024, 6, 2)),
              AT.minusSeconds(667)),
          "clv",
          new Alarm.Told("The disk is full.", "No space\n\tleft.", "Make room.", 1),
          AT);

  @TempDir Path folder;

  private static Alarms alarms(String settings, Map<String, String> environment) {
    return new Alarms(
        Configuration.of("churnlake.alarm { " + settings + " }").alarm(), environment);
  }

  @Test
  void aFailureIsOneLineOfJsonWithoutPasswords() throws IOException {
    assertThat(FAILURE.json()).doesNotContain("\n", "secret");
    JsonNode json = new ObjectMapper().readTree(FAILURE.json());
    assertThat(json.path("event").asText()).isEqualTo("failure");
    assertThat(json.path("text").asText())
        .isEqualTo(
            "churnlake: the night of 2024-06-02 in s3a://bucket/lake failed at clv: The disk is full.");
    assertThat(json.path("run_id").asText()).isEqualTo("20240603T003000Z-00ff");
    assertThat(json.path("as_of").asText()).isEqualTo("2024-06-02");
    assertThat(json.path("step").asText()).isEqualTo("clv");
    assertThat(json.path("cause").asText()).isEqualTo("No space left.");
    assertThat(json.path("remedy").asText()).isEqualTo("Make room.");
    assertThat(json.path("exit_code").asInt()).isEqualTo(1);
    assertThat(json.path("started_at").asText()).isEqualTo("2024-06-03T00:30:00Z");
    assertThat(json.path("at").asText()).isEqualTo("2024-06-03T00:41:07Z");
  }

  @Test
  void aCommandGetsItOnItsInputAndNoSecrets() throws IOException {
    Path got = folder.resolve("got");
    String script = "cat > " + got + "; env >> " + got;
    Alarms alarms = alarms("command = [sh, -c, \"" + script + "\"]", Map.of());
    assertThat(alarms.areWanted()).isTrue();
    assertThat(alarms.tell(FAILURE)).isEmpty();
    assertThat(Files.readAllLines(got))
        .startsWith(FAILURE.json())
        .noneMatch(line -> line.startsWith("CHURNLAKE_"));
  }

  @Test
  void aCommandThatFailsOrHangsIsToldAndLeft() {
    assertThat(alarms("command = [sh, -c, \"exit 3\"]", Map.of()).tell(FAILURE))
        .containsExactly("the command sh ended with 3");
    assertThat(alarms("command = [/nowhere/tell]", Map.of()).tell(FAILURE))
        .containsExactly("the command /nowhere/tell could not be started");
    assertThat(alarms("command = [sleep, 60], timeout-seconds = 1", Map.of()).tell(FAILURE))
        .containsExactly("the command sleep did not end within 1 s");
  }

  /** What the server got, and how it answers. */
  private static final class Received implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private volatile String body = "";
    private volatile String authorization = "";

    Received(int status) throws IOException {
      server.createContext(
          "/hook",
          exchange -> {
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (status == 0) {
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
      over.countDown();
      server.stop(0);
    }
  }

  @Test
  void aWebhookGetsItWithItsToken() throws IOException {
    try (Received server = new Received(204)) {
      Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
      Path address = Files.writeString(folder.resolve("address"), server.address() + "\n");
      Alarms alarms =
          alarms(
              "token-file = \"" + token + "\"",
              Map.of("CHURNLAKE_ALARM_WEBHOOK_FILE", "" + address));
      assertThat(alarms.areWanted()).isTrue();
      assertThat(alarms.problems()).isEmpty();
      assertThat(alarms.tell(FAILURE)).isEmpty();
      assertThat(server.body).isEqualTo(FAILURE.json());
      assertThat(server.authorization).isEqualTo("Bearer t0ken");
    }
  }

  @Test
  void aWebhookThatRefusesRedirectsOrHangsIsToldWithoutItsAddress() throws IOException {
    for (int status : List.of(500, 307)) {
      try (Received server = new Received(status)) {
        assertThat(alarms("webhook = \"" + server.address() + "\"", Map.of()).tell(FAILURE))
            .containsExactly("the webhook answered with status " + status);
      }
    }
    String closed;
    try (Received server = new Received(0)) {
      closed = server.address();
      assertThat(
              alarms("webhook = \"" + closed + "\", timeout-seconds = 1", Map.of()).tell(FAILURE))
          .containsExactly("the webhook did not answer within 1 s");
    }
    assertThat(alarms("webhook = \"" + closed + "\"", Map.of()).tell(FAILURE))
        .containsExactly("the webhook could not be reached (ConnectException)");
  }

  @Test
  void secretsThatCannotBeReadAreToldAndNothingIsThrown() {
    Alarms alarms = alarms("webhook-file = /nowhere/address", Map.of());
    assertThat(alarms.problems())
        .containsExactly(
            "the webhook: the file /nowhere/address cannot be read (NoSuchFileException)");
    assertThat(alarms.tell(FAILURE)).isEqualTo(alarms.problems());
    assertThat(
            alarms("", Map.of("CHURNLAKE_ALARM_WEBHOOK", "https://me:secret@example.com"))
                .tell(FAILURE))
        .hasSize(1)
        .allMatch(line -> line.contains("names a user or a password") && !line.contains("secret"));
    assertThat(alarms("", Map.of()).areWanted()).isFalse();
  }
}
