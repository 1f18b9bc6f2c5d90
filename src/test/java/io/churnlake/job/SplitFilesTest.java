package io.churnlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.SourceMapping;
import io.churnlake.table.SilverOrderLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.io.FileUtils;

/** However a log is cut into files and nights, and files corrected, silver is the same. */
class SplitFilesTest {
  /** The log's first day, in the first file: were it to move, all would be made anew. */
  private static final String FIRST = "2023-12-31 08:00;c0;first;1;A1;A;1;5;;";

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void filesInAnyOrderAndCorrectedGiveTheSilverOfOneSortedFile(@ForAll long seed)
      throws IOException {
    Path folder = Files.createTempDirectory("split-files");
    try {
      SourceMapping mapping =
          SourceMapping.load(
              Files.writeString(
                  folder.resolve("random.conf"),
                  RandomLog.MAPPING.formatted("append") + "source.files.changed = replace"));
      RandomLog log = new RandomLog(seed, 40);
      Nights whole = Nights.whole(folder.resolve("whole"), mapping);
      whole.file(
          "all.csv", RandomLog.HEADER, and(log.lines(150), FIRST).stream().sorted().toList());
      whole.night();

      Nights nights = Nights.merging(folder.resolve("nights"), mapping);
      List<String> notes = new ArrayList<>();
      List<List<String>> files = log.split(3);
      nights.file("f0.csv", RandomLog.HEADER, and(files.get(0), FIRST));
      notes.add(nights.night());
      nights.file("f1.csv", RandomLog.HEADER, log.mistaken(files.get(1)));
      nights.file("f2.csv", RandomLog.HEADER, files.get(2));
      notes.add(nights.night());
      nights.file("f1.csv", RandomLog.HEADER, files.get(1));
      notes.add(nights.night());
      nights.mustEqual(whole, SilverOrderLines.FILE, SilverOrderLines.POSITION);
      assertThat(notes).as("nights that are merged").anyMatch(note -> note.contains("touched"));
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private static List<String> and(List<String> lines, String line) {
    return Stream.concat(lines.stream(), Stream.of(line)).toList();
  }
}
