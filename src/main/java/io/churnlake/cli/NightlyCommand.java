package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.run.NightPlan;
import io.churnlake.run.Runner;
import io.churnlake.run.Selection;
import io.churnlake.step.JobContext;
import io.churnlake.step.OrderLog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All nightly steps in order, for one date or several. */
@Command(
    name = "nightly",
    description = {
      "Runs all nightly jobs in order and publishes their tables together, or none of them.",
      "A job of which nothing has changed since it last ran (date, settings, program, tables) is"
          + " left out."
    },
    mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Mixin private final OrdersOptions orders = new OrdersOptions();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = AsOf.Converter.class,
      description =
          "Business date, YYYY-MM-DD, today or yesterday in the shop's zone: no order dated after it"
              + " is used. D1..D2 runs one night after the other.")
  private @Nullable AsOf asOf;

  @Option(
      names = "--from-date",
      paramLabel = "DATE",
      converter = AsOf.Converter.class,
      description = "Instead of --as-of: the first of several nights.")
  private @Nullable AsOf fromDate;

  @Option(
      names = "--to-date",
      paramLabel = "DATE",
      converter = AsOf.Converter.class,
      description = "The last of several nights. The first that fails ends them.")
  private @Nullable AsOf toDate;

  @Option(
      names = "--anew",
      description =
          "Runs all steps, also those for which nothing has changed since they last ran. `run JOB`"
              + " always runs its job.")
  private boolean anew;

  @Option(
      names = "--resume",
      description =
          "Goes on where a failed or stopped night of this date ended: what its finished steps have"
              + " written is kept. Without it, all that it left unpublished is undone first.")
  private boolean resume;

  @Option(
      names = "--from",
      paramLabel = "STEP",
      description = "Begins at this step, on what the steps before it have left.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "STEP",
      description =
          "Ends after this step. Nothing is published as long as other steps have something to do;"
              + " --resume or --from goes on.")
  private @Nullable String until;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STEP",
      description = "Runs these steps alone. Publishes as --until does.")
  private List<String> only = List.of();

  @Option(
      names = "--dry-run",
      description = "Says what would be done: new files, steps and why, how long; writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--ending",
      hidden = true,
      paramLabel = "FILE",
      description = "For `schedule`: whether anybody was told how it ended is written there.")
  private @Nullable Path ending;

  NightlyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Selection selection =
        Selection.ofNight(
            Optional.ofNullable(from), Optional.ofNullable(until), only, anew, resume);
    AsOf given = given();
    Configuration configuration = lakeOptions.configuration();
    if (dryRun) {
      return plan(given, configuration, selection);
    }
    Nights nights = new Nights(terminal, lakeOptions, configuration, ending);
    nights.run(orders, given, selection);
    return 0;
  }

  private int plan(AsOf given, Configuration configuration, Selection selection) {
    List<OrderLog> logs = orders.logs();
    List<LocalDate> dates =
        given.dates(terminal.clock(), BusinessDate.zone(configuration, logs.get(0).source()));
    Lake lake = lakeOptions.open(configuration);
    JobContext context =
        new JobContext(lake, configuration, null, dates.get(0), "dry-run", terminal.clock());
    new PlanLines(terminal.out()).print(NightPlan.of(context, logs, selection), selection, dates);
    return 0;
  }

  private AsOf given() {
    if (asOf != null && fromDate == null && toDate == null) {
      return asOf;
    }
    if (asOf == null && fromDate != null && toDate != null) {
      return new AsOf(fromDate.first(), toDate.last());
    }
    if (asOf == null && fromDate == null && toDate == null) {
      throw Errors.usage(
          "The date is missing.",
          "Nothing says which night it is.",
          "Add --as-of, for instance --as-of yesterday; or --from-date and --to-date.");
    }
    throw Errors.usage(
        "The dates are not clear.",
        "--from-date and --to-date go together, and instead of --as-of.",
        "Give --as-of DATE, --as-of DATE..DATE, or both of the others.");
  }

  static Runner runner(
      Terminal terminal,
      Lake lake,
      Configuration configuration,
      SourceMapping mapping,
      String input,
      LocalDate asOf) {
    return new Runner(
        context(terminal, lake, configuration, List.of(new OrderLog(mapping, input)), asOf),
        new StepLines(terminal.err()));
  }

  static JobContext context(
      Terminal terminal,
      Lake lake,
      Configuration configuration,
      List<OrderLog> logs,
      LocalDate asOf) {
    return new JobContext(
        lake,
        configuration,
        DeliveryOptions.delivery(logs, configuration, lake),
        asOf,
        RunIds.next(terminal.clock()),
        terminal.clock());
  }
}
