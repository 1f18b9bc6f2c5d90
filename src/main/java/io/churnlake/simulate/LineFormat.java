package io.churnlake.simulate;

/**
 * Writes lines as the shop's export does: RFC 4180 without the line end. Not for use by several
 * threads.
 */
final class LineFormat {

  static final String HEADER =
      "order_id,line_no,kind,ordered_at,customer_id,product_code,product_name,category,quantity,"
          + "unit_price,discount,channel,country,refers_to_order,unit_cost";

  private final ShopCalendar calendar;
  private final StringBuilder out = new StringBuilder(192);

  LineFormat(ShopCalendar calendar) {
    this.calendar = calendar;
  }

  String format(OrderLine line, Defect defect) {
    out.setLength(0);
    out.append(line.orderId())
        .append(',')
        .append(line.number())
        .append(',')
        .append(line.kind().label())
        .append(',');
    out.append(defect == Defect.DATE ? "2024-13-45" : calendar.date(line.day())).append(' ');
    twoDigits(line.second() / 3_600).append(':');
    twoDigits(line.second() / 60 % 60).append(':');
    twoDigits(line.second() % 60).append(',');
    out.append(line.buyer().customerId()).append(',');
    out.append(line.product().csv()).append(',');
    out.append(line.quantity());
    if (defect == Defect.COLUMNS) {
      return out.toString();
    }
    out.append(defect == Defect.QUANTITY ? "x," : ",");
    if (defect == Defect.PRICE) {
      out.append("abc");
    } else {
      money(line.cents());
    }
    out.append(',');
    money(line.discountCents()).append(',');
    out.append(line.channel().label())
        .append(',')
        .append(line.buyer().country())
        .append(',')
        .append(line.original())
        .append(',');
    money(line.product().costCents());
    return out.toString();
  }

  private StringBuilder money(int cents) {
    out.append(cents / 100).append('.');
    return twoDigits(cents % 100);
  }

  private StringBuilder twoDigits(int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
