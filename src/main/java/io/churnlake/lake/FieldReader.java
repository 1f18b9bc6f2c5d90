package io.churnlake.lake;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Splits text into records of fields. */
interface FieldReader extends Closeable {
  /** The next record's fields, or null at the end. */
  String @Nullable [] next() throws IOException;

  /** Line on which the last record ended, from 1. */
  long line();

  /** The last record as it stands in the file, without its line end. */
  String raw();

  /** Whether only the beginning of the last record was read. */
  boolean wasCut();
}
