package io.churnlake.run;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.lake.CalendarRows;
import io.churnlake.lake.Failures;
import io.churnlake.lake.KeyRotations;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeLock;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.LakeState;
import io.churnlake.lake.Publications;
import io.churnlake.privacy.ForgetRequests;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Build;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.step.RunStatus;
import io.churnlake.step.Unfinished;
import io.churnlake.table.Layout;
import io.churnlake.table.NightCalendar;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Runs steps under the lake's lock, each after those that it depends on, and keeps account of each.
 * What the steps wrote becomes visible to readers together, after the last one.
 */
public final class Runner {
  private final JobContext context;
  private final Progress progress;
  private final Stop stop;

  public Runner(JobContext context, Progress progress) {
    this(context, progress, new Stop());
  }

  /**
   * A run that can be ended before its end.
   *
   * @param stop asks for it; one for each run
   */
  public Runner(JobContext context, Progress progress, Stop stop) {
    this.context = context;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Runs the steps, each of them, and publishes.
   *
   * @return what each did, in order
   * @throws UserException for what the user can mend; nothing is published then
   */
  public List<Outcome> run(List<Job> steps) {
    return run(Selection.each(steps)).outcomes();
  }

  /** The same, without the steps that would leave what they have left before. */
  public List<Outcome> runWhatChanged(List<Job> steps) {
    return run(Selection.changed(steps)).outcomes();
  }

  /**
   * Runs the chosen steps, and publishes unless another step of the night has something to do.
   *
   * @throws UserException for what the user can mend; nothing is published then
   */
  public Finished run(Selection selection) {
    Lake lake = context.lake();
    List<Job> steps = selection.steps();
    Set<Unfinished> finished =
        steps.stream().flatMap(step -> step.finishes().stream()).collect(Collectors.toSet());
    try (LakeLock lock = LakeLock.take(lake, context.runId(), context.clock())) {
      boolean recovers = finished.contains(Unfinished.DAMAGE);
      if (!recovers) {
        refuse(lake, finished);
        refuseWithoutNight(lake, selection);
      }
      return run(lake, lock, selection, recovers);
    }
  }

  /** Steps that follow from tables, in a lake whose first night has not come to its end. */
  private void refuseWithoutNight(Lake lake, Selection selection) {
    boolean follow = selection.steps().stream().allMatch(Job::followsFromTables);
    if (follow
        && lake.exists(OpsTables.LAKE)
        && new Publications(lake).lastId() == 0
        && !(selection.resume() && Resumption.of(context).exists())) {
      throw Errors.noNightForStep(
          lake.root(), selection.steps().stream().map(Job::name).collect(Collectors.joining(", ")));
    }
  }

  /** Before the first commit: a damaged lake, another shop's, and what is left half done. */
  private void refuse(Lake lake, Set<Unfinished> finished) {
    LakeState.mustBeWhole(lake);
    refuseOtherShop(lake);
    if (!finished.contains(Unfinished.KEY_ROTATION)) {
      new KeyRotations(lake).mustBeFinished();
    }
    if (!finished.contains(Unfinished.FORGETTING)) {
      Forgotten.mustBeFinished(lake);
    }
  }

  private Finished run(Lake lake, LakeLock lock, Selection selection, boolean recovers) {
    List<Job> steps = selection.steps();
    Publications publications = new Publications(lake);
    Resumption resumption =
        selection.resume() && lake.exists(OpsTables.LAKE)
            ? Resumption.of(context)
            : Resumption.none();
    Fingerprints fingerprints = Fingerprints.of(context, Build.identity(), resumption);
    RunAccounts accounts = new RunAccounts(context, steps, fingerprints, resumption);
    if (!recovers && lake.exists(OpsTables.LAKE)) {
      // What a killed forget has removed is not brought back: with it, its ids would be there
      // again, and what tells them not.
      List<Table> unpublished =
          ForgetRequests.unfinished(lake).isEmpty()
              ? resumption.withoutKept(publications.unpublished())
              : List.of();
      accounts.begin(unpublished);
      publications.restore(unpublished);
    }
    if (selection.resume()) {
      progress.resumes(resumption.runId(), resumption.tables().keySet());
    }
    lake.beforeMade(() -> accounts.begin(List.of()));
    CalendarRows calendar =
        steps.stream().allMatch(step -> step.finishes().isEmpty())
            ? CalendarRows.of(lake, context.asOf())
            : CalendarRows.ofAllDates(lake);
    Set<Table> said = changed(steps);
    lake.beforeChanged(
        table -> {
          mustBeSaid(table, said);
          calendar.changing(table);
        });
    List<Row> checks = Collections.synchronizedList(new ArrayList<>());
    StepThreads threads =
        new StepThreads(context.configuration().spark().stepsAtOnce(), Jobs::expectedSeconds);
    try {
      List<Outcome> outcomes =
          threads.run(
              steps,
              place -> {
                Job step = steps.get(place);
                stop.mustGoOn(step.name());
                progress.begun(step, place + 1, steps.size());
                Optional<String> since =
                    selection.anew() ? Optional.empty() : fingerprints.unchangedSince(step);
                Outcome outcome =
                    since.isPresent()
                        ? leftOut(step, accounts, since.get())
                        : step(step, accounts, checks, fingerprints);
                lock.mustStillHold();
                return outcome;
              });
      stop.mustGoOn("publication");
      accountChecks(checks);
      List<String> lacking = lacking(selection, fingerprints, resumption);
      if (lacking.isEmpty()) {
        accounts.done(published(publications, calendar, selection));
      } else {
        accounts.unpublished(lacking);
      }
      return new Finished(outcomes, lacking, resumption.runId());
    } catch (Throwable failure) {
      RuntimeException told = failed(accounts, checks, failure);
      settleIfNothingIsLeft(publications, calendar, told);
      throw told;
    } finally {
      lake.beforeMade(() -> {});
      lake.beforeChanged(table -> {});
      context.shared().close();
      stop.isOver();
    }
  }

  /** All tables that the steps say they change. */
  private static Set<Table> changed(List<Job> steps) {
    return steps.stream()
        .flatMap(step -> Stream.concat(step.writes().stream(), step.rewrites().stream()))
        .collect(Collectors.toSet());
  }

  /** The accounts of runs and the calendar of nights are nobody's own. */
  private static void mustBeSaid(Table table, Set<Table> said) {
    boolean isOfRuns = table.area().equals("ops") || table.equals(NightCalendar.TABLE);
    if (!isOfRuns && !said.contains(table)) {
      throw new IllegalStateException(
          table.fullName() + " is not among the tables that the run's steps say they change");
    }
  }

  /**
   * A forget that found copies in files of others has published what it did before it failed; then
   * no slice is changing any more.
   */
  private void settleIfNothingIsLeft(
      Publications publications, CalendarRows calendar, RuntimeException failure) {
    try {
      if (calendar.isSaid() && publications.unpublished().equals(List.of(NightCalendar.TABLE))) {
        calendar.settled();
        publications.publish(
            context.runId(),
            context.asOf(),
            Map.of(NightCalendar.TABLE.fullName(), context.lake().version(NightCalendar.TABLE)),
            context.clock().instant());
      }
    } catch (RuntimeException unsettled) {
      failure.addSuppressed(unsettled);
    }
  }

  /** Steps of the night that were not chosen and that it would not be whole without. */
  private List<String> lacking(
      Selection selection, Fingerprints fingerprints, Resumption resumption) {
    return selection.others().stream()
        .filter(
            step ->
                !fingerprints.hasNothingToDo(step)
                    || (!step.followsFromTables() && !isPublished(step, resumption)))
        .map(Job::name)
        .toList();
  }

  /** Whether the step's tables are as readers see them, or as a run left them that is resumed. */
  private boolean isPublished(Job step, Resumption resumption) {
    Lake lake = context.lake();
    Map<String, Long> published = new Publications(lake).current();
    return step.writes().stream()
        .filter(table -> !table.area().equals("ops") && lake.exists(table))
        .allMatch(
            table ->
                published.containsKey(table.fullName())
                    || resumption.tables().containsKey(table.fullName()));
  }

  /**
   * Publishes, unless readers see these versions already.
   *
   * @return what was published
   */
  private Map<String, Long> published(
      Publications publications, CalendarRows calendar, Selection selection) {
    Lake lake = context.lake();
    Map<String, Long> versions = versions(selection);
    boolean news = !publications.current().entrySet().containsAll(versions.entrySet());
    List<String> night = dated(Jobs.nightly());
    List<String> dated = dated(selection.all());
    dated.retainAll(night);
    if (!dated.isEmpty()
        && (news || calendar.lacks(context.asOf(), dated, dated.size() == night.size()))) {
      news = true;
      calendar.published(
          context.asOf(),
          dated,
          night,
          publications.nextId(),
          context.runId(),
          context.clock().instant());
    } else if (calendar.isSaid()) {
      calendar.settled();
      news = true;
    }
    if (!news) {
      return Map.of();
    }
    if (lake.exists(NightCalendar.TABLE)) {
      versions.put(NightCalendar.TABLE.fullName(), lake.version(NightCalendar.TABLE));
    }
    publications.publish(context.runId(), context.asOf(), versions, context.clock().instant());
    return versions;
  }

  /** The steps that make slices of a date. */
  private static List<String> dated(List<Job> steps) {
    return steps.stream()
        .filter(
            step ->
                step.writes().stream()
                    .anyMatch(
                        table -> table.area().equals("gold") && table.layout() == Layout.SLICED))
        .map(Job::name)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The state of all tables of the steps, also of one that an earlier, failed run has written. */
  private Map<String, Long> versions(Selection selection) {
    Lake lake = context.lake();
    Map<String, Long> versions = new LinkedHashMap<>();
    for (Job step : selection.all()) {
      for (Table table : step.writes()) {
        if (!table.area().equals("ops") && lake.exists(table)) {
          versions.put(table.fullName(), lake.version(table));
        }
      }
    }
    return versions;
  }

  private void refuseOtherShop(Lake lake) {
    LakeRecord.of(lake)
        .ifPresent(
            record -> {
              JobContext.Delivery delivery = context.delivery();
              if (delivery != null) {
                record.mustMatch(delivery.record(context.configuration()), lake);
              }
            });
    if (context.delivery() != null) {
      SourcesAgree.check(context.configuration(), context.delivery().sources());
    }
  }

  /** The step would leave what there is. */
  private Outcome leftOut(Job step, RunAccounts accounts, String since) {
    String note = "nothing has changed since run " + since;
    Outcome nothing = new Outcome(0, 0, List.of(), List.of(), note);
    accounts.step(step, context.clock().instant(), nothing, RunStatus.UNCHANGED, note);
    progress.unchanged(step, since);
    return nothing;
  }

  private Outcome step(
      Job step, RunAccounts accounts, List<Row> checks, Fingerprints fingerprints) {
    Instant started = context.clock().instant();
    fingerprints.begins(step);
    try {
      Outcome outcome = named(step);
      Optional<Check> failed =
          outcome.checks().stream()
              .filter(check -> !check.passed() && check.severity() == Check.Severity.FATAL)
              .findFirst();
      outcome.checks().forEach(check -> checks.add(row(step, check)));
      if (failed.isPresent()) {
        throw Errors.checkFailed(
            step.name(), failed.get().name(), failed.get().expected(), failed.get().actual());
      }
      fingerprints.ran(step);
      accounts.step(step, started, outcome, RunStatus.DONE, outcome.note());
      progress.ended(step, outcome, Duration.between(started, context.clock().instant()));
      return outcome;
    } catch (Throwable failure) {
      progress.failed(step);
      // What a step says whose Spark jobs were cancelled is of no use to anybody.
      Optional<UserException> stopped = stop.at(step.name());
      Outcome nothing = new Outcome(0, 0, List.of(), List.of(), "");
      accounts.step(
          step,
          started,
          nothing,
          RunStatus.FAILED,
          inOneLine(stopped.map(e -> (Throwable) e).orElseGet(() -> told(failure))));
      if (stopped.isPresent()) {
        throw stopped.get();
      }
      throw failure;
    }
  }

  /** Runs the step, under its name and the run's in Spark's own pages and event log. */
  private Outcome named(Job step) {
    SparkSession session = context.lake().spark();
    SparkSession.setActiveSession(session);
    SparkContext spark = session.sparkContext();
    spark.setJobGroup(context.runId(), step.name() + ", run " + context.runId(), false);
    try {
      return step.run(seenBy(step));
    } finally {
      spark.clearJobGroup();
    }
  }

  /** A step that says what its outcome follows from gets nothing else. */
  private JobContext seenBy(Job step) {
    if (!step.followsFromTables()) {
      return context;
    }
    List<Table> tables = new ArrayList<>(step.reads());
    tables.addAll(step.readsOfEarlierDates());
    tables.addAll(step.writes());
    return context.of(context.lake().only(tables));
  }

  /** Spark throws checked exceptions without declaring them; all end here, told and accounted. */
  private RuntimeException failed(RunAccounts accounts, List<Row> checks, Throwable failure) {
    Throwable told = told(failure);
    try {
      accountChecks(checks);
      accounts.failed(inOneLine(told));
    } catch (RuntimeException unaccounted) {
      told.addSuppressed(unaccounted);
    }
    if (told instanceof Error error) {
      throw error;
    }
    return told instanceof RuntimeException e ? e : new IllegalStateException(told);
  }

  private static Throwable told(Throwable failure) {
    return Failures.behind(failure).map(e -> (Throwable) e).orElse(failure);
  }

  /** Messages of other programs may show data below their first line. */
  private static String inOneLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return failure instanceof UserException
        ? message
        : failure.getClass().getSimpleName() + ": " + message;
  }

  private Row row(Job step, Check check) {
    return RowFactory.create(
        context.runId(),
        step.name(),
        check.name(),
        check.expected(),
        check.actual(),
        check.passed(),
        check.severity() == Check.Severity.FATAL);
  }

  /** In one commit, before publication; a lake that no load has begun yet gets no accounts. */
  private void accountChecks(List<Row> checks) {
    Lake lake = context.lake();
    if (!checks.isEmpty() && lake.exists(OpsTables.LAKE)) {
      lake.append(OpsTables.CHECKS, checks);
      checks.clear();
    }
  }
}
