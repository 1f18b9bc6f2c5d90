package io.churnlake.inputs;

import java.util.List;

/**
 * One field of an input: where it comes from, where it goes, and what it may hold.
 *
 * @param key its name in the mapping
 * @param column its column in the silver table
 * @param kind what its text becomes
 * @param presence whether a row has to have it
 * @param least the smallest whole number
 * @param most the largest whole number, or the longest text
 * @param choices the words it may be
 */
public record InputField(
    String key,
    String column,
    Kind kind,
    Presence presence,
    int least,
    int most,
    List<String> choices) {

  /** What a field's text becomes. */
  public enum Kind {
    /** A customer id, to be hashed. */
    CUSTOMER,
    TEXT,
    /** The shop's date. */
    DATE,
    /** An instant. */
    TIME,
    MONEY,
    /** Money, not below zero. */
    COST,
    WHOLE,
    CHOICE,
    /** Yes or no. */
    FLAG
  }

  /** Whether a row has to have the field. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** Codes and categories; longer texts are likely to speak of persons. */
  private static final int LONGEST_CODE = 64;

  private static final int LONGEST_NAME = 200;

  static InputField customer(String key, String column) {
    return of(key, column, Kind.CUSTOMER);
  }

  static InputField name(String key, String column) {
    return new InputField(key, column, Kind.TEXT, Presence.OPTIONAL, 0, LONGEST_NAME, List.of());
  }

  /** A text that the mapping names beside the input's fields. */
  static InputField attribute(String name) {
    return name(attributeKey(name), "attribute " + name);
  }

  /** The key of {@link #attribute}. */
  public static String attributeKey(String name) {
    return "attribute-" + name;
  }

  static InputField code(String key, String column) {
    return new InputField(key, column, Kind.TEXT, Presence.OPTIONAL, 0, LONGEST_CODE, List.of());
  }

  static InputField whole(String key, String column, int least, int most) {
    return new InputField(key, column, Kind.WHOLE, Presence.OPTIONAL, least, most, List.of());
  }

  static InputField choice(String key, String column, String... choices) {
    return new InputField(key, column, Kind.CHOICE, Presence.OPTIONAL, 0, 0, List.of(choices));
  }

  static InputField of(String key, String column, Kind kind) {
    return new InputField(key, column, kind, Presence.OPTIONAL, 0, 0, List.of());
  }

  InputField required() {
    return new InputField(key, column, kind, Presence.REQUIRED, least, most, choices);
  }

  /** The start of the reasons for which a row is rejected. */
  String reasonPrefix() {
    return key.replace('-', '_');
  }
}
