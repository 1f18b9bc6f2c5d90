package io.churnlake.cli;

import io.churnlake.error.Errors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.reader.Completer;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A person at a terminal, who writes statements and waits for their results. */
final class Prompt implements AutoCloseable {
  private final org.jline.terminal.Terminal terminal;

  Prompt(org.jline.terminal.Terminal terminal) {
    this.terminal = terminal;
  }

  /** Empty where nobody sits there: input comes from a file or another program. */
  static Optional<Prompt> open() {
    // scripts/churnlake looks whether results go to a screen; JLine, whether input comes from one.
    if (Screen.width().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Prompt(TerminalBuilder.builder().name("churnlake").system(true).dumb(false).build()));
    } catch (IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Reads statements until the person leaves. */
  void read(Path history, Completer completer, Loop loop) {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("churnlake")
            .parser(new StatementParser())
            .completer(completer)
            .variable(LineReader.HISTORY_FILE, ownersAlone(history))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P     > ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .build();
    while (true) {
      String text = next(reader);
      if (text == null) {
        return;
      }
      if (!loop.run(text)) {
        return;
      }
    }
  }

  /** What is done with each text; false ends the loop. */
  interface Loop {
    boolean run(String text);
  }

  /** Null at the end of input; what is interrupted is thrown away. */
  private static @Nullable String next(LineReader reader) {
    while (true) {
      try {
        return reader.readLine("sql> ");
      } catch (UserInterruptException thrownAway) {
        // A new prompt says so.
      } catch (EndOfFileException end) {
        return null;
      }
    }
  }

  /** What Ctrl-C does from now on, while nothing is being read. */
  void onInterrupt(Runnable action) {
    terminal.handle(Signal.INT, signal -> action.run());
  }

  /** Characters in a line now. */
  OptionalInt width() {
    int width = terminal.getWidth();
    return width > 0 ? OptionalInt.of(width) : OptionalInt.empty();
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }

  /** Queries may name customers. */
  private static Path ownersAlone(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException there) {
      return file;
    } catch (UnsupportedOperationException | IOException e) {
      throw Errors.usage(
          "The history " + file + " cannot be kept.",
          e.getClass().getSimpleName() + ".",
          "Make its folder writable for you, or set HOME to one that is.");
    }
    return file;
  }

  /** A statement goes on over lines until its semicolon. */
  static final class StatementParser extends DefaultParser {
    StatementParser() {
      setEscapeChars(null);
      setQuoteChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
      if (context == Parser.ParseContext.ACCEPT_LINE
          && !SqlShell.isLeaving(line)
          && Statements.of(line).isOpen()) {
        throw new EOFError(-1, -1, "a semicolon ends the query", "");
      }
      return super.parse(line, cursor, context);
    }

    /** Names are completed alone, without what stands around them. */
    @Override
    public boolean isDelimiterChar(CharSequence text, int at) {
      char character = text.charAt(at);
      return !Character.isLetterOrDigit(character) && character != '_' && character != '.';
    }
  }
}
