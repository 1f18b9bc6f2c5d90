package io.churnlake.run;

import io.churnlake.step.Job;
import java.time.Duration;
import java.util.Optional;

/**
 * What a step would do.
 *
 * @param job the step
 * @param runs whether it would run
 * @param reason why, or why not
 * @param usually the median of the last times that it ran; empty if it never has
 */
public record PlannedStep(Job job, boolean runs, String reason, Optional<Duration> usually) {}
