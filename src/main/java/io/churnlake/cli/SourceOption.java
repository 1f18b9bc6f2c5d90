package io.churnlake.cli;

/** What --source is, wherever it is asked for. */
final class SourceOption {
  static final String DESCRIPTION =
      "The source mapping: a file, or the name of a preset such as shopify.";

  private SourceOption() {}
}
