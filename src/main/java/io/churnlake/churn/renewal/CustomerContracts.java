package io.churnlake.churn.renewal;

import io.churnlake.churn.feature.FeatureValues;
import io.churnlake.churn.feature.Past;
import io.churnlake.table.Feature;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of one customer, and what else is known of the customer.
 *
 * @param past of whatever date; without orders and events where there are none
 * @param contracts in any order
 */
public record CustomerContracts(Past past, List<Contract> contracts) implements Serializable {

  /** Why a running contract has no place among those that are up for renewal. */
  public enum NotDue {
    /** It will not be renewed; that is known. */
    CANCELLED,
    /** Its next renewal lies beyond the horizon. */
    NOT_DUE_WITHIN_HORIZON
  }

  /** Copies the list. */
  public CustomerContracts {
    contracts = List.copyOf(contracts);
  }

  /**
   * The contracts up for renewal: begun, not cancelled as known at the date, and with the next
   * renewal in (date, date + horizon].
   */
  public List<DueRenewal> due(RenewalDate at) {
    List<DueRenewal> due = new ArrayList<>();
    double[] ofCustomer = null;
    for (Contract contract : contracts) {
      Optional<Contract.State> state =
          contract
              .at(at.date())
              .filter(Contract.State::isRunning)
              .filter(s -> notDue(s, at) == null);
      if (state.isPresent()) {
        ofCustomer = ofCustomer == null ? ofCustomer(at) : ofCustomer;
        due.add(
            new DueRenewal(
                at.date(),
                past.key(),
                contract,
                state.get(),
                values(contract, state.get(), at, ofCustomer)));
      }
    }
    return due;
  }

  /** Why a running contract is not up for renewal; null if it is. */
  public static @Nullable NotDue notDue(Contract.State state, RenewalDate at) {
    if (state.isCancelled()) {
      return NotDue.CANCELLED;
    }
    return state.nextRenewal().isAfter(at.horizonEnd()) ? NotDue.NOT_DUE_WITHIN_HORIZON : null;
  }

  private double[] ofCustomer(RenewalDate at) {
    return FeatureValues.of(past, at.at())
        .orElseGet(() -> FeatureValues.withoutOrders(past, at.at()));
  }

  private double[] values(
      Contract contract, Contract.State state, RenewalDate at, double[] ofCustomer) {
    double[] values = new double[RenewalFeature.all().size()];
    for (RenewalFeature feature : RenewalFeature.all()) {
      Feature customers = feature.ofCustomer();
      values[feature.index()] =
          customers == null ? value(feature, contract, state, at) : ofCustomer[customers.index()];
    }
    return values;
  }

  private double value(
      RenewalFeature feature, Contract contract, Contract.State state, RenewalDate at) {
    LocalDate date = at.date();
    return switch (feature) {
      case RENEWALS -> state.renewals();
      case CONTRACT_DAYS -> date.toEpochDay() - contract.start().toEpochDay();
      case DAYS_TO_RENEWAL -> state.nextRenewal().toEpochDay() - date.toEpochDay();
      case AMOUNT -> contract.amount() == null ? Double.NaN : contract.amount().doubleValue();
      case OTHER_CONTRACTS -> others(contract, date, false);
      case CANCELLED_CONTRACTS -> others(contract, date, true);
      case RENEWAL_MONTH -> state.nextRenewal().getMonthValue();
      case NON_RENEWAL_BY_AGE -> at.nonRenewal(state.renewals());
      default -> throw new IllegalArgumentException(feature + " is the customer's");
    };
  }

  private long others(Contract contract, LocalDate date, boolean cancelled) {
    return contracts.stream()
        .filter(other -> other != contract)
        .flatMap(other -> other.at(date).stream())
        .filter(state -> state.isCancelled() == cancelled)
        .count();
  }
}
