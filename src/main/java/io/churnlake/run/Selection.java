package io.churnlake.run;

import io.churnlake.error.Errors;
import io.churnlake.step.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which steps a run makes.
 *
 * @param steps the chosen ones, in order
 * @param others steps of the same night that are not chosen; nothing is published unless they have
 *     nothing to do
 * @param anew whether steps run also where nothing has changed for them
 * @param resume whether what a run before has left unpublished is gone on with
 */
public record Selection(List<Job> steps, List<Job> others, boolean anew, boolean resume) {

  /** All of these, each of them. */
  public static Selection each(List<Job> steps) {
    return new Selection(steps, List.of(), true, false);
  }

  /** Those of these that have something to do. */
  static Selection changed(List<Job> steps) {
    return new Selection(steps, List.of(), false, false);
  }

  /**
   * Steps of a night. Where not all are chosen, the run goes on with what the one before left.
   *
   * @param from the first step
   * @param until the last step
   * @param only the steps, if neither of these is given; empty for all
   * @throws io.churnlake.error.UserException for a name that is no nightly step
   */
  public static Selection ofNight(
      Optional<String> from,
      Optional<String> until,
      List<String> only,
      boolean anew,
      boolean resume) {
    List<Job> night = Jobs.nightly();
    List<String> names = night.stream().map(Job::name).toList();
    for (String name : given(from, until, only)) {
      if (!names.contains(name)) {
        throw Errors.unknownStep(name, names);
      }
    }
    if (!only.isEmpty() && (from.isPresent() || until.isPresent())) {
      throw Errors.usage(
          "The steps are chosen twice.",
          "--only names all of them, --from and --until the first and the last.",
          "Leave one of these options out.");
    }
    int first = from.map(names::indexOf).orElse(0);
    int last = until.map(names::indexOf).orElse(names.size() - 1);
    if (first > last) {
      throw Errors.usage(
          "There is no step from " + names.get(first) + " until " + names.get(last) + ".",
          "A night has them in the other order.",
          "See `churnlake jobs` for the order.");
    }
    List<Job> steps = new ArrayList<>();
    List<Job> others = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean chosen = only.isEmpty() ? i >= first && i <= last : only.contains(names.get(i));
      (chosen ? steps : others).add(night.get(i));
    }
    return new Selection(steps, others, anew, resume || !others.isEmpty());
  }

  /** The chosen steps and the others. */
  List<Job> all() {
    return Stream.concat(steps.stream(), others.stream()).toList();
  }

  private static List<String> given(
      Optional<String> from, Optional<String> until, List<String> only) {
    List<String> given = new ArrayList<>(only);
    from.ifPresent(given::add);
    until.ifPresent(given::add);
    return given;
  }
}
