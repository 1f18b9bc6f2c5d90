package io.churnlake.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.churnlake.table.CustomerDays;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A customer's history as bytes: what a run keeps of each customer while its steps count, in less
 * room than a history's objects take.
 */
public final class PackedLog {
  /** Column of histories that are to be joined. */
  public static final String COLUMN = "log";

  /** Histories by customer. */
  public static final StructType SCHEMA =
      new StructType()
          .add(CustomerDays.CUSTOMER_KEY, DataTypes.StringType)
          .add(COLUMN, DataTypes.BinaryType);

  /** Where {@link CustomerLogs#FIRST_DAY} and the key stand. */
  private static final int FIRST_DAY = 4;

  private static final int KEY = 5;

  private PackedLog() {}

  /** Of a row of {@link CustomerLogs#ofDays}. */
  public static byte[] of(Row row) {
    return of(row.getString(KEY), CustomerLog.of(row), row.getInt(FIRST_DAY));
  }

  /**
   * Of a history.
   *
   * @param key of the customer
   * @param firstDay the customer's first day of whatever kind, which the history need not have
   */
  static byte[] of(String key, CustomerLog log, int firstDay) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(firstDay);
      write(out, key);
      out.writeInt(log.firstOrder());
      out.writeBoolean(log.leftTruncated());
      write(out, log.splitValues());
      out.writeInt(log.days().size());
      for (CustomerLog.Day day : log.days()) {
        out.writeInt(day.date());
        out.writeInt(day.orders());
        out.writeInt(day.lines());
        out.writeInt(day.fullPriceLines());
        out.writeLong(day.revenue());
        out.writeLong(day.cost());
        out.writeLong(day.costedRevenue());
        write(out, day.categories());
        out.writeInt(day.netOrders());
        out.writeInt(day.netLines());
        out.writeLong(day.netRevenue());
        out.writeInt(day.products());
        out.writeLong(day.discount());
        out.writeLong(day.returned());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The customer's first day in silver.customer_days, even if nothing counts on it. */
  public static int firstDay(byte[] packed) {
    return ByteBuffer.wrap(packed).getInt();
  }

  /** The customer's key. */
  public static String key(byte[] packed) {
    return string(afterFirstDay(packed));
  }

  private static ByteBuffer afterFirstDay(byte[] packed) {
    return ByteBuffer.wrap(packed, Integer.BYTES, packed.length - Integer.BYTES);
  }

  /** The history. */
  public static CustomerLog log(byte[] packed) {
    ByteBuffer in = afterFirstDay(packed);
    in.position(in.position() + Integer.BYTES + in.getInt(in.position()));
    int firstOrder = in.getInt();
    boolean leftTruncated = in.get() != 0;
    List<String> splitValues = strings(in);
    int size = in.getInt();
    List<CustomerLog.Day> days = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      days.add(
          new CustomerLog.Day(
              in.getInt(),
              in.getInt(),
              in.getInt(),
              in.getInt(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              strings(in),
              in.getInt(),
              in.getInt(),
              in.getLong(),
              in.getInt(),
              in.getLong(),
              in.getLong()));
    }
    return new CustomerLog(firstOrder, leftTruncated, splitValues, days);
  }

  private static void write(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      write(out, string);
    }
  }

  private static void write(DataOutputStream out, String string) throws IOException {
    byte[] bytes = string.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static List<String> strings(ByteBuffer in) {
    int size = in.getInt();
    if (size == 0) {
      return List.of();
    }
    List<String> strings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      strings.add(string(in));
    }
    return strings;
  }

  private static String string(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
