/**
 * An order log and its mapping looked over before anything is loaded, without a lake: by the rules
 * of a night, what becomes of each row, what it comes to, and what makes one think that the mapping
 * does not say what the log means. Uses ingest and conform, which judge the rows, and inspect, for
 * what names and words of exports mean.
 */
@NullMarked
package io.churnlake.check;

import org.jspecify.annotations.NullMarked;
