package io.churnlake.churn.model;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was learnt from some rows to be tried on others.
 *
 * @param split 'time' or 'customers'
 * @param learntOn cut-offs
 * @param validatedOn the cut-off it is tried at
 * @param candidates models by name, rules included
 * @param baseRate of what was learnt from
 * @param validation whom they are tried on
 */
public record Trial(
    String split,
    List<LocalDate> learntOn,
    LocalDate validatedOn,
    Map<String, ChurnModel> candidates,
    double baseRate,
    Validation validation) {

  /** Learnt on cut-offs whose outcome was known at the one it is tried at. */
  public static final String TIME = "time";

  /** Learnt on other customers. */
  public static final String CUSTOMERS = "customers";

  /** The mean of {@link Learner#AVERAGED}. */
  public static final String AVERAGE = "average";

  /** Keeps the order of the candidates. */
  public Trial {
    learntOn = List.copyOf(learntOn);
    candidates = new LinkedHashMap<>(candidates);
  }

  /**
   * The candidate that forecasts best by {@link Validation#lossAtOneLevel}; of equals the first. A
   * model is chosen only if it beats every rule.
   */
  public String best() {
    Map<String, Double> losses = new LinkedHashMap<>();
    candidates.forEach((name, model) -> losses.put(name, validation.lossAtOneLevel(model)));
    return losses.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
