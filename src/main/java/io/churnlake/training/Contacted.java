package io.churnlake.training;

import io.churnlake.churn.model.LabelledCustomer;
import java.io.Serializable;

/**
 * A customer of a measure: what was known on the day before the contact, and what came of it.
 *
 * @param measure its number
 * @param treated contacted, or left alone
 * @param half 0 or 1, by chance
 * @param customer values of the features; churned is no occasion in the window after the contact
 */
public record Contacted(int measure, boolean treated, int half, LabelledCustomer customer)
    implements Serializable {}
