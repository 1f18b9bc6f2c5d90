package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.config.SourceMapping.Format;
import io.churnlake.parse.TimeTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A preset, and what these files say otherwise: zone, currency, names, how they are written. */
final class PresetProposal {
  private static final double MOST = 0.95;

  private final String name;
  private final SourceMapping preset;
  private final Table table;
  private final Zones zone;
  private final CurrencyGuess currency;
  private final List<String> times;
  private final List<String> questions = new ArrayList<>();

  PresetProposal(String name, Table table) {
    this.name = name;
    this.preset = SourceMapping.bundled(name);
    this.table = table;
    this.times = values(Field.TIME).stream().filter(value -> !value.isEmpty()).toList();
    List<String> countries = Zones.countries(values(Field.COUNTRY));
    this.zone = Zones.of(times, countries);
    this.currency = CurrencyGuess.of(column(Field.CURRENCY), money(), List.of(), countries);
    if (zone.because().isEmpty()) {
      questions.add("nothing says in which zone the shop is; the preset has " + preset.zone());
    }
    if (currency.because().isEmpty()) {
      questions.add(
          "nothing says which currency amounts are in; the preset has " + preset.currency());
    }
  }

  private Optional<ColumnValues> column(Field field) {
    return preset.has(field)
        ? Optional.of(new ColumnValues(preset.column(field), values(field)))
            .filter(column -> !column.isEmpty())
        : Optional.empty();
  }

  private List<ColumnValues> money() {
    return Stream.of(Field.UNIT_PRICE, Field.AMOUNT, Field.ORDER_AMOUNT)
        .flatMap(field -> column(field).stream())
        .toList();
  }

  /** The field's texts, joined where the preset joins columns. */
  private List<String> values(Field field) {
    if (!preset.has(field)) {
      return List.of();
    }
    var composed = preset.rows().composed().get(preset.column(field));
    List<List<String>> alternatives =
        composed == null ? List.of(List.of(preset.column(field))) : composed.alternatives();
    List<String> values = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      String value = "";
      for (List<String> parts : alternatives) {
        int at = row;
        String joined =
            String.join(
                " ",
                parts.stream()
                    .map(part -> table.value(part, at))
                    .filter(part -> !part.isEmpty())
                    .toList());
        value = value.isEmpty() ? joined : value;
      }
      values.add(value);
    }
    return values;
  }

  List<String> questions() {
    return List.copyOf(questions);
  }

  /** The preset's text, and behind it what these files need. */
  String text(FilePattern files, Dialect dialect) {
    Hocon text = new Hocon();
    text.open("source");
    files.writeTo(text);
    if (dialect.format() != preset.format()) {
      text.value("format", dialect.format().name().toLowerCase(Locale.ROOT));
    }
    if (!zone.because().isEmpty()) {
      text.comment("Because of " + zone.because() + ".");
      text.value("zone", zone.zone());
    }
    if (!currency.because().isEmpty()) {
      text.comment("Because of " + currency.because() + ".");
      text.value("currency", currency.code());
    }
    if (!dialect.encoding().equals(preset.encoding())) {
      text.value("encoding", dialect.encoding());
    }
    if (dialect.format() == Format.CSV && !dialect.delimiter().equals(preset.delimiter())) {
      text.value("delimiter", dialect.delimiter());
    }
    numbers(text);
    times(text);
    text.close();
    return Presets.text(name)
        + "\n# Proposed by `churnlake inspect` for these files, over the preset "
        + name
        + " above.\n"
        + String.join(
            "", questions.stream().map(question -> "# CHECK: " + question + ".\n").toList())
        + text;
  }

  private void numbers(Hocon text) {
    NumberForm own = new NumberForm(preset.numbers().decimal(), preset.numbers().grouping(), false);
    if (preset.format().isNested() || money().stream().allMatch(own::reads)) {
      return;
    }
    NumberForm form = NumberForm.of(money());
    text.value("numbers.decimal", form.decimal());
    text.value("numbers.grouping", form.grouping());
  }

  private void times(Hocon text) {
    TimeTexts own = new TimeTexts(preset.timePatterns(), "UTC", "UTC");
    long read = times.stream().filter(time -> own.read(time).isPresent()).count();
    Optional<TimeForm> form = TimeForm.of(new ColumnValues(preset.column(Field.TIME), times));
    boolean either = form.map(f -> !f.either().isEmpty()).orElse(false);
    if (form.isEmpty() || (read >= MOST * times.size() && !either)) {
      return;
    }
    if (read < MOST * times.size()) {
      text.list("time.patterns", form.get().patterns());
    }
    if (either) {
      questions.add("day and month could be the other way round; look at the first and last day");
    }
  }
}
