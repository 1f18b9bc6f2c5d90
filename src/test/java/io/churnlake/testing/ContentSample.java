package io.churnlake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@link ContentFiles} made small enough to be checked in: of each table, or each of its slices,
 * one row of totals over all rows, and a few of the rows as they are. The files are of the same
 * form.
 */
public final class ContentSample {
  private static final int ROWS = 2;
  private static final Pattern SLICE = Pattern.compile("\\bas_of=(\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContentSample() {}

  /** Reads one folder and writes the other, a new one. */
  public static void write(Path contents, Path sample) throws IOException {
    Files.createDirectories(sample);
    try (Stream<Path> files = Files.list(contents)) {
      for (Path file : files.toList()) {
        String table = file.getFileName().toString();
        Files.write(sample.resolve(table), sampled(table, Files.readAllLines(file)));
      }
    }
  }

  private static List<String> sampled(String table, List<String> lines) throws IOException {
    Map<String, List<String>> slices = new TreeMap<>();
    for (String line : lines) {
      Matcher asOf = SLICE.matcher(line.substring(0, line.indexOf('\t')));
      slices.computeIfAbsent(asOf.find() ? asOf.group(1) : "", any -> new ArrayList<>()).add(line);
    }
    List<String> sampled = new ArrayList<>();
    for (Map.Entry<String, List<String>> slice : slices.entrySet()) {
      sampled.add("total " + slice.getKey() + "\t" + totals(table, slice.getValue()));
      slice.getValue().stream()
          .sorted(Comparator.comparingInt(line -> line.substring(0, line.indexOf('\t')).hashCode()))
          .limit(ROWS)
          .sorted()
          .forEach(sampled::add);
    }
    return sampled;
  }

  private static String totals(String table, List<String> rows) throws IOException {
    Map<String, Total> totals = new TreeMap<>();
    for (String row : rows) {
      ContentDifferences.cells(row.substring(row.indexOf('\t') + 1))
          .forEach((name, cell) -> totals.computeIfAbsent(name, any -> new Total()).add(cell));
    }
    ObjectNode json = JSON.createObjectNode().put("rows", rows.size());
    boolean learned = ContentDifferences.isLearned(table);
    totals.forEach((name, total) -> total.put(json, name, learned));
    return JSON.writeValueAsString(json);
  }

  /** One column: the mean of doubles, the sum of counts and money, a hash of all else. */
  private static final class Total {
    private static final Pattern MONEY = Pattern.compile("-?\\d+\\.\\d+");

    private long doubles;
    private double sumOfDoubles;
    private long exact;
    private BigDecimal sum = BigDecimal.ZERO;
    private long others;
    private long hash;

    void add(JsonNode cell) {
      if (cell.isFloatingPointNumber()) {
        doubles++;
        sumOfDoubles += cell.doubleValue();
      } else if (cell.isNumber() || MONEY.matcher(cell.asText()).matches()) {
        exact++;
        sum = sum.add(new BigDecimal(cell.asText()));
      } else {
        others++;
        hash += cell.asText().hashCode();
      }
    }

    void put(ObjectNode json, String name, boolean learned) {
      if (doubles > 0) {
        json.put(name + " mean of " + doubles, sumOfDoubles / doubles);
      }
      if (exact > 0) {
        json.put(name + " sum of " + exact, sum.toPlainString());
      }
      // A score that crosses the limit of its band is no other content.
      if (others > 0 && !learned) {
        json.put(name + " hash of " + others, hash);
      }
    }
  }
}
