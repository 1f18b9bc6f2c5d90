package io.churnlake.economics;

import io.churnlake.table.Nps;
import java.io.Serializable;
import java.util.Comparator;

/** Answers by parts of the customers, and by group who buys again. */
final class NpsSums implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int PROMOTERS = 0;
  static final int PASSIVES = 1;
  static final int DETRACTORS = 2;
  static final int CUSTOMERS = 0;
  static final int BOUGHT_AGAIN = 1;

  /** A part of a split. */
  record Part(String split, String value) implements Comparable<Part>, Serializable {
    static final Part ALL = new Part(Nps.ALL, Nps.ALL);

    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::split).thenComparing(Part::value);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }

  private final Scope scope;
  private final Sums<Part> parts = new Sums<>(3);
  private final Sums<String> groups = new Sums<>(2);

  NpsSums(Scope scope) {
    this.scope = scope;
    add(Part.ALL, NpsCounts.NONE);
  }

  void add(Person person) {
    add(Part.ALL, person.anonymous());
    Answer newest = person.newest();
    if (newest != null) {
      NpsCounts counts = newest.counts();
      add(Part.ALL, counts);
      add(new Part(Nps.SEGMENT, Person.named(person.segment())), counts);
      add(new Part(Nps.CHANNEL, person.channel()), counts);
      add(new Part(Nps.COUNTRY, person.country()), counts);
    }
    Answer ended = person.newestEnded();
    if (ended != null) {
      int last = ended.day() + scope.answerDays();
      boolean boughtAgain =
          person.log().days().stream()
              .anyMatch(
                  day -> day.isOccasion(false) && day.date() > ended.day() && day.date() <= last);
      groups.add(ended.group(), CUSTOMERS, 1);
      groups.add(ended.group(), BOUGHT_AGAIN, boughtAgain);
    }
  }

  private void add(Part part, NpsCounts counts) {
    parts.add(part, PROMOTERS, counts.promoters());
    parts.add(part, PASSIVES, counts.passives());
    parts.add(part, DETRACTORS, counts.detractors());
  }

  void add(NpsSums other) {
    parts.add(other.parts);
    groups.add(other.groups);
  }

  int cells() {
    return parts.size() + groups.size();
  }

  Sums<Part> parts() {
    return parts;
  }

  /** {@link #CUSTOMERS} and {@link #BOUGHT_AGAIN} by the group's name. */
  Sums<String> groups() {
    return groups;
  }
}
