package io.churnlake.check;

import io.churnlake.inspect.UsualExclusions;
import java.util.ArrayList;
import java.util.List;

/** Rules by which more lines do not count than is usual. */
final class ExcludedLines {
  private ExcludedLines() {}

  static List<Suspicion> suspicions(LineTally lines) {
    List<Suspicion> found = new ArrayList<>();
    long all = lines.lines() - lines.moneyBack().rows();
    lines
        .excluded()
        .forEach(
            (rule, group) ->
                UsualExclusions.of(rule, group.rows(), all)
                    .ifPresent(
                        excess ->
                            found.add(
                                new Suspicion(
                                    excess.problem(),
                                    excess.meaning(),
                                    excess.remedy(),
                                    group.examples().list()))));
    return found;
  }
}
