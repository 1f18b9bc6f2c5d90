package io.churnlake.alarm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells an address of the web. What is said of a failure shows neither address nor token. */
final class AlarmWebhook {
  private static final int GOOD = 2;
  private static final int HUNDRED = 100;

  private AlarmWebhook() {}

  /**
   * Posts the message and waits for the answer. Redirections are not followed: the token is for
   * this address alone.
   *
   * @param token sent as a bearer's; empty for none
   * @return what went wrong, in words; empty if nothing did
   */
  static Optional<String> tell(URI address, String token, String json, Duration most) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(most)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "churnlake")
            .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(most).build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
    try {
      // The request's own limit ends with the headers; an answer may go on for ever.
      int status = answer.get(most.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / HUNDRED == GOOD
          ? Optional.empty()
          : Optional.of("the webhook answered with status " + status);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("the webhook did not answer within " + most.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of(reason(e.getCause(), most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the webhook was not waited for");
    }
  }

  private static String reason(@Nullable Throwable failure, Duration most) {
    if (failure instanceof java.net.http.HttpTimeoutException) {
      return "the webhook did not answer within " + most.toSeconds() + " s";
    }
    return "the webhook could not be reached"
        + (failure instanceof IOException ? " (" + failure.getClass().getSimpleName() + ")" : "");
  }
}
