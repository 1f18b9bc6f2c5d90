package io.churnlake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.churnlake.error.Errors;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads one HOCON file over its reference and collects every problem, so that they are reported
 * together. A key is known if the reference has it, or has the section that it stands in and leaves
 * that empty.
 */
final class Settings {
  /** Sections whose keys are columns. */
  private static final List<String> BY_COLUMN = List.of("source.rows.keep", "source.rows.drop");

  private static final int PATTERNS = 3;

  private final String origin;
  private final Config own;
  private final Config config;
  private final List<String> problems = new ArrayList<>();

  private Settings(String origin, Config own, Config reference) {
    this.origin = origin;
    this.own = own;
    this.config = own.withFallback(reference);
  }

  /**
   * {@code text} (HOCON) over the reference of that resource; {@code origin} names it in messages.
   */
  static Settings over(String referenceResource, String origin, Config text) {
    Config reference = resource(referenceResource);
    Settings settings = new Settings(origin, text, reference);
    TreeSet<String> unknown = new TreeSet<>();
    text.entrySet().stream()
        .map(entry -> entry.getKey())
        .filter(key -> !reference.hasPathOrNull(key) && !isFree(reference, key))
        .forEach(unknown::add);
    unknown.forEach(key -> settings.problems.add(key + ": unknown key"));
    return settings;
  }

  /** Whether the key's section is one whose keys the user names. */
  private static boolean isFree(Config reference, String key) {
    List<String> path = ConfigUtil.splitPath(key);
    if (path.size() < 2) {
      return false;
    }
    String section = ConfigUtil.joinPath(path.subList(0, path.size() - 1));
    return isFree(reference, section, path);
  }

  /** Names with points in them, such as the paths of JSON, look like sections of their own. */
  private static boolean isFree(Config reference, String section, List<String> path) {
    String named =
        path.size() > PATTERNS ? ConfigUtil.joinPath(path.subList(0, PATTERNS)) : section;
    String free = BY_COLUMN.contains(named) ? named : section;
    return reference.hasPath(free)
        && reference.getValue(free) instanceof ConfigObject keys
        && keys.isEmpty();
  }

  /** Parses a file; includes and environment substitutions are resolved. */
  static Config file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw Errors.configurationUnreadable(path.toString(), "No file is found under that path.");
    }
    try {
      return ConfigFactory.parseFile(
              path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
          .resolve(ConfigResolveOptions.defaults());
    } catch (ConfigException e) {
      throw Errors.configurationUnreadable(path.toString(), String.valueOf(e.getMessage()));
    }
  }

  /** Parses text; {@code origin} names it in messages. */
  static Config text(String origin, String text) {
    try {
      return ConfigFactory.parseString(text).resolve();
    } catch (ConfigException e) {
      throw Errors.configurationUnreadable(origin, String.valueOf(e.getMessage()));
    }
  }

  /** A file that the program carries. */
  static Config resource(String name) {
    try (InputStream stream = Settings.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        return ConfigFactory.parseReader(reader).resolve();
      }
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the file itself has the key, so that its reference does not matter. */
  boolean isOwn(String key) {
    return own.hasPathOrNull(key);
  }

  /** Adds a problem that spans several keys. */
  void problem(String key, String what) {
    problems.add(key + ": " + what);
  }

  /** Throws all problems found so far, if any. */
  void check() {
    if (!problems.isEmpty()) {
      throw Errors.configuration(origin, problems);
    }
  }

  String string(String key) {
    try {
      return config.getString(key).trim();
    } catch (ConfigException e) {
      problem(key, "must be text");
      return "";
    }
  }

  /** Text exactly as written, blanks included. */
  String verbatim(String key) {
    try {
      return config.getString(key);
    } catch (ConfigException e) {
      problem(key, "must be text");
      return "";
    }
  }

  /**
   * One column, or a list of which the first that is not empty holds; a list in it is of columns to
   * be joined. Empty if there is none.
   */
  Optional<ComposedColumn> column(String key) {
    List<List<String>> alternatives = new ArrayList<>();
    try {
      Object value = config.getAnyRef(key);
      for (Object alternative : value instanceof List<?> list ? list : List.of(value)) {
        alternatives.add(
            alternative instanceof List<?> parts
                ? parts.stream().map(part -> part.toString().trim()).toList()
                : List.of(alternative.toString().trim()));
      }
    } catch (ConfigException e) {
      problem(key, "must be a column, or a list of columns");
    }
    alternatives.removeIf(parts -> parts.stream().allMatch(String::isEmpty));
    return alternatives.isEmpty()
        ? Optional.empty()
        : Optional.of(new ComposedColumn(List.copyOf(alternatives)));
  }

  /** Regular expressions by columns that the user names. */
  Map<String, String> patterns(String section) {
    Map<String, String> patterns = new TreeMap<>();
    try {
      for (Map.Entry<String, ConfigValue> entry : config.getConfig(section).entrySet()) {
        String column = String.join(".", ConfigUtil.splitPath(entry.getKey()));
        String pattern = String.valueOf(entry.getValue().unwrapped());
        Pattern.compile(pattern);
        patterns.put(column, pattern);
      }
    } catch (ConfigException e) {
      problem(section, "must be regular expressions by column");
    } catch (PatternSyntaxException e) {
      problem(section, "has no regular expression: " + e.getDescription());
    }
    return Map.copyOf(patterns);
  }

  List<String> strings(String key) {
    try {
      return List.copyOf(config.getStringList(key));
    } catch (ConfigException e) {
      problem(key, "must be a list of texts");
      return List.of();
    }
  }

  /** The texts of a section whose keys the user names. */
  Map<String, String> texts(String section) {
    Map<String, String> texts = new TreeMap<>();
    try {
      Config own = config.getConfig(section);
      for (String name : own.root().keySet()) {
        texts.put(name, own.getString(ConfigUtil.quoteString(name)).trim());
      }
    } catch (ConfigException e) {
      problem(section, "must be texts by name");
    }
    return texts;
  }

  /** A list of objects, at least one. */
  List<Config> objects(String key) {
    try {
      List<Config> objects = List.copyOf(config.getConfigList(key));
      if (objects.isEmpty()) {
        problem(key, "must have at least one entry");
      }
      return objects;
    } catch (ConfigException e) {
      problem(key, "must be a list of objects");
      return List.of();
    }
  }

  String oneOf(String key, List<String> values) {
    String value = string(key);
    if (!values.contains(value)) {
      problem(key, "is \"" + value + "\", must be one of " + String.join(", ", values));
    }
    return value;
  }

  /** Some of the values, each at most once. */
  List<String> someOf(String key, List<String> values) {
    List<String> chosen = strings(key);
    for (String value : chosen) {
      if (!values.contains(value)) {
        problem(key, "has \"" + value + "\", must be of " + String.join(", ", values));
      }
    }
    if (chosen.stream().distinct().count() != chosen.size()) {
      problem(key, "names one more than once");
    }
    return chosen;
  }

  List<Integer> wholes(String key, int least, int most) {
    try {
      List<Integer> values = List.copyOf(config.getIntList(key));
      if (values.stream().anyMatch(value -> value < least || value > most)) {
        problem(key, "has a number that is not from " + least + " to " + most);
      }
      return values;
    } catch (ConfigException e) {
      problem(key, "must be a list of whole numbers from " + least + " to " + most);
      return List.of();
    }
  }

  boolean flag(String key) {
    try {
      return config.getBoolean(key);
    } catch (ConfigException e) {
      problem(key, "must be true or false");
      return false;
    }
  }

  int whole(String key, int least, int most) {
    try {
      BigDecimal value = exact(key);
      if (!isWhole(value)) {
        problem(key, "is " + value + ", must be a whole number from " + least + " to " + most);
        return least;
      }
      if (value.compareTo(BigDecimal.valueOf(least)) < 0
          || value.compareTo(BigDecimal.valueOf(most)) > 0) {
        problem(key, "is " + value + ", must be from " + least + " to " + most);
        return least;
      }
      return value.intValueExact();
    } catch (ConfigException | NumberFormatException e) {
      problem(key, "must be a whole number from " + least + " to " + most);
      return least;
    }
  }

  long number(String key) {
    try {
      return exact(key).longValueExact();
    } catch (ConfigException | ArithmeticException | NumberFormatException e) {
      problem(key, "must be a whole number");
      return 0;
    }
  }

  /** The number as written; the library's own whole numbers are cut off behind the point. */
  private BigDecimal exact(String key) {
    return new BigDecimal(config.getNumber(key).toString());
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  double real(String key, double least, double most) {
    try {
      double value = config.getDouble(key);
      if (!(value >= least && value <= most)) {
        problem(key, "is " + value + ", must be from " + least + " to " + most);
      }
      return value;
    } catch (ConfigException e) {
      problem(key, "must be a number from " + least + " to " + most);
      return least;
    }
  }

  /** A time zone's name; may be empty where {@code required} says so. */
  String zone(String key, Presence presence) {
    String value = string(key);
    if (value.isEmpty()) {
      if (presence == Presence.REQUIRED) {
        problem(key, "is required: an IANA time zone such as Europe/Berlin");
      }
      return value;
    }
    try {
      ZoneId.of(value);
    } catch (DateTimeException e) {
      problem(key, "is \"" + value + "\", not a known IANA time zone such as Europe/Berlin");
    }
    return value;
  }

  /** An ISO 4217 code. */
  String currency(String key, Presence presence) {
    String value = string(key);
    if (value.isEmpty()) {
      if (presence == Presence.REQUIRED) {
        problem(key, "is required: an ISO 4217 currency code such as EUR");
      }
      return value;
    }
    try {
      Currency.getInstance(value);
    } catch (IllegalArgumentException e) {
      problem(key, "is \"" + value + "\", not an ISO 4217 currency code such as EUR");
    }
    return value;
  }

  /**
   * The effective settings as one canonical line of JSON; hashed to tell runs apart. Where tables
   * are copied to, how the lake is kept up and who is told of a failure changes no run, and how
   * many steps run at once changes nothing that they make.
   */
  String canonical() {
    return config
        .withoutPath(DatabaseSettings.SECTION)
        .withoutPath(UpkeepSettings.SECTION)
        .withoutPath(AlarmSettings.SECTION)
        .withoutPath(Configuration.Spark.STEPS_AT_ONCE)
        .root()
        .render(ConfigRenderOptions.concise());
  }

  enum Presence {
    REQUIRED,
    OPTIONAL
  }
}
