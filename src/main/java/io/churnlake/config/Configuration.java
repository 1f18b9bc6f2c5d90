package io.churnlake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All settings of a run, checked. conf/reference.conf explains each. */
public record Configuration(
    Shop shop,
    Privacy privacy,
    Ingest ingest,
    Activity activity,
    Clv clv,
    Churn churn,
    Spark spark,
    String canonical) {

  /** Zone and currency are empty where the source mapping decides. */
  public record Shop(String zone, String currency, int historyGuardDays) {}

  /** The key's file, or empty. */
  public record Privacy(String keyFile) {}

  public record Ingest(double maxRejectedShare) {}

  public record Activity(int windowDays) {}

  /** Horizon in days, discount rate per year, margin as a fraction of revenue. */
  public record Clv(int horizonDays, double discountRate, double marginRate, double unitDays) {}

  public record Churn(
      int horizonDays,
      int lookbackDays,
      int cutOffs,
      int cutOffStepDays,
      String algorithm,
      long seed,
      double bandMedium,
      double bandHigh) {}

  /** Shuffle partitions; 0 leaves the choice to the session. */
  public record Spark(int shufflePartitions) {}

  /** The defaults of conf/reference.conf. */
  public static Configuration defaults() {
    return load("conf/reference.conf", ConfigFactory.empty());
  }

  /**
   * The overlay in {@code file} over the defaults.
   *
   * @throws io.churnlake.error.UserException naming every problem at once
   */
  public static Configuration load(@Nullable Path file) {
    return file == null ? defaults() : load(file.toString(), Settings.file(file));
  }

  static Configuration load(String origin, Config overlay) {
    Settings s = Settings.over("/churnlake/conf/reference.conf", origin, overlay);
    Shop shop =
        new Shop(
            s.zone("churnlake.shop.zone", Settings.Presence.OPTIONAL),
            s.currency("churnlake.shop.currency", Settings.Presence.OPTIONAL),
            s.whole("churnlake.shop.history-guard-days", 0, 3660));
    Privacy privacy = new Privacy(s.string("churnlake.privacy.key-file"));
    Ingest ingest = new Ingest(s.real("churnlake.ingest.max-rejected-share", 0, 1));
    Activity activity = new Activity(s.whole("churnlake.activity.window-days", 1, 3660));
    Clv clv =
        new Clv(
            s.whole("churnlake.clv.horizon-days", 1, 3660),
            s.real("churnlake.clv.discount-rate", 0, 10),
            s.real("churnlake.clv.margin-rate", 0, 1),
            s.real("churnlake.clv.unit-days", 0.01, 366));
    Churn churn =
        new Churn(
            s.whole("churnlake.churn.horizon-days", 1, 3660),
            s.whole("churnlake.churn.lookback-days", 1, 36600),
            s.whole("churnlake.churn.cut-offs", 1, 60),
            s.whole("churnlake.churn.cut-off-step-days", 1, 366),
            s.oneOf("churnlake.churn.algorithm", List.of("logistic", "gbt")),
            s.number("churnlake.churn.seed"),
            s.real("churnlake.churn.bands.medium", 0, 1),
            s.real("churnlake.churn.bands.high", 0, 1));
    if (churn.bandMedium() > churn.bandHigh()) {
      s.problem("churnlake.churn.bands", "medium must not exceed high");
    }
    Spark spark = new Spark(s.whole("churnlake.spark.shuffle-partitions", 0, 100_000));
    s.check();
    return new Configuration(shop, privacy, ingest, activity, clv, churn, spark, s.canonical());
  }
}
