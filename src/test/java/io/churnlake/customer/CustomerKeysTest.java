package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CustomerKeysTest {
  /** RFC 4231, test case 2. */
  @Test
  void theKeyIsTheFirstHalfOfTheHmac() {
    String key =
        CustomerKeys.key(
            "what do ya want for nothing?", "Jefe".getBytes(StandardCharsets.US_ASCII));
    assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(key)))
        .isEqualTo("5bdcc146bf60754e6a042426089575c7");
    assertThat(key).hasSize(22);
  }
}
