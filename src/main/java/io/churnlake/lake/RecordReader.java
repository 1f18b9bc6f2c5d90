package io.churnlake.lake;

import com.univocity.parsers.common.ParsingContext;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file record by record, with the line on which each ends and its text. */
abstract class RecordReader implements Closeable {
  static final int MAX_FIELD_CHARACTERS = 1 << 20;
  private static final int MAX_FIELDS = 4096;

  /** The next record's fields, or null at the end. */
  abstract String @Nullable [] next() throws IOException;

  /** Line on which the last record ended, from 1. */
  abstract long line();

  /** The last record as it stands in the file, without its line end. */
  abstract String raw();

  /** Bytes that are no characters become U+FFFD, so that one bad row does not hide the others. */
  static RecordReader over(InputStream bytes, RecordFormat format) throws IOException {
    Reader characters =
        new InputStreamReader(
            bytes,
            Charset.forName(format.encoding())
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
    return format.separation() == RecordFormat.Separation.BLANKS
        ? new Blanks(new BufferedReader(characters, 1 << 16))
        : new Delimited(characters, format);
  }

  private static final class Delimited extends RecordReader {
    private final Reader reader;
    private final CsvParser parser;
    private final ParsingContext context;

    Delimited(Reader reader, RecordFormat format) throws IOException {
      this.reader = reader;
      CsvParserSettings settings = new CsvParserSettings();
      settings.getFormat().setDelimiter(format.delimiter());
      settings.getFormat().setQuote(format.quote());
      settings.getFormat().setQuoteEscape(format.quote());
      settings.getFormat().setComment('\0');
      settings.setLineSeparatorDetectionEnabled(true);
      settings.setIgnoreLeadingWhitespaces(false);
      settings.setIgnoreTrailingWhitespaces(false);
      settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
      settings.setEmptyValue("");
      settings.setNullValue("");
      settings.setMaxCharsPerColumn(MAX_FIELD_CHARACTERS);
      settings.setMaxColumns(MAX_FIELDS);
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
    String @Nullable [] next() throws IOException {
      try {
        return parser.parseNext();
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
              + MAX_FIELD_CHARACTERS
              + " characters or a row of more than "
              + MAX_FIELDS
              + " fields");
    }

    @Override
    long line() {
      return context.currentLine();
    }

    @Override
    String raw() {
      String content = context.currentParsedContent();
      return content == null ? "" : content.stripTrailing();
    }

    @Override
    public void close() throws IOException {
      parser.stopParsing();
      reader.close();
    }
  }

  private static final class Blanks extends RecordReader {
    private static final Pattern SEPARATOR = Pattern.compile("\\s+");
    private final BufferedReader reader;
    private long line;
    private String text = "";

    Blanks(BufferedReader reader) {
      this.reader = reader;
    }

    @Override
    String @Nullable [] next() throws IOException {
      String next;
      while ((next = reader.readLine()) != null) {
        line++;
        if (!next.isBlank()) {
          text = next;
          return SEPARATOR.split(next.strip());
        }
      }
      return null;
    }

    @Override
    long line() {
      return line;
    }

    @Override
    String raw() {
      return text;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
