package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.inspect.Presets;
import io.churnlake.job.TrainJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.run.Jobs;
import io.churnlake.run.Runner;
import io.churnlake.run.Stop;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.OrderLog;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One step by name. */
@Command(
    name = "run",
    description = {
      "Runs one job and publishes its tables. `churnlake jobs` lists the jobs.",
      "Ingest, inputs, conform and contracts need --source and --input; ingest and conform those of"
          + " each source of the lake."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name, for instance clv.")
  private String job = "";

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<OrdersOptions.Log> logs = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Of clv only: the purchase model, instead of clv.model of the configuration: auto, bg_nbd,"
              + " mbg_nbd, pareto_nbd, mbg_cnbd_k, bg_nbd_covariates, pareto_nbd_covariates.")
  private @Nullable String model;

  @Option(names = "--anew", description = "Of train only: learns although no training is due.")
  private boolean isAnew;

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      converter = AsOf.Converter.class,
      description =
          "Business date, YYYY-MM-DD, today or yesterday in the shop's zone: no order dated after it"
              + " is used.")
  private AsOf given = AsOf.UNKNOWN;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Job step = step();
    Configuration configuration = configuration(step);
    List<OrderLog> orders =
        logs.stream().map(log -> new OrderLog(Presets.named(log.source), log.input)).toList();
    SourceMapping mapping = orders.isEmpty() ? null : orders.get(0).source();
    boolean zoneIsKnown = mapping != null || !configuration.shop().zone().isEmpty();
    if (zoneIsKnown || given.isFixed()) {
      // Before Spark starts, as far as it can be known.
      given.one(terminal.clock(), BusinessDate.zone(configuration, mapping));
    }
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    ZoneId zone =
        zoneIsKnown
            ? BusinessDate.zone(configuration, mapping)
            : LakeRecord.of(lake)
                .map(record -> ZoneId.of(record.zone()))
                .orElseGet(() -> BusinessDate.zone(configuration, null));
    LocalDate asOf = given.one(terminal.clock(), zone);
    JobContext context =
        new JobContext(
            lake,
            configuration,
            orders.isEmpty() ? null : DeliveryOptions.delivery(orders, configuration, lake),
            asOf,
            RunIds.next(terminal.clock()),
            terminal.clock());
    Stop stop = new Stop();
    Runner runner = new Runner(context, new StepLines(terminal.err()), stop);
    StopSignals.handedTo(stop, context, () -> runner.run(List.of(step)));
    return 0;
  }

  private Job step() {
    Job step = Jobs.named(job);
    if (!isAnew) {
      return step;
    }
    if (!(step instanceof TrainJob)) {
      throw Errors.usage(
          "The job " + step.name() + " has no --anew.",
          "The option has the job train learn although no training is due.",
          "Leave the option out, or run train.");
    }
    return TrainJob.asked();
  }

  private Configuration configuration(Job step) {
    Configuration configuration = lakeOptions.configuration();
    if (model == null) {
      return configuration;
    }
    if (!step.name().equals("clv")) {
      throw Errors.usage(
          "The job " + step.name() + " has no --model.",
          "The option chooses the purchase model of the job clv.",
          "Leave the option out, or run clv.");
    }
    return configuration.withClvModel(model);
  }
}
