package io.churnlake.orders;

import org.jspecify.annotations.Nullable;

/**
 * What of a return is set against one sale, or is left over.
 *
 * @param of the return or credit
 * @param number 1, 2, ... within it
 * @param kind one of the kinds of silver.returns
 * @param sale the line that it undoes; NULL if there is none
 * @param pieces ten-thousandths of pieces
 * @param amount ten-thousandths of money given back
 * @param closesLine no piece of the sale is left after it
 * @param closesOrder no piece of any counting line of the order is left after it
 * @param swappedOn day of the first purchase of the same code or category within the swap days, in
 *     days since 1970; NULL if there was none
 */
record ReturnPart(
    AccountLine of,
    int number,
    String kind,
    @Nullable AccountLine sale,
    long pieces,
    long amount,
    boolean closesLine,
    boolean closesOrder,
    @Nullable Integer swappedOn) {}
