package io.churnlake.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known exports: small ones, made in the forms that their vendors describe, with the right figures
 * worked out by hand. Each is recognised, and read right by the mapping that is proposed.
 */
@Tag("fast")
class PresetsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/presets");

  @TempDir Path folder;

  static List<String> names() {
    return Presets.names();
  }

  @ParameterizedTest
  @CsvSource({
    "shopify, 9 4 115.00 2 3 2024-01-31",
    "woocommerce, 7 3 40.00 2 2 2024-01-31",
    "woocommerce-csv, 4 3 40.00 2 2 2024-01-31",
    "amazon, 5 3 55.00 2 2 2024-02-01",
    "ebay, 4 4 1160.00 2 3 2024-01-31",
    "etsy, 4 4 70.00 2 3 2024-01-31",
    "stripe, 8 2 50.00 2 2 2024-01-31",
    "stripe-api, 6 2 50.00 2 2 2024-01-31",
    "paypal, 4 3 1060.00 2 3 2024-01-31",
    "magento, 8 3 75.00 2 3 2024-01-31",
    "shopware, 3 3 75.50 2 3 2024-01-31",
    "square, 5 3 1055.00 2 2 2024-01-31",
    "online-retail, 4 2 22.08 2 2 2011-01-04",
    "online-retail-ii, 5 3 114.40 2 2 2009-12-01",
    "thelook, 5 3 40.50 2 2 2024-01-31",
    "cdnow, 3 3 88.77 2 3 1997-01-01"
  })
  void anExportIsKnownAndGivesTheFiguresThatAreRight(String preset, String told) {
    Inspection found = Inspection.of(List.of(SAMPLES.resolve(preset)));

    assertThat(found.preset()).contains(preset);
    assertThat(Told.of(found)).as(found.text()).isEqualTo(told);
    assertThat(found.understood())
        .isNotNull()
        .extracting(u -> u.figures().rejectedLines())
        .isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"instacart", "olist"})
  void anExportInSeveralTablesIsKnown(String name) {
    Inspection found = Inspection.of(List.of(SAMPLES.resolve(name)));

    assertThat(found.preset()).contains(name);
    assertThat(found.text()).isEqualTo(Presets.text(name));
    assertThat(String.join("\n", InspectionReport.of(found)))
        .contains("known: preset " + name, "churnlake check --source " + name)
        .doesNotContain("lacks");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPresetIsNamedByItsFile(String name) {
    SourceMapping preset = Presets.named(Path.of(name));
    assertThat(preset.name()).isEqualTo(name);
    assertThat(Presets.text(name)).startsWith("# ");
  }

  @Test
  void allMappingsOfTheProgramArePresets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf/sources"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".conf", "")))
          .containsExactlyInAnyOrderElementsOf(Presets.names());
    }
  }

  @Test
  void eachPresetHasItsPlaceInTheDocs() throws IOException {
    assertThat(
            Files.readString(Path.of("docs/presets.md")).lines().filter(l -> l.startsWith("## ")))
        .contains(Presets.names().stream().map(name -> "## " + name).toArray(String[]::new));
  }

  @Test
  void aPathStillWorks() {
    assertThat(Presets.named(Path.of("conf/sources/shopify.conf")).name()).isEqualTo("shopify");
  }

  @Test
  void theNearestNamesAreToldOfOneThatIsNone() {
    assertThatThrownBy(() -> Presets.named(Path.of("shopfy")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("the nearest are shopify"));
  }

  @Test
  void aMappingMayBeginWithAPreset() throws IOException {
    Path own = folder.resolve("own.conf");
    Files.writeString(
        own,
        """
        include classpath("churnlake/conf/sources/shopify.conf")
        source { zone = "Europe/Vienna", currency = "EUR" }
        """);
    SourceMapping mapping = Presets.named(own);
    assertThat(mapping.zone()).isEqualTo("Europe/Vienna");
    assertThat(mapping.column(SourceMapping.Field.CUSTOMER_ID)).isEqualTo("Email");
  }

  @Test
  void aFileThatIsNotThereIsNoPreset() {
    assertThatThrownBy(() -> Presets.named(Path.of("conf/sources/none.conf")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.reason()).contains("No file is found"));
  }
}
