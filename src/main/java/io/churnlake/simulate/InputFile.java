package io.churnlake.simulate;

import java.util.Arrays;
import java.util.Locale;

/** The inputs that are made customer by customer, each a folder of files. */
enum InputFile {
  CUSTOMERS(0, "customers", "customer_id,signed_up_on,channel,referrer_id,birth_year,consent"),
  SURVEYS(1, "surveys", "answered_on,customer_id,nps,reason"),
  ENGAGEMENT(2, "engagement", "happened_at,customer_id,kind"),
  TICKETS(3, "tickets", "opened_on,customer_id,category,closed_on"),
  CONTRACTS(4, "contracts", "customer_id,starts_on,cancelled_on,amount"),
  CONTACTS(5, "contacts", "contacted_on,customer_id,measure,group,cost");

  private static final int PARTS = 100_000;

  private final int number;
  private final String folder;
  private final String header;

  InputFile(int number, String folder, String header) {
    this.number = number;
    this.folder = folder;
    this.header = header;
  }

  /** 0, 1, ...: tells its random stream from those of the others. */
  int number() {
    return number;
  }

  /** Tells one of its files from all others. */
  int key(int part) {
    return number * PARTS + part;
  }

  private static InputFile of(int key) {
    return Arrays.stream(values())
        .filter(file -> file.number == key / PARTS)
        .findFirst()
        .orElseThrow();
  }

  static String headerOf(int key) {
    return of(key).header;
  }

  /**
   * The path of a file below the shop's folder: a month of engagement, else a part of the
   * customers.
   *
   * @param firstMonth months since the year 0 of the first part of engagement
   * @param inParts whether the customers are in parts
   */
  static String nameOf(int key, int firstMonth, boolean inParts) {
    InputFile file = of(key);
    int part = key % PARTS;
    if (file == ENGAGEMENT) {
      int month = firstMonth + part;
      return String.format(
          Locale.ROOT, "%s/%04d-%02d.csv", file.folder, month / 12, month % 12 + 1);
    }
    // Contracts are one file, as a mapping names them.
    return inParts && file != CONTRACTS
        ? String.format(Locale.ROOT, "%s/%s-%05d.csv", file.folder, file.folder, part)
        : file.folder + "/" + file.folder + ".csv";
  }
}
