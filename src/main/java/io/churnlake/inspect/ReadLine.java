package io.churnlake.inspect;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order as a mapping reads it. Money that cannot be read, or is not there, is null.
 *
 * @param file name of its file
 * @param position where it ends there
 * @param time in the shop's zone; null if no pattern reads it
 * @param customer empty if it has none
 * @param order empty if it has none
 * @param line the line's number, or empty
 * @param code of the product, or empty
 * @param product its code, or else its title
 * @param pieces quantity
 * @param price of one piece
 * @param amount what the line comes to
 * @param orderAmount the whole order's total
 * @param orderDiscount taken off the whole order
 * @param currency ISO 4217
 * @param cancelled cancelled, returned, pending or refunded, by the mapping
 * @param takesBack a credit note's, whatever its sign
 * @param moneyBack made of what the order gave back without goods
 * @param status the word of its status, or empty
 * @param reasons why it would be rejected; empty if it would be loaded
 */
record ReadLine(
    String file,
    long position,
    @Nullable LocalDateTime time,
    String customer,
    String order,
    String line,
    String code,
    String product,
    BigDecimal pieces,
    @Nullable BigDecimal price,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal orderAmount,
    BigDecimal orderDiscount,
    String currency,
    boolean cancelled,
    boolean takesBack,
    boolean moneyBack,
    String status,
    List<String> reasons) {

  boolean isGood() {
    return reasons.isEmpty();
  }

  /** The day of the line; only good lines are asked. */
  LocalDate day() {
    return time == null ? LocalDate.EPOCH : time.toLocalDate();
  }

  BigDecimal amountOrNothing() {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  ReadLine withAmount(BigDecimal other) {
    return new ReadLine(
        file,
        position,
        time,
        customer,
        order,
        line,
        code,
        product,
        pieces,
        price,
        other,
        orderAmount,
        orderDiscount,
        currency,
        cancelled,
        takesBack,
        moneyBack,
        status,
        reasons);
  }
}
