package io.churnlake.report.page;

import java.util.List;

/**
 * A part of the report.
 *
 * @param id of its heading, for links within the page
 * @param lead what it tells and how to read it
 * @param blocks its content; a section that has nothing to tell says why
 */
public record Section(String id, String title, String lead, List<Block> blocks) {
  /** A section of which there is nothing to tell. */
  public static Section absent(String id, String title, String why) {
    return new Section(id, title, "", List.of(new Block.Sentence(why)));
  }
}
