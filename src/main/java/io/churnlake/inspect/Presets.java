package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mappings that the program brings, conf/sources: a name stands for one. */
public final class Presets {
  private static final List<String> NAMES =
      List.of(
          "amazon",
          "cdnow",
          "ebay",
          "etsy",
          "instacart",
          "magento",
          "olist",
          "online-retail",
          "online-retail-ii",
          "paypal",
          "shopify",
          "shopware",
          "simulator",
          "square",
          "stripe",
          "stripe-api",
          "thelook",
          "woocommerce",
          "woocommerce-csv");

  private Presets() {}

  /** Their names, sorted. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The mapping that a person has named: a file, or a preset where there is no such file.
   *
   * @throws io.churnlake.error.UserException if it is neither, or the file is no mapping
   */
  public static SourceMapping named(Path given) {
    String name = given.toString();
    boolean isPath = name.endsWith(".conf") || given.getNameCount() > 1 || given.isAbsolute();
    if (Files.isRegularFile(given) || isPath) {
      return SourceMapping.load(given);
    }
    if (!NAMES.contains(name)) {
      throw Errors.unknownPreset(name, NearestNames.to(name, NAMES), NAMES);
    }
    return SourceMapping.bundled(name);
  }

  /** The text of a preset. */
  static String text(String name) {
    try (InputStream stream =
        Presets.class.getResourceAsStream("/churnlake/conf/sources/" + name + ".conf")) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its preset " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
