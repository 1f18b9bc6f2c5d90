package io.churnlake.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.job.ConformJob;
import io.churnlake.job.ForgetJob;
import io.churnlake.job.RotateKeyJob;
import io.churnlake.run.Jobs;
import io.churnlake.step.Job;
import io.churnlake.table.KeyColumns;
import io.churnlake.table.OpsTables;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.churnlake.testing.TestKeys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WritersTest {
  @Test
  void everyTableIsWrittenByTheOneJobThatItNames() {
    Map<String, List<String>> named =
        Tables.all().stream()
            .filter(table -> !table.writer().equals(OpsTables.EVERY_RUN))
            .filter(table -> !PrivacyTables.COMMANDS.contains(table.writer()))
            .collect(
                Collectors.toMap(
                    Table::fullName, table -> List.of(table.writer()), (a, b) -> a, TreeMap::new));
    Map<String, List<String>> written = new TreeMap<>();
    for (Job job : Jobs.all()) {
      for (Table table : job.writes()) {
        written
            .computeIfAbsent(table.fullName(), name -> new java.util.ArrayList<>())
            .add(job.name());
      }
    }
    assertThat(written).isEqualTo(named);
  }

  /** Whose rows they change; a run lets them change no other table. */
  @Test
  void commandsOfPrivacySayWhichTablesTheyChange() {
    List<Table> withKeys =
        Tables.all().stream().filter(table -> !KeyColumns.all(table).isEmpty()).toList();
    assertThat(new ForgetJob(List.of(), List.of()).rewrites()).containsAll(withKeys);
    assertThat(new RotateKeyJob(TestKeys.secret(), RotateKeyJob.History.DROP).rewrites())
        .containsAll(withKeys)
        .containsAll(new ConformJob().writes());
  }

  @Test
  void everyJobReadsOnlyTablesOfTheRegistry() {
    for (Job job : Jobs.all()) {
      assertThat(Tables.all()).as(job.name()).containsAll(job.reads());
    }
  }
}
