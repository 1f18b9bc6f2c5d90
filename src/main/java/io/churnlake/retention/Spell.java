package io.churnlake.retention;

/**
 * A time of one customer that ends with an event.
 *
 * @param days from its beginning to the event, or to the business date if that has not come
 * @param ended whether the event has come; a spell that goes on is censored
 */
record Spell(int days, boolean ended) {}
