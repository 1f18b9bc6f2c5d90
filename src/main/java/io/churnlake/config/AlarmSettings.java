package io.churnlake.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told when a night failed, and when the first one after it went well.
 *
 * @param command a program and its arguments, or empty
 * @param webhook an address without secrets, or empty
 * @param webhookFile a file with the address, or empty
 * @param tokenFile a file with the token that the webhook wants, or empty
 * @param timeoutSeconds after which each of the two is given up
 */
public record AlarmSettings(
    List<String> command,
    String webhook,
    String webhookFile,
    String tokenFile,
    int timeoutSeconds) {
  /** Everything about it, in a configuration file. */
  static final String SECTION = "churnlake.alarm";

  private static final String WEBHOOK = "CHURNLAKE_ALARM_WEBHOOK";
  private static final String TOKEN = "CHURNLAKE_ALARM_TOKEN";

  /** What its own environment variables and those of its files end in. */
  private static final String FILE = "_FILE";

  private static final int LONGEST_WAIT = 60;

  /** Why nobody can be told; shows no secret. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String what) {
      super(what);
    }
  }

  public AlarmSettings {
    command = List.copyOf(command);
  }

  static AlarmSettings of(Settings s) {
    AlarmSettings settings =
        new AlarmSettings(
            s.strings(SECTION + ".command"),
            s.string(SECTION + ".webhook"),
            s.string(SECTION + ".webhook-file"),
            s.string(SECTION + ".token-file"),
            s.whole(SECTION + ".timeout-seconds", 1, LONGEST_WAIT));
    if (!settings.command.isEmpty() && settings.command.get(0).isBlank()) {
      s.problem(SECTION + ".command", "must begin with a program");
    }
    if (!settings.webhook.isEmpty()) {
      try {
        address(settings.webhook);
      } catch (UnusableException e) {
        s.problem(SECTION + ".webhook", String.valueOf(e.getMessage()));
      }
      if (!settings.webhookFile.isEmpty()) {
        s.problem(SECTION + ".webhook-file", "stands beside webhook: choose one");
      }
    }
    return settings;
  }

  /** How long the command, or the webhook, is waited for. */
  public Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** Whether anybody is to be told. */
  public boolean isWanted(Map<String, String> environment) {
    return !command.isEmpty()
        || !webhook.isEmpty()
        || !setting(environment, WEBHOOK + FILE, webhookFile).isEmpty()
        || !setting(environment, WEBHOOK, "").isEmpty();
  }

  /**
   * Where the webhook is: of the environment, else of a file named there or here, else as set here.
   *
   * @return empty if there is no webhook
   * @throws UnusableException if its file cannot be read, or it is no address of http
   */
  public Optional<URI> address(Map<String, String> environment) throws UnusableException {
    String secret = secret(environment, WEBHOOK, webhookFile);
    String address = secret.isEmpty() ? webhook : secret;
    return address.isEmpty() ? Optional.empty() : Optional.of(address(address));
  }

  /**
   * The token that the webhook wants, or empty.
   *
   * @throws UnusableException if its file cannot be read, or it could not stand in a header
   */
  public String token(Map<String, String> environment) throws UnusableException {
    String token = secret(environment, TOKEN, tokenFile);
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new UnusableException("the token of the webhook has blanks or other odd characters");
    }
    return token;
  }

  private static String secret(Map<String, String> environment, String variable, String named)
      throws UnusableException {
    String inline = setting(environment, variable, "");
    String file = setting(environment, variable + FILE, named);
    if (!inline.isEmpty() || file.isEmpty()) {
      return inline;
    }
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (IOException | InvalidPathException e) {
      throw new UnusableException(
          "the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String setting(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  /** Not shown in what is wrong with it: it may hold a secret. */
  private static URI address(String text) throws UnusableException {
    try {
      URI address = new URI(text);
      if (address.getScheme() == null
          || !Set.of("https", "http").contains(address.getScheme())
          || address.getHost() == null) {
        throw new UnusableException("must be an address such as https://example.com/alarm");
      }
      if (address.getUserInfo() != null) {
        throw new UnusableException(
            "names a user or a password: a token belongs into " + SECTION + ".token-file");
      }
      return address;
    } catch (URISyntaxException e) {
      throw new UnusableException("must be an address such as https://example.com/alarm");
    }
  }
}
