package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.JobDefinition;
import io.churnlake.run.Jobs;
import io.churnlake.step.Job;
import io.churnlake.table.Table;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What jobs/ says of each job is what the program does. */
@Tag("fast")
class JobDefinitionsTest {
  @Test
  void eachJobHasOneAndNothingElseHas() {
    Set<String> files =
        Set.of(Path.of("jobs").toFile().list()).stream()
            .filter(name -> name.endsWith(".conf"))
            .map(name -> name.substring(0, name.length() - ".conf".length()))
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(files.remove("nightly")).as("jobs/nightly.conf").isTrue();
    assertThat(files)
        .containsExactlyInAnyOrderElementsOf(Jobs.all().stream().map(Job::name).toList());
  }

  @Test
  void tablesAreThoseOfTheCode() {
    for (Job job : Jobs.all()) {
      JobDefinition definition = JobDefinition.of(job.name());
      assertThat(definition.reads())
          .as(job.name() + " reads")
          .containsExactlyElementsOf(names(job.reads()));
      assertThat(definition.writes())
          .as(job.name() + " writes")
          .containsExactlyElementsOf(names(job.writes()));
      assertThat(definition.does()).as(job.name() + " does").endsWith(".");
    }
  }

  @Test
  void whoReadsATableComesAfterItsWriter() {
    Map<String, String> writers = new HashMap<>();
    for (Job job : Jobs.nightly()) {
      job.writes().forEach(table -> writers.put(table.fullName(), job.name()));
    }
    for (Job job : Jobs.nightly()) {
      Set<String> before = before(job.name());
      for (Table table : job.reads()) {
        String writer = writers.get(table.fullName());
        if (writer != null
            && !writer.equals(job.name())
            && !job.readsOfEarlierDates().contains(table)) {
          assertThat(before).as(job.name() + " reads " + table.fullName()).contains(writer);
        }
      }
    }
  }

  private static Set<String> before(String job) {
    Set<String> before = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(JobDefinition.of(job).after());
    while (!open.isEmpty()) {
      String next = open.pop();
      if (before.add(next)) {
        open.addAll(JobDefinition.of(next).after());
      }
    }
    return before;
  }

  private static List<String> names(List<Table> tables) {
    return tables.stream().map(Table::fullName).toList();
  }
}
