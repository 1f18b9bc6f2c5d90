package io.churnlake.cli;

import io.churnlake.config.NightDefinition;
import io.churnlake.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Files for schedulers. */
@Command(
    name = "bindings",
    description = {
      "Writes the nightly run as an Airflow DAG, Kubernetes manifests, a Databricks bundle, systemd units",
      "and a cron line, made of jobs/. Their paths are on standard output."
    },
    mixinStandardHelpOptions = true)
final class BindingsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "What differs at your place, in the form of jobs/nightly.conf: time, zone, paths, images.")
  private @Nullable Path settings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder; files that are there are replaced (default ${DEFAULT-VALUE}).")
  private Path out = Path.of("jobs", "bindings");

  BindingsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (Map.Entry<String, String> binding : Bindings.of(NightDefinition.of(settings)).entrySet()) {
      Path file = out.resolve(binding.getKey());
      try {
        Path folder = file.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        Files.writeString(file, binding.getValue());
      } catch (IOException e) {
        throw Errors.usage(
            "The bindings cannot be written to " + out + ".",
            String.valueOf(e.getMessage()),
            "Give a folder that you may write to with --out.");
      }
      terminal.out().println(file);
    }
    return 0;
  }
}
