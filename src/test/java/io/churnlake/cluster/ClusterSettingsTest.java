package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry$;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.internal.config.package$;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.util.TransportConf;
import org.apache.spark.util.Utils$;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Spark passes over a setting that it does not know: it would protect nobody, without a word. */
@Tag("fast")
class ClusterSettingsTest {
  private final Map<String, String> settings =
      new TreeMap<>(
          CollectionConverters.asJava(
              Utils$.MODULE$.getPropertiesFromFile("conf/spark-cluster.conf")));

  private static boolean isKnown(String name) {
    // The entries are there once their holders are.
    package$.MODULE$.AUTH_SECRET();
    UI$.MODULE$.UI_ENABLED();
    return ConfigEntry$.MODULE$.findEntry(name) != null;
  }

  @Test
  void eachSettingIsOneOfSparksAndNoneIsTheSecret() {
    Set<String> ofTheNetwork = new HashSet<>(settings.keySet());
    ofTheNetwork.removeIf(ClusterSettingsTest::isKnown);
    assertThat(ofTheNetwork).allMatch(name -> name.startsWith("spark.network.crypto."));
    assertThat(settings)
        .containsEntry("spark.authenticate", "true")
        .containsEntry("spark.io.encryption.enabled", "true")
        .containsEntry("spark.master.rest.enabled", "false")
        .doesNotContainKey("spark.authenticate.secret");
  }

  @Test
  void theNetworkIsEncryptedAsTheFileSays() {
    SparkConf conf = new SparkConf(false);
    settings.forEach(conf::set);
    TransportConf network =
        SparkTransportConf.fromSparkConf(conf, "rpc", 1, Option.empty(), Option.empty());
    assertThat(network.encryptionEnabled()).isTrue();
    assertThat(network.saslFallback()).isFalse();
    assertThat(network.authEngineVersion()).isEqualTo(2);
    assertThat(network.cipherTransformation()).isEqualTo("AES/CTR/NoPadding");
  }
}
