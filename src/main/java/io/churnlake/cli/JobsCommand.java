package io.churnlake.cli;

import io.churnlake.config.JobDefinition;
import io.churnlake.run.Jobs;
import io.churnlake.step.Job;
import io.churnlake.table.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The list of jobs. */
@Command(
    name = "jobs",
    description = "Lists the jobs, with what each reads and writes.",
    mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {
  private final Terminal terminal;

  JobsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (Job job : Jobs.all()) {
      JobDefinition definition = JobDefinition.of(job.name());
      terminal
          .out()
          .println(
              job.name()
                  + (definition.nightly() ? "" : "  (on demand)")
                  + "  "
                  + definition.does());
      terminal.out().println("    after   " + String.join(", ", definition.after()));
      terminal.out().println("    takes   " + String.join(", ", definition.arguments()));
      terminal.out().println("    reads   " + names(job.reads()));
      terminal.out().println("    writes  " + names(job.writes()));
      terminal.out().println("    took    " + definition.expectedSeconds() + " s for 70,000 lines");
    }
    return 0;
  }

  private static String names(List<Table> tables) {
    return String.join(", ", tables.stream().map(Table::fullName).toList());
  }
}
