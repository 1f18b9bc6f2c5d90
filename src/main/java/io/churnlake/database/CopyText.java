package io.churnlake.database;

import java.io.IOException;
import java.io.Writer;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {
  private CopyText() {}

  static void write(Row row, Writer to) throws IOException {
    for (int i = 0; i < row.length(); i++) {
      if (i > 0) {
        to.write('\t');
      }
      value(row.get(i), to);
    }
    to.write('\n');
  }

  private static void value(@Nullable Object value, Writer to) throws IOException {
    if (value == null) {
      to.write("\\N");
    } else if (value instanceof Timestamp time) {
      // Not as the machine's zone tells it.
      to.write(time.toInstant().toString());
    } else if (value instanceof String text) {
      escaped(text, to);
    } else {
      to.write(value.toString());
    }
  }

  private static void escaped(String text, Writer to) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> to.write("\\\\");
        case '\n' -> to.write("\\n");
        case '\r' -> to.write("\\r");
        case '\t' -> to.write("\\t");
        // PostgreSQL's texts cannot hold it.
        case '\0' -> to.write('\uFFFD');
        default -> to.write(c);
      }
    }
  }
}
