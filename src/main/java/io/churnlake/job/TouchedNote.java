package io.churnlake.job;

import io.churnlake.lake.Lake;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.TouchedCustomers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For which versions of silver.customer_days silver.touched_customers names all changes, noted in
 * its commits. Other writers of the days (forget, a new key, the undoing of a failed run) leave no
 * such note, so that whatever is made of the days is then made whole.
 *
 * @param since changes after this version are all named
 * @param daysVersion the version that the last conform left
 */
record TouchedNote(long since, long daysVersion) {
  private static final Pattern NOTE =
      Pattern.compile("customers touched since version ([0-9]{1,18}) of days, up to ([0-9]{1,18})");

  String note() {
    return "customers touched since version " + since + " of days, up to " + daysVersion;
  }

  /** Empty unless nobody but conform has written the days since it noted. */
  static Optional<TouchedNote> current(Lake lake) {
    Matcher parts = NOTE.matcher(lake.note(TouchedCustomers.TABLE));
    if (!parts.matches() || !lake.exists(CustomerDays.TABLE)) {
      return Optional.empty();
    }
    TouchedNote note =
        new TouchedNote(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    return Optional.of(note)
        .filter(known -> known.daysVersion() == lake.version(CustomerDays.TABLE));
  }
}
