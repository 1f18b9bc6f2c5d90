package io.churnlake.job;

import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Table;
import io.churnlake.upkeep.Upkeep;
import io.churnlake.upkeep.UpkeepWork;
import java.util.List;

/** Keeps a lake small; {@link Upkeep} says how. */
public final class MaintainJob implements Job {
  @Override
  public String name() {
    return "maintain";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  /** No row is written; what it commits it publishes itself, before anything is removed. */
  @Override
  public List<Table> writes() {
    return List.of();
  }

  @Override
  public Outcome run(JobContext context) {
    UpkeepWork done =
        new Upkeep(context.lake(), context.configuration().upkeep())
            .apply(context.runId(), context.clock());
    return Outcome.of(0, done.inWords());
  }
}
