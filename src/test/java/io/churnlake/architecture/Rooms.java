package io.churnlake.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packages below the root, and which may use which. */
final class Rooms {
  static final String ROOT = "io.churnlake";

  private static final Set<String> SUBJECTS =
      Set.of(
          "orders",
          "inputs",
          "customer",
          "retention",
          "rfm",
          "clv",
          "economics",
          "churn",
          "simulate",
          "report");

  /** What the jobs are written with. */
  private static final Set<String> BELOW_JOBS =
      Set.of(
          "step",
          "history",
          "privacy",
          "conform",
          "ingest",
          "training",
          "evaluation",
          "value",
          "upkeep");

  private static final Map<String, Set<String>> MAY_USE = mayUse();

  private Rooms() {}

  private static Map<String, Set<String>> mayUse() {
    Set<String> forSubjects = Set.of("table", "quality", "parse", "error");
    Map<String, Set<String>> mayUse = new HashMap<>();
    mayUse.put("error", Set.of());
    mayUse.put("table", Set.of());
    mayUse.put("parse", Set.of());
    // Settings name columns, such as the reasons of a measure.
    // A mapping's patterns are those that fields are read by.
    mayUse.put("config", Set.of("table", "parse", "error"));
    mayUse.put("quality", Set.of("table", "error"));
    mayUse.put("lake", Set.of("table", "error"));
    SUBJECTS.forEach(subject -> mayUse.put(subject, forSubjects));
    // What one customer bought is told there once.
    List.of("retention", "economics")
        .forEach(subject -> mayUse.put(subject, union(forSubjects, Set.of("customer"))));
    // Quadrature and other numerics of clv.math.
    mayUse.put("churn", union(forSubjects, Set.of("customer", "clv")));
    // A shop is written as files of days.
    mayUse.put("simulate", union(forSubjects, Set.of("lake")));
    mayUse.put("api", Set.of("lake", "table", "error"));
    mayUse.put("alarm", Set.of("config"));
    // What runs a night, and which are due, is handed in.
    mayUse.put("schedule", Set.of());
    mayUse.put("database", Set.of("table", "error", "config", "lake"));
    Set<String> forSteps = union(SUBJECTS, forSubjects, Set.of("lake", "config"));
    mayUse.put("step", Set.of("lake", "config", "table", "error"));
    mayUse.put("reading", forSteps);
    mayUse.put("history", union(forSteps, Set.of("step")));
    mayUse.put("privacy", union(forSteps, Set.of("step")));
    mayUse.put("conform", union(forSteps, Set.of("step", "privacy")));
    mayUse.put("ingest", union(forSteps, Set.of("step", "privacy", "conform")));
    mayUse.put("training", union(forSteps, Set.of("step", "history")));
    mayUse.put("evaluation", union(forSteps, Set.of("step", "history", "training")));
    mayUse.put("value", union(forSteps, Set.of("step", "history", "privacy", "training")));
    mayUse.put("upkeep", Set.of("table", "error", "config", "lake"));
    mayUse.put("job", union(forSteps, BELOW_JOBS));
    mayUse.put("run", union(forSteps, BELOW_JOBS, Set.of("job")));
    mayUse.put(
        "cli",
        union(
            forSteps,
            BELOW_JOBS,
            Set.of("job", "run", "reading", "database", "inspect", "check", "alarm", "schedule")));
    // The rules of a night, without one.
    mayUse.put("check", union(forSteps, Set.of("step", "privacy", "conform", "ingest", "inspect")));
    mayUse.put("inspect", Set.of("ingest", "lake", "orders", "config", "parse", "error"));
    return Map.copyOf(mayUse);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new HashSet<>();
    List.of(sets).forEach(all::addAll);
    return all;
  }

  /** The first package below the root that the class lies in; empty for the root and others. */
  static String of(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".")
        ? name.substring(ROOT.length() + 1).replaceFirst("\\..*", "")
        : "";
  }

  /** Jobs, what runs them, and what they are written with. */
  static boolean isOfJobs(JavaClass type) {
    String room = of(type);
    return BELOW_JOBS.contains(room) || Set.of("job", "run", "reading").contains(room);
  }

  static boolean isTopLevel(JavaClass type) {
    return type.getEnclosingClass().isEmpty() && !type.getSimpleName().equals("package-info");
  }

  static boolean isSubject(JavaClass type) {
    return SUBJECTS.contains(of(type));
  }

  static ArchCondition<JavaClass> useOnlyWhatTheyMay() {
    return new ArchCondition<>("use only the packages that theirs may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String room = of(type);
        Set<String> allowed = MAY_USE.get(room);
        if (allowed == null) {
          if (!room.isEmpty()) {
            events.add(
                SimpleConditionEvent.violated(
                    type, type.getName() + " is in a package that Rooms does not know"));
          }
          return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String used = of(dependency.getTargetClass().getBaseComponentType());
          if (!used.isEmpty() && !used.equals(room) && !allowed.contains(used)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }
}
