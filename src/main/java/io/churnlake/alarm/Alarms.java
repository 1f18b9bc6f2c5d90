package io.churnlake.alarm;

import io.churnlake.config.AlarmSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom the settings name. */
public final class Alarms {
  private final AlarmSettings settings;
  private final Map<String, String> environment;

  /**
   * Reads nothing yet.
   *
   * @param environment of this process, for what is secret
   */
  public Alarms(AlarmSettings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
  }

  /** Whether anybody is to be told. */
  public boolean areWanted() {
    return settings.isWanted(environment);
  }

  /**
   * What keeps the webhook from being told: a secret that cannot be read.
   *
   * @return in words; empty if nothing is known
   */
  public List<String> problems() {
    try {
      settings.address(environment);
      settings.token(environment);
      return List.of();
    } catch (AlarmSettings.UnusableException e) {
      return List.of("the webhook: " + e.getMessage());
    }
  }

  /**
   * Tells the command, then the webhook. Nothing is thrown: an alarm that fails leaves the night as
   * it is.
   *
   * @return what went wrong, in words without secrets; empty if all were told
   */
  public List<String> tell(Alarm alarm) {
    String json = alarm.json();
    List<String> problems = new ArrayList<>();
    if (!settings.command().isEmpty()) {
      AlarmCommand.tell(settings.command(), json, settings.timeout()).ifPresent(problems::add);
    }
    try {
      Optional<URI> address = settings.address(environment);
      if (address.isPresent()) {
        String token = settings.token(environment);
        AlarmWebhook.tell(address.get(), token, json, settings.timeout()).ifPresent(problems::add);
      }
    } catch (AlarmSettings.UnusableException e) {
      problems.add("the webhook: " + e.getMessage());
    } catch (RuntimeException e) {
      problems.add("the webhook could not be told (" + e.getClass().getSimpleName() + ")");
    }
    return problems;
  }
}
