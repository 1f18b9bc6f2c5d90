package io.churnlake.lake;

import com.univocity.parsers.common.ParsingContext;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Text with a delimiter between fields, by the CSV parser that Spark carries. */
final class Delimited implements FieldReader {
  private final GuardedReader reader;
  private final CsvParser parser;
  private final ParsingContext context;

  Delimited(Reader text, RecordFormat format) throws IOException {
    this.reader = new GuardedReader(text);
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(format.delimiter());
    settings.getFormat().setQuote(format.quote());
    settings.getFormat().setQuoteEscape(format.quote());
    settings.setCommentProcessingEnabled(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
    settings.setEmptyValue("");
    settings.setNullValue("");
    settings.setMaxCharsPerColumn(RecordReader.MAX_FIELD_CHARACTERS);
    settings.setMaxColumns(RecordReader.MAX_FIELDS);
    // Errors are logged, and rows may name persons.
    settings.setErrorContentLength(0);
    settings.setReadInputOnSeparateThread(false);
    this.parser = new CsvParser(settings);
    try {
      parser.beginParsing(reader);
    } catch (TextParsingException e) {
      throw broken(e, 0);
    }
    this.context = parser.getContext();
  }

  @Override
  public String @Nullable [] next() throws IOException {
    try {
      String[] fields = parser.parseNext();
      reader.recordEnded();
      return fields;
    } catch (TextParsingException e) {
      throw broken(e, context.currentLine());
    }
  }

  /** What is wrong below the parser's own wrapping, or the limit that was met. */
  private static IOException broken(TextParsingException e, long line) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new IOException("after line " + line + ": " + cause.getMessage());
      }
    }
    return new IOException(
        "after line "
            + line
            + ": a field of more than "
            + RecordReader.MAX_FIELD_CHARACTERS
            + " characters or a row of more than "
            + RecordReader.MAX_FIELDS
            + " fields");
  }

  @Override
  public long line() {
    return context.currentLine();
  }

  @Override
  public String raw() {
    String content = context.currentParsedContent();
    return content == null ? "" : content.stripTrailing();
  }

  @Override
  public boolean wasCut() {
    return false;
  }

  @Override
  public void close() throws IOException {
    parser.stopParsing();
    reader.close();
  }
}
