package io.churnlake.lake;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a text, of one that is too long the beginning only. */
interface LineSource extends Closeable {
  /** The next line without its end, or null behind the last. */
  @Nullable String next() throws IOException;

  /** Number of the last line, from 1. */
  long line();

  /** Whether the last line was longer than what was given of it. */
  boolean wasCut();
}
