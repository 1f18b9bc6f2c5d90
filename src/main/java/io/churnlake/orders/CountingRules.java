package io.churnlake.orders;

import java.util.List;

/**
 * Which lines count on basis gross, and what a repeat is.
 *
 * @param cancelledLines cancellations and returns count too
 * @param positiveQuantity the quantity must be positive
 * @param positivePrice the price (or amount) must be positive
 * @param noProductCodes codes that are no products and do not count
 * @param keepRepeats an identical line twice in one file is two lines
 * @param sameLine when a line that is delivered again is the one that is there
 */
public record CountingRules(
    boolean cancelledLines,
    boolean positiveQuantity,
    boolean positivePrice,
    List<String> noProductCodes,
    boolean keepRepeats,
    SameLine sameLine) {

  /** When a line of a later file is one that an earlier file has. */
  public enum SameLine {
    /**
     * Order and line number agree or, where there is none, order, product and time; it is restated.
     */
    RESTATED,
    /** The log has no orders: all that a shop does not change afterwards agrees; it is restated. */
    RESTATED_ALIKE,
    /** All mapped fields agree. */
    IDENTICAL,
    /** None is: files are parts of one table, whose rows are the lines. */
    AS_THEY_STAND
  }
}
