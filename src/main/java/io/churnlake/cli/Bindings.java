package io.churnlake.cli;

import io.churnlake.config.NightDefinition;
import io.churnlake.run.Jobs;
import io.churnlake.step.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.StringSubstitutor;
import org.apache.spark.SparkBuildInfo;

/** The night as schedulers want to have it, made of jobs/. */
final class Bindings {
  private static final List<String> FILES =
      List.of(
          "airflow/churnlake_nightly.py",
          "cron/churnlake",
          "databricks/databricks.yml",
          "kubernetes/Dockerfile",
          "kubernetes/cronjob.yaml",
          "kubernetes/scheduledsparkapplication.yaml",
          "systemd/churnlake-failed@.service",
          "systemd/churnlake-nightly.service",
          "systemd/churnlake-nightly.timer");

  private static final int SECONDS = 60;

  private Bindings() {}

  /** The files' texts by their path. */
  static SortedMap<String, String> of(NightDefinition night) {
    StringSubstitutor substitutor =
        new StringSubstitutor(values(night), "@{", "}").setEnableUndefinedVariableException(true);
    SortedMap<String, String> texts = new TreeMap<>();
    FILES.forEach(file -> texts.put(file, substitutor.replace(template(file))));
    return texts;
  }

  private static Map<String, String> values(NightDefinition night) {
    Map<String, String> values = new HashMap<>(night.values());
    int attempts = night.retries() + 1;
    long all = (long) attempts * (night.mostMinutes() + night.retryAfterMinutes());
    values.put("zone", night.zone().getId());
    values.put("hour", String.valueOf(night.at().getHour()));
    values.put("minute", String.valueOf(night.at().getMinute()));
    values.put("retries", String.valueOf(night.retries()));
    values.put("attempts", String.valueOf(attempts));
    values.put("retry-after-minutes", String.valueOf(night.retryAfterMinutes()));
    values.put("retry-after-seconds", String.valueOf(night.retryAfterMinutes() * SECONDS));
    values.put("retry-after-millis", String.valueOf(night.retryAfterMinutes() * SECONDS * 1000));
    values.put("most-minutes", String.valueOf(night.mostMinutes()));
    values.put("most-seconds", String.valueOf(night.mostMinutes() * SECONDS));
    values.put("all-attempts-minutes", String.valueOf(all));
    values.put("databricks-folder", night.values().getOrDefault("folder", ""));
    values.put("version", Build.version());
    values.put("spark-version", SparkBuildInfo.spark_version());
    values.put("steps", steps());
    values.put(
        "generated",
        "Made by `scripts/churnlake bindings` from jobs/nightly.conf: change it there.");
    return values;
  }

  private static String steps() {
    return Jobs.nightly().stream()
        .map(job -> "    \"" + job.name() + "\",")
        .collect(Collectors.joining("\n"));
  }

  private static String template(String file) {
    String name = "/churnlake/bindings/" + file;
    try (InputStream stream = Bindings.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
