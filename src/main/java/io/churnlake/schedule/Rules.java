package io.churnlake.schedule;

import java.time.Duration;
import java.util.Set;

/**
 * How long the schedule tries.
 *
 * @param mostMissed so many nights, the newest, are made up for when it begins; at least 1
 * @param retries how often a night is tried again before the next planned time
 * @param retryAfter how much later
 * @param hopeless exit codes after which trying again before somebody has done something is of no
 *     use
 */
public record Rules(int mostMissed, int retries, Duration retryAfter, Set<Integer> hopeless) {
  public Rules {
    hopeless = Set.copyOf(hopeless);
  }
}
