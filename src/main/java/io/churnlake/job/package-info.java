/**
 * One class a job: read tables, call pure transforms, write tables. Uses config, lake, table and
 * the subjects.
 */
@NullMarked
package io.churnlake.job;

import org.jspecify.annotations.NullMarked;
