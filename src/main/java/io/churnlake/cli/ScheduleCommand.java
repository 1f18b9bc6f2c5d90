package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.NightDefinition;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.error.ExitCode;
import io.churnlake.lake.LogTables;
import io.churnlake.run.NightsBefore;
import io.churnlake.schedule.NightProcess;
import io.churnlake.schedule.NightTimer;
import io.churnlake.schedule.NightTimes;
import io.churnlake.schedule.NightWatch;
import io.churnlake.schedule.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every night at its time. */
@Command(
    name = "schedule",
    description = {
      "Runs `nightly --resume` each day at its time, for the shop's day before, until it is stopped.",
      "Missed nights come first, one after the other; one that fails holds up those after it."
    },
    mixinStandardHelpOptions = true)
final class ScheduleCommand implements Callable<Integer> {
  /** A night that is asked to end finishes what Spark does not compute. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final Set<Integer> HOPELESS =
      Set.of(ExitCode.USAGE.code(), ExitCode.DATA_REFUSED.code());
  private static final int MOST_MISSED = 3660;

  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Mixin private final OrdersOptions orders = new OrdersOptions();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "Time, zone, retries and the longest time of a night, in the form of jobs/nightly.conf.")
  private @Nullable Path settings;

  @Option(
      names = "--at",
      paramLabel = "HH:MM",
      description = "The time of day (default: night.at of the settings, 02:30 as shipped).")
  private @Nullable LocalTime at;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Where it is that time, such as Europe/Berlin (default: night.zone if --settings is given,"
              + " else the shop's).")
  private @Nullable ZoneId zone;

  @Option(
      names = "--catch-up",
      paramLabel = "N",
      description =
          "When it begins, so many nights that were missed are made up for at most, the newest"
              + " (default ${DEFAULT-VALUE}).")
  private int catchUp = 7;

  @Option(
      names = "--launcher",
      paramLabel = "COMMAND",
      description =
          "What runs a night, with `nightly` and its options behind: words divided by blanks, such as"
              + " \"spark-submit --master ... churnlake.jar\" (default: this program).")
  private String launcher = "";

  ScheduleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (catchUp < 1 || catchUp > MOST_MISSED) {
      throw Errors.usage(
          "--catch-up " + catchUp + " cannot be used.",
          "It is how many missed nights are made up for at most.",
          "Give a number from 1 to " + MOST_MISSED + ".");
    }
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = orders.mapping();
    NightDefinition definition = NightDefinition.of(settings);
    NightProcess process = new NightProcess(Duration.ofMinutes(definition.mostMinutes()), GRACE);
    NightAlarms alarms = new NightAlarms(terminal, configuration.alarm(), System.getenv());
    alarms.check();
    ScheduledNights nights =
        new ScheduledNights(terminal, alarms, process::run, lakeOptions.lake, nightly());
    NightWatch watch =
        new NightWatch(
            times(definition, BusinessDate.zone(configuration, mapping)),
            new Rules(
                catchUp,
                definition.retries(),
                Duration.ofMinutes(definition.retryAfterMinutes()),
                HOPELESS),
            this::newest,
            nights,
            nights,
            terminal.clock());
    return untilStopped(watch, process);
  }

  private NightTimes times(NightDefinition definition, ZoneId shop) {
    ZoneId there = zone != null ? zone : settings != null ? definition.zone() : shop;
    return new NightTimes(at != null ? at : definition.at(), there, shop);
  }

  private Optional<LocalDate> newest() {
    return LogTables.find(lakeOptions.lake)
        .map(NightsBefore::new)
        .flatMap(NightsBefore::newestWhole);
  }

  private List<String> nightly() {
    List<String> command = new ArrayList<>(NightCommandLine.program(launcher));
    command.addAll(List.of("nightly", "--source", orders.source.toString(), "--resume"));
    if (!orders.input.isEmpty()) {
      command.addAll(List.of("--input", orders.input));
    }
    command.addAll(List.of("--lake", lakeOptions.lake));
    if (lakeOptions.conf != null) {
      command.addAll(List.of("--conf", lakeOptions.conf.toString()));
    }
    return command;
  }

  /** Signals are heard before the first night begins. */
  private int untilStopped(NightWatch watch, NightProcess process) {
    NightTimer timer = new NightTimer(watch::round);
    AtomicReference<String> by = new AtomicReference<>("");
    Map<String, Object> before = new LinkedHashMap<>();
    for (String signal : List.of("TERM", "INT")) {
      before.put(
          signal,
          Signals.register(
              signal,
              () -> {
                by.compareAndSet("", "SIG" + signal);
                watch.end();
                stopping("SIG" + signal, process.end());
                timer.end();
              }));
    }
    try {
      timer.run();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      before.forEach(Signals::unregister);
    }
    terminal.err().println("schedule: ended by " + by.get());
    return ExitCode.STOPPED.code();
  }

  private void stopping(String signal, boolean isUnderWay) {
    terminal
        .err()
        .println(
            "schedule: got "
                + signal
                + "; no further night begins"
                + (isUnderWay ? ", and the one under way is asked to end" : ""));
  }
}
