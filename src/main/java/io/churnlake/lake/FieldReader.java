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

  /** Over how many lines of the file the last record goes. */
  int lines();

  /** How many empty lines, which belong to no record, were passed over so far. */
  long blankLines();

  /** The last record as it stands in the file, without its line end; those within it are \n. */
  String raw();

  /** Why the last record could not be told from what follows it, or null. */
  @Nullable String problem();

  /** Why a field of the last record, which is there, has no text, or null; from 0. */
  default @Nullable String problemOf(int field) {
    return null;
  }
}
