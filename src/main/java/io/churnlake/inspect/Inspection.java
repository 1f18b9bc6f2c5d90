package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Format;
import io.churnlake.error.Errors;
import io.churnlake.lake.SampleRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about an export.
 *
 * @param files those that are read
 * @param ignored names of files of another kind beside them
 * @param empty names of files without content
 * @param dialect how they are written
 * @param table their first rows
 * @param preset the known export that they are, if they are one
 * @param uses what columns are read as
 * @param questions what a person should look at
 * @param text the proposed mapping
 * @param understood what the mapping makes of the files; null if it lacks what it must have
 */
public record Inspection(
    List<SampleFile> files,
    List<String> ignored,
    List<String> empty,
    Dialect dialect,
    Table table,
    Optional<String> preset,
    Map<String, String> uses,
    List<String> questions,
    String text,
    @Nullable Understood understood) {
  /** Rows that are looked at; a second or two go by. */
  private static final int ROWS = 5000;

  private static final int FIRST_ROWS = 300;

  private static final double ALIKE = 0.6;

  /**
   * Looks at files.
   *
   * @param given files, or folders that hold them
   * @throws io.churnlake.error.UserException if they cannot be read
   */
  public static Inspection of(List<Path> given) {
    SampleRecords records = new SampleRecords();
    SampleFiles found = SampleFiles.of(given, records);
    DialectGuess guess = new DialectGuess(records);
    SampleFile first = largest(found.files(), guess, records);
    Dialect dialect = guess.of(first);
    guess.refuseIfNoTable(first, dialect);
    List<SampleFile> files = new ArrayList<>();
    List<SampleFile> others = new ArrayList<>();
    Optional<String> several = KnownExports.ofSeveral(found.files(), guess, records);
    if (several.isPresent()) {
      return ofSeveral(
          several.get(), found, dialect, Table.of(List.of(first), dialect, records, ROWS));
    }
    Set<String> header = Table.names(first, dialect, records);
    for (SampleFile file : found.files()) {
      (isOfTheSameKind(file, first, header, dialect, records) ? files : others).add(file);
    }
    Optional<String> preset = KnownExports.of(first, dialect, records);
    if (preset.isPresent()) {
      dialect = dialect.withItems(SourceMapping.bundled(preset.get()).items());
    } else if (dialect.format() == Format.JSON) {
      Table objects = Table.of(files, dialect, records, ROWS);
      dialect = dialect.withItems(ItemsGuess.of(objects));
    }
    Table table = Table.of(files, dialect, records, ROWS);
    if (table.broken() > table.rows()) {
      throw Errors.filesUnreadable(
          List.of(
              first.name()
                  + ": more than half of its rows cannot be divided into fields, by whatever delimiter"));
    }
    FilePattern pattern = FilePattern.of(files, others);
    String text;
    List<String> questions;
    Map<String, String> uses;
    boolean usable = true;
    if (preset.isPresent()) {
      PresetProposal proposal = new PresetProposal(preset.get(), table);
      text = proposal.text(pattern, dialect);
      questions = proposal.questions();
      uses = uses(SourceMapping.bundled(preset.get()));
    } else {
      Proposal proposal = new Proposal(table, dialect);
      text = proposal.text(name(first), pattern, dialect);
      questions = proposal.questions();
      uses = proposal.uses();
      usable = proposal.isUsable();
    }
    Understood understood =
        usable
            ? Understood.of(SourceMapping.parse("proposed mapping", text), files, records, ROWS)
            : null;
    return new Inspection(
        files,
        others.stream().map(SampleFile::name).toList(),
        found.empty(),
        dialect,
        table,
        preset,
        uses,
        questions,
        text,
        understood);
  }

  /** What a mapping reads columns as. */
  private static Map<String, String> uses(SourceMapping source) {
    Map<String, String> uses = new LinkedHashMap<>();
    for (SourceMapping.Field field : SourceMapping.Field.values()) {
      if (source.has(field)) {
        source
            .rows()
            .behind(source.column(field))
            .forEach(column -> uses.merge(column, field.key(), (a, b) -> a + ", " + b));
      }
    }
    uses.putIfAbsent(source.cancelledColumn(), "status");
    uses.putIfAbsent(source.rows().returnsColumn(), "returns");
    source.rows().keep().keySet().forEach(column -> uses.putIfAbsent(column, "which rows"));
    return uses;
  }

  /** Of an export in several tables, the preset; what its orders come to, `check` tells. */
  private static Inspection ofSeveral(
      String preset, SampleFiles found, Dialect dialect, Table table) {
    SourceMapping mapping = SourceMapping.bundled(preset);
    return new Inspection(
        found.files(),
        List.of(),
        found.empty(),
        dialect,
        table,
        Optional.of(preset),
        Map.of(),
        List.of(
            "orders are in several tables, which are not put together here: see what they come to"
                + " by churnlake check --source "
                + preset
                + ", whose zone is "
                + mapping.zone()
                + " and currency "
                + mapping.currency()),
        Presets.text(preset),
        null);
  }

  /** What a run would find there too. */
  private static SampleFile largest(
      List<SampleFile> files, DialectGuess guess, SampleRecords records) {
    SampleFile largest = files.get(0);
    for (SampleFile file : files) {
      boolean ofOneBook = largest.isSheet() && file.file().bytes() == largest.file().bytes();
      if (ofOneBook
          ? cells(file, guess, records) > cells(largest, guess, records)
          : file.file().bytes() > largest.file().bytes()) {
        largest = file;
      }
    }
    return largest;
  }

  /** Of a sheet's first rows; sheets of notes and totals have few. */
  private static int cells(SampleFile file, DialectGuess guess, SampleRecords records) {
    Table table = Table.of(List.of(file), guess.of(file), records, FIRST_ROWS);
    return table.columns().values().stream().mapToInt(column -> column.filled().size()).sum();
  }

  private static boolean isOfTheSameKind(
      SampleFile file,
      SampleFile first,
      Set<String> header,
      Dialect dialect,
      SampleRecords records) {
    if (file.equals(first)) {
      return true;
    }
    boolean alike =
        first.isSheet() ? file.isSheet() : file.ending().equalsIgnoreCase(first.ending());
    if (!alike) {
      return false;
    }
    Set<String> names = Table.names(file, dialect, records);
    Set<String> common = new HashSet<>(names);
    common.retainAll(header);
    return common.size() >= ALIKE * Math.max(names.size(), header.size());
  }

  /** A name of letters, digits and dashes, made of the file's. */
  private static String name(SampleFile file) {
    String whole = file.file().container();
    String last = whole.substring(whole.lastIndexOf('/') + 1);
    String words =
        last.replaceAll("\\..*", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z]+", "-")
            .replaceAll("^-+|-+$", "");
    return words.isEmpty() ? "orders" : words;
  }
}
