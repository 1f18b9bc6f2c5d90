package io.churnlake.lake;

import java.io.Serializable;

/** A question about a text, asked where the text is; it travels in a task's closure. */
@FunctionalInterface
public interface TextTest extends Serializable {
  boolean holds(String text);
}
