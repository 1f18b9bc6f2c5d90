package io.churnlake.orders;

import java.util.List;

/**
 * What comes back, and what it is set against.
 *
 * @param creditCodes codes without a product: a negative amount under one is an adjustment
 * @param productCodes the log has product codes; without them returns match by price and time
 * @param swapDays days after a return within which buying the same again makes it a swap
 */
public record ReturnRules(List<String> creditCodes, boolean productCodes, int swapDays) {
  /** As the definitions say. */
  public static final int SWAP_DAYS = 30;
}
