package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Sources and their folders, in pairs. */
@Tag("fast")
class OrdersOptionsTest {
  private static OrdersOptions of(String... given) {
    OrdersOptions orders = new OrdersOptions();
    new CommandLine(CommandSpec.forAnnotatedObject(orders)).parseArgs(given);
    return orders;
  }

  @Test
  void eachSourceHasItsFolder() {
    String[] given = {
      "--source", "shopify", "--input", "web", "--source", "square", "--input", "t"
    };

    assertThat(of(given).given()).containsExactly(given);
    assertThat(of(given).logs())
        .extracting(log -> log.source().name() + " in " + log.input())
        .containsExactly("shopify in web", "square in t");
  }

  @Test
  void aSourceWithoutAFolderIsRefused() {
    OrdersOptions orders = of("--source", "shopify", "--source", "square", "--input", "t");

    assertThatThrownBy(orders::logs)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("The folder with the order files is missing");
  }
}
