package io.churnlake.ingest;

import io.churnlake.config.InputMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.inputs.InputField;
import io.churnlake.inputs.InputRules;
import io.churnlake.inputs.InputSpec;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.RecordFormat;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Hashes;
import io.churnlake.step.JobContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one input, and what tells them from those of another run.
 *
 * @param mapping how they are read
 * @param files in the order of their names
 * @param rules what decides over their rows beside their content
 */
public record InputDelivery(InputMapping mapping, List<OrderFile> files, String rules) {
  private static final String BETWEEN_HASHES = " ";
  private static final long FEW_BYTES = 16_000_000;

  public static InputDelivery of(
      JobContext context,
      JobContext.Delivery delivery,
      InputMapping mapping,
      List<OrderFile> files) {
    SourceMapping source = delivery.source();
    String rules =
        String.join(
            "\n",
            mapping.encoding(),
            String.valueOf(mapping.delimiter()),
            String.valueOf(source.quote()),
            String.valueOf(mapping.header()),
            mapping.datePatterns().toString(),
            new TreeMap<>(mapping.columns()).toString(),
            new TreeMap<>(mapping.attributes()).toString(),
            new TreeMap<>(source.remove()).toString(),
            CustomerIds.rules(source).toString(),
            source.timeZone(),
            delivery.zone(context.configuration()),
            delivery.secret().id(),
            new TreeMap<>(MergedCustomers.of(context.lake())).toString(),
            new TreeMap<>(Forgotten.entries(context.lake())).keySet().toString(),
            InputSpec.named(mapping.kind().key()).table().columnNames().toString());
    return new InputDelivery(mapping, files, rules);
  }

  public InputSpec spec() {
    return InputSpec.named(mapping.kind().key());
  }

  public String name() {
    return mapping.kind().key();
  }

  /** So small that one task has done it before several are set up. */
  public boolean isSmall() {
    return files.stream().mapToLong(OrderFile::bytes).sum() < FEW_BYTES;
  }

  // ---- what it was made from -------------------------------------------------------------------

  /** Whether the mark is of files with these names, sizes and times. */
  public boolean looksLike(String mark) {
    return mark.startsWith(stamps() + BETWEEN_HASHES);
  }

  /** Whether the mark is of files with these names and contents. */
  public boolean isSameAs(String mark, Map<OrderFile, FileFacts> facts) {
    return mark.endsWith(BETWEEN_HASHES + contents(facts));
  }

  /** Two hashes: of the files as they look, and of what is in them. */
  public String mark(Map<OrderFile, FileFacts> facts) {
    return stamps() + BETWEEN_HASHES + contents(facts);
  }

  private String stamps() {
    return hash(file -> file.name() + " " + file.bytes() + " " + file.modified());
  }

  private String contents(Map<OrderFile, FileFacts> facts) {
    return hash(
        file -> {
          FileFacts fact = facts.get(file);
          return file.name() + " " + (fact == null ? "" : fact.checksum());
        });
  }

  private String hash(Function<OrderFile, String> told) {
    return Hashes.sha256(rules + "\n" + files.stream().map(told).collect(Collectors.joining("\n")));
  }

  // ---- from the mapping ------------------------------------------------------------------------

  public RecordFormat format(SourceMapping source) {
    return new RecordFormat(
        mapping.encoding(),
        mapping.delimiter(),
        source.quote(),
        mapping.header() ? RecordFormat.Header.FIRST_LINE : RecordFormat.Header.NONE,
        RecordFormat.Separation.DELIMITED);
  }

  /** The files' columns that the mapping uses, with their positions in the records' fields. */
  public Map<String, Integer> wanted() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    Stream.concat(
            mapping.kind().fields().stream()
                .map(field -> mapping.columns().getOrDefault(field, "")),
            new TreeMap<>(mapping.attributes()).values().stream())
        .filter(column -> !column.isEmpty())
        .forEach(column -> wanted.putIfAbsent(column, wanted.size()));
    return wanted;
  }

  public InputRules inputRules(SourceMapping source, String shopZone) {
    Map<String, Integer> positions = new HashMap<>();
    Map<String, Integer> wanted = wanted();
    Map<String, String> columns = new HashMap<>(mapping.columns());
    mapping
        .attributes()
        .forEach((name, column) -> columns.put(InputField.attributeKey(name), column));
    columns.forEach(
        (field, column) -> {
          Integer position = wanted.get(column);
          if (position != null) {
            positions.put(field, position);
          }
        });
    return new InputRules(
        Map.copyOf(positions),
        mapping.attributes().keySet().stream().sorted().toList(),
        mapping.datePatterns(),
        source.timeZone(),
        shopZone,
        CustomerIds.rules(source),
        Map.of("product-code", source.remove().getOrDefault(SourceMapping.Field.PRODUCT_CODE, "")));
  }
}
