package io.churnlake.job;

import io.churnlake.config.Configuration;
import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import java.time.Clock;
import java.time.LocalDate;

/**
 * All that a step may look at.
 *
 * @param lake where tables are
 * @param configuration the settings
 * @param source how the order log is read
 * @param input the folder with the order files
 * @param secret hashes customer ids
 * @param asOf the business date
 * @param runId the run this step belongs to
 * @param clock stamps the accounts; no number depends on it
 */
public record JobContext(
    Lake lake,
    Configuration configuration,
    SourceMapping source,
    String input,
    CustomerKeySecret secret,
    LocalDate asOf,
    String runId,
    Clock clock) {}
