package io.churnlake.simulate;

import java.time.LocalDate;

/**
 * What the shop knows of one customer beside the orders. Each file has a random stream of its own,
 * so that none depends on another.
 */
final class CustomerInputs {

  /** Takes the lines of files. */
  @FunctionalInterface
  interface Sink {
    /**
     * One line.
     *
     * @param part of the file that the line stands in
     * @param position the order within it
     */
    void line(InputFile file, int part, long position, String line);
  }

  /** Streams below are those of the orders. */
  private static final long FIRST_STREAM = 11;

  private static final int SECONDS_A_DAY = 86_400;
  private static final int WEEK = 7;
  private static final int NEWSLETTER_DAYS = 30;
  private static final int CLICKED_WITHIN = 600;
  private static final int OLDEST_BIRTH = 1945;
  private static final int BIRTH_YEARS = 60;
  private static final int HIGHEST_NPS = 10;
  private static final int LAST_DETRACTOR = 6;
  private static final int SURVEY_FROM = 3;
  private static final int SURVEY_DAYS = 8;
  private static final int TICKET_DAYS = 10;
  private static final int CLOSED_WITHIN = 15;
  private static final int CONTRACT_DAYS = 60;
  private static final int NOTICE_DAYS = 20;

  private static final String[] GRIEVANCES = {"delivery", "price", "quality", "service", ""};
  private static final double[] GRIEVANCE_WEIGHTS = Weights.runningSums(.32, .24, .16, .08, .2);
  private static final String[] PRAISES = {"quality", "range", "price", "service", ""};
  private static final double[] PRAISE_WEIGHTS = Weights.runningSums(.32, .24, .16, .08, .2);
  private static final String[] TOPICS = {"late", "damaged", "wrong_item", "invoice", "question"};
  private static final double[] TOPIC_WEIGHTS = Weights.runningSums(.3, .2, .15, .15, .2);

  private final Shop shop;
  private final InputLaw law;
  private final Sink sink;
  private final int[] months;

  CustomerInputs(Shop shop, InputLaw law, Sink sink) {
    this.shop = shop;
    this.law = law;
    this.sink = sink;
    this.months = months(shop.spec());
  }

  /** Months from the period's first to that of each of its days. */
  static int[] months(SimulationSpec spec) {
    int[] months = new int[spec.days()];
    int first = month(spec.start());
    for (int day = 0; day < months.length; day++) {
      months[day] = month(spec.start().plusDays(day)) - first;
    }
    return months;
  }

  static int month(LocalDate date) {
    return date.getYear() * 12 + date.getMonthValue() - 1;
  }

  void run(long index) {
    CustomerLife life = CustomerLife.of(shop, index);
    String id = Shop.customerId(index);
    int part = Math.toIntExact(index / ShopSimulator.CUSTOMERS_A_PART);
    boolean consents = customer(index, part, id, life);
    surveys(draws(InputFile.SURVEYS, index), part, id, life);
    engagement(draws(InputFile.ENGAGEMENT, index), id, life, consents);
    tickets(draws(InputFile.TICKETS, index), part, id, life);
    contract(draws(InputFile.CONTRACTS, index), index, id, life);
    contacts(index, part, id, life);
  }

  private Draws draws(InputFile file, long index) {
    return draws(shop, file, index);
  }

  static Draws draws(Shop shop, InputFile file, long index) {
    return new Draws(shop.spec().seed(), FIRST_STREAM + file.number(), index);
  }

  /** Whether the customer may be written to. */
  private boolean customer(long index, int part, String id, CustomerLife life) {
    Draws draws = draws(InputFile.CUSTOMERS, index);
    boolean names = draws.chance(law.namedReferrers());
    int birth = OLDEST_BIRTH + draws.below(BIRTH_YEARS);
    boolean consents = draws.chance(law.consents());
    long referrer = life.arrival().referrer();
    sink.line(
        InputFile.CUSTOMERS,
        part,
        index % ShopSimulator.CUSTOMERS_A_PART,
        String.join(
            ",",
            id,
            date(life.arrival().day()),
            life.arrival().channel().label(),
            names && referrer != Arrival.NOBODY ? Shop.customerId(referrer) : "",
            Integer.toString(birth),
            consents ? "yes" : "no"));
    return consents;
  }

  private void surveys(Draws draws, int part, String id, CustomerLife life) {
    InputLaw.Surveys surveys = law.surveys();
    for (int i = 0; i < life.occasions(); i++) {
      if (!draws.chance(surveys.answered())) {
        continue;
      }
      int day = life.day(i) + SURVEY_FROM + draws.below(SURVEY_DAYS);
      double opinion =
          surveys.highest()
              - surveys.slope() * life.dropoutProbability()
              + surveys.deviation() * draws.normal();
      int nps = (int) Math.max(0, Math.min(HIGHEST_NPS, StrictMath.rint(opinion)));
      String reason =
          nps <= LAST_DETRACTOR
              ? GRIEVANCES[draws.bin(GRIEVANCE_WEIGHTS)]
              : PRAISES[draws.bin(PRAISE_WEIGHTS)];
      if (day <= shop.lastDay()) {
        sink.line(
            InputFile.SURVEYS,
            part,
            day,
            String.join(",", date(day), id, Integer.toString(nps), reason));
      }
    }
  }

  private void engagement(Draws draws, String id, CustomerLife life, boolean consents) {
    InputLaw.Engagement engagement = law.engagement();
    for (int i = 1; i < life.occasions(); i++) {
      for (int n = draws.poisson(engagement.visitsBeforePurchase()); n > 0; n--) {
        int day = life.day(i) - 1 - draws.below(WEEK);
        event(draws, id, Math.max(day, life.arrival().day()), 0, "visit");
      }
    }
    for (int day = life.arrival().day() + NEWSLETTER_DAYS;
        day <= shop.lastDay();
        day += NEWSLETTER_DAYS) {
      double interest = life.interest(day, engagement.halfLifeDays());
      for (int n = draws.poisson(interest * engagement.visitsBrowsing()); n > 0; n--) {
        event(draws, id, day, 0, "visit");
      }
      boolean opens = draws.chance(interest * engagement.opens());
      boolean clicks = draws.chance(engagement.clicks());
      if (opens && consents) {
        int second = event(draws, id, day, 0, "email_open");
        if (clicks) {
          event(draws, id, day, second, "email_click");
        }
      }
    }
  }

  /**
   * One event; a click comes within minutes of the second in which the e-mail was opened.
   *
   * @return its second of the day
   */
  private int event(Draws draws, String id, int day, int opened, String kind) {
    int second =
        opened == 0
            ? shop.calendar().drawSecond(draws, day)
            : Math.min(SECONDS_A_DAY - 1, opened + 1 + draws.below(CLICKED_WITHIN));
    String time =
        date(day)
            + " "
            + twoDigits(second / 3_600)
            + ":"
            + twoDigits(second / 60 % 60)
            + ":"
            + twoDigits(second % 60);
    sink.line(
        InputFile.ENGAGEMENT,
        months[day],
        (long) day * SECONDS_A_DAY + second,
        String.join(",", time, id, kind));
    return second;
  }

  private void tickets(Draws draws, int part, String id, CustomerLife life) {
    double probability = law.tickets().least() + law.tickets().slope() * life.dropoutProbability();
    for (int i = 0; i < life.occasions(); i++) {
      if (!draws.chance(probability)) {
        continue;
      }
      int day = life.day(i) + 1 + draws.below(TICKET_DAYS);
      int closed = day + draws.below(CLOSED_WITHIN);
      String topic = TOPICS[draws.bin(TOPIC_WEIGHTS)];
      if (day <= shop.lastDay()) {
        sink.line(
            InputFile.TICKETS,
            part,
            day,
            String.join(",", date(day), id, topic, closed <= shop.lastDay() ? date(closed) : ""));
      }
    }
  }

  private void contract(Draws draws, long index, String id, CustomerLife life) {
    InputLaw.Contracts contracts = law.contracts();
    boolean signs = draws.chance(contracts.share());
    int day = life.arrival().day() + draws.below(CONTRACT_DAYS);
    if (!signs || day > shop.lastDay()) {
      return;
    }
    double leaves = draws.beta(contracts.alpha(), contracts.beta());
    LocalDate start = shop.spec().start().plusDays(day);
    LocalDate end = shop.spec().end();
    String cancelled = "";
    for (int n = 1; cancelled.isEmpty() && start.plusMonths(n - 1).isBefore(end); n++) {
      if (draws.chance(leaves)) {
        LocalDate on = start.plusMonths(n).minusDays(draws.below(NOTICE_DAYS));
        if (on.isAfter(end)) {
          break;
        }
        cancelled = on.toString();
      }
    }
    sink.line(
        InputFile.CONTRACTS,
        0,
        index,
        String.join(",", id, start.toString(), cancelled, money(contracts.cents())));
  }

  private void contacts(long index, int part, String id, CustomerLife life) {
    for (Contacts.Contact contact : Contacts.of(shop, life.arrival(), index)) {
      sink.line(
          InputFile.CONTACTS,
          part,
          contact.day(),
          String.join(
              ",",
              date(contact.day()),
              id,
              "voucher",
              contact.treated() ? "treated" : "control",
              contact.treated() ? money(law.campaigns().cents()) : "0.00"));
    }
  }

  private String date(int day) {
    return shop.calendar().date(day);
  }

  private static String money(int cents) {
    return cents / 100 + "." + twoDigits(cents % 100);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
