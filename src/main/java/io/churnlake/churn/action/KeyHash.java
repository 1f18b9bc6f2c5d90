package io.churnlake.churn.action;

/**
 * Numbers that follow from a customer's key alone: the 64-bit FNV-1a hash of salt and key, mixed as
 * in MurmurHash3 (fmix64), so that similar keys get unlike numbers. Other salts give other numbers,
 * independent of these.
 */
public final class KeyHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private KeyHash() {}

  /** The number of a key. */
  public static long of(String salt, String key) {
    long hash = OFFSET;
    for (String part : new String[] {salt, key}) {
      for (int i = 0; i < part.length(); i++) {
        hash = (hash ^ part.charAt(i)) * PRIME;
      }
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
