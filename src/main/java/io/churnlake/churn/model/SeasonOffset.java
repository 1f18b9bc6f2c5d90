package io.churnlake.churn.model;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the season moves everybody's log-odds of leaving. A model knows the level of the months
 * it was learnt from; before Christmas fewer leave than in spring. The level that is missing is
 * looked up a year ago: a model of the same cut-offs forecasts the same weeks of last year, from
 * histories cut to an equal length, and its log-odds are moved until they meet what happened.
 *
 * <p>Half of that is used: on the log of a real shop the whole move went too far at each of three
 * dates, and half of it helped at all of them. And it is used only if it would have helped at the
 * date that the models were tried at, beyond what chance does.
 *
 * @param modelVersion of the model that it is for
 * @param yearAgo 52 weeks before the date
 * @param historyDays length of the histories that were compared
 * @param shift what would have met last year's churn, in log-odds; NaN if that was not looked for
 * @param proof how it would have done at the trial; null if the log is too young to tell
 */
public record SeasonOffset(
    String modelVersion, LocalDate yearAgo, int historyDays, double shift, @Nullable Proof proof) {

  /** So much of the shift is used. */
  public static final double SHARE = 0.5;

  /**
   * What half the shift of a trial's date did to that trial.
   *
   * @param moved log-odds
   * @param lossWithout mean log-loss of the model as it is
   * @param lossWith the same with the log-odds moved
   * @param gainLow lower end of the 95 % bootstrap interval of what the move takes off
   */
  public record Proof(double moved, double lossWithout, double lossWith, double gainLow) {
    boolean isHelp() {
      return gainLow > 0;
    }
  }

  /** Where there is too little a year before the date of the trial, or before the date itself. */
  public static SeasonOffset untried(String modelVersion, LocalDate yearAgo, int historyDays) {
    return new SeasonOffset(modelVersion, yearAgo, historyDays, Double.NaN, null);
  }

  /** What is added to everybody's log-odds; 0 where it did not prove itself. */
  public double applied() {
    return proof != null && proof.isHelp() ? SHARE * shift : 0;
  }

  /** What was tried: log-odds. */
  public Optional<Double> tried() {
    return Optional.ofNullable(proof).map(Proof::moved);
  }

  /** One line for the person watching. */
  public String inWords() {
    if (proof == null) {
      return "no season's offset: too little is known of the year before to try one";
    }
    return String.format(
        Locale.ROOT,
        "half the season's shift of a year ago %s out of time (log-loss %.4f with it, %.4f without): "
            + "log-odds move by %.3f",
        proof.isHelp() ? "helps" : "does not help",
        proof.lossWith(),
        proof.lossWithout(),
        applied());
  }
}
