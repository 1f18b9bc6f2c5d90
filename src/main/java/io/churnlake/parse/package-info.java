/**
 * What a delivered field means, whatever the input that it stands in: {@link
 * io.churnlake.parse.Times dates and times}, and {@link io.churnlake.parse.IdRules customer ids}.
 * Uses nothing.
 */
@NullMarked
package io.churnlake.parse;

import org.jspecify.annotations.NullMarked;
