package io.churnlake.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Set;

/** Kinds of calls that the rules speak of. */
final class Uses {
  private static final Set<String> DISTRIBUTED =
      Set.of(
          "org.apache.spark.sql.Dataset",
          "org.apache.spark.sql.classic.Dataset",
          "org.apache.spark.rdd.RDD",
          "org.apache.spark.api.java.JavaRDD",
          "org.apache.spark.api.java.JavaPairRDD",
          "org.apache.spark.api.java.JavaDoubleRDD",
          "org.apache.spark.api.java.JavaRDDLike");

  /** What makes Spark compute. */
  private static final Set<String> ACTIONS =
      Set.of(
          "aggregate",
          "checkpoint",
          "collect",
          "collectAsList",
          "collectAsMap",
          "count",
          "countByKey",
          "countByValue",
          "first",
          "fold",
          "foreach",
          "foreachPartition",
          "head",
          "isEmpty",
          "localCheckpoint",
          "max",
          "min",
          "reduce",
          "saveAsObjectFile",
          "saveAsTextFile",
          "show",
          "tail",
          "take",
          "takeAsList",
          "takeOrdered",
          "toLocalIterator",
          "top",
          "treeAggregate",
          "treeReduce");

  private static final Set<String> OWN_CLOCKS =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.OffsetDateTime",
          "java.time.YearMonth",
          "java.time.ZonedDateTime");

  private static final Set<String> SPARKS_CLOCKS =
      Set.of(
          "curdate",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtimestamp",
          "now",
          "unix_timestamp");

  private static final Set<String> TRANSCENDENTAL =
      Set.of("cbrt", "cos", "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "sqrt", "tanh");

  private static final String LOG = "io.churnlake.customer.CustomerLog";
  private static final String EVENTS = "io.churnlake.churn.feature.OtherEvents";

  private Uses() {}

  static DescribedPredicate<JavaAccess<?>> actions() {
    return describe(
        "makes Spark compute",
        access ->
            DISTRIBUTED.contains(access.getTargetOwner().getName())
                && ACTIONS.contains(access.getName()));
  }

  static DescribedPredicate<JavaAccess<?>> modelFits() {
    return describe(
        "fits a model of Spark's",
        access ->
            access.getTargetOwner().getName().startsWith("org.apache.spark.ml.")
                && access.getName().equals("fit"));
  }

  static DescribedPredicate<JavaAccess<?>> writing() {
    return describe(
        "opens tables or files",
        access ->
            (access.getTargetOwner().getName().startsWith("org.apache.spark.sql.")
                    && Set.of("read", "readStream", "write", "writeTo", "writeStream", "mergeInto")
                        .contains(access.getName()))
                || access.getTargetOwner().getName().startsWith("io.delta."));
  }

  /** Any look at the time but through a {@link java.time.Clock} that was handed in. */
  static DescribedPredicate<JavaAccess<?>> clocks() {
    return describe(
        "looks at the clock",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getName();
          return switch (owner) {
            case "java.lang.System" -> Set.of("currentTimeMillis", "nanoTime").contains(name);
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.util.Date" -> name.equals("<init>") && parameters(access).isEmpty();
            case "java.util.Calendar" -> name.equals("getInstance");
            case "org.apache.spark.sql.functions" ->
                SPARKS_CLOCKS.contains(name) && parameters(access).isEmpty();
            default ->
                OWN_CLOCKS.contains(owner)
                    && name.equals("now")
                    && !parameters(access).contains("java.time.Clock");
          };
        });
  }

  /**
   * Any look at a customer's log or events as a whole, which go on after a cut-off; a single day
   * that somebody handed out is none.
   */
  static DescribedPredicate<JavaAccess<?>> wholePasts() {
    return describe(
        "sees what comes after a cut-off",
        access -> {
          String owner = access.getTargetOwner().getName();
          return switch (owner) {
            case LOG -> !access.getName().equals("leftTruncated");
            case LOG + "$Day" -> false;
            case EVENTS -> access.getName().equals("events");
            default ->
                owner.startsWith("io.churnlake.customer.")
                    || owner.startsWith("io.churnlake.churn.label.");
          };
        });
  }

  static DescribedPredicate<JavaClass> statistics() {
    return describe(
        "compute statistics",
        type ->
            type.getAccessesFromSelf().stream()
                .anyMatch(
                    access ->
                        Set.of("java.lang.Math", "java.lang.StrictMath")
                                .contains(access.getTargetOwner().getName())
                            && TRANSCENDENTAL.contains(access.getName())));
  }

  private static List<String> parameters(JavaAccess<?> access) {
    return access instanceof JavaCodeUnitAccess<?> call
        ? call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }
}
