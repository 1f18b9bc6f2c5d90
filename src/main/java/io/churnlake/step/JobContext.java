package io.churnlake.step;

import io.churnlake.config.Configuration;
import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.IdSpaces;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a step may look at.
 *
 * @param lake where tables are
 * @param configuration the settings
 * @param delivery the order log, for the steps that read it
 * @param asOf the business date
 * @param runId the run this step belongs to
 * @param clock stamps the accounts; no number depends on it
 * @param shared what steps of the run look up once for all
 */
public record JobContext(
    Lake lake,
    Configuration configuration,
    @Nullable Delivery delivery,
    LocalDate asOf,
    String runId,
    Clock clock,
    Shared shared) {

  /** Of a run that has shared nothing yet. */
  public JobContext(
      Lake lake,
      Configuration configuration,
      @Nullable Delivery delivery,
      LocalDate asOf,
      String runId,
      Clock clock) {
    this(lake, configuration, delivery, asOf, runId, clock, new Shared());
  }

  /** What a step may look at that has no need of the order log. */
  public JobContext of(Lake tables) {
    return new JobContext(tables, configuration, null, asOf, runId, clock, shared);
  }

  /** The same for one of the order logs of a run. */
  public JobContext of(Delivery one) {
    return new JobContext(lake, configuration, one, asOf, runId, clock, shared);
  }

  /**
   * The order log of a run.
   *
   * @param source how it is read
   * @param input the folder it is in; empty where only its rules are wanted
   * @param secret hashes customer ids
   * @param password of the database that the orders are in, if they are in one
   * @param lakes whose ids stand in the lake as they are: those of its own source
   * @param beside the other order logs, if a lake has several sources
   */
  public record Delivery(
      SourceMapping source,
      String input,
      CustomerKeySecret secret,
      Supplier<String> password,
      IdSpaces lakes,
      List<Delivery> beside) {

    /** Of files, and of a lake's own source. */
    public Delivery(SourceMapping source, String input, CustomerKeySecret secret) {
      this(source, input, secret, () -> "");
    }

    /** Of a lake's own source. */
    public Delivery(
        SourceMapping source, String input, CustomerKeySecret secret, Supplier<String> password) {
      this(source, input, secret, password, source.ids(), List.of());
    }

    /** The same with a further source. */
    public Delivery with(SourceMapping other, String itsInput, Supplier<String> itsPassword) {
      Delivery further = new Delivery(other, itsInput, secret, itsPassword, lakes, List.of());
      return new Delivery(
          source,
          input,
          secret,
          password,
          lakes,
          Stream.concat(beside.stream(), Stream.of(further)).toList());
    }

    /** All order logs of the run; that of the lake's own source first. */
    public List<Delivery> each() {
      return Stream.concat(Stream.of(this), beside.stream()).toList();
    }

    /** Names of the sources whose orders are those of this one. */
    public List<String> sourcesOf(List<SourceMapping> all) {
      return all.stream()
          .filter(other -> other.ids().orders().equals(source.ids().orders()))
          .map(SourceMapping::name)
          .toList();
    }

    /** The mappings of all of them. */
    public List<SourceMapping> sources() {
      return each().stream().map(Delivery::source).toList();
    }

    /** What stands before this log's order ids in the lake; empty before those of its own. */
    public String orderPrefix() {
      return prefix(source.ids().orders(), lakes.orders());
    }

    /** The same of customer ids. */
    public String customerPrefix() {
      return prefix(source.ids().customers(), lakes.customers());
    }

    private static String prefix(String of, String lakes) {
      return of.equals(lakes) ? "" : of + ":";
    }

    /** Zone of order dates: the shop's if configured, else the mapping's. */
    public String zone(Configuration configuration) {
      return zone(configuration, source);
    }

    /** The same of a mapping alone. */
    public static String zone(Configuration configuration, SourceMapping source) {
      String shop = configuration.shop().zone();
      return shop.isEmpty() ? source.zone() : shop;
    }

    public String currency(Configuration configuration) {
      return currency(configuration, source);
    }

    /** The same of a mapping alone. */
    public static String currency(Configuration configuration, SourceMapping source) {
      String shop = configuration.shop().currency();
      return shop.isEmpty() ? source.currency() : shop;
    }

    /** What a run with it would write into ops.lake. */
    public LakeRecord record(Configuration configuration) {
      return new LakeRecord(
          Lake.FORMAT_VERSION,
          source.name(),
          zone(configuration),
          currency(configuration),
          secret.id(),
          Build.version());
    }
  }

  /**
   * The order log, which this step needs.
   *
   * @throws io.churnlake.error.UserException if the run has none
   */
  public Delivery requireDelivery(String job) {
    if (delivery == null) {
      throw Errors.usage(
          "The job " + job + " needs a source mapping.",
          "It applies the source's rules to order lines.",
          "Add --source, for instance --source conf/sources/online-retail.conf.");
    }
    return delivery;
  }
}
