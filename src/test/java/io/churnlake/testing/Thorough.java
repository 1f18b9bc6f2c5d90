package io.churnlake.testing;

/** Whether tests take the long way, as {@code ./mvnw verify -Dchurnlake.thorough=true} asks. */
public final class Thorough {
  private static final boolean ASKED = Boolean.getBoolean("churnlake.thorough");

  private Thorough() {}

  public static boolean isAsked() {
    return ASKED;
  }
}
