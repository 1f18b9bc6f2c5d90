package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sources and their folders, in pairs. */
@Tag("fast")
class OrdersOptionsTest {
  @Command
  private static final class Any {
    @Mixin private final OrdersOptions orders = new OrdersOptions();
  }

  private static OrdersOptions of(String... given) {
    Any command = new Any();
    new CommandLine(command).parseArgs(given);
    return command.orders;
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
