package io.churnlake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.churnlake.error.Errors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All settings of a run, checked. conf/reference.conf explains each. */
public record Configuration(
    Shop shop,
    Privacy privacy,
    Ingest ingest,
    Conform conform,
    Activity activity,
    Retention retention,
    RfmRules rfm,
    Clv clv,
    Churn churn,
    ActionRules actions,
    DatabaseSettings database,
    UpkeepSettings upkeep,
    AlarmSettings alarm,
    Spark spark,
    String canonical) {

  /** Zone and currency are empty where the source mapping decides. */
  public record Shop(String zone, String currency, int historyGuardDays) {}

  /** The key's file, or empty; the files of keys before it. */
  public record Privacy(String keyFile, List<String> retiredKeyFiles) {}

  public record Ingest(double maxRejectedShare) {}

  /** Lakes with fewer lines make silver anew each night. */
  public record Conform(int wholeBelowLines) {}

  public record Activity(int windowDays) {}

  /** The periods of cohorts and rates: of week, month, quarter, at least one. */
  public record Retention(
      List<String> periods,
      List<String> splits,
      int splitValues,
      List<String> splitPeriods,
      int timingOrders,
      int leastCustomers) {
    private static final String PERIODS = "churnlake.retention.periods";
    private static final String SPLITS = "churnlake.retention.splits";
    private static final String SPLIT_PERIODS = "churnlake.retention.split-periods";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    static Retention of(Settings s) {
      List<String> known = List.of("week", "month", "quarter");
      List<String> periods = s.someOf(PERIODS, known);
      if (periods.isEmpty()) {
        s.problem(PERIODS, "must name at least one period");
      }
      List<String> splits = s.strings(SPLITS);
      for (String split : splits) {
        if (!NAME.matcher(split).matches() || split.equals("all")) {
          s.problem(SPLITS, "names \"" + split + "\", which is no attribute's name");
        }
      }
      if (splits.stream().distinct().count() != splits.size()) {
        s.problem(SPLITS, "names an attribute twice");
      }
      List<String> splitPeriods = s.someOf(SPLIT_PERIODS, known);
      if (!periods.containsAll(splitPeriods)) {
        s.problem(SPLIT_PERIODS, "must be among churnlake.retention.periods");
      }
      return new Retention(
          periods,
          splits,
          s.whole("churnlake.retention.split-values", 1, 1000),
          splitPeriods,
          s.whole("churnlake.retention.timing-orders", 3, 100),
          s.whole("churnlake.retention.least-customers", 1, 1_000_000));
    }
  }

  /**
   * Horizons in days, discount rate per year, margin as a fraction of revenue, how the purchase
   * model is chosen; see conf/reference.conf.
   */
  public record Clv(
      int horizonDays,
      List<Integer> furtherHorizonsDays,
      double discountRate,
      double marginRate,
      double unitDays,
      String model,
      List<String> candidates,
      List<String> covariates,
      String segmentBy,
      int leastCustomers,
      int holdoutDays,
      int holdoutCustomers) {
    /** The choice by holdout. */
    public static final String AUTO = "auto";

    private static final List<String> WITHOUT_COVARIATES =
        List.of("bg_nbd", "mbg_nbd", "pareto_nbd", "mbg_cnbd_k");

    private static final List<String> WITH_COVARIATES =
        List.of("bg_nbd_covariates", "pareto_nbd_covariates");

    private static final List<String> ATTRIBUTES = List.of("channel", "country", "first_category");

    /** All models that can be asked for by name. */
    public static List<String> models() {
      return Stream.concat(WITHOUT_COVARIATES.stream(), WITH_COVARIATES.stream()).toList();
    }

    static Clv of(Settings s) {
      Clv clv =
          new Clv(
              s.whole("churnlake.clv.horizon-days", 1, 3660),
              s.wholes("churnlake.clv.further-horizons-days", 1, 3660),
              s.real("churnlake.clv.discount-rate", 0, 10),
              s.real("churnlake.clv.margin-rate", 0, 1),
              s.real("churnlake.clv.unit-days", 0.01, 366),
              s.oneOf("churnlake.clv.model", concat(List.of(AUTO), models())),
              s.someOf("churnlake.clv.candidates", WITHOUT_COVARIATES),
              s.someOf("churnlake.clv.covariates", ATTRIBUTES),
              s.oneOf("churnlake.clv.segment-by", concat(List.of(""), ATTRIBUTES)),
              s.whole("churnlake.clv.least-customers", 1, 1_000_000_000),
              s.whole("churnlake.clv.holdout-days", 1, 3660),
              s.whole("churnlake.clv.holdout-customers", 100, 10_000_000));
      if (clv.candidates.isEmpty()) {
        s.problem("churnlake.clv.candidates", "must name at least one model");
      }
      clv.conflict().ifPresent(what -> s.problem("churnlake.clv.model", what));
      if (!clv.segmentBy.isEmpty() && !clv.covariates.isEmpty()) {
        s.problem("churnlake.clv.segment-by", "cannot be combined with covariates: choose one");
      }
      return clv;
    }

    /** The same with another model. */
    public Clv withModel(String other) {
      return new Clv(
          horizonDays,
          furtherHorizonsDays,
          discountRate,
          marginRate,
          unitDays,
          other,
          candidates,
          covariates,
          segmentBy,
          leastCustomers,
          holdoutDays,
          holdoutCustomers);
    }

    /** What speaks against the model, if anything does. */
    public Optional<String> conflict() {
      return WITH_COVARIATES.contains(model) && covariates.isEmpty()
          ? Optional.of("is \"" + model + "\", which needs churnlake.clv.covariates")
          : Optional.empty();
    }

    /** The candidates, with those that use covariates if there are any, and the model named. */
    public List<String> compared() {
      List<String> all = covariates.isEmpty() ? candidates : concat(candidates, WITH_COVARIATES);
      return model.equals(AUTO) || all.contains(model) ? all : concat(all, List.of(model));
    }

    private static List<String> concat(List<String> left, List<String> right) {
      return Stream.concat(left.stream(), right.stream()).toList();
    }
  }

  public record Churn(
      int horizonDays,
      int lookbackDays,
      int cutOffs,
      int cutOffStepDays,
      int retrainAfterDays,
      int modelsKept,
      String algorithm,
      long seed,
      int searchSeconds,
      double bandHigh,
      double bandMedium,
      Drift drift) {
    /** What is best out of time. */
    public static final String AUTO = "auto";

    private static final List<String> ALGORITHMS =
        List.of(AUTO, "logistic", "forest", "boosted", "average", "bg_nbd", "recency_rate");

    /** From which population stability index on something is said, and when it trains. */
    public record Drift(double psiWarning, double psiAlarm, int retrainAfterDays) {
      static Drift of(Settings s) {
        Drift drift =
            new Drift(
                s.real("churnlake.churn.drift.psi-warning", 0, 100),
                s.real("churnlake.churn.drift.psi-alarm", 0, 100),
                s.whole("churnlake.churn.drift.retrain-after-days", 1, 3660));
        if (drift.psiWarning > drift.psiAlarm) {
          s.problem("churnlake.churn.drift.psi-warning", "must not exceed psi-alarm");
        }
        return drift;
      }
    }
  }

  /** Shuffle partitions, 0 leaves the choice to the session; how many steps run at once. */
  public record Spark(int shufflePartitions, int stepsAtOnce) {
    static final String STEPS_AT_ONCE = "churnlake.spark.steps-at-once";

    static Spark of(Settings s) {
      return new Spark(
          s.whole("churnlake.spark.shuffle-partitions", 0, 100_000), s.whole(STEPS_AT_ONCE, 1, 16));
    }
  }

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

  /** Settings in the form of a file's text over the defaults. */
  public static Configuration of(String settings) {
    return load("settings", ConfigFactory.parseString(settings));
  }

  static Configuration load(String origin, Config overlay) {
    Settings s = Settings.over("/churnlake/conf/reference.conf", origin, overlay);
    Shop shop =
        new Shop(
            s.zone("churnlake.shop.zone", Settings.Presence.OPTIONAL),
            s.currency("churnlake.shop.currency", Settings.Presence.OPTIONAL),
            s.whole("churnlake.shop.history-guard-days", 0, 3660));
    Privacy privacy =
        new Privacy(
            s.string("churnlake.privacy.key-file"),
            s.strings("churnlake.privacy.retired-key-files"));
    Ingest ingest = new Ingest(s.real("churnlake.ingest.max-rejected-share", 0, 1));
    Conform conform =
        new Conform(s.whole("churnlake.conform.whole-below-lines", 0, Integer.MAX_VALUE));
    Activity activity = new Activity(s.whole("churnlake.activity.window-days", 1, 3660));
    Retention retention = Retention.of(s);
    RfmRules rfm = RfmRules.of(s);
    Clv clv = Clv.of(s);
    Churn churn =
        new Churn(
            s.whole("churnlake.churn.horizon-days", 1, 3660),
            s.whole("churnlake.churn.lookback-days", 1, 36600),
            s.whole("churnlake.churn.cut-offs", 1, 60),
            s.whole("churnlake.churn.cut-off-step-days", 1, 366),
            s.whole("churnlake.churn.retrain-after-days", 1, 3660),
            s.whole("churnlake.churn.models-kept", 1, 10_000),
            s.oneOf("churnlake.churn.algorithm", Churn.ALGORITHMS),
            s.number("churnlake.churn.seed"),
            s.whole("churnlake.churn.search-seconds", 0, 86_400),
            s.real("churnlake.churn.bands.high-share", 0, 1),
            s.real("churnlake.churn.bands.medium-share", 0, 1),
            Churn.Drift.of(s));
    if (churn.bandHigh() + churn.bandMedium() > 1) {
      s.problem("churnlake.churn.bands", "the two shares must not exceed 1 together");
    }
    ActionRules actions = ActionRules.of(s, rfm);
    Spark spark = Spark.of(s);
    DatabaseSettings database = DatabaseSettings.of(s);
    UpkeepSettings upkeep = UpkeepSettings.of(s);
    AlarmSettings alarm = AlarmSettings.of(s);
    s.check();
    return new Configuration(
        shop,
        privacy,
        ingest,
        conform,
        activity,
        retention,
        rfm,
        clv,
        churn,
        actions,
        database,
        upkeep,
        alarm,
        spark,
        s.canonical());
  }

  /**
   * The same with another purchase model, as the command line may ask for.
   *
   * @throws io.churnlake.error.UserException if there is no such model, or not with these settings
   */
  public Configuration withClvModel(String model) {
    Clv other = clv.withModel(model);
    boolean known = model.equals(Clv.AUTO) || Clv.models().contains(model);
    if (!known || other.conflict().isPresent()) {
      throw Errors.usage(
          "The purchase model \"" + model + "\" cannot be used.",
          known ? "It needs churnlake.clv.covariates." : "There is no model of that name.",
          known
              ? "Name the attributes in a file for --conf, or choose another model."
              : "Choose one of " + Clv.AUTO + ", " + String.join(", ", Clv.models()) + ".");
    }
    return new Configuration(
        shop,
        privacy,
        ingest,
        conform,
        activity,
        retention,
        rfm,
        other,
        churn,
        actions,
        database,
        upkeep,
        alarm,
        spark,
        canonical + " clv.model=" + model);
  }
}
