package io.churnlake.step;

/** What an earlier run may have left half done; other runs are refused until a job finishes it. */
public enum Unfinished {
  /** Some of the lake is missing, or older than the rest. */
  DAMAGE,
  /** Some tables have customers under the old key, others under the new one. */
  KEY_ROTATION,
  /** Somebody is to be forgotten and may still be there. */
  FORGETTING
}
