package io.churnlake.inspect;

import io.churnlake.error.Errors;
import io.churnlake.lake.FileRecord;
import io.churnlake.lake.SampleRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first rows of files of one kind, column by column.
 *
 * @param columns by name, in the order of the files
 * @param files the file of each row
 * @param lacking columns that some file does not have, with the first such file
 * @param broken rows that cannot be divided into fields
 * @param whole whether no file has more rows
 */
record Table(
    Map<String, ColumnValues> columns,
    List<String> files,
    Map<String, String> lacking,
    long broken,
    boolean whole) {

  /** The columns that are named, as the files have them. */
  static Set<String> names(SampleFile file, Dialect dialect, SampleRecords records) {
    try {
      Set<String> names = new LinkedHashSet<>(records.columns(file.file(), dialect.records()));
      names.remove("");
      return names;
    } catch (IOException e) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
    }
  }

  /**
   * Reads the files.
   *
   * @param most how many rows are read
   */
  static Table of(List<SampleFile> files, Dialect dialect, SampleRecords records, int most) {
    Map<String, Set<String>> headers = new LinkedHashMap<>();
    Set<String> all = new LinkedHashSet<>();
    for (SampleFile file : files) {
      Set<String> names = names(file, dialect, records);
      headers.put(file.name(), names);
      all.addAll(names);
    }
    Map<String, String> lacking = new LinkedHashMap<>();
    headers.forEach(
        (file, names) ->
            all.stream()
                .filter(column -> !names.contains(column))
                .forEach(column -> lacking.putIfAbsent(column, file)));
    List<String> columns = List.copyOf(all);
    List<List<String>> values = new ArrayList<>();
    columns.forEach(column -> values.add(new ArrayList<>()));
    List<String> fileOfRow = new ArrayList<>();
    long broken = 0;
    boolean whole = true;
    for (SampleFile file : files) {
      if (fileOfRow.size() >= most) {
        whole = false;
        break;
      }
      try {
        SampleRecords.Sample sample =
            records.first(file.file(), dialect.records(), columns, most - fileOfRow.size());
        whole = whole && sample.whole();
        for (FileRecord record : sample.records()) {
          if (record.problem() != null && !record.problem().equals("too_few_columns")) {
            broken++;
            continue;
          }
          fileOfRow.add(file.name());
          for (int i = 0; i < columns.size(); i++) {
            values.get(i).add(record.fields().get(i));
          }
        }
      } catch (IOException e) {
        throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
      }
    }
    Map<String, ColumnValues> byName = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      byName.put(columns.get(i), new ColumnValues(columns.get(i), values.get(i)));
    }
    return new Table(byName, fileOfRow, lacking, broken, whole);
  }

  int rows() {
    return files.size();
  }

  String value(String column, int row) {
    ColumnValues values = columns.get(column);
    return values == null ? "" : values.values().get(row);
  }

  Optional<ColumnValues> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }
}
