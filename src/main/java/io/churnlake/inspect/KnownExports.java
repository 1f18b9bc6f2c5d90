package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Format;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.lake.SampleRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which preset a file is of: one that finds all its columns there, of several the one with most.
 */
final class KnownExports {
  /** Fewer columns are those of many exports. */
  private static final int FEWEST = 4;

  private static final int ROWS = 500;

  private KnownExports() {}

  static Optional<String> of(SampleFile file, Dialect dialect, SampleRecords records) {
    String best = null;
    int most = FEWEST - 1;
    for (String name : Presets.names()) {
      SourceMapping preset = SourceMapping.bundled(name);
      if (preset.headers().isPresent()) {
        continue;
      }
      boolean named = dialect.header() || dialect.format().isNested();
      if (!mayBe(preset.format(), dialect.format()) || preset.header() != named) {
        continue;
      }
      if (!named) {
        best = best == null && readsAll(preset, file, records) ? name : best;
      } else {
        List<String> needed = needed(preset);
        Collection<String> there = Table.names(file, dialect.withItems(preset.items()), records);
        if (needed.size() > most
            && needed.stream().allMatch(column -> isIn(column, preset, there))) {
          most = needed.size();
          best = name;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Which preset files are of that together are one export: lines, headers, and whose ids are.
   *
   * @return its name; empty if a preset does not find each of its files
   */
  static Optional<String> ofSeveral(
      List<SampleFile> files, DialectGuess guess, SampleRecords records) {
    List<SourceMapping> presets =
        Presets.names().stream()
            .map(SourceMapping::bundled)
            .filter(preset -> preset.headers().isPresent())
            .toList();
    if (presets.isEmpty() || files.size() < 2) {
      return Optional.empty();
    }
    List<Collection<String>> headers = new ArrayList<>();
    for (SampleFile file : files) {
      Dialect dialect = guess.of(file);
      if (dialect.format() == Format.CSV) {
        headers.add(Table.names(file, dialect, records));
      }
    }
    return presets.stream()
        .filter(
            preset ->
                tables(preset).stream()
                    .allMatch(
                        columns ->
                            headers.stream().anyMatch(header -> header.containsAll(columns))))
        .map(SourceMapping::name)
        .findFirst();
  }

  /** The columns of each table of a preset. */
  private static List<List<String>> tables(SourceMapping preset) {
    List<List<String>> tables = new ArrayList<>();
    tables.add(needed(preset));
    tables.add(List.copyOf(SourceColumns.wanted(preset.headers()).keySet()));
    if (preset.customerIds().isPresent()) {
      tables.add(List.of(preset.customerIds().from(), preset.customerIds().to()));
    }
    return tables;
  }

  /** What is a table in CSV may have been saved as a workbook. */
  private static boolean mayBe(Format preset, Format file) {
    return preset == file || (preset == Format.CSV && file == Format.XLSX);
  }

  /** Columns without names are a preset's if it reads all rows. */
  private static boolean readsAll(SourceMapping preset, SampleFile file, SampleRecords records) {
    Figures figures = Understood.of(preset, List.of(file), records, ROWS).figures();
    return figures.lines() > 0 && figures.rejectedLines() == 0;
  }

  private static List<String> needed(SourceMapping preset) {
    List<String> columns = new ArrayList<>(SourceColumns.wanted(preset).keySet());
    Stream.of(preset.rows().keep(), preset.rows().drop())
        .flatMap(patterns -> patterns.keySet().stream())
        .filter(column -> !columns.contains(column))
        .forEach(columns::add);
    columns.removeAll(preset.rows().optional());
    return columns;
  }

  /** Whether the file has the column, or a list that the path leads into. */
  private static boolean isIn(String column, SourceMapping preset, Collection<String> there) {
    if (preset.rows().isIn(column, List.copyOf(there))) {
      return true;
    }
    if (!preset.format().isNested()) {
      return false;
    }
    for (int dot = column.indexOf('.'); dot > 0; dot = column.indexOf('.', dot + 1)) {
      if (there.contains(column.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }
}
