package io.churnlake.customer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Customer keys: HMAC-SHA-256 (RFC 2104) of the shop's customer id, its first 128 bits as 22
 * characters of base64url. 22 bytes group and join nearly as fast as 16 and can be read, typed and
 * shown by every tool; with 10^9 customers the chance of any collision is below 10^-20.
 */
public final class CustomerKeys {
  private CustomerKeys() {}

  /**
   * Adds {@code keyColumn}, hashed from {@code idColumn}; NULL stays NULL. The secret travels in
   * the task's closure, not in the plan, whose text ends up in logs.
   */
  public static Dataset<Row> keyed(
      Dataset<Row> lines, String idColumn, String keyColumn, byte[] secret) {
    return lines.withColumn(
        keyColumn, udf(new KeyedHash(secret), DataTypes.StringType).apply(col(idColumn)));
  }

  /** The key of one id. */
  public static String key(String id, byte[] secret) {
    return new KeyedHash(secret).hash(id);
  }

  static final class KeyedHash implements UDF1<String, String> {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 16;

    private final byte[] secret;
    private transient @Nullable Mac mac;

    KeyedHash(byte[] secret) {
      this.secret = secret;
    }

    @Override
    @SuppressWarnings("NullAway") // UDF1 is not annotated; Spark passes and takes NULL.
    public String call(String id) {
      return id == null ? null : hash(id);
    }

    /** Synchronized: in local mode the tasks of a stage may share this object. */
    synchronized String hash(String id) {
      if (mac == null) {
        mac = newMac();
      }
      byte[] digest = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(java.util.Arrays.copyOf(digest, KEY_BYTES));
    }

    private Mac newMac() {
      try {
        Mac made = Mac.getInstance(ALGORITHM);
        made.init(new SecretKeySpec(secret, ALGORITHM));
        return made;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + ALGORITHM, e);
      }
    }

    @Override
    public String toString() {
      return "customer key";
    }
  }
}
