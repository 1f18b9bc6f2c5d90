package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.lake.FileRecord;
import io.churnlake.lake.RecordFormat;
import io.churnlake.lake.SampleRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Files as a mapping understands them, as far as they were read.
 *
 * @param source the mapping
 * @param lines each that was read, rejected ones too
 * @param judged the good ones, each once, with whether they count
 * @param figures what they come to
 * @param whole whether the files were read to their end
 */
record Understood(
    SourceMapping source,
    List<ReadLine> lines,
    List<JudgedLine> judged,
    Figures figures,
    boolean whole) {

  /**
   * Reads files by a mapping.
   *
   * @param most how many records are read
   * @throws io.churnlake.error.UserException if a file cannot be read
   */
  static Understood of(
      SourceMapping source, List<SampleFile> files, SampleRecords records, int most) {
    LineReader reader = new LineReader(source);
    RecordFormat format = SourceColumns.format(source);
    List<ReadLine> lines = new ArrayList<>();
    boolean whole = true;
    for (SampleFile file : files) {
      if (lines.size() >= most) {
        whole = false;
        break;
      }
      try {
        SampleRecords.Sample sample =
            records.first(file.file(), format, reader.columns(), most - lines.size());
        whole = whole && sample.whole();
        for (FileRecord record : sample.records()) {
          lines.add(reader.read(record, file.name()));
        }
      } catch (IOException e) {
        throw Errors.filesUnreadable(List.of(file.name() + ": " + e.getMessage()));
      }
    }
    List<ReadLine> spread = new SpreadAmounts(source).spread(lines);
    List<ReadLine> good = spread.stream().filter(ReadLine::isGood).toList();
    Judgement judgement = new Judgement(source);
    List<JudgedLine> judged = judgement.judged(new Deliveries(source).latest(good));
    return new Understood(
        source,
        spread,
        judged,
        Figures.of(spread, judged, judgement::order, source.currency()),
        whole);
  }
}
